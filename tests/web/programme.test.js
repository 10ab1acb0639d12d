import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { nextTurn, programmeOf, sessionNext, sessionOn } from "../../web/chat/programme.js";

const { days } = JSON.parse(readFileSync(new URL("../programme.json", import.meta.url), "utf8"));

/** Hours of 3 November 2012, UTC. @param {number} hours */
const moment = (hours) => Date.UTC(2012, 10, 3) + hours * 3_600_000;

/** @param {number | null} hours */
const iso = (hours) => (hours === null ? undefined : new Date(moment(hours)).toISOString());

/** @param {any[]} sessions @returns {any[]} */
const programme = (sessions) => sessions.map(([slug, starts, ends, names_room]) => ({
  slug, title: slug, starts_at: iso(starts), ends_at: iso(ends), room: names_room ? "main" : undefined,
}));

for (const { name, sessions, hand, cases } of days) {
  test(`the programme: ${name}`, () => {
    const all = programme(sessions);
    const by_hand = hand ? { slug: hand[0], started_at: iso(hand[1]) ?? "", ended_at: iso(hand[2]) } : null;
    for (const [now, on, next] of cases) {
      const told = [sessionOn, sessionNext].map((which) => which(all, /** @type {any} */ (by_hand), moment(now))?.slug ?? null);
      assert.deepEqual(told, [on, next], `at ${now}`);
    }
  });
}

test("one looks again when the times may say something else", () => {
  const all = programme([["a", 9, 10, true], ["b", 12, null, true], ["c", null, null, true]]);
  for (const [now, turn] of [[8, 9], [9, 10], [9.5, 10], [10, 12], [12, 36]]) {
    assert.equal(nextTurn(all, moment(now ?? 0)), moment(turn ?? 0));
  }
  assert.equal(nextTurn(all, moment(36)), Infinity);
  assert.equal(nextTurn([], 0), Infinity);
});

test("a room's programme has its own sessions and those of all rooms", () => {
  const sessions = [{ slug: "a", room: "main" }, { slug: "b", room: "side" }, { slug: "c" }];
  const event = /** @type {any} */ ({ time_zone: "Asia/Baku", programme: sessions });
  assert.deepEqual(programmeOf(event, "side").programme.map(({ slug }) => slug), ["b", "c"]);
  assert.equal(programmeOf(event, "side").time_zone, "Asia/Baku");
});
