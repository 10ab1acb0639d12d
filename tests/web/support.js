/** Short words for what happens, so that a test reads as the story it tells. */

import { isRemoved } from "../../web/chat/messages.js";
import { shown } from "../../web/chat/outbox.js";
import { reduce } from "../../web/chat/state.js";
import { visible } from "../../web/chat/views.js";

/** @typedef {import("../../web/types/wire.d.ts").Person} Person */

/** @type {Person} */ export const ANN = { id: "p-ann", name: "Ann", role: "guest" };
/** @type {Person} */ export const BOB = { id: "p-bob", name: "Bob", role: "guest" };
/** @type {Person} */ export const MIA = { id: "p-mia", name: "Mia", role: "moderator" };

/** @param {any} state @param {any[]} events */
export const after = (state, ...events) => events.reduce(reduce, state);

/** @param {any} what */
export const frame = (what) => ({ type: /** @type {const} */ ("frame"), frame: what, world: { now: 1_000, random: 0.5 } });

/** @param {number} position @param {string} text @param {Person} [author] @param {object} [more] */
export const message = (position, text, author = BOB, more = {}) => ({
  type: "message",
  message: { id: `m${position}`, position, seq: position, at: "2012-11-03T09:00:00.000Z", author, text, ...more },
});

/** @param {number} position @param {number} seq */
export const tombstone = (position, seq) => ({
  type: "message",
  message: { id: `m${position}`, position, seq, removed: /** @type {const} */ (true) },
});

/** @param {any} parts */
export const welcome = ({ messages = [], ...parts }) => frame({
  type: "welcome", you: null, epoch: "e", resumed: false, online: 1,
  room: { slug: "main", title: "Main", reactions: ["👍", "❤️"], edit_window_ms: 900_000, session: null,
    slow_mode_ms: 0, locked: false, participants_only: false, links: true, hold: "nobody", calm: false, pins: [] }, limits: { text: 2000, frame: 16384 },
  messages: messages.map((/** @type {any} */ each) => each.message), ...parts,
});

/** @param {string} nonce @param {string} id @param {number} seq */
export const ack = (nonce, id, seq) => frame({ type: "ack", nonce, id, position: seq, seq });

/** @param {string} nonce @param {string} code @param {object} [more] */
export const error = (nonce, code, more = {}) => frame({ type: "error", nonce, code, message: "", ...more });

/** @param {number} seq @param {string} session */
export const room = (seq, session) => frame({ type: "room", seq, room: { session: { slug: session, started_at: "2012-11-03T09:00:00.000Z" } } });

/** What one sees, in order. @param {any} state */
export const texts = (state) => [
  ...visible(state).map((each) => (isRemoved(each) ? "(removed)" : each.text)),
  ...shown(state.outbox).map((each) => `${each.text} (${each.status})`),
];
