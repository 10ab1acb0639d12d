/**
 * The socket: opens it, says hello, hands on what comes, and comes back by itself when it is lost; by
 * server-sent events where no WebSocket gets through. Knows frames as JSON, not what they mean, but for
 * `welcome`, after which it may be written to.
 *
 * @import { ClientFrame, ServerFrame } from "../types/wire.d.ts"
 *
 * @typedef {Extract<ClientFrame, { type: "hello" }>} Hello
 *
 * @typedef {object} Listener
 * @property {(frame: ServerFrame) => void} frame
 * @property {(lost: { code: number, final: boolean, planned: boolean, stuck: boolean }) => void} closed
 *   stuck: the server answers, but nothing that lasts gets through; the plain page would
 *
 * @typedef {object} World
 * @property {() => number} now milliseconds
 * @property {() => number} random from 0 up to 1
 * @property {typeof globalThis.WebSocket} [WebSocket]
 * @property {{ ways: Ways, open: () => Promise<EventsSocket> }} [fallback] without it, there is only the WebSocket
 *
 * @import { EventsSocket } from "./events.js"
 * @import { Way, Ways } from "./transport.js"
 */

import { isFinal, reconnectDelay } from "./backoff.js";

export const SUBPROTOCOL = "social-stream.v1";

/** A handshake, or an answer to something sent, that takes longer will not come. */
const ANSWER_MS = 15_000;

/** Where there is another way, a WebSocket is waited for no longer than this. */
const OPEN_MS = 10_000;

/** A connection that held this long was a good one: the next loss starts the back-off afresh. */
const HELD_MS = 5_000;

/** After this silence a phone that wakes up cannot know whether its socket still lives. */
const QUIET_MS = 45_000;

export class Connection {
  /** @type {WebSocket | EventsSocket | null} */ #socket = null;
  /** @type {Way} */ #way = "websocket";
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #retry = undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #answer = undefined;
  /** The socket that is being made and not yet there. @type {Promise<EventsSocket> | null} */ #coming = null;
  #attempt = 0;
  /** @type {number | null} null while one may not write */ #welcomed_at = null;
  #heard_at = 0;
  #stopped = false;
  #address;
  #hello;
  #listener;
  #world;

  /**
   * @param {string} address of the stream
   * @param {() => Omit<Hello, "type">} hello asked at each connection: token and cursor as they then are
   * @param {Listener} listener
   * @param {World} world
   */
  constructor(address, hello, listener, world) {
    this.#address = address;
    this.#hello = hello;
    this.#listener = listener;
    this.#world = world;
  }

  open() {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const { fallback } = this.#world;
    this.#way = fallback?.ways.next() ?? "websocket";
    this.#welcomed_at = null;
    this.#expectAnswer(fallback && this.#way === "websocket" ? OPEN_MS : ANSWER_MS);
    if (fallback && this.#way === "events") this.#await(fallback.open());
    else this.#take(this.#openWebSocket());
  }

  /** @param {Promise<EventsSocket>} coming */
  #await(coming) {
    this.#coming = coming;
    coming.then(
      (socket) => {
        if (this.#coming !== coming) return socket.close();
        this.#take(socket);
        if (socket.readyState === 1) this.#opened(); // before anybody listened
      },
      () => this.#coming === coming && this.#lost(1006),
    );
  }

  /** @param {WebSocket | EventsSocket} socket that opens */
  #take(socket) {
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (/** @type {{ data: unknown }} */ { data }) => this.#heard(data);
    socket.onclose = (/** @type {{ code: number }} */ { code }) => this.#lost(code);
  }

  #opened() {
    this.#expectAnswer();
    this.#write({ type: "hello", ...this.#hello() });
  }

  /**
   * @param {ClientFrame} frame
   * @returns {boolean} whether it went out; false where there is no welcomed connection
   */
  send(frame) {
    if (this.#welcomed_at === null || this.#socket?.readyState !== 1) return false;
    this.#write(frame);
    this.#expectAnswer();
    return true;
  }

  /** Comes back at once with a new hello, since the token changed; also after a final close, which was another's. */
  restart() {
    this.#stopped = false;
    this.#drop();
    this.#listener.closed({ code: 1000, final: false, planned: true, stuck: false });
    this.open();
  }

  /** The network or the reader is back: no use in waiting any longer, nor in trusting a silent socket. */
  wake() {
    if (this.#stopped) return;
    if (this.#retry !== undefined) this.open();
    else if (this.#welcomed_at !== null && this.#world.now() - this.#heard_at > QUIET_MS) this.restart();
  }

  /** The machine says that it has no network. */
  sleep() {
    if (this.#socket && !this.#stopped) this.#lost(1006);
  }

  /** For good. */
  close() {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** @param {unknown} data */
  #heard(data) {
    this.#heard_at = this.#world.now();
    const frame = parse(data);
    if (frame?.type === "welcome") {
      this.#welcomed_at = this.#heard_at;
      this.#world.fallback?.ways.welcomed(this.#way);
    }
    if (this.#welcomed_at !== null) clearTimeout(this.#answer);
    if (!frame) return;
    this.#listener.frame(frame);
  }

  /**
   * @param {number} code
   * @param {boolean} [hung] nothing was said at all
   */
  #lost(code, hung = false) {
    const held = this.#welcomed_at !== null && this.#world.now() - this.#welcomed_at >= HELD_MS;
    if (held) this.#attempt = 0;
    const stuck = this.#failed(code, hung);
    this.#drop();
    const final = isFinal(code);
    if (final) {
      this.#stopped = true;
    } else {
      const delay = reconnectDelay({ attempt: this.#attempt, code, random: this.#world.random() });
      this.#attempt += 1;
      this.#retry = setTimeout(() => this.open(), delay);
    }
    this.#listener.closed({ code, final, planned: false, stuck });
  }

  #openWebSocket() {
    const Socket = this.#world.WebSocket ?? globalThis.WebSocket;
    return new Socket(this.#address, SUBPROTOCOL);
  }

  /**
   * Remembers a way that led nowhere.
   * @param {number} code
   * @param {boolean} hung
   * @returns {boolean} whether the server answers and yet no stream gets through
   */
  #failed(code, hung) {
    const { fallback } = this.#world;
    // A close code but 1006 is the server's own word, which came through.
    if (!fallback || this.#welcomed_at !== null || code !== 1006) return false;
    fallback.ways.failed(this.#way, { hung });
    return this.#socket !== null && "answered" in this.#socket && this.#socket.answered;
  }

  /** Lets go of the socket without hearing from it again. */
  #drop() {
    clearTimeout(this.#answer);
    const socket = this.#socket;
    this.#socket = this.#coming = null;
    this.#welcomed_at = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** @param {ClientFrame} frame */
  #write(frame) {
    this.#socket?.send(JSON.stringify(frame));
  }

  #expectAnswer(ms = ANSWER_MS) {
    clearTimeout(this.#answer);
    this.#answer = setTimeout(() => this.#lost(1006, true), ms);
  }
}

/**
 * @param {unknown} data
 * @returns {ServerFrame | null} null for what is no frame; later servers may send more than we know
 */
function parse(data) {
  if (typeof data !== "string") return null;
  try {
    const frame = JSON.parse(data);
    return typeof frame?.type === "string" ? frame : null;
  } catch {
    return null;
  }
}
