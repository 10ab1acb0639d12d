import assert from "node:assert/strict";
import { test } from "node:test";
import { shown } from "../../web/chat/outbox.js";
import { INITIAL, reduce } from "../../web/chat/state.js";
import { mayEdit, mayRemove, unseen, visible } from "../../web/chat/views.js";
import { ANN, BOB, MIA, ack, after, error, frame, message, room, texts, tombstone, welcome } from "./support.js";

const joined = after(INITIAL, welcome({ you: ANN, seq: 0 }));

test("a post is shown at once, and once, when the ack comes before the message", () => {
  const posted = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 });
  assert.deepEqual(texts(posted), ["hello (waiting)"]);
  const sending = after(posted, { type: "sending", nonce: "n1" });
  assert.deepEqual(texts(sending), ["hello (sending)"]);
  const stored = after(sending, ack("n1", "a", 1));
  assert.deepEqual(texts(stored), ["hello (stored)"]);
  const there = after(stored, frame(message(1, "hello", ANN, { id: "a" })));
  assert.deepEqual(texts(there), ["hello"]);
  assert.equal(there.outbox.length, 0);
});

test("… and when the message comes before the ack", () => {
  const sending = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" });
  const there = after(sending, frame(message(1, "hello", ANN, { id: "a" })));
  assert.deepEqual(texts(there), ["hello"]);
  assert.deepEqual(after(there, ack("n1", "a", 1)).outbox, []);
});

test("what looked like one's own post but was another is told apart by the ack", () => {
  const sending = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "+1", now: 0 }, { type: "sending", nonce: "n1" });
  const fromOtherTab = after(sending, frame(message(1, "+1", ANN, { id: "other" })));
  assert.deepEqual(texts(fromOtherTab), ["+1"]);
  const acked = after(fromOtherTab, ack("n1", "mine", 2));
  assert.deepEqual(texts(acked), ["+1", "+1 (stored)"]);
  assert.deepEqual(texts(after(acked, frame(message(2, "+1", ANN, { id: "mine" })))), ["+1", "+1"]);
});

test("the same text twice in a row is two messages", () => {
  const two = after(joined,
    { type: "post", nonce: "n1", by: ANN.id, text: "+1", now: 0 }, { type: "sending", nonce: "n1" },
    { type: "post", nonce: "n2", by: ANN.id, text: "+1", now: 0 },
    frame(message(1, "+1", ANN, { id: "a" })), ack("n1", "a", 1));
  assert.deepEqual(texts(two), ["+1", "+1 (waiting)"]);
  const both = after(two, { type: "sending", nonce: "n2" }, frame(message(2, "+1", ANN, { id: "b" })), ack("n2", "b", 2));
  assert.deepEqual(texts(both), ["+1", "+1"]);
  assert.deepEqual(both.outbox, []);
});

test("an older message with the same words hides nothing", () => {
  const old = after(joined, frame(message(1, "+1", ANN, { id: "old" })));
  const sending = after(old, { type: "post", nonce: "n1", by: ANN.id, text: "+1", now: 0 }, { type: "sending", nonce: "n1" });
  const changed = after(sending, frame(message(1, "+1", ANN, { id: "old", seq: 2 })));
  assert.deepEqual(texts(changed), ["+1", "+1 (sending)"]);
});

test("another's message with the same words hides nothing", () => {
  const sending = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "+1", now: 0 }, { type: "sending", nonce: "n1" });
  assert.deepEqual(texts(after(sending, frame(message(1, "+1", BOB)))), ["+1", "+1 (sending)"]);
});

test("a lost connection keeps what was unsent, with its nonce, and goes back to waiting", () => {
  const sending = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" });
  const lost = after(sending, { type: "closed", code: 1006, final: false, planned: false });
  assert.equal(lost.status, "offline");
  assert.deepEqual(texts(lost), ["hello (waiting)"]);
  assert.equal(lost.outbox[0]?.nonce, "n1");
});

