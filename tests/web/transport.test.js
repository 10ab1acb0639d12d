import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { test } from "node:test";
import { Connection } from "../../web/chat/connection.js";
import { EventsSocket } from "../../web/chat/events.js";
import { Ways } from "../../web/chat/transport.js";
import { openStore } from "../../web/shared/storage.js";
import { after, frame, welcome } from "./support.js";
import { INITIAL } from "../../web/chat/state.js";

const MINUTE = 60_000;

function ways(store = openStore(() => { throw new Error("no storage"); })) {
  const world = { clock: 1_000_000_000_000 };
  return { world, store, ways: new Ways(() => world.clock, store), again: () => new Ways(() => world.clock, store) };
}

test("a WebSocket that fails twice, or hangs once, makes room for events", () => {
  for (const losses of [[false, false], [true]]) {
    const { ways: its } = ways();
    assert.equal(its.next(), "websocket");
    for (const hung of losses) {
      assert.equal(its.next(), "websocket");
      its.failed("websocket", { hung });
    }
    assert.equal(its.next(), "events");
  }
});

test("while nothing works, both take turns", () => {
  const { ways: its } = ways();
  /** @type {string[]} */ const tried = [];
  for (let n = 0; n < 7; n += 1) {
    const way = its.next();
    tried.push(way);
    its.failed(way, { hung: false });
  }
  assert.deepEqual(tried, ["websocket", "websocket", "events", "websocket", "events", "websocket", "events"]);
});

test("events that work are kept for the session, and the WebSocket gets another chance after ten minutes", () => {
  const { ways: its, world, again } = ways();
  its.failed("websocket", { hung: true });
  its.welcomed("events");
  world.clock += 9 * MINUTE;
  assert.equal(its.next(), "events");
  its.welcomed("events");
  assert.equal(again().next(), "events", "a reload knows it");
  world.clock += 2 * MINUTE;
  assert.equal(its.next(), "websocket");
  its.welcomed("websocket");
  assert.equal(again().next(), "websocket");
});

test("a WebSocket that has worked is given up less easily", () => {
  const { ways: its } = ways();
  its.welcomed("websocket");
  for (let n = 0; n < 4; n += 1) {
    assert.equal(its.next(), "websocket");
    its.failed("websocket", { hung: false });
  }
  assert.equal(its.next(), "events");
});

test("a clock that was set back keeps the WebSocket away no longer than else", () => {
  const { ways: its, world, again } = ways();
  its.failed("websocket", { hung: true });
  its.welcomed("events");
  world.clock -= 60 * MINUTE;
  assert.equal(again().next(), "websocket");
});

/** Somebody who answers requests: the stream's text is given piece by piece. */
function server() {
  /** @type {{ address: string, init: any, body: any }[]} */ const asked = [];
  /** @type {ReadableStreamDefaultController<Uint8Array>} */ let stream;
  /** @type {(address: string) => Response} */
  let answer = () => new Response(new ReadableStream({ start: (controller) => void (stream = controller) }));
  const fetch = async (/** @type {any} */ address, /** @type {any} */ init) => {
    asked.push({ address, init, body: init.body === undefined ? undefined : JSON.parse(init.body) });
    return answer(address);
  };
  return {
    asked,
    fetch: /** @type {any} */ (fetch),
    answers: (/** @type {(address: string) => Response} */ how) => (answer = how),
    says: (/** @type {string} */ text) => stream.enqueue(new TextEncoder().encode(text)),
    ends: () => stream.close(),
  };
}

/** @param {ReturnType<typeof server>} site */
async function socket(site) {
  const it = new EventsSocket("http://x/api/v1/events/e/rooms/main", site.fetch);
  /** @type {any[]} */ const frames = [];
  /** @type {number[]} */ const closes = [];
  it.onmessage = ({ data }) => frames.push(JSON.parse(data));
  it.onclose = ({ code }) => closes.push(code);
  await new Promise((resolve) => (it.onopen = () => resolve(undefined)));
  return { it, frames, closes };
}

test("hello opens the events with the token in a header and the cursor in the address", async () => {
  const site = server();
  const { it, frames } = await socket(site);
  it.send(JSON.stringify({ type: "hello", token: "secret", resume: { epoch: "e0", seq: 7 } }));
  await setImmediate();
  const [{ address, init }] = /** @type {[any]} */ (site.asked);
  assert.equal(address, "http://x/api/v1/events/e/rooms/main/events?last_event_id=e0%3A7");
  assert.equal(init.headers.authorization, "Bearer secret");
  for (const piece of ['id: e0:7\ndata: {"type":"wel', 'come"}\n', '\n:\n\nid: e0:8\ndata: {"type":"message"}\n\n']) {
    site.says(piece);
    await setImmediate();
  }
  assert.deepEqual(frames, [{ type: "welcome" }, { type: "message" }]);
  it.close();
});

