import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accentOn, contrast, hex, parseColour } from "../../web/shared/colour.js";

const BASE = readFileSync(new URL("../../web/shared/base.css", import.meta.url), "utf8");

/** The declarations of a rule of base.css. @param {RegExp} selector */
function declared(selector) {
  const found = new RegExp(`${selector.source} \\{([^}]*)\\}`, "gm");
  return [...BASE.matchAll(found)].map(([, body]) => (body ?? "").trim().split(/\s*\n\s*/).filter((line) => line.startsWith("--"))).find((lines) => lines.length > 0) ?? [];
}

const LIGHT = declared(/^:root/);
const DARK = declared(/:root\[data-theme="dark"\]/);

/** @param {string[]} rule @returns {[import("../../web/shared/colour.js").Rgb, ...import("../../web/shared/colour.js").Rgb[]]} */
function grounds(rule) {
  const [main, ...others] = ["surface", "paper", "raised", "own"].map((name) => {
    const [, value = ""] = rule.map((line) => new RegExp(`^--${name}: (.*);$`).exec(line)).find(Boolean) ?? [];
    return parseColour(value);
  }).filter((each) => each !== null);
  assert.ok(main && others.length === 3);
  return [main, ...others];
}

/** Over the whole cube, and what organisers choose. */
const COLOURS = [0, 51, 102, 153, 204, 255].flatMap((red) => [0, 51, 102, 153, 204, 255].flatMap((green) =>
  [0, 51, 102, 153, 204, 255].map((blue) => hex([red, green, blue]))))
  .concat("#ffd600", "#0b5d69", "#777", "#767676", "#757575", "#e6007e", "#00a0e3");

for (const [name, rule] of /** @type {const} */ ([["light", LIGHT], ["dark", DARK]])) {
  test(`any accent can be read on every ${name} ground, and what is written on it`, () => {
    const on = grounds(rule);
    for (const colour of COLOURS) {
      const given = parseColour(colour);
      assert.ok(given);
      const accent = accentOn(given, on);
      const [fill, ink, hover, text, soft] = [accent.fill, accent.ink, accent.hover, accent.text, accent.soft].map((each) => parseColour(each));
      assert.ok(fill && ink && hover && text && soft);
      assert.deepEqual(fill, given, "what is filled has the very colour");
      for (const ground of [...on, soft]) assert.ok(contrast(text, ground) >= 4.5, `${colour} as text ${accent.text} on ${hex(ground)}`);
      assert.ok(contrast(ink, fill) >= 4.5, `${accent.ink} on ${colour}`);
      assert.ok(contrast(ink, hover) >= 4.5, `${accent.ink} on ${accent.hover}`);
    }
  });

  test(`a colour that can be read on ${name} is left as it is`, () => {
    const fine = name === "light" ? "#0b5d69" : "#79c9d3";
    assert.equal(accentOn(parseColour(fine) ?? [0, 0, 0], grounds(rule)).text, fine);
  });
}

test("contrast is as WCAG says", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([9, 9, 9], [9, 9, 9]), 1);
  assert.ok(Math.abs(contrast([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54) < 0.005);
});

test("hex colours are read, others not", () => {
  assert.deepEqual(parseColour("#Fa0"), [255, 170, 0]);
  assert.deepEqual(parseColour(" #fa08 "), [255, 170, 0]);
  assert.deepEqual(parseColour("#ffaa00"), [255, 170, 0]);
  assert.deepEqual(parseColour("#ffaa0080"), [255, 170, 0]);
  for (const none of ["", "#", "fa0", "#fa", "#fa000", "#ggg", "red", "#ffaa000", "rgb(1 2 3)"]) assert.equal(parseColour(none), null, none);
});

test("dark is the same whether the reader's system or the page around asks for it", () => {
  assert.ok(DARK.length > 15);
  assert.deepEqual(DARK, declared(/:root:not\(\[data-theme="light"\]\)/));
});
