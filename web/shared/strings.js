/**
 * What the client says, in the language of the page, from the same files as the server's pages (`web/locales`). Only
 * that language's words are fetched, and of those only what the script says (`web/bundling/words.js`).
 *
 * @import { Language, Pattern, Values } from "./patterns.js"
 */

import { say } from "./patterns.js";

/** Characters of scripts written from the right. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** How numbers and times are written: the page's language, as it is written where the reader is. */
let written = "en";

/** @type {Language} */
let spoken = { words: {}, numbers: new Intl.NumberFormat(written), plurals: new Intl.PluralRules(written) };

let fromRight = false;

/**
 * Learns what a script says in the page's language; nothing of it may be said before.
 * @param {string} script its name
 * @param {string} language as in `<html lang>`
 */
export async function learn(script, language) {
  const response = await fetch(new URL(`${script}.${language}.json`, import.meta.url), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`no words for ${language}: ${response.status}`);
  speak(language, await response.json(), navigator.languages);
}

/**
 * @param {string} language
 * @param {Record<string, Pattern>} words that come to those there are
 * @param {readonly string[]} [wanted] languages of the reader, whose regions decide how times are written
 */
export function speak(language, words, wanted = []) {
  // Some browsers name languages that Intl does not take, as "en-US@posix".
  const regional = wanted.find((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && family(tag) === family(language));
  // Digits as the server writes them, in all languages.
  written = new Intl.Locale(regional ?? language, { numberingSystem: "latn" }).toString();
  spoken = {
    words: { ...spoken.words, ...words },
    numbers: new Intl.NumberFormat(written),
    plurals: new Intl.PluralRules(written),
  };
  fromRight = t("language-direction") === "rtl";
}

/** For Intl. */
export const locale = () => written;

/**
 * The words of that id. What others wrote is isolated in them where it could turn ours around; not
 * elsewhere, so that a button's name stays what one says to a computer that listens.
 * @param {string} id
 * @param {Values} [values]
 */
export function t(id, values = {}) {
  const mixed = fromRight || Object.values(values).some((value) => typeof value === "string" && FROM_RIGHT.test(value));
  return say(spoken, spoken.words[id] ?? id, values, mixed);
}

/** @param {string} tag */
const family = (tag) => tag.split("-")[0];
