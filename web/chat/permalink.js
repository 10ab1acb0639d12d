/**
 * `#m-ID` in the address: shows that message, in its place where that is near enough to load all in
 * between, else by itself with what stands around it.
 *
 * @import { Message } from "../types/wire.d.ts"
 * @import { Looking } from "./finder.js"
 * @import { Session } from "./session.js"
 * @import { State } from "./state.js"
 *
 * @typedef {object} Host who shows it
 * @property {Session | null} session
 * @property {(id: string) => Promise<void>} show a message that is in the stream
 * @property {(looking: Looking) => void} look at what is not in the stream
 */

import { ApiError } from "../shared/api.js";
import { find } from "./messages.js";

/** Messages loaded at once on the way to one: the most the server gives. */
const STRIDE = 200;

/** So many positions before what is held is still near. There are at most as many messages. */
const NEAR = 2 * STRIDE;

export class Permalink {
  /** @type {string | null} */ #wanted = null;
  /** The wanted message as the server told it. @type {Message | null} */ #told = null;
  #asking = false;
  #host;

  /** @param {Host} host calls `step` after each change of its session's state */
  constructor(host) {
    this.#host = host;
  }

  /** From now on until the answer is called. @returns {() => void} */
  watch() {
    const follow = () => this.follow(location.hash);
    // A link to where the address already points changes nothing there; it is to show the message all the same.
    const again = (/** @type {MouseEvent} */ { target }) => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (link?.getAttribute("href") === location.hash) follow();
    };
    addEventListener("hashchange", follow);
    document.addEventListener("click", again);
    follow();
    return () => {
      removeEventListener("hashchange", follow);
      document.removeEventListener("click", again);
    };
  }

  /** @param {string} fragment as in `location.hash` */
  follow(fragment) {
    const id = idOf(fragment);
    if (id === null) return;
    this.#wanted = id;
    this.#told = null;
    this.step();
  }

  /** Goes as far as it can for now. */
  step() {
    const { session } = this.#host;
    if (!session || this.#wanted === null || this.#asking) return;
    const { state } = session;
    switch (plan(state, this.#wanted, this.#told?.position)) {
      case "wait":
        break;
      case "show":
        void this.#host.show(this.#wanted).then(() => session.seeking(false));
        this.#wanted = null;
        break;
      case "ask":
        void this.#ask(session, this.#wanted);
        break;
      case "load":
        session.seeking(true);
        void session.loadHistory(STRIDE);
        break;
      case "apart": {
        const message = find(state.messages, this.#wanted) ?? this.#told;
        this.#wanted = null;
        session.seeking(false);
        if (message) this.#host.look({ kind: "around", message });
      }
    }
  }

  /**
   * @param {Session} session
   * @param {string} id
   */
  async #ask(session, id) {
    this.#asking = true;
    try {
      const message = await session.archive.message(id);
      if (this.#wanted === id) this.#told = message;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#wanted === id) {
        this.#wanted = null;
        this.#host.look({ kind: "nothing", code: error.code });
      }
    } finally {
      this.#asking = false;
    }
    this.step();
  }
}

/** @param {string} fragment */
export function idOf(fragment) {
  return /^#m-([0-9a-f-]{36})$/.exec(fragment)?.[1] ?? null;
}

/**
 * What is to be done to show a message.
 * @param {State} state
 * @param {string} id
 * @param {number} [told] its position, where the server has told it
 * @returns {"wait" | "show" | "ask" | "load" | "apart"}
 */
export function plan({ cursor, messages, floor, history }, id, told) {
  if (!cursor) return "wait";
  const position = find(messages, id)?.position;
  if (position !== undefined && position >= floor) return "show";
  const at = position ?? told;
  if (at === undefined) return "ask";
  if (at >= floor || history === "loading") return "wait";
  return floor - at > NEAR || history !== "idle" ? "apart" : "load";
}
