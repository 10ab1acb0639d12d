import assert from "node:assert/strict";
import { before, test } from "node:test";
import { compile } from "../../web/bundling/words.js";
import { INITIAL } from "../../web/chat/state.js";
import { Glancing, glances } from "../../web/moderate/glance.js";
import { queueKey, shortcut } from "../../web/moderate/keys.js";
import { inUse, told } from "../../web/moderate/switching.js";
import { TOLD, Telling, said } from "../../web/moderate/telling.js";
import { beside, decisionOn, mayDecide, place, waiting } from "../../web/moderate/waiting.js";
import { ApiError } from "../../web/shared/api.js";
import { speak } from "../../web/shared/strings.js";
import { source } from "./words.js";

before(() => speak("en", compile(source("en"))));

const ANN = /** @type {const} */ ({ id: "ann", name: "Ann", role: "guest" });

/** @param {string} id @param {string} time */
const held = (id, time) => ({ id, at: `2012-11-03T${time}Z`, author: ANN, text: id });

/** @param {string} slug @param {any} [more] @returns {any} */
const room = (slug, more = {}) => ({ slug, title: slug, online: 0, newest_at: 0, held: [], reported: [], state: null, ...more });

test("what waits longest in any room comes first, with what caught it", () => {
  const items = waiting([
    room("main", { held: [held("b", "09:01:00"), held("d", "09:03:00")] }),
    room("side", { held: [held("a", "09:00:00"), { ...held("c", "09:02:00"), caught: ["links"] }] }),
  ]);
  assert.deepEqual(items.map(({ room, id }) => `${room} ${id}`), ["side a", "main b", "side c", "main d"]);
  assert.deepEqual(items.map(({ why }) => why), [[], [], ["links"], []]);
  const [first] = items;
  assert.ok(first);
  for (const verdict of /** @type {const} */ (["approve", "reject"])) {
    const { act, method, path } = decisionOn(first, verdict);
    assert.deepEqual([act, method, path(first)], [verdict, "POST", `/rooms/side/held/a/${verdict}`]);
  }
});

test("what is reported waits since it first was, is kept or removed, and is as the stream tells it now", () => {
  /** @param {string} id @param {Record<string, any>} [more] @returns {any} */
  const message = (id, more = {}) => ({ id, position: 1, seq: 1, at: "2012-11-03T08:00:00Z", author: ANN, text: id, ...more });
  /** @param {string} id @param {string[]} times the newest first @returns {any} */
  const reported = (id, ...times) => ({
    message: message(id), count: times.length,
    reasons: times.map((time) => ({ by: { id: "bob", name: "Bob" }, at: `2012-11-03T${time}Z`, reason: "spam" })),
  });
  const state = /** @type {any} */ ({
    ...INITIAL, cursor: { epoch: "e", seq: 4 }, reported: [reported("a", "09:05:00", "09:00:00"), reported("gone", "09:02:00"), reported("old", "09:03:00")],
    messages: [message("a", { seq: 4, text: "edited" }), { id: "gone", position: 2, seq: 3, removed: true }],
  });
  const items = waiting([...glances(null, new Map([["main", state]]), new Map()), room("side", { held: [held("b", "09:01:00")] })]);
  assert.deepEqual(items.map(({ kind, text, count }) => [kind, text, count]), [["reported", "edited", 2], ["held", "b", 0], ["reported", "old", 1]]);
  const [first] = items;
  assert.ok(first);
  const paths = /** @type {const} */ (["approve", "reject"]).map((verdict) => {
    const { act, method, path } = decisionOn(first, verdict);
    return [act, method, path(first)];
  });
  assert.deepEqual(paths, [["keep", "POST", "/rooms/main/messages/a/reports/approve"], ["remove", "POST", "/rooms/main/messages/a/reports/remove"]]);
  /** @param {any} author @param {any} you */
  const may = (author, you) => [mayDecide({ ...first, author }, "approve", you), mayDecide({ ...first, author }, "reject", you)];
  const [mia, max] = [{ id: "mia", name: "Mia", role: "moderator" }, { id: "max", name: "Max", role: "moderator" }];
  assert.deepEqual([may(ANN, mia), may(max, mia), may(mia, mia)], [[true, true], [true, false], [false, true]]);
});

test("after a decision one is at what followed, whoever decided", () => {
  const before = ["a", "b", "c", "d"];
  assert.equal(place(before, ["a", "c", "d"], "b"), "c", "one's own decision");
  assert.equal(place(before, ["a", "b", "d"], "b"), "b", "another's on something else");
  assert.equal(place(before, ["d"], "b"), "d", "several at once");
  assert.equal(place(before, ["a", "b", "c"], "d"), "c", "the last one");
  assert.equal(place(before, [], "a"), null);
  assert.equal(place([], ["new"], null), "new");
  assert.deepEqual([beside(before, "b", 1), beside(before, "b", -1), beside(before, "d", 1), beside(before, "a", -1), beside([], null, 1)],
    ["c", "a", "d", "a", null]);
});