test("a post that waits, and a pin, are answered as on a stream", async () => {
  const site = server();
  const { it, frames } = await socket(site);
  it.send(JSON.stringify({ type: "hello", token: "secret" }));
  site.answers(() => Response.json({ id: "h1", position: 0, seq: 0, held: true }, { status: 202 }));
  it.send(JSON.stringify({ type: "post", nonce: "n-1", text: "hello", announcement: true }));
  await setImmediate();
  site.answers(() => Response.json({ seq: 7 }));
  it.send(JSON.stringify({ type: "act", nonce: "n-2", ask: { act: "pin", id: "m1" } }));
  it.send(JSON.stringify({ type: "act", nonce: "n-3", ask: { act: "unpin", id: "m1" } }));
  await setImmediate();
  assert.deepEqual(frames, [
    { type: "ack", nonce: "n-1", id: "h1", position: 0, seq: 0, held: true },
    { type: "ack", nonce: "n-2", id: "m1", position: 0, seq: 7 },
    { type: "ack", nonce: "n-3", id: "m1", position: 0, seq: 7 },
  ]);
  assert.deepEqual(site.asked.slice(1).map(({ address, init, body }) => [init.method, address.split("/main")[1], body]), [
    ["POST", "/messages", { nonce: "n-1", text: "hello", announcement: true }],
    ["PUT", "/messages/m1/pin", {}],
    ["DELETE", "/messages/m1/pin", {}],
  ]);
  it.close();
});

test("posts and removals go by request, and are answered as on a stream", async () => {
  const site = server();
  const { it, frames } = await socket(site);
  it.send(JSON.stringify({ type: "hello", token: "secret" }));
  site.answers(() => Response.json({ id: "m1", position: 4, seq: 4 }, { status: 201 }));
  it.send(JSON.stringify({ type: "post", nonce: "n-1", text: "hello", reply_to: "m0" }));
  await setImmediate();
  site.answers(() => Response.json({ code: "slow_down", detail: "too fast", retry_after_ms: 700 }, { status: 429 }));
  it.send(JSON.stringify({ type: "post", nonce: "n-2", text: "again" }));
  await setImmediate();
  site.answers(() => Response.json({ seq: 5 }));
  it.send(JSON.stringify({ type: "remove", nonce: "n-3", id: "m1", reason: "off topic" }));
  await setImmediate();
  assert.deepEqual(frames, [
    { type: "ack", nonce: "n-1", id: "m1", position: 4, seq: 4 },
    { type: "error", nonce: "n-2", code: "slow_down", message: "too fast", retry_after_ms: 700 },
    { type: "ack", nonce: "n-3", id: "m1", position: 0, seq: 5 },
  ]);
  assert.deepEqual(site.asked.slice(1).map(({ address, init, body }) => [init.method, address.split("/main")[1], body]), [
    ["POST", "/messages", { nonce: "n-1", text: "hello", reply_to: "m0" }],
    ["POST", "/messages", { nonce: "n-2", text: "again" }],
    ["DELETE", "/messages/m1", { reason: "off topic" }],
  ]);
  it.close();
});

test("edits and reactions go by request", async () => {
  const site = server();
  const { it, frames } = await socket(site);
  it.send(JSON.stringify({ type: "hello", token: "secret" }));
  site.answers(() => Response.json({ id: "m1", position: 4, seq: 6 }));
  it.send(JSON.stringify({ type: "edit", nonce: "n-1", id: "m1", text: "better" }));
  it.send(JSON.stringify({ type: "react", nonce: "n-2", id: "m1", emoji: "👍", on: true }));
  it.send(JSON.stringify({ type: "react", nonce: "n-3", id: "m1", emoji: "👍", on: false }));
  await setImmediate();
  assert.deepEqual(frames, ["n-1", "n-2", "n-3"].map((nonce) => ({ type: "ack", nonce, id: "m1", position: 4, seq: 6 })));
  const reactions = "/messages/m1/reactions/%F0%9F%91%8D";
  assert.deepEqual(site.asked.slice(1).map(({ address, init, body }) => [init.method, address.split("/main")[1], body]), [
    ["PATCH", "/messages/m1", { nonce: "n-1", text: "better" }],
    ["PUT", reactions, { nonce: "n-2" }],
    ["DELETE", reactions, { nonce: "n-3" }],
  ]);
  it.close();
});

