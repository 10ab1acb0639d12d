/**
 * The outbox in the browser's storage, so that it outlives a reload and days offline. Each entry has a key of its own: tabs
 * of the same room write beside each other, never over each other. Pure but for the store.
 *
 * @import { Outbox, Pending } from "./outbox.js"
 * @import { Store } from "../shared/storage.js"
 */

/**
 * @param {Store} store
 * @param {string} room
 * @returns {Outbox} in the order written
 */
export function keptOutbox(store, room) {
  const prefix = keyOf(room, "");
  return store.keys(prefix)
    .flatMap((key) => parsed(key.slice(prefix.length), store.get(key)) ?? [])
    .sort((one, other) => one.written_at - other.written_at);
}

/**
 * @param {Store} store
 * @param {string} room
 * @param {string} nonce
 */
export function isKept(store, room, nonce) {
  return store.get(keyOf(room, nonce)) !== null;
}

/**
 * Keeps what has changed, and nothing that has not: another tab may have let go of it meanwhile.
 * @param {Store} store
 * @param {string} room
 * @param {Outbox} before
 * @param {Outbox} now
 */
export function keepOutbox(store, room, before, now) {
  if (before === now) return;
  const old = new Map(before.map((post) => [post.nonce, written(post)]));
  const left = new Map(now.map((post) => [post.nonce, written(post)]));
  for (const [nonce, text] of left) {
    if (text !== null && text !== old.get(nonce)) store.set(keyOf(room, nonce), text);
  }
  for (const [nonce, text] of old) {
    if (text !== null && (left.get(nonce) ?? null) === null) store.remove(keyOf(room, nonce));
  }
}

/**
 * @param {string} room
 * @param {string} nonce
 */
function keyOf(room, nonce) {
  return `${room}:outbox:${nonce}`;
}

/**
 * What there is to keep of it: whether it was sent is not known after a reload, so it waits to be retried. Nothing once it is stored.
 * @param {Pending} post
 * @returns {string | null}
 */
function written({ by, text, reply_to, announcement, written_at, sent_after, refusal, status }) {
  return status === "stored" ? null : JSON.stringify({ by, text, reply_to, announcement, written_at, sent_after, refusal });
}

/**
 * @param {string} nonce
 * @param {string | null} json
 * @returns {Pending | null} null for what is no entry
 */
function parsed(nonce, json) {
  try {
    const post = JSON.parse(json ?? "null");
    if (typeof post.text !== "string" || typeof post.by !== "string" || !Number.isFinite(post.written_at)) return null;
    return { ...post, nonce, status: post.refusal ? "refused" : "waiting", attempts: 0, not_before: 0 };
  } catch {
    return null;
  }
}
