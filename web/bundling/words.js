/**
 * The languages' files as the client gets them: for each script only the words it says, read from Fluent's syntax already, so
 * that no browser has to. What a compiled pattern is, `web/shared/patterns.js` tells, which also speaks it.
 *
 * @import { Part, Pattern } from "../shared/patterns.js"
 */

import { FluentResource } from "@fluent/bundle";

/** @typedef {{ path: string, id: string, values: string[] }} Use */

/**
 * Where client code says something: `t("id")`, `t("id", { name })`. Every id is a literal, or nobody could tell what is used.
 * @param {{ path: string, text: string }} file
 * @returns {Use[]}
 */
export function clientUses({ path, text }) {
  return [...text.matchAll(/(?<![\w.]|function )t\((?:"([\w-]+)"(?:, (\{[^{}]*\}))?\))?/g)].map(([whole, id, values]) => {
    if (id === undefined) throw new Error(`${path}: ${whole}… names no words, or values that are more than plain ones`);
    return { path, id, values: [...(values ?? "").matchAll(/[{,] ?(\w+)/g)].map(([, name]) => name ?? "") };
  });
}

/**
 * A language's words, by id.
 * @param {string} source in Fluent's syntax
 * @returns {Record<string, Pattern>}
 * @throws where it uses more of Fluent than the client speaks
 */
export function compile(source) {
  return Object.fromEntries(new FluentResource(source).body.map(({ id, value }) => [id, pattern(value)]));
}

/**
 * Some of the words, and those they refer to.
 * @param {Record<string, Pattern>} words
 * @param {Iterable<string>} ids
 */
export function select(words, ids) {
  const wanted = new Set(ids);
  for (const id of wanted) for (const other of references(words[id] ?? [])) wanted.add(other); // a set also goes through what is added
  return Object.fromEntries(Object.entries(words).filter(([id]) => wanted.has(id)));
}

/** @param {any} value Fluent's @returns {Pattern} */
function pattern(value) {
  return typeof value === "string" ? value : value.map(part);
}

/** @param {any} element Fluent's @returns {Part} */
function part(element) {
  if (typeof element === "string") return element;
  switch (element.type) {
    case "var":
      return { value: element.name };
    case "mesg":
      return { words: element.name };
    case "select":
      if (element.selector.type === "var") {
        return {
          by: element.selector.name,
          of: Object.fromEntries(element.variants.map((/** @type {any} */ { key, value }) => [String(key.value ?? key), pattern(value)])),
          other: String(element.variants[element.star].key.value),
        };
      }
  }
  throw new Error(`the client cannot say what is written as ${JSON.stringify(element)}`);
}

/** @param {Pattern} pattern @returns {string[]} */
function references(pattern) {
  if (typeof pattern === "string") return [];
  return pattern.flatMap((part) => {
    if (typeof part === "string") return [];
    if ("words" in part) return [part.words];
    return "of" in part ? Object.values(part.of).flatMap(references) : [];
  });
}
