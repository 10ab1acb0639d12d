import assert from "node:assert/strict";
import { test } from "node:test";
import { isKept, keepOutbox, keptOutbox } from "../../web/chat/kept.js";
import { acked, discard, refused, sending, write } from "../../web/chat/outbox.js";
import { openStore } from "../../web/shared/storage.js";

const ROOM = "an-event/main";
const WORLD = { now: 10_000, random: 0.5 };

/** A browser's storage, as its tabs share it: what is kept are its own keys. */
function browser() {
  const kept = Object.create({
    /** @param {string} key */ getItem: (key) => kept[key] ?? null,
    /** @param {string} key @param {string} value */ setItem: (key, value) => void (kept[key] = value),
    /** @param {string} key */ removeItem: (key) => void delete kept[key],
  });
  return kept;
}

/** A tab, which keeps what becomes of its outbox. @param {any} storage */
function tab(storage) {
  const store = openStore(() => storage);
  let outbox = keptOutbox(store, ROOM);
  return {
    store,
    get outbox() {
      return outbox;
    },
    /** @param {(outbox: any) => any} how */
    does(how) {
      const before = outbox;
      outbox = how(outbox);
      keepOutbox(store, ROOM, before, outbox);
      return this;
    },
    /** @param {string} nonce @param {number} now */
    writes(nonce, now) {
      return this.does((all) => write(all, { nonce, by: "p-ann", text: `text of ${nonce}`, reply_to: "m1", now }));
    },
  };
}

/** @param {readonly any[]} outbox */
const nonces = (outbox) => outbox.map((post) => post.nonce);

test("what is unsent comes back as it was written, waiting, in order", () => {
  const storage = browser();
  tab(storage).writes("n2-second", 20).writes("n1-third", 20).does((all) => sending(all, "n2-second", 7));
  const back = tab(storage).outbox;
  assert.deepEqual(back, [
    { nonce: "n2-second", by: "p-ann", text: "text of n2-second", reply_to: "m1", written_at: 20, sent_after: 7, status: "waiting", attempts: 0, not_before: 0 },
    { nonce: "n1-third", by: "p-ann", text: "text of n1-third", reply_to: "m1", written_at: 21, status: "waiting", attempts: 0, not_before: 0 },
  ]);
});

test("a refused one still says why, and what is stored or discarded leaves nothing behind", () => {
  const storage = browser();
  const error = /** @type {const} */ ({ nonce: "n1", code: "room_locked", message: "closed" });
  const here = tab(storage).writes("n1", 1).writes("n2", 2).writes("n3", 3).does((all) => refused(all, error, WORLD));
  here.does((all) => acked(all, { nonce: "n2", id: "m2", position: 2, seq: 2 })).does((all) => discard(all, "n3"));
  const [only, ...others] = tab(storage).outbox;
  assert.deepEqual([only?.status, only?.refusal, others], ["refused", { code: "room_locked", message: "closed" }, []]);
  here.does((all) => discard(all, "n1"));
  assert.deepEqual(Object.keys(storage), []);
});

test("tabs write beside each other, and none brings back what another let go of", () => {
  const storage = browser();
  const [one, other] = [tab(storage).writes("n1", 1), tab(storage)];
  one.writes("n3", 3);
  other.writes("n2", 2);
  assert.deepEqual(nonces(tab(storage).outbox), ["n1", "n2", "n3"]);
  other.does((all) => discard(all, "n1"));
  one.does((all) => write(all, { nonce: "n4", by: "p-ann", text: "more", now: 4 }));
  assert.equal(isKept(one.store, ROOM, "n1"), false);
  assert.deepEqual(nonces(tab(storage).outbox), ["n2", "n3", "n4"]);
});

test("rooms and people who share a browser do not share an outbox; nonsense is no entry", () => {
  const storage = browser();
  tab(storage).writes("n1", 1);
  const { store } = tab(storage);
  for (const nonsense of ["", "{", "null", "7", "[]", "{}", '{"by":"p","text":7,"written_at":1}', '{"by":"p","text":"t","written_at":"x"}']) {
    store.set(`${ROOM}:outbox:broken`, nonsense);
    assert.deepEqual(nonces(keptOutbox(store, ROOM)), ["n1"], nonsense);
  }
  assert.deepEqual(keptOutbox(store, "an-event/side"), []);
});

test("where there is no storage, it is kept as long as the page", () => {
  const store = openStore(() => {
    throw new Error("sandboxed");
  });
  keepOutbox(store, ROOM, [], write([], { nonce: "n1", by: "p-ann", text: "t", now: 1 }));
  assert.deepEqual([nonces(keptOutbox(store, ROOM)), isKept(store, ROOM, "n1")], [["n1"], true]);
});
