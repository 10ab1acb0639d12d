/**
 * `<stream-pins>`: what moderators have pinned, above the stream: a line each that leads to the message.
 *
 * @import { LiveMessage } from "../types/wire.d.ts"
 * @import { Session } from "./session.js"
 * @import { State } from "./state.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { firstLine } from "../shared/text.js";
import { isLive } from "./messages.js";
import { unknown } from "./pinned.js";
import { keeps } from "./views.js";

/** What is pinned while one reads, everybody asks for: spread over so long. */
const SPREAD_MS = 2_000;

/** Before what could not be learned is asked for again. */
const AGAIN_MS = 10_000;

export class StreamPins extends LitElement {
  /** @override */
  static properties = { session: { attribute: false }, state: { attribute: false } };

  /** Ids that are being asked for. @type {Set<string>} */ #asked = new Set();
  #looked = false;

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {State | null} */ this.state = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  updated() {
    const { session, state } = this;
    if (!session || state?.status !== "live") return;
    for (const id of unknown(state)) {
      if (this.#asked.has(id)) continue;
      this.#asked.add(id);
      setTimeout(async () => {
        await session.learnPinned(id);
        setTimeout(() => this.#asked.delete(id), AGAIN_MS);
      }, this.#looked ? Math.random() * SPREAD_MS : 0);
    }
    this.#looked = true;
  }

  /** @override */
  render() {
    const { state } = this;
    const live = state?.pinned.filter(isLive) ?? [];
    if (!state || live.length === 0) return nothing;
    return html`<section class="pins" aria-label=${t("pinned")}><ul>${
      live.map((message) => html`<li>${this.#line(message)}${keeps(state.you) ? this.#unpin(message) : nothing}</li>`)}</ul></section>`;
  }

  /** @param {LiveMessage} message */
  #line({ id, author, text }) {
    return html`<a href="#m-${id}"><bdi class="name">${author.name}</bdi> <span dir="auto">${firstLine(text)}</span></a>`;
  }

  /** @param {LiveMessage} message */
  #unpin({ id, author }) {
    const what = t("unpin-of", { name: author.name });
    return html`<button type="button" aria-label=${what} title=${what} @click=${() => this.session?.pin(id, false)}><span
      aria-hidden="true">×</span></button>`;
  }
}
