/**
 * `<stream-keeper>`: where one writes who keeps the room. Fetches what one needs for that (`keep.js`) and shows what one did last.
 *
 * @import { Session } from "./session.js"
 */

import { LitElement, html } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { fetchKeep } from "./rest.js";

export class StreamKeeper extends LitElement {
  /** @override */
  static properties = { session: { attribute: false }, failed: { state: true } };

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** Whether it could not be loaded. */ this.failed = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.#fetch();
  }

  /** @override */
  render() {
    if (!this.failed) return html`<stream-done .session=${this.session}></stream-done>`;
    return html`<p class="told" role="status">${t("keep-failed")}
      <button type="button" class="link" @click=${this.#fetch}>${t("try-again")}</button></p>`;
  }

  async #fetch() {
    try {
      await fetchKeep();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }
}
