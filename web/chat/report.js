/**
 * `<stream-report>`: what is wrong with a message, told to those who keep the room. Stands in the message's row until one leaves
 * it by a button that says `cancel`.
 *
 * @import { ErrorCode, LiveMessage } from "../types/wire.d.ts"
 * @import { Session } from "./session.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { REASONS } from "../shared/reasons.js";
import { t } from "../shared/strings.js";

export class StreamReport extends LitElement {
  /** @override */
  static properties = {
    session: { attribute: false },
    message: { attribute: false },
    reason: { state: true },
    progress: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {LiveMessage | null} */ this.message = null;
    this.reason = "";
    /** @type {"asking" | "sending" | "done"} */ this.progress = "asking";
    /** @type {ErrorCode | null} why it was not taken */ this.failed = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  firstUpdated() {
    /** @type {HTMLElement | null} */ (this.querySelector("input"))?.focus();
  }

  /** @override */
  render() {
    const { name } = this.message?.author ?? { name: "" };
    return html`<form class="confirm report" aria-label=${t("report-of", { name })} @submit=${this.#submit}>
      ${this.progress === "done" ? nothing : this.#question()}
      <p class=${this.progress === "done" ? "note" : "visually-hidden"} role="status">${this.progress === "done" ? t("reported") : ""}</p>
      ${this.progress === "done" ? html`<button type="button" data-action="cancel">${t("ok")}</button>` : nothing}
    </form>`;
  }

  #question() {
    return html`<label>${t("report-why")}
        <input name="reason" maxlength="200" required autocomplete="off" dir="auto" .value=${this.reason} @input=${this.#typed}></label>
      <div class="reasons">${REASONS.map((reason) => html`<button type="button" @click=${() => this.#take(t("usual-reason", { reason }))}>${
        t("usual-reason", { reason })}</button>`)}</div>
      <p class="note">${t("report-hint")}</p>
      <button class="primary" ?disabled=${this.progress === "sending"}>${t("report")}</button>
      <button type="button" data-action="cancel">${t("cancel")}</button>
      <p class="problem" role="alert">${this.failed === null ? "" : t("report-failed", { code: this.failed })}</p>`;
  }

  #typed() {
    this.reason = /** @type {HTMLInputElement} */ (this.querySelector("input")).value;
  }

  /** @param {string} reason */
  #take(reason) {
    this.reason = reason;
    /** @type {HTMLElement | null} */ (this.querySelector("input"))?.focus();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const reason = this.reason.trim();
    if (!this.message || reason === "" || this.progress !== "asking") return;
    this.progress = "sending";
    this.failed = null;
    try {
      await this.session?.report(this.message.id, reason);
      this.progress = "done";
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector("[data-action=cancel]"))?.focus();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.failed = error.code;
      this.progress = "asking";
    }
  }
}
