/**
 * `<desk-invites>`: links by which others join: made, shown once, ended.
 *
 * @import { Invite, InviteMade, Invites } from "../types/wire.d.ts"
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, nothing, repeat } from "../vendor/lit.js";
import { copy } from "../shared/clipboard.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";

const HOUR = 3_600_000;
/** How long one works. @type {Readonly<Record<string, number>>} */
const SPANS = { h1: HOUR, d1: 24 * HOUR, w1: 7 * 24 * HOUR, d30: 30 * 24 * HOUR };

export class DeskInvites extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, invites: { state: true }, made: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** @type {Invite[] | null} */ this.invites = null;
    /** The link that was made last; it is told once. @type {string | null} */ this.made = null;
    this.busy = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  firstUpdated() {
    void this.#tries(async (desk) => this.#listed(await desk.ask("GET", "/invites")));
  }

  /** @override @param {PropertyValues} changed */
  updated(changed) {
    if (changed.has("made") && this.made) /** @type {HTMLInputElement | null} */ (this.querySelector(".made input"))?.select();
  }

  /** @override */
  render() {
    const { desk, invites, made } = this;
    if (!desk) return nothing;
    const roles = desk.you.role === "organiser" ? ["participant", "moderator"] : ["participant"];
    return html`<form class="inviting" @submit=${this.#make}>
      <label class="choice-of"><span>${t("invite-role")}</span> <select name="role">${roles.map((role) =>
        html`<option value=${role}>${t("role", { role })}</option>`)}</select></label>
      <label class="choice-of"><span>${t("for-how-long")}</span> <select name="span">${Object.keys(SPANS).map((span) =>
        html`<option value=${span} ?selected=${span === "w1"}>${t("span", { span })}</option>`)}</select></label>
      <label class="choice-of"><span>${t("invite-uses")}</span>
        <input name="uses" type="number" inputmode="numeric" min="1" max="100000" value="1" required></label>
      <label class="choice-of"><span>${t("invite-name")}</span> <input name="name" maxlength="120" autocomplete="off" dir="auto"></label>
      <button class="primary" ?disabled=${this.busy}>${t("invite-make")}</button>
    </form>
    ${made ? html`<section class="made"><p>${t("invite-made")}</p>
      <div><input readonly dir="ltr" aria-label=${t("invite-link")} .value=${made}>
      <button type="button" class="primary" @click=${this.#copy}>${t("copy")}</button></div></section>` : nothing}
    ${invites?.length === 0 ? html`<p class="note">${t("invites-none")}</p>` : nothing}
    <ul class="invites">${repeat(invites ?? [], ({ id }) => id, (invite) => this.#line(invite, desk))}</ul>`;
  }

  /** @param {Invite} invite @param {Desk} desk */
  #line({ id, role, uses_left: count, expires_at }, { you }) {
    const until = expires_at ? Date.parse(expires_at) : 0;
    const time = until ? soonTime(until, Date.now()) : "";
    return html`<li>
      <p><strong>${t("role", { role })}</strong> <span>${t("uses-left", { count })}</span>
        ${time ? html`<span class="note" title=${fullTime(until)}>${t("until-time", { time })}</span>` : nothing}</p>
      ${you.role === "organiser" || role === "participant" ? html`<button type="button" aria-label=${t("invite-end-of", { role })}
        @click=${() => this.#end(id)}>${t("invite-end")}</button>` : nothing}
    </li>`;
  }

  /** @param {SubmitEvent} event */
  #make(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const chosen = new FormData(form);
    const name = String(chosen.get("name") ?? "").trim();
    const body = {
      role: chosen.get("role"), uses: Number(chosen.get("uses")), for_ms: SPANS[String(chosen.get("span"))], ...(name ? { name } : {}),
    };
    void this.#tries(async (desk) => {
      /** @type {InviteMade} */
      const made = await desk.ask("POST", "/invites", body);
      this.made = made.url;
      this.#listed(await desk.ask("GET", "/invites"));
      form.reset();
      desk.say(t("act-done", { kind: "invite" }));
    });
  }

  /** @param {string} id */
  #end(id) {
    void this.#tries(async (desk) => {
      this.#listed(await desk.ask("DELETE", `/invites/${id}`));
      this.made = null;
      desk.say(t("act-done", { kind: "uninvite" }));
    });
  }

  async #copy() {
    const copied = await copy(this.made ?? "");
    this.desk?.say(copied ? t("copied") : t("copy-failed"));
  }

  /** @param {Invites} list */
  #listed({ invites }) {
    this.invites = invites;
  }

  /** @param {(desk: Desk) => Promise<void>} what */
  async #tries(what) {
    const { desk } = this;
    if (!desk || this.busy) return;
    this.busy = true;
    try {
      await desk.tries(() => what(desk));
    } finally {
      this.busy = false;
    }
  }
}
