import assert from "node:assert/strict";
import { test } from "node:test";
import { parseInvite, takeInvite } from "../../web/shared/invite.js";
import { openStore } from "../../web/shared/storage.js";
import { firstLine, isLong, length, normalise } from "../../web/shared/text.js";

test("an invite is read from the fragment, with a name or without", () => {
  assert.deepEqual(parseInvite("#invite=abc_-1"), { code: "abc_-1", name: "" });
  assert.deepEqual(parseInvite("#invite=abc&name=Ann%20Lee"), { code: "abc", name: "Ann Lee" });
  assert.deepEqual(parseInvite("#name=%D8%A3%D9%85%D9%84&invite=abc"), { code: "abc", name: "أمل" });
});

test("other fragments are no invites", () => {
  for (const fragment of ["", "#", "#m-17", "#invite=", "#invite", "#invite=%20", `#invite=${"x".repeat(500)}`, "#%E0%A4%A"]) {
    assert.equal(parseInvite(fragment), null, fragment);
  }
});

test("the code leaves the address bar, any other fragment stays", () => {
  /** @type {string[]} */ const put = [];
  const history = { state: null, replaceState: (/** @type {any} */ _s, /** @type {string} */ _t, /** @type {any} */ url) => put.push(url) };
  assert.deepEqual(takeInvite({ hash: "#invite=abc", pathname: "/e/x", search: "?lang=fr" }, history), { code: "abc", name: "" });
  assert.deepEqual(put, ["/e/x?lang=fr"]);
  assert.equal(takeInvite({ hash: "#m-1", pathname: "/e/x", search: "" }, history), null);
  assert.equal(put.length, 1);
});

/** @returns {any} */
function working() {
  const map = new Map();
  return {
    getItem: (/** @type {string} */ key) => map.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void map.set(key, value),
    removeItem: (/** @type {string} */ key) => void map.delete(key),
    map,
  };
}

test("where storage works, what is stored is there the next time", () => {
  const storage = working();
  openStore(() => storage).set("token", "t");
  assert.equal(openStore(() => storage).get("token"), "t");
  openStore(() => storage).remove("token");
  assert.equal(openStore(() => storage).get("token"), null);
  assert.equal(storage.map.size, 0);
});

test("where the mere mention of storage throws, memory serves", () => {
  const store = openStore(() => {
    throw new Error("SecurityError");
  });
  assert.equal(store.get("token"), null);
  store.set("token", "t");
  assert.equal(store.get("token"), "t");
  store.remove("token");
  assert.equal(store.get("token"), null);
});

test("where storage is full, memory serves, and what is old there does not come back", () => {
  const storage = working();
  const store = openStore(() => storage);
  store.set("draft", "old");
  const set = storage.setItem;
  storage.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  store.set("draft", "new");
  assert.equal(store.get("draft"), "new");
  storage.setItem = set;
  store.set("draft", "newer");
  assert.equal(store.get("draft"), "newer");
  assert.equal(openStore(() => storage).get("draft"), "newer");
});

test("keys are found by how they begin, in storage and in memory", () => {
  const storage = Object.create({
    /** @param {string} key */ getItem: (key) => storage[key] ?? null,
    /** @param {string} key @param {string} value */ setItem(key, value) {
      if (value === "too much") throw new Error("QuotaExceededError");
      storage[key] = value;
    },
    /** @param {string} key */ removeItem: (key) => void delete storage[key],
  });
  storage["another-page:a"] = "theirs";
  const store = openStore(() => storage);
  for (const [key, value] of [["a:1", "x"], ["a:2", "too much"], ["b:1", "x"]]) store.set(String(key), String(value));
  assert.deepEqual(store.keys("a:").sort(), ["a:1", "a:2"]);
  store.remove("a:1");
  assert.deepEqual(store.keys("a:"), ["a:2"]);
});

test("what is sent is what the server takes", () => {
  assert.equal(normalise("  a\r\nb\rc\td\u0000\u0007\u0085 \n"), "a\nb\nc    d");
  assert.equal(normalise("e\u0301"), "é");
  assert.equal(normalise("a\ud800b"), "ab");
  assert.equal(normalise("👩‍👩‍👧"), "👩‍👩‍👧");
});

test("characters are counted as code points", () => {
  assert.equal(length("aé😀"), 3);
  assert.equal(length(normalise("e\u0301".repeat(10))), 10);
});

test("a quoted line is one line and cut between characters", () => {
  assert.equal(firstLine("\n  hello \nworld"), "hello…");
  assert.equal(firstLine("hello"), "hello");
  assert.equal(firstLine("😀".repeat(5), 3), "😀😀😀…");
});

test("long is many lines or many letters", () => {
  assert.equal(isLong("short"), false);
  assert.equal(isLong("a\n".repeat(20)), true);
  assert.equal(isLong("a".repeat(1_500)), true);
});
