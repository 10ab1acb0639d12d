import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, placeIn, settings, written } from "../../web/moderate/filtering.js";

test("what is written one a line is a list, and back", () => {
  assert.deepEqual(lines("spam\n\n  \nbuy now\n"), ["spam", "buy now"]);
  assert.deepEqual(lines(""), []);
  assert.equal(written(["spam", "buy now"]), "spam\nbuy now");
});

test("a form says what is to be set", () => {
  const form = new FormData();
  for (const [name, value] of [["words", "spam\n"], ["patterns", ""], ["hosts", "example.org"], ["links", "on"], ["repeated", "0"], ["floods", "5"]]) {
    form.set(name ?? "", value ?? "");
  }
  assert.deepEqual(settings(form, 3), {
    version: 3, words: ["spam"], patterns: [], hosts: ["example.org"], links: true, shouting: false, repeated: 0, floods: 5,
  });
});

test("the server's place is found among lines that may be empty", () => {
  const text = "good\n\n日本(x\nlast";
  assert.deepEqual(placeIn(text, { line: 2, column: 3 }), { line: 3, start: 8, end: 10 });
  assert.equal(text.slice(8, 10), "(x");
  assert.deepEqual(placeIn("😀(", { line: 1, column: 2 }), { line: 1, start: 2, end: 3 });
  assert.deepEqual(placeIn("one", { line: 2, column: 1 }), { line: 1, start: 3, end: 3 });
});
