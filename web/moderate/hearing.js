/**
 * The rooms that the console hears live.
 *
 * @import { Person, ServerFrame } from "../types/wire.d.ts"
 * @import { State } from "../chat/state.js"
 * @import { Store } from "../shared/storage.js"
 */

import { keepAwake } from "../chat/awake.js";
import { isLive } from "../chat/messages.js";
import { Session } from "../chat/session.js";

/** Rooms that are heard at once: browsers hold six connections to a server where events stand in for WebSockets. */
const HEARD = 4;

export class Hearing {
  /** @type {Map<string, Session>} */ #sessions = new Map();
  /** @type {(() => void)[]} */ #sleepless = [];
  #event;
  #store;
  #changed;
  #hears;

  /**
   * @param {string} event slug
   * @param {Store} store
   * @param {() => void} changed
   * @param {(frame: ServerFrame) => void} hears each frame that comes in any room
   */
  constructor(event, store, changed, hears) {
    this.#event = event;
    this.#store = store;
    this.#changed = changed;
    this.#hears = hears;
  }

  /** @param {string} room slug */
  session(room) {
    return this.#sessions.get(room);
  }

  /** @returns {ReadonlyMap<string, State>} by slug */
  get states() {
    return new Map([...this.#sessions].map(([room, { state }]) => [room, state]));
  }

  /** @param {string} room slug */
  hear(room) {
    if (this.#sessions.has(room)) return;
    const session = new Session({
      origin: location.origin, event: this.#event, room, store: this.#store, changed: this.#changed, hears: this.#hears,
    });
    this.#sessions.set(room, session);
    session.open();
    this.#sleepless.push(keepAwake(session));
  }

  /** As many of them as can be heard at once. @param {readonly string[]} rooms slugs */
  hearSome(rooms) {
    for (const room of rooms) if (this.#sessions.size < HEARD) this.hear(room);
  }

  close() {
    for (const stop of this.#sleepless) stop();
    for (const session of this.#sessions.values()) session.close();
  }
}

/**
 * Who wrote what is known of any room, also what waits there, the latest first.
 * @param {ReadonlyMap<string, State>} heard
 * @returns {Person[]}
 */
export function authors(heard) {
  return [...heard.values()].flatMap(({ messages, held }) => [...messages.filter(isLive), ...held])
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .map(({ author }) => author);
}
