/**
 * What one client knows of a room, as a pure function of what happened: `reduce(state, event)` gives
 * the next state and changes nothing else. No DOM, no socket, no clock, no chance: time, random numbers
 * and nonces are part of the events.
 *
 * @import { Ack, ErrorFrame, Held, HistoryPage, Limits, Me, Message, Notice, Person, Reported, Room, ServerFrame, Welcome } from "../types/wire.d.ts"
 * @import { Acts, Asked, Own } from "./acts.js"
 * @import { Messages } from "./messages.js"
 * @import { People } from "./mentions.js"
 * @import { Outbox } from "./outbox.js"
 * @import { Place } from "./unread.js"
 *
 * @typedef {{ now: number, random: number }} World now: unix milliseconds; random: from 0 up to 1
 *
 * @typedef {object} State
 * @property {"connecting" | "live" | "offline" | "ended" | "barred"} status barred: only those who
 *   joined can read here
 * @property {number} [ended] the close code after which one does not come back
 * @property {boolean} stuck the server answers, but no stream gets through
 * @property {Person | null} you
 * @property {Room | null} room
 * @property {number} online
 * @property {Limits} limits
 * @property {{ epoch: string, seq: number } | null} cursor all up to here was delivered
 * @property {Messages} messages all that is held, also strays from before `floor`
 * @property {number} floor from this position on nothing is missing; below it a stray may be held
 *   (an old message that changed), which must outlive a stale page of history but is not shown
 * @property {"idle" | "loading" | "failed" | "complete"} history
 * @property {number} seen position up to which the reader has seen the newest
 * @property {boolean} seeking whether an old message is being looked for, so that nothing held may go
 * @property {boolean} following whether the newest is in view, and what comes is shown at once
 * @property {Place | null} left where one left off when one last was away; what is below is marked as new
 * @property {People} people seen in the room
 * @property {Outbox} outbox
 * @property {Messages} pinned those of the room's pins that are known
 * @property {number} posted_at since when a slow room lets one wait, in unix milliseconds; -Infinity where it does not
 * @property {Held[]} held what waits for a moderator: one's own, or all of it for those who keep the room
 * @property {Reported[]} reported messages, for those who keep the room
 * @property {Acts} acts asked of messages and under way
 * @property {Own} own reactions, as far as they were stored from here
 * @property {readonly Notice[]} notices what was done to oneself and one's messages, as far as it is known
 * @property {number} muted_until unix milliseconds; 0 where one is not muted
 * @property {string | null} replying_to id of a message
 * @property {string | null} editing id of a message of one's own
 *
 * @typedef {{ type: "frame", frame: ServerFrame, world: World }
 *   | { type: "closed", final: boolean, code: number, planned: boolean, stuck?: boolean }
 *   | { type: "joined", you: Person }
 *   | { type: "forgotten" }
 *   | { type: "barred" }
 *   | { type: "post", nonce: string, by: string, text: string, reply_to?: string, announcement?: true, now: number }
 *   | { type: "kept", outbox: Outbox }
 *   | { type: "let_go", is_kept: (nonce: string) => boolean }
 *   | { type: "sending", nonce: string }
 *   | { type: "retry", nonce: string, fresh: string }
 *   | { type: "discard", nonce: string }
 *   | { type: "reply", id: string | null }
 *   | { type: "edit", id: string | null }
 *   | { type: "act", asked: Asked }
 *   | { type: "keep", id: string }
 *   | { type: "me", me: Me }
 *   | { type: "pinned", message: Message }
 *   | { type: "history_wanted" }
 *   | { type: "history", before: number, limit: number, page: HistoryPage }
 *   | { type: "history_failed" }
 *   | { type: "seen", position: number }
 *   | { type: "following", on: boolean }
 *   | { type: "seeking", on: boolean }
 *   | { type: "left" }} Event
 */

import * as acts from "./acts.js";
import * as held from "./held.js";
import { lightened } from "./holding.js";
import { meet } from "./mentions.js";
import { isRemoved, merge, renewed } from "./messages.js";
import * as notices from "./notices.js";
import { moment } from "./notices.js";
import * as outbox from "./outbox.js";
import { pinned } from "./pinned.js";

