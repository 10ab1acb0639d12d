/**
 * `<stream-join>`: the form in the composer's place for who only reads so far.
 *
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Invite } from "../shared/invite.js"
 * @import { Session } from "./session.js"
 */

import { LitElement, html, ifDefined, nothing } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { parseInvite } from "../shared/invite.js";
import { t } from "../shared/strings.js";

export class StreamJoin extends LitElement {
  /** @override */
  static properties = {
    session: { attribute: false },
    invite: { attribute: false },
    waiting: { type: Boolean },
    asking: { type: Boolean },
    dismissable: { type: Boolean },
    problem: { state: true },
    joining: { state: true },
  };

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {Invite | null} */ this.invite = null;
    /** Whether something written waits for the one to join. */
    this.waiting = false;
    /** Whether there is a field for the invite. */
    this.asking = false;
    /** Whether one has joined before and may leave the invite be. */
    this.dismissable = false;
    this.problem = "";
    this.joining = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  focus() {
    this.#input("name")?.focus();
  }

  /** @override @param {PropertyValues} changed */
  firstUpdated(changed) {
    const name = this.#input("name");
    if (name && this.invite?.name) name.value = this.invite.name;
    if (changed.has("invite") && this.invite) this.focus();
  }

  /** Frames that may not submit forms (as WordPress makes them) hear no `submit`, so click and Enter do it. @override */
  render() {
    const invited = this.invite !== null;
    return html`
      <form class="join" @submit=${this.#submit} @keydown=${this.#key} novalidate aria-labelledby="join-title">
        <p class="title" id="join-title">${
          invited ? t("join-invited") : this.asking ? t("join-with-invite") : t("join-to-write")}
          <span class="note">${
            this.waiting ? t("join-waiting") : invited ? t("join-invited-hint") : this.asking ? "" : t("join-hint")}</span></p>
        ${this.asking && !invited
          ? html`<label for="join-invite">${t("invite-code")}</label>
              <input id="join-invite" name="invite" autocomplete="off" spellcheck="false">`
          : nothing}
        <label for="join-name">${t("name")}</label>
        <div class="field">
          <input id="join-name" name="name" dir="auto" autocomplete="nickname" maxlength="200" required
            aria-describedby=${ifDefined(this.problem ? "join-problem" : undefined)}
            aria-invalid=${this.problem ? "true" : "false"} @input=${this.#forgive}>
          <button type="button" class="primary" @click=${this.#join} ?disabled=${this.joining}>${
            this.joining ? t("joining") : t("join")}</button>
          ${this.dismissable ? html`<button type="button" @click=${this.#dismiss}>${t("not-now")}</button>` : nothing}
        </div>
        <p class="problem" id="join-problem" role="alert">${this.problem}</p>
      </form>`;
  }

  /** @param {"name" | "invite"} name */
  #input(name) {
    return /** @type {HTMLInputElement | null} */ (this.querySelector(`input[name=${name}]`));
  }

  #forgive() {
    this.problem = "";
  }

  #dismiss() {
    this.dispatchEvent(new CustomEvent("dismissed", { bubbles: true }));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    void this.#join();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    // Enter that ends an input method's composition belongs to it; Safari says so only by 229.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void this.#join();
  }

  async #join() {
    const name = this.#input("name")?.value.normalize("NFC").trim() ?? "";
    if (!this.session || this.joining) return;
    if (name === "") {
      this.problem = t("name-missing");
      this.focus();
      return;
    }
    const invite = this.invite?.code ?? code(this.#input("invite")?.value ?? "");
    this.joining = true;
    this.problem = "";
    try {
      await this.session.join({ name, ...(invite ? { invite } : {}) });
      this.dispatchEvent(new CustomEvent("joined", { bubbles: true }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = t("join-failed", { code: error.code });
      this.focus();
    } finally {
      this.joining = false;
    }
  }
}

/**
 * The code, whether the whole link was pasted or the code alone.
 * @param {string} pasted
 */
function code(pasted) {
  const at = pasted.indexOf("#");
  return (at >= 0 ? parseInvite(pasted.slice(at))?.code : undefined) ?? pasted.trim();
}
