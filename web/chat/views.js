/**
 * What views ask of a state: what is shown, what is new, what one may do. Pure.
 *
 * @import { Message, Person } from "../types/wire.d.ts"
 * @import { Messages } from "./messages.js"
 * @import { State } from "./state.js"
 */

import { indexAt, isLive } from "./messages.js";

/** From below to above; nobody acts on an equal or on one above. */
const RANKS = ["participant", "moderator", "organiser"];

/** Whether somebody keeps the room. @param {Pick<Person, "role"> | null} who */
export const keeps = (who) => who?.role === "moderator" || who?.role === "organiser";

/**
 * Why one cannot write for now.
 * @param {State} state
 * @returns {"locked" | "participants_only" | null} null where one can
 */
export function closedBy({ you, room }) {
  if (room === null || keeps(you)) return null;
  return room.locked ? "locked" : room.participants_only && you?.role === "guest" ? "participants_only" : null;
}

/**
 * What is shown: the gapless part.
 * @param {State} state
 * @returns {Messages}
 */
export function visible({ messages, floor }) {
  return messages[0] !== undefined && messages[0].position < floor
    ? messages.slice(indexAt(messages, floor))
    : messages;
}

/**
 * How many messages came that the reader has not seen; one's own are no news.
 * @param {State} state
 */
export function unseen({ messages, seen, you }) {
  return messages
    .slice(indexAt(messages, seen + 1))
    .filter((message) => isLive(message) && message.author.id !== you?.id).length;
}

/**
 * Whether it is worth trying; the server's clock decides.
 * @param {State} state
 * @param {Message} message
 * @param {number} now unix milliseconds
 */
export function mayEdit(state, message, now) {
  const { you, room } = state;
  if (!you || !room || !isLive(message) || message.author.id !== you.id || closedBy(state)) return false;
  return now - Date.parse(message.at) < room.edit_window_ms;
}

/**
 * @param {State} state
 * @param {Message} message
 */
export function mayRemove({ you }, message) {
  return you !== null && isLive(message) && (message.author.id === you.id || outranks(you, message.author));
}

/**
 * What one may remove, nobody else need be told of.
 * @param {State} state
 * @param {Message} message
 */
export const mayReport = (state, message) => state.you !== null && isLive(message) && !mayRemove(state, message);

/**
 * Whether one may act on another; the server decides, so that a role that changed meanwhile does no harm.
 * @param {Pick<Person, "role">} one
 * @param {Pick<Person, "role">} other
 */
export const outranks = (one, other) => RANKS.indexOf(one.role) > Math.max(0, RANKS.indexOf(other.role));
