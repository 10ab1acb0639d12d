import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} page */
const template = (page) => readFileSync(join(ROOT, "src/http/pages", page), "utf8");

const PAGES = readdirSync(join(ROOT, "src/http/pages")).filter((name) => name.endsWith(".html"));

for (const page of PAGES.filter((name) => template(name).startsWith("<!doctype html>"))) {
  // Each file more is one more journey before one can read.
  test(`${page} asks for one style sheet, one script, its words and an icon at most, and they are there`, () => {
    const named = [...template(page).matchAll(/"{{ assets }}\/([^"]+)"/g)].map(([, path]) => path ?? "");
    const kinds = named.map((path) => path.replace(/.*\./, ""));
    assert.deepEqual(kinds, [...new Set(kinds)], "one of a kind");
    assert.ok(named.length > 1);
    for (const path of named) {
      assert.ok(existsSync(join(ROOT, "web", path.replace("{{ language.tag() }}", "en"))), `${path}: run npm run build`);
    }
  });
}

for (const page of PAGES) {
  test(`${page} holds no inline script, no inline style and no other host`, () => {
    const html = template(page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|javascript:/i);
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/);
    assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//);
    assert.doesNotMatch(html, /\|\s*safe/);
  });
}
