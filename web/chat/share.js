/**
 * `<stream-share event room>`: "Share & embed" on the full page, a dialogue with what organisers copy into theirs.
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { copy } from "../shared/clipboard.js";
import { t } from "../shared/strings.js";
import { elementSnippet, frameSnippet } from "./snippets.js";

export class StreamShare extends LitElement {
  /** @override */
  static properties = {
    event: {},
    room: {},
    eventTitle: { attribute: "event-title" },
    open: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    this.event = "";
    this.room = "";
    this.eventTitle = "";
    this.open = false;
    this.said = "";
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  updated() {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** @override */
  render() {
    return html`<button type="button" class="share" aria-haspopup="dialog" @click=${this.#show}>${t("share")}</button>
      ${this.open ? this.#dialog() : nothing}`;
  }

  #dialog() {
    const { origin } = location;
    const place = { origin, event: this.event, room: this.room, title: `${this.eventTitle} – ${t("chat")}` };
    const address = `${origin}/e/${this.event}/${this.room}`;
    return html`<dialog class="sharing" aria-labelledby="share-title" @close=${this.#closed} @click=${this.#outside}>
      <header>
        <h2 id="share-title">${t("share")}</h2>
        <button type="button" class="close" aria-label=${t("close")} title=${t("close")} @click=${this.#close}><span
          aria-hidden="true">×</span></button>
      </header>
      ${this.#piece("share-address", t("share-address"), t("share-address-hint"), address)}
      ${this.#piece("share-element", t("share-element"), t("share-element-hint"), elementSnippet(place))}
      ${this.#piece("share-frame", t("share-frame"), "", frameSnippet(place))}
      ${this.#piece("share-plain", t("share-plain"), t("share-plain-hint"), `${address}/plain`,
        html`<a href="${address}/plain" target="_blank" rel="noopener">${t("share-look")}</a>`)}
      <p class="note said" role="status">${this.said}</p>
    </dialog>`;
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {string} hint
   * @param {string} text to be copied
   * @param {unknown} [more]
   */
  #piece(id, name, hint, text, more = nothing) {
    return html`<section>
      <h3><label for=${id}>${name}</label></h3>
      ${hint ? html`<p class="note" id="${id}-hint">${hint}</p>` : nothing}
      <div class="piece">
        <textarea id=${id} readonly dir="ltr" rows=${text.includes("\n") ? 3 : text.length > 90 ? 2 : 1} spellcheck="false"
          aria-describedby=${hint ? `${id}-hint` : nothing} .value=${text} @focus=${select}></textarea>
        <button type="button" aria-label=${t("copy-named", { name })} @click=${() => this.#copy(name, text)}>${t("copy")}</button>
      </div>
      ${more}
    </section>`;
  }

  /** @param {string} name @param {string} text */
  async #copy(name, text) {
    this.said = (await copy(text)) ? t("copied-named", { name }) : t("copy-failed");
  }

  #show() {
    this.open = true;
  }

  #close() {
    this.querySelector("dialog")?.close();
  }

  /** A click beside the dialogue closes it; within, the target is what was clicked. @param {MouseEvent} event */
  #outside(event) {
    if (event.target === event.currentTarget) this.#close();
  }

  #closed() {
    this.open = false;
    this.said = "";
  }
}

/** @param {FocusEvent} event */
function select({ target }) {
  if (target instanceof HTMLTextAreaElement) target.select();
}
