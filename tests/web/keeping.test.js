import assert from "node:assert/strict";
import { before, mock, test } from "node:test";
import { compile } from "../../web/bundling/words.js";
import { noticed, missesNotices } from "../../web/chat/notices.js";
import { INITIAL } from "../../web/chat/state.js";
import { outranks } from "../../web/chat/views.js";
import { Acting } from "../../web/keeping/acting.js";
import { bodyOf } from "../../web/keeping/deed.js";
import { Keeping } from "../../web/keeping/keeping.js";
import { asked, chosen, lastOf, merge, people, standings } from "../../web/keeping/log.js";
import { shortcut } from "../../web/moderate/keys.js";
import { speak } from "../../web/shared/strings.js";
import { source } from "./words.js";

before(() => speak("en", compile(source("en"))));

const MIA = { id: "mia", name: "Mia" };
const BOB = { id: "bob", name: "Bob" };
const NOW = Date.parse("2012-11-03T10:00:00Z");

/** @param {number} number @param {any} more @returns {any} */
const act = (number, more) => ({ number, at: "2012-11-03T09:00:00Z", by: MIA, on: BOB, ...more });

test("nobody outranks an equal or one above", () => {
  const roles = /** @type {const} */ (["guest", "participant", "moderator", "organiser"]);
  const table = roles.map((role) => roles.filter((other) => outranks({ role }, { role: other })));
  assert.deepEqual(table, [[], [], ["guest", "participant"], ["guest", "participant", "moderator"]]);
});

test("how somebody stands follows from the log, and ends with its time", () => {
  const muted = merge([], [act(1, { kind: "mute", until: "2012-11-03T11:00:00Z" }), act(2, { kind: "clear", then: "ban" })]);
  assert.deepEqual(standings(muted, NOW).get("bob"), { muted_until: Date.parse("2012-11-03T11:00:00Z"), banned: true, banned_until: 0 });
  assert.equal(standings(muted, NOW + 7_200_000).get("bob")?.muted_until, 0);
  const back = merge(muted, [act(3, { kind: "restore", undoes: 2, messages: 4 })]);
  assert.equal(standings(back, NOW).get("bob")?.banned, false);
  assert.equal(back.find(({ number }) => number === 2)?.undone_by, 3);
  assert.equal(lastOf(back, "mia")?.number, 1, "what is taken back, and what took it back, is not the last");
  const after = merge(back, [act(4, { kind: "reject" }), act(5, { kind: "watch" }), act(6, { kind: "mute", by: BOB })]);
  assert.equal(lastOf(after, "mia")?.number, 4, "also what cannot be taken back");
  const ann = /** @type {const} */ ({ id: "ann", name: "Ann", role: "guest" });
  assert.deepEqual(people([ann], muted, NOW, "").map(({ person }) => person.name), ["Bob", "Ann"]);
});

test("what cannot be taken back is told, and nothing older is taken back in its place", async () => {
  let log = merge([], [act(1, { kind: "mute" }), act(2, { kind: "reject" }), act(3, { kind: "watch" })]);
  /** @type {unknown[]} */ const does = [];
  const keeping = /** @type {any} */ ({ get log() { return log; }, look: async () => undefined, does: async (/** @type {unknown} */ deed) => (does.push(deed), null) });
  const acting = new Acting(keeping, () => ({ ...MIA, role: "moderator" }), { changed: () => undefined, acted: () => undefined, done: () => undefined });
  await acting.undoLast();
  assert.deepEqual([acting.said, does], ["Rejected · Bob: this cannot be taken back.", []]);
  log = merge(log, [act(4, { kind: "ban" })]);
  await acting.undoLast();
  assert.deepEqual(does, [{ on: "act", number: 4 }]);
  log = [];
  await acting.undoLast();
  assert.equal(acting.said, "There is nothing of yours to undo.");
});

test("what is chosen of the log is what the server is asked for", () => {
  const log = merge([], [act(1, { kind: "mute" }), act(2, { kind: "ban" }), act(3, { kind: "mute", by: BOB, on: MIA }), act(4, { kind: "switch", on: undefined })]);
  const numbers = (/** @type {Partial<import("../../web/keeping/log.js").Choice>} */ choice) =>
    chosen(log, { kind: "", by: "", on: "", ...choice }).map(({ number }) => number);
  assert.deepEqual([numbers({}), numbers({ kind: "mute" }), numbers({ by: "mia", on: "bob" }), numbers({ on: "mia" })], [[4, 3, 2, 1], [3, 1], [2, 1], [3]]);
  assert.equal(asked({ kind: "", by: "", on: "" }), undefined);
  assert.deepEqual(asked({ kind: "mute", by: "mia", on: "bob" }), { kind: "mute", actor: "mia", person: "bob" });
});

test("what is chosen is what is asked for", () => {
  /** @param {Record<string, string>} chosen */
  const by = (chosen) => (/** @type {string} */ name) => chosen[name] ?? "";
  assert.deepEqual(bodyOf("mute", by({ span: "m10" })), { for_ms: 600_000 });
  assert.deepEqual(bodyOf("ban", by({ span: "ever" })), {});
  assert.deepEqual(bodyOf("ban", by({ span: "h1", network: "yes" })), { for_ms: 3_600_000, network: true });
  assert.deepEqual(bodyOf("clear", by({ last: "m10", then: "ban", network: "yes" })),
    { last_ms: 600_000, then: { act: "ban", network: true } });
  assert.deepEqual(bodyOf("clear", by({ last: "m10", then: "mute", network: "yes" })),
    { last_ms: 600_000, then: { act: "mute", for_ms: 3_600_000 } });
  assert.deepEqual(bodyOf("clear", by({ last: "h1", then: "mute" })), { last_ms: 3_600_000, then: { act: "mute", for_ms: 3_600_000 } });
  assert.deepEqual(bodyOf("clear", by({ last: "m10", then: "nothing" })), { last_ms: 600_000 });
});

