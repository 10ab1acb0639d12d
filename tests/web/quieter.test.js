import assert from "node:assert/strict";
import { test } from "node:test";
import { about, frameOf } from "../../web/chat/acts.js";
import { ownHeld } from "../../web/chat/held.js";
import { keepOutbox, keptOutbox } from "../../web/chat/kept.js";
import { isLive } from "../../web/chat/messages.js";
import { unknown } from "../../web/chat/pinned.js";
import { rows } from "../../web/chat/rows.js";
import { INITIAL } from "../../web/chat/state.js";
import { hasLink, pause, refusesLink, waitsFirst } from "../../web/chat/switches.js";
import { closedBy, mayEdit } from "../../web/chat/views.js";
import { ANN, BOB, MIA, ack, after, error, frame, message, texts, tombstone, welcome } from "./support.js";

const joined = after(INITIAL, welcome({ you: ANN, seq: 3, messages: [message(1, "one"), message(3, "three", ANN)] }));

/** @param {number} seq @param {object} state */
const set = (seq, state) => frame({ type: "room", seq, room: state });

/** @param {any} state */
const pins = (state) => state.pinned.map((/** @type {any} */ each) => (isLive(each) ? each.text : "(removed)"));

/** @param {string} nonce */
const post = (nonce, text = "hello") =>
  [{ type: "post", nonce, by: ANN.id, text, now: 0 }, { type: "sending", nonce }];

/** @param {string} id @param {any} author */
const held = (id, author) => ({ id, at: "2012-11-03T09:00:00.000Z", author, text: id });

test("pins are the held ones, in their order, and what is not held is to be asked for", () => {
  const pinned = after(joined, set(4, { pins: ["m3", "old", "m1"] }));
  assert.deepEqual(pins(pinned), ["three", "one"]);
  assert.deepEqual(unknown(pinned), ["old"]);
  const learnt = after(pinned, { type: "pinned", message: message(0, "old one", BOB, { id: "old" }).message });
  assert.deepEqual(pins(learnt), ["three", "old one", "one"]);
  assert.deepEqual(unknown(learnt), []);
  assert.deepEqual(pins(after(learnt, set(5, { pins: ["m1"] }))), ["one"]);
});

test("a pin follows its message: edited, removed, and whether or not the messages still hold it", () => {
  const pinned = after(joined, set(4, { pins: ["m1"] }));
  assert.deepEqual(pins(after(pinned, frame(message(1, "one, edited", BOB, { seq: 5 })))), ["one, edited"]);
  assert.deepEqual(pins(after(pinned, frame(tombstone(1, 5)))), ["(removed)"]);
  const gone = { ...pinned, messages: [] };
  assert.deepEqual(pins(gone), ["one"]);
  assert.deepEqual(pins(after(gone, frame(tombstone(1, 5)))), ["(removed)"]);
  const late = after(after(gone, frame(tombstone(1, 5))), { type: "pinned", message: message(1, "one").message });
  assert.deepEqual(pins(late), ["(removed)"], "an answer that is older than the removal brings nothing back");
});

test("after a fresh page nothing is believed of a pin that the page does not show", () => {
  const room = { slug: "main", title: "Main", reactions: [], edit_window_ms: 0, session: null, pins: ["m1"] };
  const pinned = after(joined, set(4, { pins: ["m1"] }));
  const fresh = after(pinned, welcome({ you: ANN, seq: 900, room, messages: [message(900, "late")] }));
  assert.deepEqual([pins(fresh), unknown(fresh)], [[], ["m1"]]);
  const resumed = after(pinned, welcome({ you: ANN, seq: 5, room, resumed: true }));
  assert.deepEqual(pins(resumed), ["one"]);
});

test("pinning is an act over the stream, answered by an acted frame or refused", () => {
  const asked = { kind: "pin", id: "m1", nonce: "p1", on: true };
  assert.deepEqual(frameOf(/** @type {any} */ ({ ...asked, status: "sending" })), { type: "act", nonce: "p1", ask: { act: "pin", id: "m1" } });
  assert.deepEqual(frameOf(/** @type {any} */ ({ ...asked, on: false })), { type: "act", nonce: "p1", ask: { act: "unpin", id: "m1" } });
  const asking = after(joined, { type: "act", asked });
  assert.deepEqual(after(asking, frame({ type: "acted", nonce: "p1", seq: 4 })).acts, []);
  assert.equal(about(after(asking, error("p1", "forbidden")).acts, "m1").refused?.code, "forbidden");
});

test("in a slow room one waits after each post, as long as it is slow", () => {
  const slow = after(joined, set(4, { slow_mode_ms: 30_000 }));
  assert.equal(pause(slow, 1_000), 0);
  const posted = after(slow, ...post("n1"), ack("n1", "a", 5)); // heard at 1,000
  assert.equal(pause(posted, 1_000), 30_000);
  assert.equal(pause(posted, 30_999), 1);
  assert.equal(pause(posted, 31_000), 0);
  assert.equal(pause(after(posted, set(6, { slow_mode_ms: 10_000 })), 1_000), 10_000);
  assert.equal(pause(after(posted, set(6, { slow_mode_ms: 0 })), 1_000), 0);
  assert.equal(pause({ ...posted, you: MIA }, 1_000), 0, "moderators are exempt");
});