test("keys of the queue mean something only there, alone and in no field", () => {
  const none = { ctrlKey: false, altKey: false, metaKey: false, repeat: false, target: null };
  const keys = ["a", "r", "m", "b", "c", "j", "k", "ArrowDown", "ArrowUp", "u", "toString"].map((key) => queueKey({ ...none, key }));
  assert.deepEqual(keys, ["approve", "reject", "mute", "ban", "clear", "next", "previous", "next", "previous", undefined, undefined]);
  assert.equal(queueKey({ ...none, key: "a", ctrlKey: true }), undefined);
  const held = ["a", "r", "m", "j", "ArrowUp"].map((key) => queueKey({ ...none, key, repeat: true }));
  assert.deepEqual(held, [undefined, undefined, undefined, "next", "previous"], "a key that is held down decides nothing");
  const field = /** @type {any} */ ({ closest: () => ({}) });
  assert.equal(queueKey({ ...none, key: "a", target: field }), undefined);
  assert.deepEqual([shortcut({ ...none, key: "a" }), shortcut({ ...none, key: "q" })], [undefined, "queue"]);
});

test("authors are told no reason, a usual one, or one's own words", () => {
  const telling = new Telling();
  assert.deepEqual(telling.body, {});
  telling.choice = "spam";
  assert.deepEqual(telling.body, { reason: "Spam" });
  telling.choice = "own";
  assert.deepEqual(telling.body, {}, "as long as nothing is written");
  telling.own = " please, one at a time ";
  assert.deepEqual(telling.body, { reason: "please, one at a time" });
  telling.choice = "";
  assert.deepEqual([telling.body, telling.own], [{}, " please, one at a time "]);
  assert.deepEqual(TOLD.map(said), ["None", "Insult", "Spam", "Off topic", "Private data", "In my own words"]);
});

test("a room that is heard tells of itself, one that is not as it was told", () => {
  const state = /** @type {any} */ ({ locked: true });
  const heard = new Map([["main", /** @type {any} */ ({
    ...INITIAL, cursor: { epoch: "e", seq: 3 }, online: 7, room: state, held: [held("a", "09:00:00")],
    messages: [{ id: "m", position: 1, seq: 1, at: "2012-11-03T09:00:00Z", author: ANN, text: "hi" }, { id: "n", position: 2, seq: 3, removed: true }],
  })]]);
  const asked = new Map([["side", /** @type {any} */ ({ now: { online: 2, newest_at: "2012-11-03T08:00:00Z" }, held: [held("b", "09:00:00")] })]]);
  const info = /** @type {any} */ ({ rooms: [{ slug: "main", title: "Main" }, { slug: "side", title: "Side" }, { slug: "new", title: "New" }] });
  const [main, side, none] = glances(info, heard, asked);
  assert.deepEqual([main?.online, main?.newest_at, main?.held.length, main?.state], [7, Date.parse("2012-11-03T09:00:00Z"), 1, state]);
  assert.deepEqual([side?.title, side?.online, side?.newest_at, side?.held.length], ["Side", 2, Date.parse("2012-11-03T08:00:00Z"), 1]);
  assert.deepEqual([none?.online, none?.newest_at, none?.held.length, none?.state], [0, 0, 0, null]);
});

test("rooms that are not heard are asked about, what waits only where something does, and an absent server takes nothing away", async () => {
  /** @type {string[]} */ const paths = [];
  let away = false;
  const glancing = new Glancing(async (path) => {
    paths.push(path);
    if (away) throw new ApiError("unavailable", "", 0);
    if (path.endsWith("/held")) return { held: [held("a", "09:00:00")] };
    return { slug: "side", online: 1, held: path === "/rooms/side" ? 1 : 0 };
  }, () => ["side", "calm"], () => undefined);
  await glancing.look();
  assert.deepEqual(paths, ["/rooms/side", "/rooms/calm", "/rooms/side/held"]);
  assert.equal(glancing.asked.get("side")?.held.length, 1);
  away = true;
  await glancing.look();
  assert.equal(glancing.asked.get("side")?.held.length, 1);
});

test("what is switched is told in words, now and in the log", () => {
  const usual = /** @type {any} */ ({ calm: false, locked: false, participants_only: false, links: true, hold: "nobody", slow_mode_ms: 0 });
  assert.deepEqual(inUse(usual), []);
  assert.deepEqual(inUse({ ...usual, calm: true, links: false, hold: "guests", slow_mode_ms: 30_000 }),
    ["Calmed", "No links", "Guests’ messages wait", "Slow mode: 30 seconds"]);
  assert.deepEqual(told("slow_mode_ms=60000 locked=false"), ["Slow mode: 1 minute", "Only moderators write: off"]);
  assert.deepEqual(told("hold=first slow_mode_ms=0"),
    ["Wait for a moderator: First messages of guests", "Slow mode: off"]);
});
