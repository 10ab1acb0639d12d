/**
 * Who is meant: `@` and the name of somebody seen in the room. Nothing of it is stored; everyone finds the
 * names in the text anew, so a mention is plain text for whoever knows no better. Pure.
 *
 * @import { Message, Person } from "../types/wire.d.ts"
 * @import { State } from "./state.js"
 *
 * @typedef {readonly string[]} People names, each once, in the order in which they were first seen
 * @typedef {{ text: string, name?: string }} Piece
 */

import { indexAt, isLive } from "./messages.js";

const WORD = /[\p{L}\p{M}\p{N}_]/u;

/** Scripts that put no space between words: what follows a name there is not a part of it. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * @param {People} known
 * @param {readonly Message[]} messages
 * @returns {People} the same array where nobody is new
 */
export function meet(known, messages) {
  /** @type {Set<string> | null} */
  let met = null;
  for (const message of messages) {
    if (!isLive(message) || (met ?? namesOf(known).all).has(message.author.name)) continue;
    met ??= new Set(known);
    met.add(message.author.name);
  }
  return met ? [...met] : known;
}

/**
 * The longest name wins: "@Ann Lee" means Ann Lee, although there is an Ann.
 * @param {string} text
 * @param {People} people
 * @param {string} [me] a name that is known although nobody by it has spoken yet
 * @returns {Piece[]} pieces that joined give `text` again
 */
export function findMentions(text, people, me) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at < from || !startsHere(text, at)) continue;
    const name = nameAt(text, at + 1, people, me);
    if (name === undefined) continue;
    if (at > from) pieces.push({ text: text.slice(from, at) });
    from = at + 1 + name.length;
    pieces.push({ text: text.slice(at, from), name });
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/**
 * Whether a message by another means this person.
 * @param {Message} message
 * @param {Person | null} you
 * @param {People} people
 */
export function meansYou(message, you, people) {
  return you !== null && isLive(message) && message.author.id !== you.id && message.text.includes("@")
    && findMentions(message.text, people, you.name).some(({ name }) => name === you.name);
}

/**
 * How many messages that the reader has not seen mean them.
 * @param {State} state
 */
export function mentions({ messages, seen, you, people }) {
  return messages.slice(indexAt(messages, seen + 1)).filter((message) => meansYou(message, you, people)).length;
}

/**
 * An `@` inside an address, as in ann@example.org, means nobody.
 * @param {string} text
 * @param {number} at of the `@`
 */
export function startsHere(text, at) {
  const before = lastOf(text.slice(Math.max(0, at - 2), at));
  return !WORD.test(before) || UNSPACED.test(before);
}

/**
 * @param {string} text
 * @param {number} at where a name would begin
 * @param {People} people
 * @param {string | undefined} me
 */
function nameAt(text, at, people, me) {
  const known = namesOf(people).byFirst.get(firstOf(text.slice(at)));
  /** @param {string} name */
  const here = (name) => folded(text.slice(at, at + name.length)) === folded(name) && endsHere(text, at + name.length);
  const found = known?.find(here);
  return me !== undefined && me.length > (found?.length ?? 0) && here(me) ? me : found;
}

/**
 * @param {string} text
 * @param {number} end of what would be a name
 */
function endsHere(text, end) {
  const [next = ""] = text.slice(end, end + 2);
  return !WORD.test(next) || UNSPACED.test(next) || UNSPACED.test(lastOf(text.slice(end - 2, end)));
}

/** @param {string} text */
const lastOf = (text) => [...text].at(-1) ?? "";

/** @param {string} text */
const folded = (text) => text.toLowerCase();

/** @param {string} text */
function firstOf(text) {
  const [first = ""] = text.slice(0, 2);
  return folded(first);
}

/** @typedef {{ all: ReadonlySet<string>, byFirst: ReadonlyMap<string, readonly string[]> }} Names the longest first */

/** One index for one array, so that a text of nothing but `@` costs little. @type {WeakMap<People, Names>} */
const indexes = new WeakMap();

/**
 * @param {People} people
 * @returns {Names}
 */
function namesOf(people) {
  let names = indexes.get(people);
  if (!names) {
    /** @type {Map<string, string[]>} */
    const byFirst = new Map();
    for (const name of people.toSorted((one, other) => other.length - one.length)) {
      const first = firstOf(name);
      byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
    }
    indexes.set(people, names = { all: new Set(people), byFirst });
  }
  return names;
}