test("what the server says of waiting counts, also where another tab has posted", () => {
  const slow = after(joined, set(4, { slow_mode_ms: 30_000 }), ...post("n1"));
  const refused = after(slow, error("n1", "slow_down", { retry_after_ms: 12_000 }));
  assert.equal(pause(refused, 1_000), 12_000);
  assert.deepEqual(texts(refused).at(-1), "hello (waiting)");
  const sooner = after(after(slow, ack("n1", "a", 5)), ...post("n2"), error("n2", "slow_down", { retry_after_ms: 500 }));
  assert.equal(pause(sooner, 1_000), 30_000, "the usual pace is the shorter wait");
  const usual = after(joined, ...post("n1"), error("n1", "slow_down", { retry_after_ms: 500 }));
  assert.equal(pause(usual, 1_000), 0, "without slow mode the outbox waits, not who writes");
});

test("who may write, and edit", () => {
  const locked = after(joined, set(4, { locked: true }));
  assert.equal(closedBy(joined), null);
  assert.equal(closedBy(locked), "locked");
  assert.equal(closedBy({ ...locked, you: MIA }), null);
  const invited = after(joined, set(4, { participants_only: true }));
  assert.equal(closedBy(invited), "participants_only");
  assert.equal(closedBy({ ...invited, you: { ...ANN, role: "participant" } }), null);
  const own = joined.messages.at(-1);
  assert.ok(isLive(own));
  assert.equal(mayEdit(joined, own, Date.parse(own.at)), true);
  assert.equal(mayEdit(locked, own, Date.parse(own.at)), false);
});

test("whose posts wait for a moderator", () => {
  const guests = after(joined, set(4, { hold: "guests" }));
  assert.deepEqual([waitsFirst(joined), waitsFirst(guests), waitsFirst({ ...guests, you: MIA })], [false, true, false]);
  assert.equal(waitsFirst({ ...guests, you: { ...ANN, role: "participant" } }), false);
  assert.equal(waitsFirst({ ...after(joined, set(4, { hold: "everybody" })), you: { ...ANN, role: "participant" } }), true);
});

test("an address is found where the server finds one (src/domain/text.rs)", () => {
  for (const linked of ["https://example.org", "see HTTP://EXAMPLE.ORG.", "(www.example.org)", "example.org/path", "gopher://x", "пример.рф/путь"]) {
    assert.equal(hasLink(linked), true, linked);
  }
  for (const plain of ["and/or", "e.g. this", "3.5/10", "www", "Hello.World", "a.b/c", "12:30", "see you..."]) {
    assert.equal(hasLink(plain), false, plain);
  }
  const off = after(joined, set(4, { links: false }));
  assert.equal(refusesLink(off, "https://example.org"), true);
  assert.equal(refusesLink(off, "and/or"), false);
  assert.equal(refusesLink({ ...off, you: { ...ANN, role: "participant" } }, "https://example.org"), false);
  assert.equal(refusesLink(joined, "https://example.org"), false);
});

test("a post that is held leaves the outbox for what waits, until it is decided on", () => {
  const waiting = after(joined, ...post("n1"), frame({ type: "ack", nonce: "n1", id: "h1", position: 0, seq: 0, held: true }));
  assert.deepEqual(waiting.outbox, []);
  assert.deepEqual(ownHeld(waiting).map(({ id, text, author }) => [id, text, author]), [["h1", "hello", ANN]]);
  const told = after(waiting, frame({ type: "held", held: [held("h1", ANN)] }));
  assert.deepEqual(told.held, [held("h1", ANN)], "the frame is the whole list");
  assert.deepEqual(after(told, frame({ type: "held", held: [] })).held, []);
  const approved = after(told, frame(message(4, "hello", ANN, { id: "h1" })));
  assert.deepEqual([approved.held, texts(approved).at(-1)], [[], "hello"]);
  const rejected = after(told, frame({ type: "notice", notice: { act: 1, at: "2012-11-03T09:00:00.000Z", kind: "reject", message: "h1" } }));
  assert.deepEqual(rejected.held, []);
  assert.deepEqual(after(told, { type: "forgotten" }).held, []);
});

test("of what waits, one's own is shown, below the messages and above what is under way", () => {
  const state = after(joined, frame({ type: "held", held: [held("h1", ANN), held("h2", BOB)] }), { type: "post", nonce: "n1", by: ANN.id, text: "y", now: 0 });
  const shown = rows(state.messages, state.outbox, ANN, () => "day", null, ownHeld(state));
  assert.deepEqual(shown.map(({ kind }) => kind), ["day", "message", "message", "held", "pending"]);
});

test("an announcement stands alone, and goes out as one after a reload", () => {
  const three = [message(1, "a"), message(2, "b", BOB, { announcement: true }), message(3, "c")].map((each) => each.message);
  const kinds = rows(/** @type {any} */ (three), [], ANN, () => "day").map((row) => "continued" in row && row.continued);
  assert.deepEqual(kinds, [false, false, false, false]);
  const outbox = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "x", announcement: true, now: 0 }).outbox;
  /** @type {Map<string, string>} */ const map = new Map();
  const store = /** @type {any} */ ({
    get: (/** @type {string} */ key) => map.get(key) ?? null,
    set: (/** @type {string} */ key, /** @type {string} */ value) => map.set(key, value),
    remove: (/** @type {string} */ key) => map.delete(key),
    keys: (/** @type {string} */ prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
  });
  keepOutbox(store, "e/main", [], outbox);
  assert.equal(keptOutbox(store, "e/main")[0]?.announcement, true);
});
