import assert from "node:assert/strict";
import { test } from "node:test";
import { MANY, alarms } from "../../web/moderate/alarms.js";

const MIA = { id: "mia", name: "Mia" };
const MAX = { id: "max", name: "Max" };
const NOON = Date.parse("2012-11-03T12:00:00Z");

/**
 * So many acts of one, a span between each and the next, the last of them at noon; the newest first.
 * @param {number} count
 * @param {{ by?: { id: string, name: string }, every?: number, kind?: string, from?: number }} [of]
 * @returns {any[]}
 */
function acts(count, { by = MIA, every = 1_000, kind = "remove", from = 1 } = {}) {
  return Array.from({ length: count }, (_, index) => ({
    number: from + count - 1 - index, at: new Date(NOON - index * every).toISOString(), by, kind,
  }));
}

test("more removals than many within a minute alarm the others, and nobody themselves", () => {
  const log = acts(MANY + 1);
  assert.deepEqual(alarms(log, "max", NOON, 0), [{ by: MIA, count: MANY + 1, number: MANY + 1 }]);
  assert.deepEqual(alarms(log, "mia", NOON, 0), []);
  assert.deepEqual(alarms(log.slice(1), "max", NOON, 0), [], "as many are not more");
  assert.equal(alarms(acts(MANY + 1, { every: 3_000 }), "max", NOON, 0).length, 1, "just within a minute");
  assert.deepEqual(alarms(acts(MANY + 1, { every: 3_001 }), "max", NOON, 0), [], "too slow");
});

test("only what takes away counts, each kind of it, and of each moderator for themselves", () => {
  for (const kind of ["remove", "erase", "reject"]) assert.equal(alarms(acts(MANY + 1, { kind }), "max", NOON, 0).length, 1, kind);
  for (const kind of ["mute", "approve", "keep", "restore"]) assert.deepEqual(alarms(acts(MANY + 1, { kind }), "max", NOON, 0), [], kind);
  const both = [...acts(MANY, { from: 100 }), ...acts(MANY, { by: MAX })];
  assert.deepEqual(alarms(both, "jo", NOON, 0), []);
  const [first, second] = alarms([...acts(MANY + 1, { from: 100 }), ...acts(MANY + 1, { by: MAX })], "jo", NOON, 0);
  assert.deepEqual([first?.by, second?.by], [MIA, MAX]);
});

test("a clear counts as the messages it removed, and what was taken back as none", () => {
  const [clear] = acts(1, { kind: "clear", from: 50 });
  assert.deepEqual(alarms([{ ...clear, messages: MANY + 1 }], "max", NOON, 0), [{ by: MIA, count: MANY + 1, number: 50 }]);
  assert.deepEqual(alarms([{ ...clear, messages: MANY }], "max", NOON, 0), []);
  assert.equal(alarms([{ ...clear, messages: MANY - 4 }, ...acts(5)], "max", NOON, 0)[0]?.count, MANY + 1, "together with others");
  assert.deepEqual(alarms(acts(MANY + 1, { kind: "clear" }), "max", NOON, 0), [], "of nothing");
  assert.deepEqual(alarms([{ ...clear, messages: 100, undone_by: 51 }], "max", NOON, 0), []);
  const [first, ...others] = acts(MANY + 1);
  assert.deepEqual(alarms([{ ...first, undone_by: 60 }, ...others], "max", NOON, 0), [], "as many are left");
});

test("an alarm is told until it was looked at or is long ago, and then for what is new alone", () => {
  const log = acts(MANY + 5);
  assert.equal(alarms(log, "max", NOON, MANY + 5).length, 0);
  assert.equal(alarms(log, "max", NOON, 4).length, 1);
  assert.equal(alarms(log, "max", NOON, 5).length, 0);
  assert.equal(alarms(log, "max", NOON + 10 * 60_000, 0).length, 1);
  assert.equal(alarms(log, "max", NOON + 10 * 60_000 + 1, 0).length, 0);
  const later = acts(3, { from: 100 }).map((act) => ({ ...act, at: new Date(NOON + 60_000).toISOString() }));
  const [alarm] = alarms([...later, ...log], "max", NOON + 60_000, 0);
  assert.deepEqual([alarm?.number, alarm?.count], [MANY + 5, MANY + 5], "a few more later are no new alarm");
});