/** @type {State} */
export const INITIAL = Object.freeze({
  status: "connecting",
  stuck: false,
  you: null,
  room: null,
  online: 0,
  limits: { text: 2000, frame: 16_384 },
  cursor: null,
  messages: [],
  floor: 1,
  history: "complete",
  seen: 0,
  seeking: false,
  following: true,
  left: null,
  people: [],
  outbox: [],
  acts: [],
  pinned: [],
  posted_at: -Infinity,
  held: [],
  reported: [],
  own: {},
  notices: [],
  muted_until: 0,
  replying_to: null,
  editing: null,
});

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export function reduce(state, event) {
  switch (event.type) {
    case "frame":
      return frame(state, event.frame, event.world);
    case "closed":
      return closed(state, event);
    case "joined":
      return { ...state, you: event.you };
    case "forgotten":
      return { ...state, you: null, notices: [], muted_until: 0, posted_at: -Infinity, held: [], reported: [], outbox: outbox.forgotten(state.outbox) };
    case "barred":
      return { ...state, status: "barred" };
    case "kept": {
      const all = outbox.adopted(state.outbox, event.outbox);
      return all === state.outbox ? state : { ...state, outbox: all };
    }
    case "let_go": {
      const left = outbox.remaining(state.outbox, event.is_kept);
      return left === state.outbox ? state : { ...state, outbox: left };
    }
    case "post":
      return { ...state, outbox: outbox.write(state.outbox, event), replying_to: null };
    case "sending":
      return { ...state, outbox: outbox.sending(state.outbox, event.nonce, state.cursor?.seq ?? 0) };
    case "retry":
      return state.you
        ? { ...state, outbox: outbox.retry(state.outbox, event.nonce, event.fresh, state.you.id) }
        : state;
    case "discard":
      return { ...state, outbox: outbox.discard(state.outbox, event.nonce) };
    case "reply":
      return { ...state, replying_to: event.id, editing: null };
    case "edit":
      return { ...state, editing: event.id, replying_to: null };
    case "act":
      return { ...state, acts: acts.ask(state.acts, event.asked) };
    case "keep":
      return { ...state, acts: acts.let_be(state.acts, event.id) };
    case "me":
      return { ...state, notices: notices.heard(state.notices, event.me.notices), muted_until: moment(event.me.muted_until) };
    case "pinned":
      return { ...state, pinned: pinned(state.room?.pins ?? [], [...state.pinned, event.message], state.messages) };
    case "history_wanted":
      return state.history === "complete" ? state : { ...state, history: "loading" };
    case "history":
      return history(state, event);
    case "history_failed":
      return state.history === "loading" ? { ...state, history: "failed" } : state;
    case "seen":
      return event.position > state.seen ? { ...state, seen: event.position } : state;
    case "seeking":
      return event.on === state.seeking ? state : lightened({ ...state, seeking: event.on });
    case "following":
      return event.on === state.following ? state : lightened({ ...state, following: event.on });
    case "left":
      return state.cursor ? { ...state, left: { epoch: state.cursor.epoch, position: state.seen } } : state;
  }
}

/**
 * @param {State} state
 * @param {ServerFrame} frame
 * @param {World} world
 * @returns {State}
 */
function frame(state, frame, world) {
  switch (frame.type) {
    case "welcome":
      return welcome(state, frame);
    case "message":
      return moved(took(state, [frame.message]), frame.message.seq);
    case "room":
      // The frame tells what moderators have set; what the event says of the room came with the welcome.
      return moved(withPins({ ...state, room: state.room && { ...state.room, ...frame.room } }), frame.seq);
    case "ack":
      return stored(state, frame, world);
    case "acted":
      return { ...state, acts: acts.answered(state.acts, frame.nonce) };
    case "error":
      return frame.nonce === undefined ? state : refused(state, { ...frame, nonce: frame.nonce }, world);
    case "held":
      return { ...state, held: frame.held };
    case "reported":
      return { ...state, reported: frame.reported };
    case "online":
      return { ...state, online: frame.count };
    case "notice":
      return notices.noticed(state, frame.notice);
    default:
      return state; // a later server's frame
  }
}

/**
 * @param {State} state
 * @param {Welcome} welcome
 * @returns {State}
 */
function welcome(state, { you, epoch, seq, resumed, messages, room, online, limits }) {
  // What waits for a moderator is told anew, if anything does.
  const base = { ...state, status: /** @type {const} */ ("live"), stuck: false, you, room, online, limits, held: [], reported: [] };
  if (resumed) {
    return { ...moved(withPins(took(base, messages)), seq), cursor: { epoch, seq } };
  }
  // A fresh page: nothing held below it can be trusted to have no gap, or to be still as it was.
  const floor = messages[0]?.position ?? 1;
  const left = state.left?.epoch === epoch ? state.left : null;
  const fresh = withPins(took({ ...base, messages: [], pinned: [], floor }, messages));
  return {
    ...fresh,
    cursor: { epoch, seq },
    outbox: outbox.delivered(fresh.outbox, seq),
    history: messages.length === 0 || floor === 1 ? "complete" : "idle",
    // For who was never here, the first page is where they come in, not what they missed.
    seen: state.cursor?.epoch === epoch ? state.seen : left?.position ?? messages.at(-1)?.position ?? 0,
    left,
  };
}