test("keys mean something only alone", () => {
  const none = { ctrlKey: false, altKey: false, metaKey: false, repeat: false, target: null };
  assert.equal(shortcut({ ...none, key: "r" }), "remove");
  assert.equal(shortcut({ ...none, key: "r", ctrlKey: true }), undefined);
  assert.equal(shortcut({ ...none, key: "toString" }), undefined);
});

test("a notice mutes, unmutes and gives a role", () => {
  const notice = /** @type {const} */ ({ act: 1, at: "2012-11-03T09:00:00Z", kind: "mute", until: "2012-11-03T11:00:00Z" });
  const muted = noticed(INITIAL, notice);
  assert.equal(muted.muted_until, Date.parse(notice.until));
  assert.equal(noticed(muted, notice).notices.length, 1);
  assert.equal(noticed(muted, { act: 2, at: notice.at, kind: "unmute" }).muted_until, 0);
  assert.equal(missesNotices({ type: "notice", notice }, true), false);
});

test("what streams tell of acts is taken in; where some are missing the log is read", async () => {
  /** @type {string[]} */
  const asked = [];
  const log = [1, 2, 3, 4, 5].map((number) => act(number, { kind: "pin" })).reverse();
  mock.method(globalThis, "fetch", async (/** @type {string} */ address) => {
    asked.push(address);
    return new Response(JSON.stringify({ acts: log }), { headers: { "content-type": "application/json" } });
  });
  let changed = 0;
  const keeping = new Keeping("http://x", "e", () => "token", () => (changed += 1));
  keeping.hear([act(1, { kind: "pin" })]);
  keeping.hear([act(1, { kind: "pin" }), act(2, { kind: "unpin", undoes: 1 })]);
  assert.deepEqual([keeping.log.map(({ number }) => number), keeping.log[1]?.undone_by, changed], [[2, 1], 2, 2]);
  assert.deepEqual(asked, []);
  keeping.hear([act(5, { kind: "pin" })]);
  await keeping.look();
  assert.deepEqual(keeping.log.map(({ number }) => number), [5, 4, 3, 2, 1]);
  assert.equal(asked[0], "http://x/api/v1/events/e/acts?limit=100");
  mock.restoreAll();
});

/** A server that does what it is asked when it is let. @param {any[]} log what it tells of acts, one answer after the other */
function does(...log) {
  /** @type {((answer: Response) => void)[]} */ const waiting = [];
  mock.method(globalThis, "fetch", async (/** @type {string} */ address) =>
    (address.includes("/acts?") ? json({ acts: log.shift() ?? [] }) : new Promise((resolve) => waiting.push(resolve))));
  const you = { ...MIA, role: /** @type {const} */ ("moderator") };
  const acting = new Acting(new Keeping("http://x", "e", () => "token", () => undefined), () => you, { changed: () => undefined });
  return { acting, answer: (/** @type {object} */ body, status = 200) => waiting.shift()?.(json(body, status)) };
}

/** @param {object} body */
const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

/** Until something is so. @param {() => boolean} so */
async function until(so) {
  for (let turn = 0; turn < 100 && !so(); turn += 1) await new Promise(setImmediate);
  assert.ok(so());
}

const REMOVE = /** @type {const} */ ({ kind: "remove", body: {}, reason: "spam" });

test("what one did oneself can be taken back; what another had done, and what took something back, cannot", async () => {
  const own = act(1, { kind: "remove", message: "m1" });
  const jos = act(2, { kind: "remove", message: "m2", by: { id: "jo", name: "Jo" } });
  const back = act(3, { kind: "restore", message: "m1", undoes: 1 });
  const { acting, answer } = does([own], [jos, own], [back, jos, own]);
  /** @param {string} message */
  const removes = async (message) => {
    acting.begin("remove", { room: "main", message, person: BOB });
    acting.answer("main", REMOVE);
    await until(() => (answer({ seq: 1 }), !acting.busy));
  };
  await removes("m1");
  assert.deepEqual([acting.last?.number, acting.form, acting.problem], [1, null, ""]);
  await removes("m2");
  assert.equal(acting.last, null);
  await removes("m1");
  assert.equal(acting.last, null, "it is not so any more, as the log says");
  mock.restoreAll();
});

test("a question that was begun while an act was under way stays; one that failed stays with what went wrong until it is left", async () => {
  const { acting, answer } = does([act(1, { kind: "remove", message: "m1" })]);
  acting.begin("remove", { room: "main", message: "m1", person: BOB });
  acting.answer("main", REMOVE);
  acting.begin("remove", { room: "main", message: "m2", person: BOB });
  await until(() => (answer({ seq: 1 }), !acting.busy));
  assert.deepEqual([acting.form?.message, acting.last?.number], ["m2", 1]);
  acting.answer("main", REMOVE);
  await until(() => (answer({ code: "forbidden" }, 403), !acting.busy));
  assert.deepEqual([acting.form?.message, acting.problem === "", acting.last], ["m2", false, null]);
  acting.leave();
  assert.deepEqual([acting.form, acting.problem, acting.said], [null, "", ""]);
  mock.restoreAll();
});
