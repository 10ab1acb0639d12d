/**
 * What was written here and is not yet known to be stored. Pure: time, chance and nonces come in.
 *
 * One post is under way at a time, so that they arrive in the order they were written. A nonce stays
 * the same over every retry, which lets the server store it once however often it is sent; only where
 * the nonce itself is what was refused, or another person is to say it, does a retry get a new one.
 *
 * Several tabs may hold and send the same entry. That is harmless: it has one nonce, and each tab sends the next only after the
 * ack of the one before.
 *
 * @import { Ack, ErrorCode, ErrorFrame, LiveMessage, Message } from "../types/wire.d.ts"
 *
 * @typedef {object} Pending
 * @property {string} nonce
 * @property {string} by id of who wrote it; "" where that was not known. Sent for them alone
 * @property {string} text
 * @property {string} [reply_to]
 * @property {true} [announcement]
 * @property {number} written_at unix milliseconds; rising, so that it tells the order
 * @property {"waiting" | "sending" | "stored" | "refused"} status
 * @property {number} attempts how often the server could not take it
 * @property {number} not_before unix milliseconds; 0 for at once
 * @property {number} [sent_after] the room's `seq` as far as it was known here when this was first sent
 * @property {Ack} [ack] once stored
 * @property {string} [echo] id of the message on the stream that seems to be this one: it came before
 *   the ack, so it is taken for the same by author and text until the ack says for certain
 * @property {{ code: ErrorCode, message: string }} [refusal]
 *
 * @typedef {readonly Pending[]} Outbox
 */

import { isLive } from "./messages.js";
import { repostDelay } from "./backoff.js";

/** Refusals that pass by themselves. Another try needs nobody's decision. */
const PASSING = new Set(["slow_down", "unavailable", "not_joined"]);

/** So much may wait in a room: no storage is filled, and nobody is flooded by what one comes back with. */
const MOST_POSTS = 100;
const MOST_BYTES = 256 * 1024;

/**
 * @param {Outbox} outbox
 * @param {{ nonce: string, by: string, text: string, reply_to?: string, announcement?: true, now: number }} post
 * @returns {Outbox}
 */
export function write(outbox, { nonce, by, text, reply_to, announcement, now }) {
  return [...outbox, {
    nonce,
    by,
    text,
    ...(reply_to === undefined ? {} : { reply_to }),
    ...(announcement ? { announcement } : {}),
    written_at: Math.max(now, (outbox.at(-1)?.written_at ?? 0) + 1),
    status: "waiting",
    attempts: 0,
    not_before: 0,
  }];
}

/**
 * Whether there is no room for one more.
 * @param {Outbox} outbox
 * @param {string} text of the one more
 */
export function isFull(outbox, text) {
  const texts = outbox.filter((post) => post.status !== "stored").map((post) => post.text);
  const encoder = new TextEncoder();
  const bytes = [...texts, text].reduce((sum, each) => sum + encoder.encode(each).length, 0);
  return texts.length >= MOST_POSTS || bytes > MOST_BYTES;
}

/**
 * The one to send now, or how long until there will be one.
 * @param {Outbox} outbox
 * @param {string} me id of the person here
 * @param {number} now
 * @returns {{ send: Pending } | { wait_ms: number } | null} null: nothing to do until something happens
 */
export function next(outbox, me, now) {
  const first = outbox.find((each) => each.by === me && (each.status === "waiting" || each.status === "sending"));
  if (!first || first.status === "sending") return null;
  if (first.not_before > now) return { wait_ms: first.not_before - now };
  return { send: first };
}

/**
 * @param {Outbox} outbox
 * @param {string} nonce
 * @param {number} seq delivered so far
 * @returns {Outbox}
 */
export function sending(outbox, nonce, seq) {
  return change(outbox, nonce, (post) =>
    ({ ...post, status: "sending", sent_after: post.sent_after ?? seq }));
}

/**
 * The connection is gone: whether what was under way was stored is unknown, so it waits to be retried.
 * @param {Outbox} outbox
 * @returns {Outbox}
 */
export function interrupted(outbox) {
  return outbox.map((post) => (post.status === "sending" ? { ...post, status: "waiting" } : post));
}

/**
 * @param {Outbox} outbox
 * @param {Ack} ack
 * @returns {Outbox}
 */
export function acked(outbox, ack) {
  return change(outbox, ack.nonce, ({ echo: _, ...post }) => ({ ...post, status: "stored", ack }));
}

/**
 * @param {Outbox} outbox
 * @param {ErrorFrame & { nonce: string }} error
 * @param {{ now: number, random: number }} world
 * @returns {Outbox}
 */
