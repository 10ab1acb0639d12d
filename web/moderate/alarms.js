/**
 * Whether one of the others removes much in a short time, as somebody does who is angry, or whose link fell into wrong hands. Pure.
 *
 * @import { Act, Somebody } from "../types/wire.d.ts"
 *
 * @typedef {{ by: Somebody, count: number, number: number }} Alarm count: of acts within a minute; number of the last of them
 */

/** More acts than this within a minute alarm. */
export const MANY = 20;
const MINUTE_MS = 60_000;

/** An alarm is told for so long. */
const TOLD_MS = 10 * MINUTE_MS;

/** @type {ReadonlySet<Act["kind"]>} */
const REMOVING = new Set(["remove", "erase", "clear"]);

/**
 * @param {readonly Act[]} log the newest first
 * @param {string} me id: nobody is alarmed by oneself
 * @param {number} now unix milliseconds
 * @param {number} seen number of an act up to which one has looked
 * @returns {Alarm[]} one for each of the others, the latest first
 */
export function alarms(log, me, now, seen) {
  /** @type {Map<string, Act[]>} */
  const by = new Map();
  for (const act of log) {
    if (act.number > seen && act.by.id !== me && REMOVING.has(act.kind)) by.set(act.by.id, [...(by.get(act.by.id) ?? []), act]);
  }
  return [...by.values()].flatMap((acts) => alarm(acts, now) ?? []);
}

/** @param {readonly Act[]} acts of one, the newest first @param {number} now @returns {Alarm | undefined} */
function alarm(acts, now) {
  const times = acts.map(({ at }) => Date.parse(at));
  const last = times.findIndex((time, index) => time - (times[index + MANY] ?? -Infinity) <= MINUTE_MS);
  const act = acts[last];
  const time = times[last];
  if (!act || time === undefined || now - time > TOLD_MS) return undefined;
  return { by: act.by, count: times.filter((other) => other <= time && time - other <= MINUTE_MS).length, number: act.number };
}
