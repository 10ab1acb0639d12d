/**
 * The held part of a room's log: an array of messages in rising `position`, never changed in place.
 *
 * @import { LiveMessage, Message, Tombstone } from "../types/wire.d.ts"
 * @typedef {readonly Message[]} Messages
 */

/**
 * @param {Message} message
 * @returns {message is Tombstone}
 */
export function isRemoved(message) {
  return "removed" in message;
}

/**
 * @param {Message | undefined} message
 * @returns {message is LiveMessage}
 */
export function isLive(message) {
  return message !== undefined && !("removed" in message);
}

/**
 * Takes messages in. The state with the higher `seq` wins, since an answer over HTTP may be older than
 * what the stream has said meanwhile: a removed message must not come back.
 * @param {Messages} held
 * @param {Messages} incoming in any order
 * @returns {Messages} the same array where nothing is new
 */
export function merge(held, incoming) {
  /** @type {Message[] | null} */
  let out = null;
  for (const message of incoming) {
    const now = out ?? held;
    const at = indexAt(now, message.position);
    const there = now[at];
    const known = there !== undefined && there.position === message.position;
    if (known && there.seq >= message.seq) continue;
    out ??= held.slice();
    out.splice(at, known ? 1 : 0, message);
  }
  return out ?? held;
}

/**
 * Where the first message at or after `position` is.
 * @param {Messages} held
 * @param {number} position
 */
export function indexAt(held, position) {
  let low = 0;
  let high = held.length;
  // Nearly everything arrives at the end.
  const last = held[high - 1];
  if (last !== undefined && last.position < position) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = held[middle];
    if (there !== undefined && there.position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One index for one array, made when first asked for. @type {WeakMap<Messages, Map<string, Message>>} */
const indexes = new WeakMap();

/**
 * @param {Messages} held
 * @param {string} id
 * @returns {Message | undefined}
 */
export function find(held, id) {
  let index = indexes.get(held);
  if (!index) {
    index = new Map(held.map((message) => [message.id, message]));
    indexes.set(held, index);
  }
  return index.get(id);
}

/**
 * Messages that are shown elsewhere, each as it is by now.
 * @param {Messages} shown
 * @param {Messages} held
 * @returns {Messages} the same array where nothing is new
 */
export function renewed(shown, held) {
  const later = (/** @type {Message} */ message) => {
    const now = find(held, message.id);
    return now && now.seq > message.seq ? now : message;
  };
  return shown.some((message) => later(message) !== message) ? shown.map(later) : shown;
}