export function refused(outbox, error, { now, random }) {
  return change(outbox, error.nonce, ({ echo: _, ...post }) => {
    if (!PASSING.has(error.code)) {
      return { ...post, status: "refused", refusal: { code: error.code, message: error.message } };
    }
    const wait = error.retry_after_ms ?? repostDelay({ attempt: post.attempts, random });
    return { ...post, status: "waiting", attempts: post.attempts + 1, not_before: now + wait };
  });
}

/**
 * @param {Outbox} outbox
 * @param {string} nonce of a refused one, or of one that another person wrote
 * @param {string} fresh a new nonce, for where the old one stands for something else
 * @param {string} me id of the person here, who says it from now on
 * @returns {Outbox}
 */
export function retry(outbox, nonce, fresh, me) {
  return change(outbox, nonce, ({ refusal, sent_after, ...post }) => {
    const anew = refusal?.code === "nonce_reused" || post.by !== me;
    return {
      ...post,
      nonce: anew ? fresh : nonce,
      by: me,
      ...(anew || sent_after === undefined ? {} : { sent_after }),
      status: "waiting",
      attempts: 0,
      not_before: 0,
    };
  });
}

/**
 * With what else is kept in this browser: other tabs' entries, which may be closed by now, and those of earlier visits.
 * @param {Outbox} outbox
 * @param {Outbox} kept
 * @returns {Outbox}
 */
export function adopted(outbox, kept) {
  const held = new Set(outbox.map((post) => post.nonce));
  const others = kept.filter((post) => !held.has(post.nonce));
  if (others.length === 0) return outbox;
  return [...outbox, ...others].sort((one, other) => one.written_at - other.written_at);
}

/**
 * Without what is no longer kept: another tab has seen it stored, or its author has discarded it there. One that is
 * under way here waits for its own answer.
 * @param {Outbox} outbox
 * @param {(nonce: string) => boolean} isKept
 * @returns {Outbox}
 */
export function remaining(outbox, isKept) {
  const left = outbox.filter((post) => post.status === "sending" || post.status === "stored" || isKept(post.nonce));
  return left.length === outbox.length ? outbox : left;
}

/**
 * @param {Outbox} outbox
 * @param {string} nonce
 * @returns {Outbox}
 */
export function discard(outbox, nonce) {
  return outbox.filter((post) => post.nonce !== nonce);
}

/**
 * Messages arrived: a stored one leaves as soon as its message is there, one still under way is paired
 * with what looks like its message, so that neither is ever shown twice.
 * @param {Outbox} outbox
 * @param {readonly Message[]} messages
 * @param {string | undefined} me id of the person here
 * @returns {Outbox}
 */
export function arrived(outbox, messages, me) {
  if (outbox.length === 0) return outbox;
  const ids = new Set(messages.map((message) => message.id));
  /** @type {Outbox} */
  let left = outbox.filter((post) => !post.ack || !ids.has(post.ack.id));
  for (const message of messages) {
    if (!isLive(message) || message.author.id !== me) continue;
    if (outbox.some((post) => post.ack?.id === message.id || post.echo === message.id)) continue;
    const twin = left.find((post) => post.by === me && !post.ack && !post.echo && isTwin(post, message));
    if (twin) left = change(left, twin.nonce, (post) => ({ ...post, echo: message.id }));
  }
  return left;
}

/**
 * @param {Pending} post
 * @param {LiveMessage} message by the same author
 */
function isTwin(post, message) {
  return post.status !== "refused"
    && post.sent_after !== undefined
    && message.position > post.sent_after
    && post.text === message.text
    && post.reply_to === message.reply_to;
}

/**
 * The person is no longer known here. What was seen on the stream is stored; sent again under another
 * name it would be there twice.
 * @param {Outbox} outbox
 * @returns {Outbox}
 */
export function forgotten(outbox) {
  return outbox.filter((post) => post.echo === undefined);
}

/**
 * All up to `seq` was delivered, and with it every stored post up to there.
 * @param {Outbox} outbox
 * @param {number} seq
 * @returns {Outbox}
 */
export function delivered(outbox, seq) {
  const left = outbox.filter((post) => !post.ack || post.ack.seq > seq);
  return left.length === outbox.length ? outbox : left;
}

/**
 * What is shown below the messages.
 * @param {Outbox} outbox
 * @returns {Outbox}
 */
export function shown(outbox) {
  return outbox.filter((post) => post.echo === undefined);
}

/**
 * @param {Outbox} outbox
 * @param {string} nonce
 * @param {(post: Pending) => Pending} how
 * @returns {Outbox}
 */
function change(outbox, nonce, how) {
  return outbox.map((post) => (post.nonce === nonce ? how(post) : post));
}
