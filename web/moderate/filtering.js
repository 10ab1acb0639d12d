/**
 * Filters as they are written in the fields of their view, and back. Knows no DOM.
 *
 * @import { FilterPlace, FiltersBody } from "../types/wire.d.ts"
 */

/** What is written one a line. */
export const LISTS = /** @type {const} */ (["words", "patterns", "hosts"]);

/** What is off or on. */
export const SIGNS = /** @type {const} */ (["links", "shouting"]);

/** From which time on, and from how many people on, the same text is held; zero is off. */
export const COUNTS = /** @type {const} */ ({ repeated: [0, 2, 3, 5], floods: [0, 3, 5, 10, 20] });

/** @param {readonly string[]} list */
export const written = (list) => list.join("\n");

/** The lines in which something is written. @param {string} text @returns {string[]} */
export const lines = (text) => text.split("\n").filter((line) => line.trim());

/**
 * What is to be set.
 * @param {FormData} form
 * @param {number} version of the filters it was made from
 * @returns {FiltersBody}
 */
export function settings(form, version) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? "");
  return {
    version,
    words: lines(text("words")), patterns: lines(text("patterns")), hosts: lines(text("hosts")),
    links: form.has("links"), shouting: form.has("shouting"),
    repeated: Number(text("repeated")), floods: Number(text("floods")),
  };
}

/**
 * Where the server's place lies in what is written, in which lines may be empty.
 * @param {string} text
 * @param {Pick<FilterPlace, "line" | "column">} place
 * @returns {{ line: number, start: number, end: number }} the line as one counts it, from 1; from where to where it is wrong
 */
export function placeIn(text, { line, column }) {
  let start = 0;
  let left = line;
  const all = text.split("\n");
  for (const [index, each] of all.entries()) {
    if (each.trim()) left -= 1;
    if (left === 0) {
      // A column counts characters; a field counts UTF-16.
      const before = [...each].slice(0, column - 1).join("").length;
      return { line: index + 1, start: start + before, end: start + each.length };
    }
    start += each.length + 1;
  }
  return { line: all.length, start: text.length, end: text.length };
}
