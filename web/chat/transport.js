/**
 * Which way to try next: the WebSocket, or server-sent events where no WebSocket gets through. A server that is down and
 * a network that blocks look alike, so while nothing works the two take turns, and only a welcome decides. Pure: time comes
 * in, and what is to outlive a reload goes into a store.
 *
 * @import { Store } from "../shared/storage.js"
 *
 * @typedef {"websocket" | "events"} Way
 */

/** Handshakes that may fail before the other way is tried. */
const TRIES = 2;

/** Where a WebSocket has worked on this page, more speaks for a network that is just away. */
const TRIES_ONCE_IT_WORKED = 4;

/** After this long the WebSocket gets another chance: people change networks. */
const AVOID_MS = 10 * 60_000;

const KEY = "events-until";

export class Ways {
  #failures = 0;
  #worked = false;
  #avoid_until;
  #now;
  #store;

  /**
   * @param {() => number} now milliseconds
   * @param {Store} store for the session
   */
  constructor(now, store) {
    this.#now = now;
    this.#store = store;
    const until = Number(store.get(KEY));
    // A clock that was set back must not keep the WebSocket away for longer.
    this.#avoid_until = until - now() <= AVOID_MS ? until : 0;
  }

  /** @returns {Way} */
  next() {
    if (this.#avoid_until > this.#now()) return "events";
    return this.#failures >= this.#limit ? "events" : "websocket";
  }

  /** It was welcomed. @param {Way} way */
  welcomed(way) {
    if (way === "events") {
      if (this.#avoid_until <= this.#now()) this.#avoid();
    } else {
      this.#failures = 0;
      this.#worked = true;
      this.#forget();
    }
  }

  /**
   * It was never welcomed.
   * @param {Way} way
   * @param {{ hung: boolean }} how hung: nobody said anything at all, as behind proxies that swallow what they do not know
   */
  failed(way, { hung }) {
    if (way === "websocket") {
      this.#failures += hung ? TRIES_ONCE_IT_WORKED : 1;
    } else {
      this.#failures = this.#limit - 1; // one more try of the WebSocket, then events again
      this.#forget();
    }
  }

  get #limit() {
    return this.#worked ? TRIES_ONCE_IT_WORKED : TRIES;
  }

  #avoid() {
    this.#failures = 0;
    this.#avoid_until = this.#now() + AVOID_MS;
    this.#store.set(KEY, String(this.#avoid_until));
  }

  #forget() {
    this.#avoid_until = 0;
    this.#store.remove(KEY);
  }
}