test("a post stored just before the cut is shown once after resuming, and its retry is settled by the old ack", () => {
  const lost = after(joined,
    { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" },
    { type: "closed", code: 1006, final: false, planned: false });
  const back = after(lost, welcome({ you: ANN, seq: 1, resumed: true, messages: [message(1, "hello", ANN, { id: "a" })] }));
  assert.deepEqual(texts(back), ["hello"]);
  assert.equal(back.outbox.length, 1, "still to be retried, since only the ack is certain");
  assert.deepEqual(after(back, { type: "sending", nonce: "n1" }, ack("n1", "a", 1)).outbox, []);
});

test("resumed: what changed is taken in, what was held stays", () => {
  const held = after(joined, frame(message(1, "one")), frame(message(2, "two")));
  const back = after(held, welcome({ seq: 4, resumed: true, messages: [message(4, "four"), tombstone(1, 3)] }));
  assert.deepEqual(texts(back), ["(removed)", "two", "four"]);
  assert.deepEqual(back.cursor, { epoch: "e", seq: 4 });
});

test("not resumed: held messages go, pending ones stay", () => {
  const held = after(joined, frame(message(1, "one")), { type: "post", nonce: "n1", by: ANN.id, text: "mine", now: 0 });
  const back = after(held, welcome({ you: ANN, seq: 90, resumed: false, messages: [message(89, "new"), message(90, "newer")] }));
  assert.deepEqual(texts(back), ["new", "newer", "mine (waiting)"]);
  assert.equal(back.history, "idle");
});

test("not resumed: a stored post that the page is past is not shown for ever", () => {
  const stored = after(joined,
    { type: "post", nonce: "n1", by: ANN.id, text: "mine", now: 0 }, { type: "sending", nonce: "n1" }, ack("n1", "a", 5));
  assert.deepEqual(texts(stored), ["mine (stored)"]);
  const back = after(stored, welcome({ you: ANN, seq: 90, resumed: false, messages: [message(90, "new")] }));
  assert.deepEqual(texts(back), ["new"]);
});

test("only welcome, message and room frames move the cursor", () => {
  const state = after(joined, frame(message(7, "seven")));
  assert.equal(state.cursor?.seq, 7);
  assert.equal(after(state, ack("x", "y", 9)).cursor?.seq, 7);
  assert.equal(after(state, frame({ type: "online", count: 4 })).cursor?.seq, 7);
  const started = after(state, room(8, "opening"));
  assert.equal(started.cursor?.seq, 8);
  assert.equal(started.room?.session?.slug, "opening");
  assert.equal(started.room?.title, "Main", "what the event says of the room stays");
  assert.equal(after(state, frame(message(3, "late", BOB, { seq: 3 }))).cursor?.seq, 7);
});

test("a stale page of history does not bring back what was removed meanwhile", () => {
  const start = after(INITIAL, welcome({ seq: 50, messages: [message(50, "fifty")] }), { type: "history_wanted" });
  const removed = after(start, frame(tombstone(20, 51)));
  assert.deepEqual(texts(removed), ["fifty"], "what lies below a gap is not shown");
  const page = { epoch: "e", seq: 50, messages: [message(20, "unkind").message, message(30, "thirty").message] };
  const loaded = after(removed, { type: "history", before: 50, limit: 50, page });
  assert.deepEqual(texts(loaded), ["(removed)", "thirty", "fifty"]);
  assert.equal(loaded.history, "complete");
});

test("a page of history asked for before a fresh start makes no gap", () => {
  const start = after(INITIAL, welcome({ seq: 50, messages: [message(50, "fifty")] }), { type: "history_wanted" });
  const fresh = after(start, welcome({ seq: 900, resumed: false, messages: [message(900, "new")] }));
  const page = { epoch: "e", seq: 50, messages: [message(49, "old").message] };
  assert.deepEqual(texts(after(fresh, { type: "history", before: 50, limit: 1, page })), ["new"]);
});

test("a page of another epoch is not taken", () => {
  const start = after(INITIAL, welcome({ seq: 50, messages: [message(50, "fifty")] }), { type: "history_wanted" });
  const loaded = after(start, { type: "history", before: 50, limit: 1, page: { epoch: "other", seq: 9, messages: [message(9, "no").message] } });
  assert.deepEqual(texts(loaded), ["fifty"]);
  assert.equal(loaded.history, "idle");
});

test("a full page means there may be more, a failed one can be tried again", () => {
  const start = after(INITIAL, welcome({ seq: 50, messages: [message(50, "fifty")] }), { type: "history_wanted" });
  assert.equal(start.history, "loading");
  const page = { epoch: "e", seq: 50, messages: [message(48, "a").message, message(49, "b").message] };
  assert.equal(after(start, { type: "history", before: 50, limit: 2, page }).history, "idle");
  assert.equal(after(start, { type: "history_failed" }).history, "failed");
  assert.equal(after(start, { type: "history_failed" }, { type: "history_wanted" }).history, "loading");
});

test("a refused post says why, waits for a decision, and keeps its nonce", () => {
  const refused = after(joined,
    { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" }, error("n1", "room_locked"));
  assert.deepEqual(texts(refused), ["hello (refused)"]);
  assert.equal(refused.outbox[0]?.refusal?.code, "room_locked");
  const again = after(refused, { type: "retry", nonce: "n1", fresh: "n2" });
  assert.deepEqual(texts(again), ["hello (waiting)"]);
  assert.equal(again.outbox[0]?.nonce, "n1");
  assert.equal(again.outbox[0]?.refusal, undefined);
  assert.deepEqual(texts(after(refused, { type: "discard", nonce: "n1" })), []);
});

test("a nonce that stands for something else is changed on the retry", () => {
  const refused = after(joined,
    { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" }, error("n1", "nonce_reused"));
  assert.equal(after(refused, { type: "retry", nonce: "n1", fresh: "n2" }).outbox[0]?.nonce, "n2");
});

test("where only those who joined can read, it is not called a loss", () => {
  const barred = after(INITIAL, { type: "barred" }, { type: "closed", code: 1008, final: true, planned: false });
  assert.equal(barred.status, "barred");
  const back = after(barred, { type: "joined", you: ANN }, { type: "closed", code: 1000, final: false, planned: true });
  assert.equal(back.status, "connecting");
  assert.equal(after(back, welcome({ you: ANN, seq: 0 })).status, "live");
});

test("removing: under way, refused, done, and gone with the tombstone whichever comes first", () => {
  const held = after(joined, frame(message(1, "mine", ANN)));
  const removing = after(held, { type: "act", asked: { kind: "remove", id: "m1", nonce: "r1" } });
  assert.equal(removing.acts[0]?.status, "sending");
  const refused = after(removing, error("r1", "forbidden"));
  assert.equal(refused.acts[0]?.code, "forbidden");
  assert.deepEqual(after(refused, { type: "keep", id: "m1" }).acts, []);
  assert.deepEqual(after(removing, ack("r1", "m1", 2), frame(tombstone(1, 2))).acts, []);
  const done = after(removing, frame(tombstone(1, 2)), ack("r1", "m1", 2));
  assert.deepEqual(done.acts, []);
  assert.deepEqual(texts(done), ["(removed)"]);
  assert.ok(!JSON.stringify(done).includes("mine"), "nothing of a removed message is kept");
});

test("editing: begun, asked for, and gone with the tombstone", () => {
  const held = after(joined, frame(message(1, "mine", ANN)), { type: "reply", id: "m1" });
  const editing = after(held, { type: "edit", id: "m1" });
  assert.deepEqual([editing.editing, editing.replying_to], ["m1", null]);
  assert.equal(after(editing, { type: "reply", id: null }).editing, null);
  assert.equal(after(editing, frame(tombstone(1, 2))).editing, null);
  const asked = after(editing, { type: "act", asked: { kind: "edit", id: "m1", nonce: "e1", text: "better" } });
  const told = after(asked, frame(message(1, "better", ANN, { seq: 2 })), ack("e1", "m1", 2));
  assert.deepEqual([texts(told), told.acts], [["better"], []]);
});

test("one's own message can be edited while the room's window lasts", () => {
  const held = after(joined, room(1, "opening"), frame(message(2, "mine", ANN)), frame(message(3, "theirs")));
  const [mine, theirs] = held.messages;
  assert.ok(mine && theirs && "at" in mine);
  const written = Date.parse(mine.at);
  assert.equal(mayEdit(held, mine, written + 1000), true);
  assert.equal(mayEdit(held, mine, written + 900_000), false);
  assert.equal(mayEdit(held, theirs, written + 1000), false);
});

test("what one reacted with is remembered from its ack", () => {
  const held = after(joined, frame(message(1, "one")));
  const on = after(held, { type: "act", asked: { kind: "react", id: "m1", nonce: "x1", emoji: "👍", on: true } }, ack("x1", "m1", 2));
  assert.deepEqual([on.own, on.acts], [{ "m1 👍": true }, []]);
});

test("a reply to what is then removed is no reply any more", () => {
  const replying = after(joined, frame(message(1, "one")), { type: "reply", id: "m1" });
  assert.equal(after(replying, frame(tombstone(1, 2))).replying_to, null);
});

test("a token that is no longer good makes a reader, and keeps what is unsent", () => {
  const forgotten = after(joined, { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "forgotten" });
  assert.equal(forgotten.you, null);
  assert.deepEqual(texts(forgotten), ["hello (waiting)"]);
  const seen = after(joined,
    { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" },
    frame(message(1, "hello", ANN)), { type: "forgotten" });
  assert.deepEqual(seen.outbox, [], "but not what is stored, lest it be said again under another name");
});

test("one's own messages are no news", () => {
  const start = after(INITIAL, welcome({ you: ANN, seq: 1, messages: [message(1, "one")] }));
  assert.equal(unseen(start), 0);
  const more = after(start, frame(message(2, "two")), frame(message(3, "three", ANN)), frame(message(4, "four")));
  assert.equal(unseen(more), 2);
  assert.equal(unseen(after(more, frame(tombstone(2, 5)))), 1);
  assert.equal(unseen(after(more, { type: "seen", position: 4 })), 0);
});

test("who may remove what", () => {
  const theirs = message(1, "x", BOB).message;
  assert.equal(mayRemove({ ...joined, you: null }, theirs), false);
  assert.equal(mayRemove({ ...joined, you: ANN }, theirs), false);
  assert.equal(mayRemove({ ...joined, you: BOB }, theirs), true);
  assert.equal(mayRemove({ ...joined, you: MIA }, theirs), true);
  assert.equal(mayRemove({ ...joined, you: MIA }, tombstone(1, 2).message), false);
});

test("final closes end it, planned ones do not look like a loss", () => {
  const ended = after(joined, { type: "closed", code: 4003, final: true, planned: false });
  assert.equal(ended.status, "ended");
  assert.equal(ended.ended, 4003);
  assert.equal(after(joined, { type: "closed", code: 1000, final: false, planned: true }).status, "connecting");
});

test("a frame of a later server changes nothing", () => {
  const later = /** @type {any} */ ({ type: "poll", question: "?" });
  assert.equal(reduce(joined, frame(later)), joined);
});

test("no event changes the state it is given", () => {
  const deepFreeze = (/** @type {any} */ value) => {
    if (value && typeof value === "object" && !Object.isFrozen(value)) {
      Object.freeze(value);
      Object.values(value).forEach(deepFreeze);
    }
    return value;
  };
  let state = deepFreeze(INITIAL);
  for (const event of [
    welcome({ you: ANN, seq: 2, messages: [message(1, "one"), message(2, "two")] }),
    { type: "post", nonce: "n1", by: ANN.id, text: "hello", now: 0 }, { type: "sending", nonce: "n1" },
    frame(message(3, "hello", ANN)), frame(tombstone(1, 4)), ack("n1", "m3", 3),
    { type: "act", asked: { kind: "remove", id: "m3", nonce: "r1" } }, error("r1", "unavailable"), room(5, "opening"),
    welcome({ you: ANN, seq: 9, resumed: false, messages: [message(9, "nine")] }),
  ]) state = deepFreeze(reduce(state, /** @type {any} */ (event)));
  assert.deepEqual(visible(state).length, 1);
  assert.deepEqual(shown(state.outbox).length, 0);
});
