/**
 * The state as the rows one sees: a day's line, a session's, the line above what is new, a message, a tombstone, a post that
 * waits for a moderator, a post under way. Pure.
 *
 * @import { Held, LiveMessage, Person, Tombstone } from "../types/wire.d.ts"
 * @import { Messages } from "./messages.js"
 * @import { Outbox, Pending } from "./outbox.js"
 *
 * `continued`: by the author of the row above and soon after it, so the name need not be said again.
 *
 * @typedef {{ kind: "day", key: string, at: number }
 *   | { kind: "session", key: string, slug: string }
 *   | { kind: "unread", key: string }
 *   | { kind: "message", key: string, message: LiveMessage, continued: boolean }
 *   | { kind: "tombstone", key: string, message: Tombstone }
 *   | { kind: "held", key: string, held: Held, continued: boolean }
 *   | { kind: "pending", key: string, post: Pending, continued: boolean }} Row
 *
 * @typedef {{ kind: "live", message: LiveMessage } | { kind: "removed" } | { kind: "unknown", id: string }} Quoted
 */

import { find, isLive, isRemoved } from "./messages.js";

/** Two messages of one author further apart than this each say who speaks. */
const TOGETHER_MS = 5 * 60_000;

/**
 * @param {Messages} messages visible ones
 * @param {Outbox} outbox shown ones
 * @param {Person | null} you
 * @param {(at: number) => string} dayOf the local day of a moment
 * @param {string | null} [on] the session that is on at the end of these messages
 * @param {readonly Held[]} [waiting] one's own that wait for a moderator
 * @returns {Row[]}
 */
export function rows(messages, outbox, you, dayOf, on = null, waiting = []) {
  /** @type {Row[]} */
  const out = [];
  let author = "";
  let last = 0;
  let today = "";
  /** @type {string | undefined} */ let session;
  for (const message of messages) {
    if (isRemoved(message)) {
      out.push({ kind: "tombstone", key: message.id, message });
      author = "";
      continue;
    }
    const at = Date.parse(message.at);
    const day = dayOf(at);
    if (day !== today) {
      out.push({ kind: "day", key: `day ${message.id}`, at });
      author = "";
      today = day;
    }
    if (message.session && message.session !== session) {
      out.push({ kind: "session", key: `session ${message.id}`, slug: message.session });
      author = "";
    }
    session = message.session;
    const continued = message.author.id === author && at - last < TOGETHER_MS && !message.reply_to && !message.announcement;
    out.push({ kind: "message", key: message.id, message, continued });
    author = message.announcement ? "" : message.author.id;
    last = at;
  }
  if (on !== null && on !== session && out.length > 0) {
    out.push({ kind: "session", key: "session now", slug: on });
    author = "";
  }
  for (const held of waiting) {
    const at = Date.parse(held.at);
    out.push({ kind: "held", key: held.id, held, continued: held.author.id === author && at - last < TOGETHER_MS && !held.reply_to });
    author = held.author.id;
    last = at;
  }
  for (const post of outbox) {
    const continued = author !== "" && author === post.by && post.written_at - last < TOGETHER_MS && !post.reply_to && !post.announcement;
    out.push({ kind: "pending", key: post.nonce, post, continued });
    author = post.announcement ? "" : post.by;
    last = post.written_at;
  }
  return out;
}

/**
 * What a reply answers, as far as it is held.
 * @param {Messages} messages
 * @param {string} id
 * @returns {Quoted}
 */
export function quoted(messages, id) {
  const message = find(messages, id);
  if (!message) return { kind: "unknown", id };
  return isLive(message) ? { kind: "live", message } : { kind: "removed" };
}

/**
 * What a listener is told of messages that came: each one while they are few, else how many.
 * @param {Messages} came
 * @param {Person | null} you
 * @param {{ announce(message: LiveMessage): string, announce_many(count: number): string }} say
 * @returns {string}
 */
export function announcement(came, you, say) {
  const others = came.filter(isLive).filter((message) => message.author.id !== you?.id);
  if (others.length === 0) return "";
  if (others.length > 3) return say.announce_many(others.length);
  return others.map((message) => say.announce(message)).join("\n");
}
