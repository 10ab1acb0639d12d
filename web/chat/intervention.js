/**
 * `<stream-intervention>`: where to go with a text that is too long for the chat: the event's mailing list, or anywhere by
 * copying. The text itself stays in the composer.
 *
 * @import { EventLinks, LiveMessage } from "../types/wire.d.ts"
 * @import { Letter } from "./mail.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { copy } from "../shared/clipboard.js";
import { webAddress } from "../shared/links.js";
import { t } from "../shared/strings.js";
import { firstLine } from "../shared/text.js";
import { letterText, mailAddress, mailTo } from "./mail.js";

/** In code points, so that a subject is read at a glance. */
const SUBJECT = 60;

export class StreamIntervention extends LitElement {
  /** @override */
  static properties = {
    links: { attribute: false },
    text: { attribute: false },
    answered: { attribute: false },
    address: {},
    said: { state: true },
  };

  constructor() {
    super();
    /** @type {EventLinks} */ this.links = {};
    this.text = "";
    /** @type {LiveMessage | null} the message it answers */ this.answered = null;
    /** Of the room. */
    this.address = "";
    this.said = "";
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override @param {import("../vendor/lit.js").PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has("text")) this.said = ""; // what was copied is no longer what is written
  }

  /** @override */
  render() {
    const list = this.links.mailing_list;
    const to = mailAddress(list);
    const page = webAddress(list ?? "");
    const mail = to === null ? null : mailTo(to, this.#letter);
    return html`<div class="intervention" role="group" aria-label=${t("long-title")}>
      <p><strong>${t("long-title")}</strong> ${list ? t("long-hint") : t("long-hint-copy")}</p>
      <div class="ways">
        ${mail ? html`<a class="button primary" href=${mail.href} @click=${mail.whole ? null : this.#copy}>${
          mail.whole ? t("long-mail") : t("long-copy-mail")}</a>` : nothing}
        ${page ? html`<a class="button primary" href=${page} target="_blank" rel="noopener noreferrer">${t("long-list")}</a>` : nothing}
        <button type="button" @click=${this.#copy}>${t("long-copy")}</button>
      </div>
      <p class="note" role="status">${this.said}</p>
    </div>`;
  }

  /** @returns {Letter} */
  get #letter() {
    const { answered, address } = this;
    return {
      subject: firstLine(this.text, SUBJECT),
      text: this.text,
      quote: answered
        ? { said: t("long-wrote", { name: answered.author.name }), text: answered.text, address: `${address}#m-${answered.id}` }
        : null,
      address,
    };
  }

  /** Before the mail program opens, so that the text is there to be pasted. */
  #copy = async () => {
    this.said = (await copy(letterText(this.#letter))) ? t("copied") : t("copy-failed");
  };
}
