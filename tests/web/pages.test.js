import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} page */
const template = (page) => readFileSync(join(ROOT, "src/http/pages", page), "utf8");

/**
 * All modules that one brings in, itself included.
 * @param {string} module path below web/
 * @param {Set<string>} [known]
 */
function brought(module, known = new Set()) {
  if (known.has(module)) return known;
  known.add(module);
  const source = readFileSync(join(ROOT, "web", module), "utf8");
  for (const [, path] of source.matchAll(/^(?:import|export)\b[^"'`;]*?["'](\.[^"']+)["']/gm)) {
    if (path !== undefined) brought(join(dirname(module), path), known);
  }
  return known;
}

for (const page of ["event.html", "embed.html", "moderate.html"]) {
  // Else the browser would learn of each module only from the one before it, a journey at a time.
  test(`${page} names all modules that its script will need`, () => {
    const html = template(page);
    const [, script] = html.match(/<script type="module" src="{{ assets }}\/([^"]+)"/) ?? [];
    assert.ok(script);
    const named = [...html.matchAll(/<link rel="modulepreload" href="{{ assets }}\/([^"]+)">/g)].map(([, path]) => path);
    const needed = [...brought(script)].filter((module) => module !== script);
    assert.deepEqual(named.toSorted(), needed.toSorted());
  });
}

for (const page of readdirSync(join(ROOT, "src/http/pages")).filter((name) => name.endsWith(".html"))) {
  test(`${page} holds no inline script, no inline style and no other host`, () => {
    const html = template(page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|javascript:/i);
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/);
    assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//);
    assert.doesNotMatch(html, /\|\s*safe/);
  });
}