/**
 * @param {State} state
 * @param {Messages} messages
 * @returns {State}
 */
function took(state, messages) {
  let { replying_to, editing } = state;
  for (const message of messages) {
    if (!isRemoved(message)) continue;
    if (replying_to === message.id) replying_to = null;
    if (editing === message.id) editing = null;
  }
  return lightened({
    ...state,
    messages: merge(state.messages, messages),
    people: meet(state.people, messages),
    pinned: renewed(state.pinned, messages),
    outbox: outbox.arrived(state.outbox, messages, state.you?.id),
    held: held.decided(state.held, messages.map(({ id }) => id)),
    acts: acts.arrived(state.acts, messages),
    replying_to,
    editing,
  });
}

/** @param {State} state @returns {State} */
function withPins(state) {
  return { ...state, pinned: pinned(state.room?.pins ?? [], state.pinned, state.messages) };
}

/**
 * Only welcome, message and room frames move the cursor. What an ack tells has been stored, but others'
 * messages before it may still be on their way.
 * @param {State} state
 * @param {number} seq
 * @returns {State}
 */
function moved(state, seq) {
  if (!state.cursor || seq <= state.cursor.seq) return state;
  return { ...state, cursor: { ...state.cursor, seq }, outbox: outbox.delivered(state.outbox, seq) };
}

/**
 * @param {State} state
 * @param {Ack} ack
 * @param {World} world
 * @returns {State}
 */
function stored(state, ack, { now }) {
  const post = state.outbox.find((each) => each.nonce === ack.nonce);
  const acked = outbox.acked(state.outbox, ack);
  const act = state.acts.find((each) => each.nonce === ack.nonce);
  return {
    ...state,
    outbox: outbox.delivered(acked, state.cursor?.seq ?? 0),
    posted_at: post ? now : state.posted_at,
    held: ack.held && post && state.you ? held.waits(state.held, ack.id, post, state.you, now) : state.held,
    acts: acts.answered(state.acts, ack.nonce),
    own: act?.kind === "react" ? { ...state.own, [acts.ownKey(act.id, act.emoji)]: act.on } : state.own,
  };
}

/**
 * @param {State} state
 * @param {ErrorFrame & { nonce: string }} error
 * @param {World} world
 * @returns {State}
 */
function refused(state, error, world) {
  if (state.acts.some((act) => act.nonce === error.nonce)) {
    return { ...state, acts: acts.refused(state.acts, error) };
  }
  const until = world.now + (error.retry_after_ms ?? 0);
  const slow = state.room?.slow_mode_ms;
  return {
    ...state,
    outbox: outbox.refused(state.outbox, error, world),
    ...(error.code === "muted" && error.retry_after_ms ? { muted_until: until } : {}),
    ...(error.code === "slow_down" && slow ? { posted_at: Math.max(state.posted_at, until - slow) } : {}),
  };
}

/**
 * @param {State} state
 * @param {{ final: boolean, code: number, planned: boolean, stuck?: boolean }} event planned: by ourselves, to come back at once
 * @returns {State}
 */
function closed(state, { final, code, planned, stuck = false }) {
  const waiting = { ...state, stuck: state.stuck || stuck, outbox: outbox.interrupted(state.outbox) };
  if (planned) return { ...waiting, status: state.status === "offline" ? "offline" : "connecting" };
  if (state.status === "barred") return waiting;
  if (final) return { ...waiting, status: "ended", ended: code };
  return { ...waiting, status: "offline" };
}

/**
 * @param {State} state
 * @param {{ before: number, limit: number, page: HistoryPage }} event
 * @returns {State}
 */
function history(state, { before, limit, page }) {
  // Asked for a part, or a past, that is no longer the one held.
  if (before !== state.floor || page.epoch !== state.cursor?.epoch) {
    return state.history === "loading" ? { ...state, history: "idle" } : state;
  }
  const floor = page.messages[0]?.position ?? 1;
  return {
    ...took(state, page.messages),
    floor: Math.min(state.floor, floor),
    history: page.messages.length < limit || floor === 1 ? "complete" : "idle",
  };
}
