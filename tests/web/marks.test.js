import assert from "node:assert/strict";
import { test } from "node:test";
import { marked } from "../../web/shared/marks.js";

/** @param {string} text @param {string} words */
const shown = (text, words) => marked(text, words).map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

test("what was found is marked in any script, as it is written there", () => {
  for (const [text, words, expected] of /** @type {const} */ ([
    ["Who takes NOTES?", "notes who", "[Who] takes [NOTES]?"],
    ["La réunion", "REUNION", "La [réunion]"],
    ["la re\u0301union", "réu", "la [re\u0301u]nion"],
    ["BAKI və İSTANBUL", "bakı istanbul", "[BAKI] və [İSTANBUL]"],
    ["قال مُحَمَّدٌ نعم", "محمد", "قال [مُحَمَّدٌ] نعم"],
    ["我们的会议明天开始", "会议", "我们的[会议]明天开始"],
    ["ο σοφός", "ΣΟΦΟΣ", "ο [σοφός]"],
    ["a 👩🏽‍💻 b", "b", "a 👩🏽‍💻 [b]"],
    ["aXbxc", "x", "a[X]b[x]c"],
    ["<b>%</b>", "%", "<b>[%]</b>"],
    ["nothing here", "else", "nothing here"],
    ["nothing here", "\u0301", "nothing here"],
  ])) assert.equal(shown(text, words), expected);
});

test("of a long text the part around the first hit is shown", () => {
  const text = `${"x".repeat(1000)} needle ${"y".repeat(1000)}`;
  const pieces = marked(text, "needle");
  assert.deepEqual(pieces[0], { text: "…", hit: false });
  assert.deepEqual(pieces.at(-1), { text: "…", hit: false });
  assert.deepEqual(pieces.filter(({ hit }) => hit).map(({ text }) => text), ["needle"]);
  assert.equal(pieces.map(({ text }) => text).join("").length, 282);
  assert.equal(shown("short enough, with a needle", "needle"), "short enough, with a [needle]");
});
