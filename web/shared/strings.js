/**
 * What the client says, in the language of the page, from the same files as the server's pages
 * (`web/locales`). Only that language's file is fetched.
 *
 * @import { FluentVariable } from "../vendor/fluent.js"
 */

import { FluentBundle, FluentResource } from "../vendor/fluent.js";

/** Characters of scripts written from the right. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Our words, and the same with the words of others in them isolated. */
let plain = new FluentBundle("en");
let isolating = plain;

/** How numbers and times are written: the page's language, as it is written where the reader is. */
let written = "en";

let fromRight = false;

/**
 * Learns the page's language; nothing may be said before.
 * @param {string} language as in `<html lang>`
 */
export async function learn(language) {
  const response = await fetch(new URL(`../locales/${language}.ftl`, import.meta.url), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`no words for ${language}: ${response.status}`);
  speak(language, await response.text(), navigator.languages);
}

/**
 * @param {string} language
 * @param {string} source in Fluent's syntax
 * @param {readonly string[]} [wanted] languages of the reader, whose regions decide how times are written
 */
export function speak(language, source, wanted = []) {
  // Some browsers name languages that Intl does not take, as "en-US@posix".
  const regional = wanted.find((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && family(tag) === family(language));
  // Digits as the server writes them, in all languages.
  written = new Intl.Locale(regional ?? language, { numberingSystem: "latn" }).toString();
  const resource = new FluentResource(source);
  plain = new FluentBundle(written, { useIsolating: false });
  plain.addResource(resource);
  isolating = new FluentBundle(written, { useIsolating: true });
  isolating.addResource(resource);
  fromRight = t("language-direction") === "rtl";
}

/** For Intl. */
export const locale = () => written;

/**
 * The words of that id. What others wrote is isolated in them where it could turn ours around; not
 * elsewhere, so that a button's name stays what one says to a computer that listens.
 * @param {string} id
 * @param {Record<string, FluentVariable>} [values]
 */
export function t(id, values = {}) {
  const mixed = fromRight || Object.values(values).some((value) => typeof value === "string" && FROM_RIGHT.test(value));
  const words = mixed ? isolating : plain;
  const pattern = words.getMessage(id)?.value;
  return pattern ? words.formatPattern(pattern, values, []) : id;
}

/** @param {string} tag */
const family = (tag) => tag.split("-")[0];
