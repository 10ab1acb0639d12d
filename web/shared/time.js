/** Times in the reader's own zone, as the page's language writes them. */

import { locale } from "./strings.js";

const CLOCK = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
const DAY = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const FULL = /** @type {const} */ ({ ...DAY, ...CLOCK, second: "2-digit", timeZoneName: "long" });

const SHORT = /** @type {const} */ ({ dateStyle: "medium", timeStyle: "short" });

/** Each is made once, when the language is known. @type {Map<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {Intl.DateTimeFormatOptions} options
 * @param {number} at
 */
function format(options, at) {
  let made = formats.get(options);
  if (!made) formats.set(options, made = new Intl.DateTimeFormat(locale(), options));
  return made.format(at);
}

/** @param {number} at unix milliseconds */
export const clockTime = (at) => format(CLOCK, at);

/** With the date. @param {number} at unix milliseconds */
export const shortTime = (at) => format(SHORT, at);

/** With date and zone, for who wants to know exactly. @param {number} at unix milliseconds */
export const fullTime = (at) => format(FULL, at);

/** @param {number} at unix milliseconds */
export const dayName = (at) => format(DAY, at);

/**
 * The local day, the same string for all moments of one day.
 * @param {number} at unix milliseconds
 */
export function dayKey(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
