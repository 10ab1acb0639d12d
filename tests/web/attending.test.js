import assert from "node:assert/strict";
import { test } from "node:test";
import { AHEAD, below } from "../../web/chat/holding.js";
import { mentions } from "../../web/chat/mentions.js";
import { keepPreferences, readPreferences } from "../../web/chat/preferences.js";
import { rows } from "../../web/chat/rows.js";
import { INITIAL } from "../../web/chat/state.js";
import { keepPlace, keptPlace, withLine } from "../../web/chat/unread.js";
import { unseen, visible } from "../../web/chat/views.js";
import { openStore } from "../../web/shared/storage.js";
import { ANN, BOB, after, frame, message, tombstone, welcome } from "./support.js";

const memory = () => openStore(() => { throw new Error("no storage here"); });

/** @param {number} count @param {number} [from] */
const talk = (count, from = 1) => Array.from({ length: count }, (_, n) => message(from + n, `line ${from + n}`));

/** @param {number} position */
const left = (position) => ({ ...INITIAL, left: { epoch: "e", position } });

/** @param {any} state */
const kinds = (state) => withLine(rows(visible(state), [], state.you, () => "day"), state.left, state.you)
  .map((row) => (row.kind === "message" ? `${row.message.position}${row.continued ? "+" : ""}` : row.kind));

test("the line stands above what came since, and does not move as one reads and more comes", () => {
  const back = after(left(1), welcome({ you: ANN, seq: 3, messages: talk(3) }));
  assert.equal(unseen(back), 2);
  assert.deepEqual(kinds(back), ["day", "1", "unread", "2", "3+"]);
  const read = after(back, { type: "seen", position: 3 }, frame(message(4, "more")));
  assert.deepEqual(kinds(read), ["day", "1", "unread", "2", "3+", "4+"]);
  // It moves when one was away again, and goes where nothing came.
  const away = after(read, { type: "seen", position: 4 }, { type: "left" });
  assert.ok(!kinds(away).includes("unread"));
  assert.deepEqual(kinds(after(away, frame(message(5, "x")))).slice(-2), ["unread", "5"]);
});

test("the line stands above the day that begins with it, and never above one's own", () => {
  assert.deepEqual(kinds(after(left(0), welcome({ you: ANN, seq: 1, messages: talk(1) }))), ["unread", "day", "1"]);
  const mine = after(left(1), welcome({ you: BOB, seq: 3, messages: [...talk(2), message(3, "x", ANN)] }));
  assert.deepEqual(kinds(mine), ["day", "1", "2+", "unread", "3"]);
});

test("who was never here missed nothing, and positions of another epoch mean nothing", () => {
  for (const start of [INITIAL, { ...INITIAL, left: { epoch: "old", position: 1 } }]) {
    const here = after(start, welcome({ you: ANN, seq: 3, messages: talk(3) }));
    assert.equal(unseen(here), 0);
    assert.ok(!kinds(here).includes("unread"));
  }
});

test("after a long time away the line stands at the top of what is loaded, and moves to its place with history", () => {
  const back = after(left(5), welcome({ you: ANN, seq: 40, messages: talk(20, 21) }));
  assert.deepEqual(kinds(back).slice(0, 3), ["unread", "day", "21"]);
  const whole = after(back, { type: "history_wanted" },
    { type: "history", before: 21, limit: 20, page: { epoch: "e", messages: talk(20).map((each) => each.message) } });
  assert.deepEqual(kinds(whole).slice(4, 8), ["4+", "5+", "unread", "6"]);
});

test("the place is kept for each room, and nonsense in the storage is no place", () => {
  const store = memory();
  keepPlace(store, "x/main", { epoch: "e1", position: 12 });
  assert.deepEqual(keptPlace(store, "x/main"), { epoch: "e1", position: 12 });
  assert.equal(keptPlace(store, "x/other"), null);
  for (const nonsense of ["", "12", "e -1", "e x", "e 1e99"]) {
    store.set("x/main:seen", nonsense);
    assert.equal(keptPlace(store, "x/main"), null, nonsense);
  }
});

test("while one follows, what is far above goes, and scrolling up fetches it again", () => {
  const full = after(INITIAL, welcome({ you: ANN, seq: 50, messages: talk(50) }), ...talk(170, 51).map(frame));
  assert.equal(visible(full).length, 220);
  const light = after(full, frame(message(221, "one more")));
  assert.equal(visible(light).length, 200);
  assert.equal(light.floor, 22);
  assert.equal(light.history, "idle");
  const again = after(light, { type: "following", on: false }, { type: "history_wanted" },
    { type: "history", before: 22, limit: 50, page: { epoch: "e", messages: talk(21).map((each) => each.message) } });
  assert.equal(visible(again).length, 221);
  assert.equal(again.history, "complete");
  assert.equal(visible(after(again, { type: "following", on: true })).length, 200);
});

test("nothing goes while one reads above, or while a page of history is under way", () => {
  const above = after(INITIAL, welcome({ you: ANN, seq: 0 }), { type: "following", on: false }, ...talk(400).map(frame));
  assert.equal(visible(above).length, 400);
  const asked = after(INITIAL, welcome({ you: ANN, seq: 60, messages: talk(50, 11) }), { type: "history_wanted" }, ...talk(300, 61).map(frame));
  assert.equal(asked.floor, 11);
  const sought = after(INITIAL, welcome({ you: ANN, seq: 0 }), { type: "seeking", on: true }, ...talk(400).map(frame));
  assert.equal(visible(sought).length, 400, "nor while an old message is looked for");
  assert.equal(visible(after(sought, { type: "seeking", on: false })).length, 200);
});

test("what is answered and what means me unseen outlives what goes; it is not shown out of its place", () => {
  const busy = after(INITIAL, welcome({ you: ANN, seq: 0 }), frame(message(1, "@Ann?")), frame(message(2, "the question")),
    ...talk(217, 3).map(frame), frame(message(220, "an answer", BOB, { reply_to: "m2" })), frame(message(221, "x")));
  assert.equal(visible(busy).length, 200);
  assert.deepEqual(busy.messages.slice(0, 2).map((/** @type {any} */ each) => each.position), [1, 2]);
  assert.equal(mentions(busy), 1);
  assert.equal(mentions(after(busy, frame(tombstone(1, 222)))), 0);
});

test("what waits below is not shown", () => {
  const messages = /** @type {any} */ (talk(10).map((each) => each.message));
  assert.equal(below(messages, Infinity), messages);
  assert.equal(below(messages, 10), messages);
  assert.deepEqual(below(messages, 4).map(({ position }) => position), [1, 2, 3, 4]);
  assert.ok(AHEAD >= 50);
});

test("a reader's choices are kept, each for itself; what was not chosen follows the browser", () => {
  const store = memory();
  assert.deepEqual(readPreferences(store, undefined), { announce: "all", low_data: false });
  assert.deepEqual(readPreferences(store, { saveData: true }), { announce: "all", low_data: true });
  keepPreferences(store, { announce: "mentions" });
  assert.deepEqual(readPreferences(store, { saveData: true }), { announce: "mentions", low_data: true });
  keepPreferences(store, { low_data: false });
  assert.deepEqual(readPreferences(store, { saveData: true }), { announce: "mentions", low_data: false });
  for (const nonsense of ["", "[]", "7", "{", '{"announce":"x","low_data":1}']) {
    store.set("preferences", nonsense);
    assert.deepEqual(readPreferences(store, undefined), { announce: "all", low_data: false }, nonsense);
  }
});
