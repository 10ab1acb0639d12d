/**
 * The frame's side of the talk with the page it is in (messages.js): hears what the chat is to look like, tells when it
 * is ready and how much is unread. The page's origin is in the frame's address, put there by `embed.js`; it is checked
 * on receipt and named on sending. Pages without an origin (`null`: sandboxed, or a file) are known by their window alone.
 *
 * @import { SocialStreamChat } from "../chat/chat.js"
 * @import { State } from "../chat/state.js"
 */

import { unseen } from "../chat/views.js";
import { Wardrobe, looksIn } from "./looks.js";
import { message, understand } from "./messages.js";

/**
 * @param {SocialStreamChat} chat whose `changed` events tell its state
 * @param {Window} window of the frame
 */
export function meetHost(chat, window) {
  const query = new URLSearchParams(window.location.search);
  const wardrobe = new Wardrobe(window.document.documentElement);
  wardrobe.wear(looksIn(query));
  const origin = query.get("host");
  const page = window.parent;
  if (origin === null || page === window) return;

  window.addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== page || from !== origin) return;
    const heard = understand("page", data);
    if (heard?.type === "looks") wardrobe.wear(heard.fields);
  });

  /** @param {string} type @param {Record<string, unknown>} [fields] */
  const tell = (type, fields) => page.postMessage(message(type, fields), origin === "null" ? "*" : origin);
  const attention = new Attention(window);
  let ready = false;
  let told = 0;
  /** @type {State | null} */ let state = null;
  const look = () => {
    if (!state) return;
    if (!ready && state.status === "live") {
      ready = true;
      tell("ready");
    }
    const count = attention.unread(state);
    if (count !== told) tell("unread", { count });
    told = count;
  };
  attention.changed = look;
  chat.addEventListener("changed", (event) => {
    state = /** @type {CustomEvent<State>} */ (event).detail;
    // Who looks has seen what came as soon as it is rendered.
    if (attention.looking) void chat.updateComplete.then(look);
    else look();
  });
}

/** Whether the frame is on the screen, and what came while it was not, or while one was reading further up. */
class Attention {
  #visible = true;
  /** Up to this position all was seen. @type {number | null} */ #mark = null;
  #document;
  changed = () => {};

  /** @param {Window} window */
  constructor(window) {
    this.#document = window.document;
    this.#document.addEventListener("visibilitychange", () => this.changed());
    new IntersectionObserver(([entry]) => {
      this.#visible = entry?.isIntersecting ?? true;
      this.changed();
    }).observe(this.#document.documentElement);
  }

  get looking() {
    return this.#visible && this.#document.visibilityState === "visible";
  }

  /** @param {State} state */
  unread(state) {
    if (!state.cursor) return 0;
    this.#mark = this.#mark === null || this.looking ? state.seen : Math.min(this.#mark, state.seen);
    return unseen({ ...state, seen: this.#mark });
  }
}
