/**
 * Completing a mention while it is written. Pure; `completing.js` has the list one sees.
 *
 * @import { People } from "./mentions.js"
 * @import { State } from "./state.js"
 * @typedef {{ from: number, query: string }} Begun a mention: where its `@` is, and what of a name is there
 */

import { isLive } from "./messages.js";
import { startsHere } from "./mentions.js";

/** Names offered at once: what one takes in at a glance, above a phone's keyboard. */
const MOST = 6;

/** No name is longer than this many UTF-16 units and still worth completing. */
const LONGEST = 80;

/**
 * @param {string} text
 * @param {number} caret
 * @returns {Begun | null}
 */
export function begun(text, caret) {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || caret <= from || caret - from > LONGEST || !startsHere(text, from)) return null;
  const query = text.slice(from + 1, caret);
  return /^\s|\n/.test(query) ? null : { from, query };
}

/**
 * Who could be meant: names that begin so, then names with a later word that does; who spoke last comes first.
 * @param {People} people who spoke last first
 * @param {string} query
 * @returns {string[]} none where the whole name is there already
 */
export function candidates(people, query) {
  const wanted = plain(query);
  const starting = people.filter((name) => plain(name).startsWith(wanted));
  const inside = people.filter((name) => plain(name).split(/[\s\p{P}]+/u).slice(1).some((word) => word.startsWith(wanted)));
  const found = [...new Set([...starting, ...inside])].slice(0, MOST);
  return found.length === 1 && found[0] !== undefined && plain(found[0]) === wanted ? [] : found;
}

/**
 * @param {string} text
 * @param {Begun} begun
 * @param {number} caret
 * @param {string} name
 * @returns {{ text: string, caret: number }}
 */
export function complete(text, { from }, caret, name) {
  const after = text.slice(caret).replace(/^ /, "");
  const written = `${text.slice(0, from)}@${name} `;
  return { text: written + after, caret: written.length };
}

/**
 * All others one has seen in the room, who spoke last first.
 * @param {Pick<State, "messages" | "people" | "you">} state
 * @returns {string[]}
 */
export function others({ messages, people, you }) {
  const lately = messages.filter(isLive).map((message) => message.author.name).reverse();
  return [...new Set([...lately, ...people.toReversed()])].filter((name) => name !== you?.name);
}

/** Without marks and case, so that "jose" finds José. @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
