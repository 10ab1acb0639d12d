import assert from "node:assert/strict";
import { test } from "node:test";
import { findLinks, webAddress } from "../../web/shared/links.js";

/** @param {string} text */
const linked = (text) => findLinks(text).filter(({ href }) => href).map(({ text }) => text);

test("the pieces joined are the text", () => {
  for (const text of ["", "no link", "http://a.example", "a http://a.example b https://b.example/.", "https://", "http://a.example\nhttp://b.example"]) {
    assert.equal(findLinks(text).map((piece) => piece.text).join(""), text);
  }
});

for (const [text, ...expected] of [
  ["see https://example.org", "https://example.org"],
  ["see https://example.org.", "https://example.org"],
  ["https://example.org/?!", "https://example.org/"],
  ["(https://example.org/a)", "https://example.org/a"],
  ["https://en.wikipedia.org/wiki/Baku_(city)", "https://en.wikipedia.org/wiki/Baku_(city)"],
  ["(see https://en.wikipedia.org/wiki/Baku_(city)).", "https://en.wikipedia.org/wiki/Baku_(city)"],
  ["[https://example.org/x]", "https://example.org/x"],
  ["<https://example.org/x>", "https://example.org/x"],
  ['"https://example.org/x"', "https://example.org/x"],
  ["看 https://example.org/文。好", "https://example.org/文。好"],
  ["看 https://example.org/文。", "https://example.org/文"],
  ["HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"],
  ["https://a.example, https://b.example; and http://c.example:8080/d?e=f#g", "https://a.example", "https://b.example", "http://c.example:8080/d?e=f#g"],
  ["See:http://a.example", "http://a.example"],
  ["xhttp://a.example"],
  ["javascript:alert(1)"],
  ["data:text/html,<script>alert(1)</script>"],
  ["vbscript:x ftp://a.example file:///etc/passwd mailto:a@b.example"],
  ["www.example.org"],
  ["http:// https://? https://."],
  ["https://user:pass@evil.example/ https://bank.example@evil.example"],
  ["java\nscript://a"],
]) {
  test(`links in ${JSON.stringify(text)}`, () => assert.deepEqual(linked(text ?? ""), expected));
}

test("an address is http or https, or none", () => {
  for (const bad of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "data:,x", "blob:http://a/b", "//a.example", "a", ""]) {
    assert.equal(webAddress(bad), null, bad);
  }
  assert.equal(webAddress("http://a.example"), "http://a.example/");
});

test("a long hostile text is read in no time", () => {
  const started = performance.now();
  findLinks(`https://a.example/${"(".repeat(2_000)}`);
  findLinks(`https://a.example/${")".repeat(2_000)}`);
  findLinks("https://".repeat(250));
  findLinks(`https://a.example/${".,".repeat(1_000)}`);
  assert.ok(performance.now() - started < 500);
});
