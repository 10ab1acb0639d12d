/** Times in the reader's own zone and language. */

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, {
  weekday: "long", day: "numeric", month: "long", year: "numeric",
  hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "long",
});
const day = new Intl.DateTimeFormat(undefined, {
  weekday: "long", day: "numeric", month: "long", year: "numeric",
});

/** @param {number} at unix milliseconds */
export const clockTime = (at) => clock.format(at);

/** With date and zone, for who wants to know exactly. @param {number} at unix milliseconds */
export const fullTime = (at) => full.format(at);

/** @param {number} at unix milliseconds */
export const dayName = (at) => day.format(at);

/**
 * The local day, the same string for all moments of one day.
 * @param {number} at unix milliseconds
 */
export function dayKey(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
