import assert from "node:assert/strict";
import { test } from "node:test";
import { renewed } from "../../web/chat/messages.js";
import { Permalink, idOf, plan } from "../../web/chat/permalink.js";
import { INITIAL } from "../../web/chat/state.js";
import { ApiError } from "../../web/shared/api.js";
import { message, tombstone } from "./support.js";

const ID = "019a4d8e-7a10-7c3e-9d1c-2f6f0e5b8a77";

/** @param {number} position */
const said = (position) => /** @type {any} */ (message(position, "x").message);

/** Messages from 500 on are held. @param {object} [more] */
const state = (more = {}) => /** @type {any} */ ({
  ...INITIAL, cursor: { epoch: "e", seq: 501 }, floor: 500, history: "idle", messages: [said(500), said(501)], ...more,
});

test("an address names a message or nothing", () => {
  assert.equal(idOf(`#m-${ID}`), ID);
  for (const other of ["", "#invite=x", "#m-", `#m-${ID}x`, "#m-../../../x"]) assert.equal(idOf(other), null, other);
});

test("what is near is loaded, what is far is shown apart", () => {
  const { id } = said(500);
  assert.equal(plan({ ...state(), cursor: null }, id), "wait");
  assert.equal(plan(state(), id), "show");
  assert.equal(plan(state(), "unknown"), "ask");
  assert.equal(plan(state(), "unknown", 499), "load");
  assert.equal(plan(state(), "unknown", 100), "load");
  assert.equal(plan(state(), "unknown", 99), "apart");
  assert.equal(plan(state({ history: "loading" }), "unknown", 499), "wait");
  assert.equal(plan(state({ history: "failed" }), "unknown", 499), "apart");
  assert.equal(plan(state(), "unknown", 502), "wait", "the stream will bring it");
  const stray = said(99);
  assert.equal(plan(state({ messages: [stray, said(500)] }), stray.id), "apart", "held, but not shown");
});

test("what is shown elsewhere is as it is by now", () => {
  const shown = [said(1), said(2)];
  assert.equal(renewed(shown, shown), shown);
  const gone = /** @type {any} */ (tombstone(2, 9).message);
  assert.deepEqual(renewed(shown, [gone]), [shown[0], gone]);
  assert.deepEqual(renewed([gone], shown), [gone], "nothing older comes back");
});

/** @param {any} session */
function follow(session) {
  /** @type {any[]} */ const calls = [];
  session.seeking = (/** @type {boolean} */ on) => calls.push(["seeking", on]);
  const permalink = new Permalink({
    session,
    show: async (id) => void calls.push(["show", id]),
    look: (looking) => calls.push(["look", looking.kind]),
  });
  permalink.follow(`#m-${ID}`);
  return { permalink, calls };
}

test("a message is asked for, loaded and shown, once", async () => {
  /** @type {number[]} */ const loaded = [];
  const session = { state: state(), archive: { message: async () => ({ ...said(200), id: ID }) }, loadHistory: (/** @type {number} */ limit) => loaded.push(limit) };
  const { permalink, calls } = follow(session);
  permalink.step();
  await new Promise(setImmediate);
  assert.deepEqual(loaded, [200]);
  session.state = state({ floor: 150, messages: [{ ...said(200), id: ID }] });
  permalink.step();
  permalink.step();
  await new Promise(setImmediate);
  assert.deepEqual(calls, [["seeking", true], ["show", ID], ["seeking", false]], "nothing held goes on the way");
});

test("a message that is not there is said not to be", async () => {
  const { calls } = follow({ state: state(), archive: { message: () => Promise.reject(new ApiError("not_found", "", 404)) } });
  await new Promise(setImmediate);
  assert.deepEqual(calls, [["look", "nothing"]]);
});
