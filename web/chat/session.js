/**
 * One reader in one room: holds the state, feeds it with what happens, and does what it then asks for
 * (send what waits, connect anew, fetch history, store token and draft). Knows no DOM.
 *
 * @import { Store } from "../shared/storage.js"
 * @import { Act, Asked } from "./acts.js"
 * @import { Event, State } from "./state.js"
 * @import { ServerFrame } from "../types/wire.d.ts"
 */

import { ApiError, api, roomAddress, streamAddress } from "../shared/api.js";
import { openStore } from "../shared/storage.js";
import { frameOf } from "./acts.js";
import { Archive } from "./archive.js";
import { Connection } from "./connection.js";
import { isKept, keepOutbox, keptOutbox } from "./kept.js";
import { next } from "./outbox.js";
import { missesNotices } from "./notices.js";
import { fetchEvents } from "./rest.js";
import { INITIAL, reduce } from "./state.js";
import { Ways } from "./transport.js";
import { keepPlace, keptPlace } from "./unread.js";

/** @typedef {{ text: string, replying_to: string | null }} Draft */

/** Messages in a page of history, and in one for who saves data. */
const HISTORY_PAGE = 50;
const SMALL_PAGE = 20;

export class Session {
  /** @type {State} */ #state = INITIAL;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer = undefined;
  #origin;
  #store;
  #api;
  #connection;
  #changed;
  #hears;
  /** Whether the reader saves data. */ #thrifty = false;
  /** Whether the last hello asked for that. */ #asked = false;
  /** Whether what is held was told to one who does: cursors of the one are none of the other. */ #thin = false;

  /**
   * @param {object} options
   * @param {string} options.origin of the server
   * @param {string} options.event slug
   * @param {string} options.room slug
   * @param {Store} options.store
   * @param {() => void} options.changed called after each change of the state
   * @param {(frame: ServerFrame) => void} [options.hears] called with each frame after that
   */
  constructor({ origin, event, room, store, changed, hears }) {
    this.#origin = origin;
    /** Slug. */ this.event = event;
    /** Slug. */ this.room = room;
    this.#store = store;
    this.#changed = changed;
    this.#hears = hears;
    this.#state = { ...INITIAL, left: keptPlace(store, this.#place), outbox: keptOutbox(store, this.#place) };
    this.#api = api(origin, event, () => this.token);
    /** What is not in the stream. */ this.archive = new Archive(this.#api, room);
    this.#connection = new Connection(
      streamAddress(origin, event, room),
      () => this.#hello(),
      {
        frame: (frame) => this.#heard(frame),
        closed: (lost) => this.#dispatch({ type: "closed", ...lost }),
      },
      {
        now: () => Date.now(),
        random: () => Math.random(),
        fallback: {
          ways: new Ways(() => Date.now(), openStore(() => globalThis.sessionStorage)),
          open: async () => new (await fetchEvents()).EventsSocket(roomAddress(origin, event, room)),
        },
      },
    );
  }

  get state() {
    return this.#state;
  }

  get token() {
    return this.#store.get(this.#tokenKey);
  }

  /** Whether a token is held, so that a join form need not flash up before the welcome. */
  get remembered() {
    return this.token !== null;
  }

  open() {
    this.#connection.open();
  }