test("how events end is told as a close code", async () => {
  for (const [status, problem, code, frames] of /** @type {const} */ ([
    [401, { code: "not_joined" }, 1008, [{ type: "error", code: "not_joined", message: "" }]],
    [403, { code: "forbidden" }, 1008, [{ type: "error", code: "forbidden", message: "" }]],
    [403, { code: "banned" }, 4003, [{ type: "error", code: "banned", message: "" }]],
    [404, { code: "not_found" }, 4004, [{ type: "error", code: "not_found", message: "" }]],
    [503, null, 1013, []],
  ])) {
    const site = server();
    site.answers(() => Response.json(problem, { status }));
    const { it, ...heard } = await socket(site);
    it.send(JSON.stringify({ type: "hello" }));
    await setImmediate();
    assert.deepEqual([heard.closes, heard.frames], [[code], frames]);
  }
  const site = server();
  const { it, closes } = await socket(site);
  it.send(JSON.stringify({ type: "hello" }));
  await setImmediate();
  site.says("retry: 1200\n\n");
  site.ends();
  await setImmediate();
  assert.deepEqual(closes, [1012], "the server goes away");
});

/** A WebSocket that is never let through. */
class Refused {
  static count = 0;
  /** @type {any} */ onclose = null;

  constructor() {
    Refused.count += 1;
  }

  send() {}
  close() {}
}

test("refused as a WebSocket, one is welcomed by events and writes there", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const site = server();
  /** @type {any[]} */ const frames = [];
  /** @type {any[]} */ const closes = [];
  const its = ways();
  Refused.count = 0;
  /** @type {any} */ let last;
  const connection = new Connection("ws://x/stream", () => ({ token: "t" }), {
    frame: (heard) => frames.push(heard), closed: (lost) => closes.push(lost),
  }, {
    now: () => its.world.clock,
    random: () => 0.5,
    WebSocket: /** @type {any} */ (class extends Refused {
      constructor() {
        super();
        last = this;
      }
    }),
    fallback: { ways: its.ways, open: async () => new EventsSocket("http://x", site.fetch) },
  });
  connection.open();
  last.onclose({ code: 1006 });
  context.mock.timers.tick(500);
  last.onclose({ code: 1006 });
  context.mock.timers.tick(1_000);
  await setImmediate();
  assert.equal(Refused.count, 2);
  assert.equal(site.asked.length, 1);
  assert.equal(connection.send({ type: "post", nonce: "n", text: "t" }), false, "not before the welcome");
  site.says('data: {"type":"welcome"}\n\n');
  await setImmediate();
  assert.deepEqual(frames, [{ type: "welcome" }]);
  assert.equal(connection.send({ type: "post", nonce: "n", text: "t" }), true);
  assert.equal(site.asked.at(-1)?.init.method, "POST");
  assert.deepEqual(closes.map(({ stuck }) => stuck), [false, false]);
  connection.close();
});

test("a WebSocket that says nothing is given ten seconds, events that are held back fifteen; then one is told", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const site = server();
  /** @type {any[]} */ const closes = [];
  const its = ways();
  const connection = new Connection("ws://x/stream", () => ({}), { frame: () => {}, closed: (lost) => closes.push(lost) }, {
    now: () => its.world.clock,
    random: () => 0,
    WebSocket: /** @type {any} */ (Refused),
    fallback: { ways: its.ways, open: async () => new EventsSocket("http://x", site.fetch) },
  });
  connection.open();
  context.mock.timers.tick(9_999);
  assert.equal(closes.length, 0);
  context.mock.timers.tick(1);
  context.mock.timers.tick(0);
  await setImmediate();
  assert.equal(site.asked.length, 1, "events now");
  context.mock.timers.tick(15_000);
  assert.deepEqual(closes.map(({ stuck }) => stuck), [false, true]);
  connection.close();
});

test("that nothing gets through is told until something does", () => {
  const stuck = after(INITIAL, { type: "closed", code: 1006, final: false, planned: false, stuck: true });
  assert.equal(stuck.stuck, true);
  assert.equal(after(stuck, { type: "closed", code: 1006, final: false, planned: false, stuck: false }).stuck, true);
  assert.equal(after(stuck, welcome({ seq: 1 })).stuck, false);
  assert.equal(after(stuck, frame({ type: "online", count: 1 })).stuck, true);
});
