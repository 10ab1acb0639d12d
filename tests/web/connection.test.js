import assert from "node:assert/strict";
import { test } from "node:test";
import { isFinal, reconnectDelay } from "../../web/chat/backoff.js";
import { Connection } from "../../web/chat/connection.js";

test("the first retry is random within a second, later ones within more, up to 30 s", () => {
  const at = (/** @type {number} */ attempt, /** @type {number} */ random) => reconnectDelay({ attempt, code: 1006, random });
  assert.equal(at(0, 0), 0);
  assert.equal(at(0, 0.5), 500);
  assert.equal(at(3, 0.5), 4_000);
  assert.equal(at(30, 0.5), 15_000);
  assert.ok(at(1_000, 0.999) < 30_000);
});

test("a server that goes away is given 0–5 s, one that found us slow is asked at once", () => {
  assert.equal(reconnectDelay({ attempt: 0, code: 1012, random: 0.5 }), 2_500);
  assert.equal(reconnectDelay({ attempt: 0, code: 1001, random: 0.5 }), 2_500);
  assert.ok(reconnectDelay({ attempt: 0, code: 4000, random: 0.99 }) < 300);
});

test("final close codes are those of the contract", () => {
  const final = [1000, 1001, 1005, 1006, 1008, 1009, 1011, 1012, 1013, 4000, 4001, 4003, 4004].filter(isFinal);
  assert.deepEqual(final, [1008, 1009, 4003, 4004]);
});

/** A socket in the test's hands. */
class Socket {
  /** @type {Socket[]} */ static all = [];
  readyState = 1;
  /** @type {any[]} */ sent = [];
  /** @type {any} */ onopen = null;
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onclose = null;
  closed = false;

  /** @param {string} address @param {string} protocol */
  constructor(address, protocol) {
    Object.assign(this, { address, protocol });
    Socket.all.push(this);
  }

  /** @param {string} data */
  send(data) {
    this.sent.push(JSON.parse(data));
  }

  close() {
    this.closed = true;
    this.readyState = 3;
  }

  /** @param {unknown} frame */
  says(frame) {
    this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }
}

/** @param {import("node:test").TestContext} context */
function connect(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  Socket.all = [];
  const world = { clock: 0 };
  /** @type {any[]} */ const frames = [];
  /** @type {any[]} */ const closes = [];
  let resume = /** @type {any} */ (undefined);
  const connection = new Connection("ws://x/stream", () => (resume ? { resume } : {}), {
    frame: (frame) => frames.push(frame),
    closed: (lost) => closes.push(lost),
  }, { now: () => world.clock, random: () => 0.5, WebSocket: /** @type {any} */ (Socket) });
  connection.open();
  return {
    connection, frames, closes, world,
    socket: () => /** @type {Socket} */ (Socket.all.at(-1)),
    count: () => Socket.all.length,
    resume: (/** @type {any} */ cursor) => (resume = cursor),
    /** @param {number} ms */
    passes: (ms) => {
      world.clock += ms;
      context.mock.timers.tick(ms);
    },
  };
}

const WELCOME = { type: "welcome" };

test("hello first, nothing is sent before the welcome, the cursor goes with the next hello", (context) => {
  const { connection, socket, resume, passes } = connect(context);
  socket().onopen();
  assert.deepEqual(socket().sent, [{ type: "hello" }]);
  assert.equal(connection.send({ type: "post", nonce: "n", text: "t" }), false);
  socket().says(WELCOME);
  assert.equal(connection.send({ type: "post", nonce: "n", text: "t" }), true);
  resume({ epoch: "e", seq: 4 });
  socket().onclose({ code: 1006 });
  passes(500);
  socket().onopen();
  assert.deepEqual(socket().sent, [{ type: "hello", resume: { epoch: "e", seq: 4 } }]);
});

test("what is no frame is passed over", (context) => {
  const { frames, socket } = connect(context);
  for (const junk of ["{", "null", "[]", "7", '{"type":3}']) socket().says(junk);
  assert.deepEqual(frames, []);
});

test("failing again and again, it waits longer each time; a good connection starts afresh", (context) => {
  const { count, passes, socket } = connect(context);
  for (const wait of [500, 1_000, 2_000]) {
    socket().onclose({ code: 1006 });
    const before = count();
    passes(wait - 1);
    assert.equal(count(), before);
    passes(1);
    assert.equal(count(), before + 1);
  }
  socket().says(WELCOME);
  passes(6_000);
  socket().onclose({ code: 1006 });
  const before = count();
  passes(500);
  assert.equal(count(), before + 1);
});

test("after a final close it stays away, whatever wakes it", (context) => {
  const { closes, connection, count, passes, socket } = connect(context);
  socket().onclose({ code: 4003 });
  connection.wake();
  passes(120_000);
  assert.equal(count(), 1);
  assert.deepEqual(closes, [{ code: 4003, final: true, planned: false, stuck: false }]);
});

test("back online: no more waiting", (context) => {
  const { connection, count, socket } = connect(context);
  socket().onclose({ code: 1006 });
  connection.wake();
  assert.equal(count(), 2);
  connection.wake();
  assert.equal(count(), 2, "but only one at a time");
});

test("waking after a long silence, it trusts the socket no more; after a short one it does", (context) => {
  const { connection, count, passes, socket } = connect(context);
  socket().says(WELCOME);
  passes(10_000);
  connection.wake();
  assert.equal(count(), 1);
  passes(60_000);
  connection.wake();
  assert.equal(count(), 2);
});

test("an answer that does not come in 15 s never will", (context) => {
  const { closes, connection, passes, socket } = connect(context);
  socket().says(WELCOME);
  passes(100_000);
  assert.equal(closes.length, 0, "an idle room is no dead room");
  connection.send({ type: "post", nonce: "n", text: "t" });
  passes(14_000);
  assert.equal(closes.length, 0);
  passes(1_000);
  assert.equal(closes.length, 1);
});

test("a welcome that does not come in 15 s is not waited for, even if something else comes", (context) => {
  const { closes, passes, socket } = connect(context);
  socket().onopen();
  passes(10_000);
  socket().says({ type: "error", code: "unavailable", message: "" });
  passes(5_000);
  assert.equal(closes.length, 1);
});

test("an old socket is not heard any more", (context) => {
  const { connection, frames, socket } = connect(context);
  const old = socket();
  old.says(WELCOME);
  connection.restart();
  old.says({ type: "online", count: 9 });
  assert.equal(frames.length, 1);
  assert.equal(old.closed, true);
});