  close() {
    clearTimeout(this.#timer);
    this.#connection.close();
  }

  wake() {
    this.#connection.wake();
  }

  sleep() {
    this.#connection.sleep();
  }

  /**
   * @param {{ name: string, invite?: string }} who
   * @throws {ApiError} where the server refuses
   */
  async join({ name, invite }) {
    const { token, you } = await this.#api.join({ name, ...(invite ? { invite } : {}) });
    this.#store.set(this.#tokenKey, token);
    this.#store.set(this.#meKey, you.id);
    this.#dispatch({ type: "joined", you });
    this.#connection.restart();
  }

  /** @param {string} text normalised and within the limits @param {boolean} [announcement] */
  post(text, announcement = false) {
    const reply_to = this.#state.replying_to;
    const by = this.#state.you?.id ?? this.#store.get(this.#meKey) ?? "";
    this.#dispatch({ type: "post", nonce: nonce(), by, text, ...(reply_to ? { reply_to } : {}),
      ...(announcement ? { announcement } : {}), now: Date.now() });
  }

  /** Whether what is not sent yet is lost with the page. */
  get fleeting() {
    return !this.#store.lasting && this.#state.outbox.some((post) => post.status !== "stored");
  }

  /** Another tab has let go of something that was kept. */
  lookAgain() {
    this.#dispatch({ type: "let_go", is_kept: (nonce) => isKept(this.#store, this.#place, nonce) });
  }

  /** Whether the reader saves data; the server is told with the next hello, which is now where there is a connection. */
  get thrifty() {
    return this.#thrifty;
  }

  set thrifty(on) {
    if (on === this.#thrifty) return;
    this.#thrifty = on;
    if (this.#state.status === "live") this.#connection.restart();
  }

  /** @param {string} refused nonce; or of one that somebody else wrote here, and that one says now */
  retry(refused) {
    this.#dispatch({ type: "retry", nonce: refused, fresh: nonce() });
  }

  /** @param {string} unsent nonce */
  discard(unsent) {
    this.#dispatch({ type: "discard", nonce: unsent });
  }

  /** @param {string | null} id */
  reply(id) {
    this.#dispatch({ type: "reply", id });
  }

  /** Begins to edit a message of one's own; null ends it. @param {string | null} id */
  edit(id) {
    this.#dispatch({ type: "edit", id });
  }

  /** @param {string} text normalised and within the limits; of the message that is being edited */
  change(text) {
    const id = this.#state.editing;
    this.edit(null);
    if (id !== null) this.#ask({ kind: "edit", id, nonce: nonce(), text });
  }

  /** @param {string} id */
  remove(id) {
    this.#ask({ kind: "remove", id, nonce: nonce() });
  }

  /**
   * @param {string} id
   * @param {string} emoji one of the room's
   * @param {boolean} on whether it is to be there
   */
  react(id, emoji, on) {
    this.#ask({ kind: "react", id, nonce: nonce(), emoji, on });
  }

  /** @param {string} id @param {boolean} on whether it is to stand above the stream */
  pin(id, on) {
    this.#ask({ kind: "pin", id, nonce: nonce(), on });
  }

  /** Learns a pinned message that is not held. @param {string} id */
  async learnPinned(id) {
    try {
      this.#dispatch({ type: "pinned", message: await this.archive.message(id) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** Lets what was refused be. @param {string} id */
  keep(id) {
    this.#dispatch({ type: "keep", id });
  }

  /** @param {number} position */
  seen(position) {
    const { cursor, seen } = this.#state;
    this.#dispatch({ type: "seen", position });
    if (cursor && position >= seen) keepPlace(this.#store, this.#place, { epoch: cursor.epoch, position });
  }

  /** Whether one is at the newest message. @param {boolean} on */
  following(on) {
    this.#dispatch({ type: "following", on });
  }

  /** Whether an old message is being looked for: until then, nothing that is held goes. @param {boolean} on */
  seeking(on) {
    this.#dispatch({ type: "seeking", on });
  }

  /** One looks elsewhere: what comes from here on is new. */
  left() {
    this.#dispatch({ type: "left" });
  }

  /** @param {number} [limit] */
  async loadHistory(limit = this.thrifty ? SMALL_PAGE : HISTORY_PAGE) {
    const { history, floor, cursor } = this.#state;
    if (history === "loading" || history === "complete" || !cursor) return;
    this.#dispatch({ type: "history_wanted" });
    try {
      const page = await this.#api.history(this.room, { before: floor, limit });
      this.#dispatch({ type: "history", before: floor, limit, page });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#dispatch({ type: "history_failed" });
    }
  }

  /**
   * @param {string | null} slug of the session to start; null ends the one that is on
   * @throws {ApiError}
   */
  setSession(slug) {
    return this.#api.setSession(this.room, slug);
  }

  /**
   * Tells those who keep the room of a message.
   * @param {string} id
   * @param {string} reason
   * @throws {ApiError}
   */
  report(id, reason) {
    return this.#api.report(this.room, id, reason);
  }

  /** The room's own address, for others. */
  get address() {
    return `${this.#origin}/e/${this.event}/${this.room}`;
  }

  get draft() {
    return this.#store.get(this.#draftKey) ?? "";
  }

  set draft(text) {
    if (text === "") this.#store.remove(this.#draftKey);
    else this.#store.set(this.#draftKey, text);
  }

  /** Number of the last notice that one has put away. */
  get told() {
    return Number(this.#store.get(`${this.event}:told`));
  }

  set told(act) {
    this.#store.set(`${this.event}:told`, String(act));
    this.#changed();
  }

  get #tokenKey() {
    return `${this.event}:token`;
  }

  /** Who the token belongs to, for when nobody can be asked. */
  get #meKey() {
    return `${this.event}:me`;
  }

  get #draftKey() {
    return `${this.#place}:draft`;
  }

  get #place() {
    return `${this.event}/${this.room}`;
  }

  #hello() {
    const token = this.token;
    this.#asked = this.#thrifty;
    const resume = this.#asked === this.#thin ? this.#state.cursor : null;
    return { ...(token ? { token } : {}), ...(resume ? { resume } : {}), ...(this.#asked ? { low_data: true } : {}) };
  }

  /** @param {ServerFrame} frame */
  #heard(frame) {
    if (frame.type === "welcome") {
      this.#thin = this.#asked;
      // What other tabs have not sent, they may not be there to send any more.
      this.lookAgain();
      this.#dispatch({ type: "kept", outbox: keptOutbox(this.#store, this.#place) });
    }
    const known = this.#state.cursor !== null;
    this.#dispatch({ type: "frame", frame, world: { now: Date.now(), random: Math.random() } });
    this.#hears?.(frame);
    if (missesNotices(frame, known)) void this.#learn();
    if (frame.type === "welcome") {
      if (frame.you) this.#store.set(this.#meKey, frame.you.id);
      else this.#forgetToken();
      for (const act of this.#state.acts) this.#sendAct(act);
    }
    if (frame.type === "error" && frame.code === "not_joined") this.#forget();
  }

  /** What was done to oneself while nobody was here to hear it. */
  async #learn() {
    try {
      this.#dispatch({ type: "me", me: await this.#api.me() });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** The token is no longer good. Go on as a reader, where there are such; what was written stays. */
  #forget() {
    if (!this.token) {
      if (this.#state.status !== "live") this.#dispatch({ type: "barred" });
      return;
    }
    this.#forgetToken();
    this.#dispatch({ type: "forgotten" });
    this.#connection.restart();
  }

  #forgetToken() {
    this.#store.remove(this.#tokenKey);
    this.#store.remove(this.#meKey);
  }

  /** @param {Asked} asked */
  #ask(asked) {
    this.#dispatch({ type: "act", asked });
    this.#sendAct({ ...asked, status: "sending" });
  }

  /** What does not go out now goes out with the next welcome. @param {Act} act */
  #sendAct(act) {
    if (act.status === "sending") this.#connection.send(frameOf(act));
  }

  /** @param {Event} event */
  #dispatch(event) {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state === before) return;
    keepOutbox(this.#store, this.#place, before.outbox, this.#state.outbox);
    this.#sendNext();
    this.#changed();
  }

  #sendNext() {
    clearTimeout(this.#timer);
    if (this.#state.status !== "live" || !this.#state.you) return;
    const due = next(this.#state.outbox, this.#state.you.id, Date.now());
    if (due === null) return;
    if ("wait_ms" in due) {
      this.#timer = setTimeout(() => this.#sendNext(), due.wait_ms);
      return;
    }
    const { nonce, text, reply_to, announcement } = due.send;
    // The tab where it was discarded may not have been heard of yet.
    if (!isKept(this.#store, this.#place, nonce)) return this.lookAgain();
    if (this.#connection.send({ type: "post", nonce, text, ...(reply_to ? { reply_to } : {}), ...(announcement ? { announcement } : {}) })) {
      this.#dispatch({ type: "sending", nonce });
    }
  }
}

/** 96 random bits. `crypto.randomUUID` is missing on pages served without TLS. */
export function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
