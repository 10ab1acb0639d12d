import assert from "node:assert/strict";
import { test } from "node:test";
import { begun, candidates, complete, others } from "../../web/chat/completion.js";
import { findMentions, meansYou, meet, mentions } from "../../web/chat/mentions.js";
import { INITIAL } from "../../web/chat/state.js";
import { dotted, markTitle } from "../../web/chat/title.js";
import { ANN, BOB, after, frame, message, tombstone, welcome } from "./support.js";

const PEOPLE = ["Ann", "Ann Lee", "李小明", "أمل الحسن", "José (APC)"];

/** @param {string} text @param {string} [me] */
const meant = (text, me) => findMentions(text, PEOPLE, me).flatMap(({ name }) => name ?? []);

test("a mention is an @ and a name that is known, in any case; the longest name wins", () => {
  assert.deepEqual(meant("@Ann, @bob and @ANN LEE: hello"), ["Ann", "Ann Lee"]);
  assert.deepEqual(meant("@Ann Leeds"), ["Ann"]);
  assert.deepEqual(meant("@Annabel @ Ann"), []);
  assert.deepEqual(meant("(@José (APC))"), ["José (APC)"]);
  assert.deepEqual(meant("مرحبا @أمل الحسن، كيف"), ["أمل الحسن"]);
});

test("scripts without spaces need none around a mention, addresses hold none", () => {
  assert.deepEqual(meant("你好@李小明你好"), ["李小明"]);
  assert.deepEqual(meant("write to list@ann or ann_@Ann"), []);
});

test("the pieces joined are the text, whatever it is", () => {
  for (const text of ["", "@", "@@Ann@Ann Lee@", "a@Ann", "@Ann @Ann Lee\n@ann", "😀@Ann😀", "@\ud83d", "@".repeat(2_000)]) {
    assert.equal(findMentions(text, PEOPLE).map((piece) => piece.text).join(""), text);
  }
});

test("one's own name is known although one has not spoken, and the longer one still wins", () => {
  assert.deepEqual(meant("@Bob @Ann Lee Smith", "Bob"), ["Bob", "Ann Lee"]);
  assert.deepEqual(meant("@Ann Lee Smith", "Ann Lee Smith"), ["Ann Lee Smith"]);
  assert.deepEqual(meant("@Ann Lee", "Ann"), ["Ann Lee"]);
});

test("people are met once, in the order in which they spoke", () => {
  const said = [message(1, "x"), message(2, "y", ANN), tombstone(3, 3), message(4, "z")].map((each) => each.message);
  const met = meet([], /** @type {any} */ (said));
  assert.deepEqual(met, ["Bob", "Ann"]);
  assert.equal(meet(met, /** @type {any} */ (said)), met, "nobody new, so the same array");
});

test("what means me counts until I have seen it, my own does not", () => {
  const live = after(INITIAL, welcome({ you: ANN, seq: 1, messages: [message(1, "@Ann from before")] }));
  assert.equal(mentions(live), 0);
  const told = after(live, frame(message(2, "hello @ann")), frame(message(3, "hello")), frame(message(4, "@Ann me", ANN)));
  assert.equal(mentions(told), 1);
  assert.equal(mentions(after(told, frame(tombstone(2, 5)))), 0);
  assert.equal(mentions(after(told, { type: "seen", position: 4 })), 0);
  assert.equal(meansYou(/** @type {any} */ (message(2, "@Ann").message), null, ["Ann"]), false, "a reader is nobody");
});

test("the title has its dot while the page is hidden and something unseen means me", () => {
  const told = after(INITIAL, welcome({ you: ANN, seq: 0 }), frame(message(1, "@Ann")));
  const page = { title: "Best Bits", hidden: true };
  /** @param {any} state */
  const marked = (state) => (markTitle(/** @type {any} */ (page), state), page.title);
  assert.equal(marked(told), "● Best Bits");
  assert.equal(marked(told), "● Best Bits");
  page.hidden = false;
  assert.equal(marked(told), "Best Bits");
  page.hidden = true;
  assert.equal(marked(after(told, { type: "seen", position: 1 })), "Best Bits");
  assert.equal(dotted("● Best Bits", false), "Best Bits");
});

test("a mention begins with an @ of its own and ends with the line", () => {
  assert.deepEqual(begun("hi @An", 6), { from: 3, query: "An" });
  assert.deepEqual(begun("hi @An there", 6), { from: 3, query: "An" });
  assert.deepEqual(begun("@Ann Le", 7), { from: 0, query: "Ann Le" });
  assert.deepEqual(begun("@", 1), { from: 0, query: "" });
  assert.deepEqual(begun("你好@李", 4), { from: 2, query: "李" });
  for (const [text, caret] of /** @type {const} */ ([["ann@ex", 6], ["@ x", 3], ["@a\nb", 4], ["@Ann", 0], ["none", 4], ["", 0]])) {
    assert.equal(begun(text, caret), null, text);
  }
});

test("names that begin so come first, then later words of names; marks and case do not matter", () => {
  const people = ["Mia Berg", "Ana Müller", "Bob Mia", "José (APC)", "Émilie"];
  assert.deepEqual(candidates(people, "mi"), ["Mia Berg", "Bob Mia"]);
  assert.deepEqual(candidates(people, "JOSE"), ["José (APC)"]);
  assert.deepEqual(candidates(people, "apc"), ["José (APC)"]);
  assert.deepEqual(candidates(people, "ana mu"), ["Ana Müller"]);
  assert.deepEqual(candidates(people, "émilie"), [], "the whole name is there");
  assert.equal(candidates(Array.from({ length: 20 }, (_, n) => `Delegate ${n}`), "").length, 6);
});

test("a name taken replaces what was begun and leaves the rest", () => {
  assert.deepEqual(complete("hi @an there", { from: 3, query: "an" }, 6, "Ann Lee"), { text: "hi @Ann Lee there", caret: 12 });
  assert.deepEqual(complete("@", { from: 0, query: "" }, 1, "أمل"), { text: "@أمل ", caret: 5 });
});

test("offered are all others, who spoke last first, also those whose messages are no longer held", () => {
  const messages = /** @type {any} */ ([message(1, "x", BOB), message(2, "x", ANN), message(3, "x", { ...BOB, name: "Eve" })].map((m) => m.message));
  assert.deepEqual(others({ messages, people: ["Zoë", "Bob", "Ann", "Eve"], you: ANN }), ["Eve", "Bob", "Zoë"]);
});
