/**
 * What a room's switches mean to somebody who writes there. The server decides; this is what is said beforehand. Pure.
 *
 * @import { State } from "./state.js"
 */

import { keeps } from "./views.js";

/**
 * Milliseconds until one may write again in a slow room.
 * @param {State} state
 * @param {number} now unix milliseconds
 */
export function pause({ you, room, posted_at }, now) {
  return room === null || keeps(you) ? 0 : Math.max(0, posted_at + room.slow_mode_ms - now);
}

/** Whether what one writes waits for a moderator, as far as the switches say so. @param {State} state */
export function waitsFirst({ you, room }) {
  return !keeps(you) && (room?.hold === "everybody" || (room?.hold === "guests" && you?.role === "guest"));
}

/** @param {State} state @param {string} text */
export const refusesLink = ({ you, room }, text) => room?.links === false && you?.role === "guest" && hasLink(text);

/**
 * Whether the server sees an address in it (`Text::has_link`).
 * @param {string} text
 */
export function hasLink(text) {
  const lower = text.toLowerCase();
  return lower.includes("://") || lower.split(/[^\p{Alphabetic}\p{N}.\-_~%/:]/u).some((word) => {
    const host = word.split("/")[0] ?? "";
    const dot = host.lastIndexOf(".");
    return dot > 0 && /^\p{Alphabetic}{2,}$/u.test(host.slice(dot + 1)) && (word.startsWith("www.") || word.includes("/"));
  });
}
