import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../../web/bundling/words.js";
import { keepChoice } from "../../web/shared/choice.js";
import { openStore } from "../../web/shared/storage.js";
import { locale, speak, t } from "../../web/shared/strings.js";
import { clockTime, dayName } from "../../web/shared/time.js";
import { source } from "./words.js";

/** @param {string} language @param {string[]} [wanted] */
const speaks = (language, wanted) => speak(language, compile(source(language)), wanted);

test("numbers have the plurals of each language", () => {
  speaks("ar");
  assert.deepEqual([1, 2, 3, 11].map((count) => t("new-messages", { count }).replace(/[\u2068\u2069]/g, "")),
    ["رسالة جديدة واحدة", "رسالتان جديدتان", "3 رسائل جديدة", "11 رسالة جديدة"]);
  speaks("ru");
  assert.deepEqual([1, 2, 5, 21].map((count) => t("new-messages", { count })),
    ["1 новое сообщение", "2 новых сообщения", "5 новых сообщений", "21 новое сообщение"]);
  speaks("en");
  assert.deepEqual([1, 1_200].map((count) => t("new-messages", { count })), ["1 new message", "1,200 new messages"]);
});

test("a refusal is told by its code, also by codes that came later, in any direction", () => {
  for (const [language, muted, unknown] of [["en", "A moderator has muted you.", "Something went wrong."],
    ["ar", "تم كتمك من قِبل الإشراف.", "حدث خطأ ما."]]) {
    speaks(language ?? "");
    assert.equal(t("refusal", { code: "muted" }), muted);
    assert.equal(t("refusal", { code: "no-such-code" }), unknown);
    assert.ok(t("join-failed", { code: "muted" }).includes(muted ?? ""));
  }
  speaks("en");
  assert.equal(t("ended", { code: 4004 }), "There is no such room.");
  assert.equal(t("ended", { code: 1 }), "The connection was closed.");
});

test("names that could turn a sentence around are isolated in it, others are left plain", () => {
  speaks("en");
  assert.equal(t("reply-to", { name: "Ann Lee" }), "Reply to Ann Lee");
  assert.equal(t("reply-to", { name: "أمل" }), "Reply to \u2068أمل\u2069");
  speaks("ar");
  assert.equal(t("reply-to", { name: "Ann Lee" }), "الرد على \u2068Ann Lee\u2069");
});

test("times are written as the language is written where the reader is", () => {
  const noon = Date.UTC(2012, 10, 3, 12);
  speaks("en", ["de", "en-GB", "en-US"]);
  assert.equal(locale(), "en-GB-u-nu-latn");
  speaks("en", ["en-US@posix"]);
  assert.equal(locale(), "en-u-nu-latn");
  speaks("ar", ["ar-EG"]);
  assert.match(new Intl.DateTimeFormat(locale(), { timeZone: "UTC", hour: "numeric" }).format(noon), /12/);
});

test("what was formatted is of the language that was learnt", () => {
  assert.match(clockTime(0), /\d/);
  assert.match(dayName(0), /1970|1969/);
});

/** @param {string} href @param {string | null} kept @param {string} shown */
function visit(href, kept, shown) {
  /** @type {string[]} */ const gone = [];
  const store = openStore(() => {
    throw new Error("memory will do");
  });
  if (kept) store.set("language", kept);
  // CSS.escape is the browser's.
  globalThis.CSS ??= /** @type {any} */ ({ escape: (/** @type {string} */ text) => text });
  const menu = /** @type {any} */ ({
    addEventListener() {},
    ownerDocument: { addEventListener() {} },
    querySelector: (/** @type {string} */ selector) => (/"(ar|en)"/.test(selector) ? {} : null),
  });
  keepChoice(menu, store, { href, hash: "", replace: (address) => gone.push(address) }, shown);
  return gone;
}

test("a choice made before is gone back to, unless the address says otherwise", () => {
  assert.deepEqual(visit("https://x/e/a#m-1", "ar", "en"), ["https://x/e/a?lang=ar#m-1"]);
  assert.deepEqual(visit("https://x/e/a?lang=en", "ar", "en"), []);
  assert.deepEqual(visit("https://x/e/a", "ar", "ar"), []);
  assert.deepEqual(visit("https://x/e/a", null, "en"), []);
  assert.deepEqual(visit("https://x/e/a", "tlh", "en"), [], "a language that is gone");
});
