import assert from "node:assert/strict";
import { test } from "node:test";
import { announcement, quoted, rows } from "../../web/chat/rows.js";
import { write } from "../../web/chat/outbox.js";
import { ANN, BOB, message, tombstone } from "./support.js";

const dayOf = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 10);

/** @param {number} position @param {string} at @param {any} [author] @param {object} [more] */
const said = (position, at, author = BOB, more = {}) =>
  /** @type {any} */ (message(position, "x", author, { at: `2012-11-${at}:00.000Z`, ...more }).message);

/** @param {any[]} messages @param {any} [outbox] */
const kinds = (messages, outbox = []) => rows(messages, outbox, ANN, dayOf)
  .map((row) => row.kind + ("continued" in row && row.continued ? "+" : ""));

test("soon after each other and by one author, messages belong together", () => {
  assert.deepEqual(kinds([said(1, "03T09:00"), said(2, "03T09:04"), said(3, "03T09:20"), said(4, "03T09:21", ANN)]),
    ["day", "message", "message+", "message", "message"]);
});

test("a new day has its line, a reply and what follows a tombstone say who speaks", () => {
  assert.deepEqual(kinds([said(1, "03T23:59"), said(2, "04T00:01"), said(3, "04T00:01", BOB, { reply_to: "m1" })]),
    ["day", "message", "day", "message", "message"]);
  assert.deepEqual(kinds([said(1, "03T09:00"), tombstone(2, 9).message, said(3, "03T09:01")]),
    ["day", "message", "tombstone", "message"]);
});

test("what is under way comes last, together with what one just said", () => {
  const outbox = write([], { nonce: "n", by: ANN.id, text: "y", now: Date.parse("2012-11-03T09:01:00Z") });
  assert.deepEqual(kinds([said(1, "03T09:00", ANN)], outbox), ["day", "message", "pending+"]);
  assert.deepEqual(kinds([said(1, "03T09:00", BOB)], outbox), ["day", "message", "pending"]);
});

test("keys are unique and stay when older messages come before", () => {
  const late = [said(5, "03T09:00"), said(6, "03T09:01")];
  const keys = (/** @type {any[]} */ messages) => rows(messages, [], ANN, dayOf).map((row) => row.key);
  const all = keys([said(1, "02T09:00"), tombstone(2, 3).message, ...late]);
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual(all.slice(-2), keys(late).slice(-2));
});

test("a quote is what is held, removed, or unknown", () => {
  const held = [said(1, "03T09:00"), /** @type {any} */ (tombstone(2, 3).message)];
  assert.equal(quoted(held, "m1").kind, "live");
  assert.equal(quoted(held, "m2").kind, "removed");
  assert.equal(quoted(held, "m0").kind, "unknown");
});

const say = { announce: (/** @type {any} */ { author }) => author.name, announce_many: (/** @type {number} */ count) => `${count}` };

test("a few messages are announced each, many as a number, one's own not at all", () => {
  assert.equal(announcement([said(1, "03T09:00"), said(2, "03T09:00", ANN)], ANN, say), "Bob");
  assert.equal(announcement([1, 2, 3, 4].map((n) => said(n, "03T09:00")), ANN, say), "4");
  assert.equal(announcement([said(1, "03T09:00", ANN), /** @type {any} */ (tombstone(2, 3).message)], ANN, say), "");
});

test("a session has its line where it began, and one that has only begun at the end", () => {
  const [opening, debate] = [{ session: "opening" }, { session: "debate" }];
  const messages = [
    said(1, "03T09:00"), said(2, "03T09:01", BOB, opening), tombstone(3, 9).message, said(4, "03T09:02", BOB, opening),
    said(5, "03T09:03", BOB, debate), said(6, "03T09:04"), said(7, "03T09:05", BOB, debate),
  ];
  /** @param {string | null} on */
  const lines = (on) => rows(/** @type {any} */ (messages), [], ANN, dayOf, on)
    .map((row) => ("slug" in row ? row.slug : row.kind));
  const expected = [
    "day", "message", "opening", "message", "tombstone", "message", "debate", "message", "message", "debate", "message",
  ];
  assert.deepEqual(lines(null), expected);
  assert.deepEqual(lines("debate"), expected, "what is on has messages already");
  assert.deepEqual(lines("closing"), [...expected, "closing"]);
  assert.deepEqual(rows([], [], ANN, dayOf, "opening"), [], "an empty room says that it is empty");
});
