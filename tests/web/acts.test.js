import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, arrived, ask, frameOf, let_be, reactions, refused } from "../../web/chat/acts.js";

/** @import { Acts } from "../../web/chat/acts.js" */
/** @import { LiveMessage, Person } from "../../web/types/wire.d.ts" */

/** @type {Person} */
const ANN = { id: "ann", name: "Ann", role: "guest" };

/** @type {LiveMessage} */
const MESSAGE = { id: "m1", position: 1, seq: 1, at: "2012-11-03T05:00:00.000Z", author: ANN, text: "one" };

const NONE = { acts: [], own: {}, you: ANN };

/**
 * @param {string} nonce
 * @param {boolean} on
 * @param {string} [emoji]
 */
const react = (nonce, on, emoji = "👍") => ({ kind: /** @type {const} */ ("react"), id: "m1", nonce, emoji, on });

test("what is asked anew takes the place of what was asked of the same", () => {
  /** @type {Acts} */
  let acts = ask([], react("a", true));
  acts = ask(acts, react("b", true, "❤️"));
  acts = ask(acts, react("c", false));
  acts = ask(acts, { kind: "edit", id: "m1", nonce: "d", text: "two" });
  assert.deepEqual(acts.map(({ nonce }) => nonce), ["b", "c", "d"]);
  assert.equal(answered(acts, "a"), acts, "an answer to what was replaced says nothing");
  assert.deepEqual(answered(acts, "c").map(({ nonce }) => nonce), ["b", "d"]);
});

test("refused, let be, and gone with the message", () => {
  const acts = refused(ask([], react("a", true)), { nonce: "a", code: "slow_down" });
  assert.deepEqual([acts[0]?.status, acts[0]?.code], ["refused", "slow_down"]);
  assert.deepEqual(let_be(acts, "m1"), []);
  assert.equal(let_be(acts, "m2").length, 1);
  assert.deepEqual(arrived(ask([], react("a", true)), [{ id: "m1", position: 1, seq: 2, removed: true }]), []);
});

test("each kind goes out as its frame", () => {
  const [act] = ask([], react("a", true));
  assert.ok(act);
  assert.deepEqual(frameOf(act), { type: "react", nonce: "a", id: "m1", emoji: "👍", on: true });
  const [edit] = ask([], { kind: "edit", id: "m1", nonce: "e", text: "two" });
  assert.ok(edit);
  assert.deepEqual(frameOf(edit), { type: "edit", nonce: "e", id: "m1", text: "two" });
});

test("reactions are shown as they will be once one's own is stored", () => {
  const liked = { ...MESSAGE, reactions: [{ emoji: "👍", count: 2, by: ["bob", "eve"] }] };
  assert.deepEqual(reactions(liked, NONE), [{ emoji: "👍", count: 2, own: false }]);
  const asked = { ...NONE, acts: ask([], react("a", true)) };
  assert.deepEqual(reactions(liked, asked), [{ emoji: "👍", count: 3, own: true }]);
  const mine = { ...MESSAGE, reactions: [{ emoji: "👍", count: 1, by: ["ann"] }] };
  assert.deepEqual(reactions(mine, asked), [{ emoji: "👍", count: 1, own: true }], "not counted twice");
  assert.deepEqual(reactions(mine, { ...NONE, acts: ask([], react("a", false)) }), [], "the last one takes it away");
  assert.deepEqual(reactions(MESSAGE, { ...NONE, acts: ask([], react("a", true, "❤️")) }), [{ emoji: "❤️", count: 1, own: true }]);
  const failed = { ...NONE, acts: refused(asked.acts, { nonce: "a", code: "muted" }) };
  assert.deepEqual(reactions(liked, failed), [{ emoji: "👍", count: 2, own: false }], "refused is as before");
});

test("among more than are named, one's own is known from its ack", () => {
  const by = Array.from({ length: 20 }, (_, number) => `p${number}`);
  const crowd = { ...MESSAGE, reactions: [{ emoji: "👍", count: 40, by }] };
  assert.equal(reactions(crowd, NONE)[0]?.own, false);
  assert.equal(reactions(crowd, { ...NONE, own: { "m1 👍": true } })[0]?.own, true);
  const few = { ...MESSAGE, reactions: [{ emoji: "👍", count: 1, by: ["bob"] }] };
  assert.equal(reactions(few, { ...NONE, own: { "m1 👍": true } })[0]?.own, false, "all are named, and one is not");
});
