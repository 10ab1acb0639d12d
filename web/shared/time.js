/** Times in the reader's own zone, as the page's language writes them. */

import { locale } from "./strings.js";

const CLOCK = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
const DAY = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const WEEKDAY = /** @type {const} */ ({ weekday: "short", ...CLOCK });
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

/**
 * What is soon: the time today, with the day of the week within six days, else with the date.
 * @param {number} at unix milliseconds
 * @param {number} now unix milliseconds
 */
export function soonTime(at, now) {
  if (dayKey(at) === dayKey(now)) return clockTime(at);
  return Math.abs(at - now) < 6 * 24 * 60 * 60_000 ? format(WEEKDAY, at) : shortTime(at);
}

/** With the date. @param {number} at unix milliseconds */
export const shortTime = (at) => format(SHORT, at);

/** With date and zone, for who wants to know exactly. @param {number} at unix milliseconds */
export const fullTime = (at) => format(FULL, at);

/** The options of each zone. @type {Map<string, Intl.DateTimeFormatOptions>} */
const zones = new Map();

/**
 * As `fullTime`, in another zone. Empty where the browser does not know it.
 * @param {number} at unix milliseconds
 * @param {string} zone IANA name
 */
export function inZone(at, zone) {
  let options = zones.get(zone);
  if (!options) zones.set(zone, options = { ...FULL, timeZone: zone });
  try {
    return format(options, at);
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}

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

/** A length of time. @param {number} ms milliseconds; whole minutes are told as such */
export function spanOf(ms) {
  const [value, unit] = ms % 60_000 === 0 ? [ms / 60_000, "minute"] : [ms / 1_000, "second"];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(value);
}
