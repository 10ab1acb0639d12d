import assert from "node:assert/strict";
import { test } from "node:test";
import { next, refused, sending, write } from "../../web/chat/outbox.js";

const one = write([], { nonce: "n1", text: "one", now: 0 });
const two = write(one, { nonce: "n2", text: "two", now: 0 });
const WORLD = { now: 10_000, random: 0.5 };

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
