/**
 * What waits for a moderator: its order, what can be decided on it, and where one is in it. Pure.
 *
 * Another kind of it is a line in `DECISIONS` and in `waiting`.
 *
 * @import { Complaint, Held, Person, Reported } from "../types/wire.d.ts"
 * @import { RoomAtAGlance } from "./glance.js"
 *
 * @typedef {object} Item
 * @property {keyof typeof DECISIONS} kind
 * @property {string} key
 * @property {string} room slug
 * @property {string} id of the post or message
 * @property {string} at since when: RFC 3339
 * @property {Person} author
 * @property {string} text
 * @property {readonly string[]} why names of the filters that caught it
 * @property {number} count how many people report it
 * @property {readonly Complaint[]} said what the newest of them say
 *
 * @typedef {"approve" | "reject"} Verdict whether it may be there, or stay
 */

import { outranks } from "../chat/views.js";

/** What each kind is decided by: as which act it is told, and what is asked of the server. */
const DECISIONS = {
  held: {
    approve: decision("approve", "POST", ({ room, id }) => `/rooms/${room}/held/${id}/approve`),
    reject: decision("reject", "POST", ({ room, id }) => `/rooms/${room}/held/${id}/reject`),
  },
  reported: {
    approve: decision("keep", "POST", ({ room, id }) => `/rooms/${room}/messages/${id}/reports/approve`),
    reject: decision("remove", "POST", ({ room, id }) => `/rooms/${room}/messages/${id}/reports/remove`),
  },
};

/**
 * @param {string} act
 * @param {"POST" | "PUT" | "DELETE"} method
 * @param {(item: Item) => string} path
 */
function decision(act, method, path) {
  return { act, method, path };
}

/** @param {Item} item @param {Verdict} verdict */
export const decisionOn = ({ kind }, verdict) => DECISIONS[kind][verdict];

/**
 * All that waits, in all rooms.
 * @param {readonly RoomAtAGlance[]} rooms
 * @returns {Item[]} what waits longest first
 */
export function waiting(rooms) {
  return rooms.flatMap(({ slug, held, reported }) =>
    [...held.map((post) => ofHeld(slug, post)), ...reported.map((message) => ofReported(slug, message))])
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.key < other.key ? -1 : 1));
}

/** @param {string} room @param {Held} held @returns {Item} */
function ofHeld(room, { id, at, author, text, caught = [] }) {
  return { kind: "held", key: `held ${id}`, room, id, at, author, text, why: caught, count: 0, said: [] };
}

/** @param {string} room @param {Reported} reported @returns {Item} */
function ofReported(room, { message: { id, at, author, text }, count, reasons }) {
  const since = reasons.at(-1)?.at ?? at;
  return { kind: "reported", key: `reported ${id}`, room, id, at: since, author, text, why: [], count, said: reasons };
}

/**
 * Whether it is worth trying; the server decides.
 * @param {Item} item
 * @param {Verdict} verdict
 * @param {Person} you
 */
export function mayDecide({ kind, author }, verdict, you) {
  if (kind !== "reported") return true;
  const own = author.id === you.id;
  return verdict === "approve" ? !own : own || outranks(you, author);
}

/**
 * Where one is after some have gone: where one was, else at what followed, else at what is last now.
 * @param {readonly string[]} before keys
 * @param {readonly string[]} after keys
 * @param {string | null} at key
 * @returns {string | null}
 */
export function place(before, after, at) {
  if (at !== null && after.includes(at)) return at;
  const following = before.slice(before.indexOf(at ?? "") + 1).find((key) => after.includes(key));
  return following ?? after.at(-1) ?? null;
}

/**
 * @param {readonly string[]} keys
 * @param {string | null} at
 * @param {-1 | 1} step
 * @returns {string | null} the same at an end
 */
export function beside(keys, at, step) {
  const next = keys.indexOf(at ?? "") + step;
  return keys[Math.min(Math.max(next, 0), keys.length - 1)] ?? null;
}
