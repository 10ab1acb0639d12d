/**
 * `<desk-log>`: the log of acts: chosen, saved, taken back.
 *
 * @import { Act, Somebody } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, nothing, repeat } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { KINDS } from "./acts.js";
import { chosen, undoable } from "../keeping/log.js";
import { told } from "./switching.js";

/** The names of the formats, which are the same in all languages. */
const FORMATS = { csv: "CSV", jsonl: "JSONL" };

export class DeskLog extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, choice: { state: true } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    this.choice = { kind: "", by: "" };
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { desk, choice } = this;
    if (!desk) return nothing;
    const acts = chosen(desk.log, choice);
    return html`${this.#filter(desk)}
      ${acts.length === 0 ? html`<p class="note">${t("log-empty")}</p>` : nothing}
      <ol class="log">${repeat(acts, ({ number }) => number, (act) => entry(act, desk))}</ol>
      ${desk.complete ? nothing : html`<button type="button" class="link" @click=${desk.older}>${t("log-older")}</button>`}`;
  }

  /** @param {Desk} desk */
  #filter({ log }) {
    const { kind: chosen, by } = this.choice;
    const keepers = [...new Map(log.map(({ by }) => [by.id, by])).values()];
    return html`<div class="filter" @change=${this.#choose}>
      <label><span>${t("log-what")}</span> <select name="kind"><option value="">${t("log-all")}</option>${KINDS.map((kind) =>
        html`<option value=${kind} ?selected=${chosen === kind}>${t("act-done", { kind })}</option>`)}</select></label>
      <label><span>${t("log-who")}</span> <select name="by"><option value="">${t("log-all")}</option>${keepers.map(({ id, name }) =>
        html`<option value=${id} ?selected=${by === id}>${name}</option>`)}</select></label>
      ${Object.entries(FORMATS).map(([ending, format]) => html`
        <button type="button" @click=${() => this.#save(ending)} aria-label=${t("save-as", { format })}>${format}</button>`)}
    </div>`;
  }

  /** @param {Event} event */
  #choose({ target }) {
    const { name, value } = /** @type {HTMLSelectElement} */ (target);
    this.choice = { ...this.choice, [name]: value };
  }

  /** @param {string} format */
  async #save(format) {
    const { kind, by } = this.choice;
    const query = new URLSearchParams({ format, ...(kind ? { kind } : {}), ...(by ? { actor: by } : {}) });
    try {
      const file = await this.desk?.file(`/acts?${query}`);
      if (file) save(file, `${this.desk?.info?.slug ?? this.desk?.room}-acts.${format}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code } = error;
      this.desk?.say(t("act-failed", { code }));
    }
  }
}

/** @param {Blob} file @param {string} name */
function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Leads to somebody. @param {Somebody} somebody @param {Desk} desk */
const whom = ({ id, name }, { about }) =>
  html`<button type="button" class="link name" @click=${() => about(id)}><bdi>${name}</bdi></button>`;

/** An act as it is listed. @param {Act} act @param {Desk} desk */
export function entry(act, desk) {
  const at = Date.parse(act.at);
  const time = act.until ? soonTime(Date.parse(act.until), at) : "";
  const network = act.network_until ? soonTime(Date.parse(act.network_until), at) : "";
  const { kind, messages: count = 0, reason = "", number } = act;
  const room = desk.rooms.length > 1 ? desk.rooms.find(({ slug }) => slug === act.room)?.title : undefined;
  return html`<li class=${act.undone_by ? "undone" : ""}>
    <p><strong>${t("act-done", { kind })}</strong> ${act.on ? whom(act.on, desk) : nothing}
      ${act.messages === undefined ? nothing : html`<span>${t("so-many", { count })}</span>`}
      ${act.then ? html`<span>${act.then === "ban" ? t("act-done", { kind: "ban" }) : t("act-done", { kind: "mute" })}</span>` : nothing}
      ${act.role ? html`<span>${t("role", { role: act.role })}</span>` : nothing}
      ${time ? html`<span>${t("until-time", { time })}</span>` : nothing}
      ${network ? html`<span>${t("network-until", { time: network })}</span>` : nothing}</p>
    ${act.switched ? html`<p class="switched-to">${told(act.switched).map((what) => html`<span>${what}</span>`)}</p>` : nothing}
    ${reason ? html`<p class="why"><bdi>${reason}</bdi></p>` : nothing}
    <p class="note"><bdi>${act.by.name}</bdi> · ${room ? html`<bdi>${room}</bdi> · ` : nothing}<time datetime=${act.at} title=${fullTime(at)}>${soonTime(at, Date.now())}</time>${
      act.undone_by ? html` · ${t("undone")}` : nothing}</p>
    ${undoable(act) ? html`<button type="button" @click=${() => desk.undo(number)} aria-label=${t("undo-of", { number })}>${t("undo")}</button>` : nothing}
  </li>`;
}
