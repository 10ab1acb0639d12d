/**
 * Which session of the programme is on and which comes next, as `src/domain/room_state.rs` and `programme.rs` beside it
 * decide it; `tests/programme.json` holds both to the same cases. Pure: the time comes in.
 *
 * @import { EventInfo, Programme, SessionByHand, SessionInfo } from "../types/wire.d.ts"
 *
 * @typedef {readonly SessionInfo[]} Sessions of one room, those of all rooms among them
 * @typedef {{ at: number, session: SessionInfo }} Timed
 */

/** A session without an end is on until the next one begins, and no longer than this. */
const WITHOUT_END_MS = 24 * 60 * 60_000;

/**
 * @param {Sessions} sessions
 * @param {SessionByHand | null} hand what a moderator started or ended last
 * @param {number} now unix milliseconds
 * @returns {SessionInfo | null}
 */
export function sessionOn(sessions, hand, now) {
  const known = byHand(sessions, hand);
  if (hand && known && !hand.ended_at) return known;
  const after = known && hand?.ended_at ? Date.parse(hand.ended_at) : -Infinity;
  const begun = timed(sessions).filter(({ at, session }) => at <= now && at > after && session !== known);
  const latest = Math.max(...begun.map(({ at }) => at));
  const on = begun.filter(({ at, session }) =>
    session.ends_at === undefined ? at === latest && now < at + WITHOUT_END_MS : now < Date.parse(session.ends_at));
  return on.sort((one, other) => other.at - one.at || order(one, other))[0]?.session ?? null;
}

/**
 * @param {Sessions} sessions
 * @param {SessionByHand | null} hand
 * @param {number} now unix milliseconds
 * @returns {SessionInfo | null}
 */
export function sessionNext(sessions, hand, now) {
  const all = timed(sessions).sort((one, other) => one.at - other.at || order(one, other));
  const known = byHand(sessions, hand);
  const end = hand?.ended_at === undefined ? Infinity : Date.parse(hand.ended_at);
  // Once the times have taken over again, they say what comes next.
  if (known && !all.some(({ at }) => at > end && at <= now)) {
    const place = all.findIndex(({ session }) => session === known);
    const following = place < 0 ? undefined : all[place + 1];
    if (following) return following.session;
  }
  return all.find(({ at, session }) => at > now && session !== known)?.session ?? null;
}

/**
 * When the times may say something else.
 * @param {Sessions} sessions
 * @param {number} now unix milliseconds
 * @returns {number} Infinity where they will not
 */
export function nextTurn(sessions, now) {
  const moments = timed(sessions).flatMap(({ at, session }) =>
    [at, session.ends_at === undefined ? at + WITHOUT_END_MS : Date.parse(session.ends_at)]);
  return Math.min(...moments.filter((moment) => moment > now));
}

/**
 * @param {EventInfo} event
 * @param {string} room slug
 * @returns {Programme}
 */
export function programmeOf({ time_zone, programme }, room) {
  return { time_zone, programme: programme.filter((session) => session.room === undefined || session.room === room) };
}

/**
 * @param {Sessions} sessions
 * @param {SessionByHand | null} hand
 */
function byHand(sessions, hand) {
  return (hand && sessions.find((session) => session.slug === hand.slug)) ?? null;
}

/**
 * @param {Sessions} sessions
 * @returns {Timed[]}
 */
function timed(sessions) {
  return sessions.flatMap((session) => session.starts_at === undefined ? [] : [{ at: Date.parse(session.starts_at), session }]);
}

/** What names the room goes before what is for all; else the programme's order stays. @param {Timed} one @param {Timed} other */
function order(one, other) {
  return Number(one.session.room === undefined) - Number(other.session.room === undefined);
}
