import assert from "node:assert/strict";
import { test } from "node:test";
import { elementSnippet, frameSnippet } from "../../web/chat/snippets.js";
import { LOOKS, VERSION, message, understand } from "../../web/embed/messages.js";

const NONE = { theme: null, accent: null, radius: null, font: null, size: null };

test("what one side says the other understands", () => {
  assert.deepEqual(understand("frame", message("ready")), { type: "ready", fields: {} });
  assert.deepEqual(understand("frame", message("unread", { count: 3 })), { type: "unread", fields: { count: 3 } });
  const looks = { ...NONE, theme: "dark", accent: "#Fa0", radius: "4px", font: 'Georgia, "Noto Serif", serif', size: "110%" };
  assert.deepEqual(understand("page", message("looks", looks)), { type: "looks", fields: looks });
});

test("a field that is not known is skipped", () => {
  assert.deepEqual(understand("frame", message("unread", { count: 1, more: "x" })), { type: "unread", fields: { count: 1 } });
});

for (const data of [
  null, undefined, "ready", 7, [], {}, { type: "ready" },
  { "social-stream": VERSION + 1, type: "ready" },
  { "social-stream": VERSION, type: "open" },
  { "social-stream": VERSION, type: "constructor" },
  { "social-stream": VERSION, type: "__proto__" },
  { "social-stream": VERSION, type: 1 },
  message("looks", NONE),
  message("unread"),
  message("unread", { count: -1 }),
  message("unread", { count: "1" }),
  message("unread", { count: 1.5 }),
]) {
  test(`the page takes ${JSON.stringify(data)} for no message of the frame`, () => assert.equal(understand("frame", data), null));
}

test("looks that do not fit are no looks", () => {
  for (const [name, ...values] of [
    ["theme", "Dark", "", "light dark", 1],
    ["accent", "red", "#12", "#12345", "url(x)", "#fff;", "var(--x)"],
    ["radius", "-1px", "1000px", "50%", "calc(1px)", "4", "1px;color:red"],
    ["font", "", "url(x)", 'a"; }', "Arial;", "a\\b", "var(--x)", "x".repeat(10) + ",,y"],
    ["size", "10%", "500%", "1rem", "100"],
  ]) {
    for (const value of values) {
      assert.equal(understand("page", message("looks", { ...NONE, [String(name)]: value })), null, `${name}: ${value}`);
    }
  }
});

test("long hostile fonts are read in no time", () => {
  const started = performance.now();
  for (const font of ["a ".repeat(5_000) + "!", "a,".repeat(5_000), "'".repeat(5_000), "a, ".repeat(5_000) + "!"]) LOOKS.font(font);
  assert.ok(performance.now() - started < 500);
});

const PLACE = { origin: "https://chat.example.org", event: "my-event", room: "main", title: 'R&D "<b>" – Live chat' };

test("snippets are whole, whatever the event is called", () => {
  assert.equal(elementSnippet(PLACE), '<script src="https://chat.example.org/embed.js" defer></script>\n'
    + '<social-stream event="my-event" room="main" height="600"></social-stream>');
  assert.equal(frameSnippet(PLACE), '<iframe src="https://chat.example.org/e/my-event/main/embed" '
    + 'title="R&amp;D &quot;&lt;b&gt;&quot; – Live chat" width="360" height="600" loading="lazy"></iframe>');
});
