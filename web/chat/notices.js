/**
 * What was done to oneself and to one's messages. Pure.
 *
 * @import { Notice, Person, ServerFrame } from "../types/wire.d.ts"
 * @import { State } from "./state.js"
 */

import { decided } from "./held.js";

/** @param {string | undefined} at RFC 3339 @returns {number} unix milliseconds; 0 for never */
export const moment = (at) => (at ? Date.parse(at) : 0);

/**
 * @param {readonly Notice[]} known
 * @param {readonly Notice[]} more in any order; what is known says nothing new
 * @returns {readonly Notice[]} by rising number
 */
export function heard(known, more) {
  const all = new Map([...known, ...more].map((notice) => [notice.act, notice]));
  return [...all.values()].sort((one, other) => one.act - other.act);
}

/**
 * @param {State} state
 * @param {Notice} notice
 * @returns {State}
 */
export function noticed(state, notice) {
  const { kind, until, role, message } = notice;
  const mutes = kind === "mute" || kind === "unmute" || (kind === "clear" && until);
  return {
    ...state,
    notices: heard(state.notices, [notice]),
    held: kind === "reject" && message ? decided(state.held, [message]) : state.held,
    muted_until: mutes ? moment(until) : state.muted_until,
    you: state.you && role ? { ...state.you, role: /** @type {Person["role"]} */ (role) } : state.you,
  };
}

/**
 * Whether there may be more to know than frames tell: when one comes, when messages went while one was away, and when a
 * removal of many is taken back, which may have muted. Not with each welcome, or a crowd that returns would ask twice.
 * @param {ServerFrame} frame
 * @param {boolean} known whether one was here before
 */
export function missesNotices(frame, known) {
  if (frame.type === "notice") return frame.notice.kind === "restore" && frame.notice.messages !== undefined;
  if (frame.type !== "welcome" || !frame.you) return false;
  return !known || !frame.resumed || frame.messages.some((message) => "removed" in message);
}
