/**
 * Whether one of the others removes much in a short time, as somebody does who is angry, or whose link fell into wrong hands. Pure.
 *
 * @import { Act, Somebody } from "../types/wire.d.ts"
 *
 * @typedef {{ by: Somebody, count: number, number: number }} Alarm count: of messages within a minute; number of the last act on them
 */

/** More messages than this within a minute alarm. */
export const MANY = 20;
const MINUTE_MS = 60_000;

/** An alarm is told for so long. */
const TOLD_MS = 10 * MINUTE_MS;

/** @type {ReadonlySet<Act["kind"]>} */
const REMOVING = new Set(["remove", "erase", "clear", "reject"]);

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
    if (act.number > seen && act.by.id !== me && takesAway(act)) by.set(act.by.id, [...(by.get(act.by.id) ?? []), act]);
  }
  return [...by.values()].flatMap((acts) => alarm(acts, now) ?? []);
}

/** Whether it took something away that has not come back since. @param {Act} act */
const takesAway = ({ kind, undone_by }) => REMOVING.has(kind) && undone_by === undefined;

/** @param {Act} act @returns {number} messages that it took away */
const weight = ({ kind, messages = 0 }) => (kind === "clear" ? messages : 1);

/** @param {readonly Act[]} acts of one, the newest first @param {number} now @returns {Alarm | undefined} */
function alarm(acts, now) {
  for (const [index, act] of acts.entries()) {
    const time = Date.parse(act.at);
    if (now - time > TOLD_MS) return undefined;
    const within = acts.slice(index).filter(({ at }) => time - Date.parse(at) <= MINUTE_MS);
    const count = within.reduce((sum, each) => sum + weight(each), 0);
    if (count > MANY) return { by: act.by, count, number: act.number };
  }
  return undefined;
}
