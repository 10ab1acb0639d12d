/**
 * Tells listeners of new messages in a quiet rhythm. The log itself is not live, because a screen
 * reader would then read out every page of history as well.
 *
 * @import { LiveMessage } from "../types/wire.d.ts"
 * @import { Messages } from "./messages.js"
 * @import { Preferences } from "./preferences.js"
 * @import { State } from "./state.js"
 */

import { t } from "../shared/strings.js";
import { meansYou } from "./mentions.js";
import { find, indexAt, isLive } from "./messages.js";
import { announcement } from "./rows.js";
import { visible } from "./views.js";

/** Between two announcements; what comes meanwhile is told together. */
const PAUSE_MS = 3_000;

const SAY = {
  /** @param {LiveMessage} message */
  announce: ({ author: { name }, text, announcement }) =>
    announcement ? t("announcement-of", { name, text }) : t("announcement", { name, text }),
  /** @param {number} count */
  announce_many: (count) => t("new-messages", { count }),
};

export class Announcer {
  /** @type {number | null} told, or there from the start, up to this position */ #told = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #pause = undefined;
  /** What the last announcement was made of. @type {Messages} */ #last = [];
  #say;
  /** What the listener wants to be told of. @type {Preferences["announce"]} */ choice = "all";
  /** @type {State | null} */ #state = null;

  /** @param {(text: string) => void} say */
  constructor(say) {
    this.#say = say;
  }

  /** @param {State} state */
  update(state) {
    if (state.cursor === null) return;
    this.#state = state;
    this.#told ??= visible(state).at(-1)?.position ?? 0;
    this.#unsay(state);
    if (this.#pause === undefined) this.#tell();
  }

  stop() {
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  /** A removed message goes from here too: this text is part of the page. @param {State} state */
  #unsay({ messages }) {
    if (this.#last.every((told) => find(messages, told.id) === told)) return;
    this.#last = [];
    this.#say("");
  }

  #tell() {
    this.#pause = undefined;
    const state = this.#state;
    if (state === null || this.#told === null) return;
    /** @type {Messages} */
    const all = state.messages.slice(indexAt(state.messages, this.#told + 1));
    const last = all.at(-1);
    if (!last) return;
    this.#told = last.position;
    if (this.choice === "none") return;
    const came = this.choice === "all" ? all : all.filter((each) =>
      meansYou(each, state.you, state.people) || (isLive(each) && each.announcement));
    const text = announcement(came, state.you, SAY);
    if (text === "") return;
    this.#last = came;
    this.#say(text);
    this.#pause = setTimeout(() => this.#tell(), PAUSE_MS);
  }
}
