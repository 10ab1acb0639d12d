/** `<stream-done>`: what one has done last who keeps the room, to whom, and a way to take it back. */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { ShowsDoings } from "./showing.js";

export class StreamDone extends ShowsDoings {
  /** @override */
  static properties = { session: { attribute: false } };

  /** @override */
  render() {
    const { said = "", problem = "", form = null, last = null, busy = false } = this.acting ?? {};
    // Why something was not done is told where it was asked.
    const told = form && problem ? "" : said;
    return html`<p class="told" role="status">${told ? html`<bdi>${told}</bdi>
      ${last ? html`<button type="button" class="link" ?disabled=${busy} @click=${this.#undo}>${t("undo")}</button>` : nothing}
      <button type="button" class="link" data-ok @click=${this.#putAway}>${t("ok")}</button>` : nothing}</p>`;
  }

  async #undo() {
    const { acting } = this;
    if (!acting?.last) return;
    await acting.undo(acting.last.number);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("[data-ok]"))?.focus();
  }

  #putAway() {
    this.acting?.say("");
    /** @type {HTMLElement | null} */ (document.querySelector("stream-log .scroller"))?.focus({ preventScroll: true });
  }
}
