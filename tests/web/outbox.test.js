import assert from "node:assert/strict";
import { test } from "node:test";
import { adopted, isFull, next as due, refused, remaining, retry, sending, write } from "../../web/chat/outbox.js";

const ME = "p-ann";
const one = write([], { nonce: "n1", by: ME, text: "one", now: 0 });
const two = write(one, { nonce: "n2", by: ME, text: "two", now: 0 });
const WORLD = { now: 10_000, random: 0.5 };

/** @param {any} outbox @param {number} now */
const next = (outbox, now) => due(outbox, ME, now);

/** @param {any} due */
const nonceOf = (due) => due?.send?.nonce;

test("one post is under way at a time, in the order written", () => {
  assert.equal(nonceOf(next(two, 0)), "n1");
  assert.equal(next(sending(two, "n1", 0), 0), null);
});

test("too fast: waits as long as the server says, and holds the ones behind it", () => {
  const slow = refused(sending(two, "n1", 0), { nonce: "n1", code: "slow_down", message: "", retry_after_ms: 1_500 }, WORLD);
  assert.deepEqual(next(slow, 10_000), { wait_ms: 1_500 });
  assert.equal(nonceOf(next(slow, 11_500)), "n1");
});

test("unavailable: tried again with growing, random pauses", () => {
  /** @param {any} outbox @param {number} random */
  const pause = (outbox, random) => {
    const waiting = refused(outbox, { nonce: "n1", code: "unavailable", message: "" }, { now: 0, random });
    const due = /** @type {any} */ (next(waiting, 0));
    return { waiting, wait_ms: due.wait_ms };
  };
  const first = pause(one, 0.99);
  const second = pause(first.waiting, 0.99);
  assert.ok(second.wait_ms > first.wait_ms);
  assert.ok(pause(one, 0).wait_ms > 0, "never at once");
  let last = first;
  for (let n = 0; n < 20; n += 1) last = pause(last.waiting, 0.99);
  assert.ok(last.wait_ms <= 30_500);
});

test("a refused one does not hold the ones behind it", () => {
  const past = refused(sending(two, "n1", 0), { nonce: "n1", code: "bad_text", message: "no" }, WORLD);
  assert.equal(nonceOf(next(past, 0)), "n2");
});

test("what was written in one moment keeps its order", () => {
  assert.deepEqual(two.map((post) => post.written_at), [1, 2]);
  const back = write([], { nonce: "n3", by: ME, text: "a clock set back", now: 5 });
  assert.deepEqual(write(back, { nonce: "n4", by: ME, text: "then", now: 1 }).map((post) => post.written_at), [5, 6]);
});

test("what another person wrote is sent by nobody, until one says it oneself, as something new", () => {
  const theirs = write([], { nonce: "n0", by: "p-bob", text: "theirs", now: 0 });
  const sent = sending(theirs, "n0", 4);
  assert.equal(next(sent, 0), null);
  const both = adopted(one, theirs);
  assert.equal(nonceOf(next(both, 0)), "n1", "nor does it hold what is one's own");
  const said = retry(sent, "n0", "n9", ME);
  assert.deepEqual([nonceOf(next(said, 0)), said[0]?.by, said[0]?.sent_after], ["n9", ME, undefined]);
});

test("a retry of one's own keeps nonce and place, so that it is stored once", () => {
  const past = refused(sending(two, "n1", 7), { nonce: "n1", code: "room_locked", message: "" }, WORLD);
  const again = retry(past, "n1", "n9", ME);
  assert.deepEqual([nonceOf(next(again, 0)), again[0]?.sent_after], ["n1", 7]);
});

test("what other tabs wrote is taken in once, in the order written", () => {
  const mine = write(one, { nonce: "n5", by: ME, text: "five", now: 50 });
  const theirs = write([], { nonce: "n3", by: ME, text: "three", now: 30 });
  const all = adopted(mine, [...one, ...theirs]);
  assert.deepEqual(all.map((post) => post.nonce), ["n1", "n3", "n5"]);
  assert.equal(adopted(all, theirs), all);
});

test("what another tab let go of is gone here too, unless it is under way here", () => {
  const under_way = sending(two, "n1", 0);
  assert.deepEqual(remaining(under_way, () => false).map((post) => post.nonce), ["n1"]);
  assert.equal(remaining(two, () => true), two);
});

test("number and bytes are bounded", () => {
  /** @param {number} count @param {string} text */
  const filled = (count, text) => Array.from({ length: count }).reduce((/** @type {any} */ outbox, _, n) =>
    write(outbox, { nonce: `n${n}`, by: ME, text, now: 0 }), []);
  assert.equal(isFull(filled(99, "x"), "x"), false);
  assert.equal(isFull(filled(100, "x"), "x"), true);
  assert.equal(isFull(filled(32, "ж".repeat(4_000)), "short"), false);
  assert.equal(isFull(filled(32, "ж".repeat(4_000)), "ж".repeat(4_000)), true);
});
