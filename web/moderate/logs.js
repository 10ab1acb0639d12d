/**
 * `<desk-log>`: the log of acts: chosen, saved, taken back. All of it is what the page holds anyway; what is chosen of it the server
 * finds, since the page may hold only the newest.
 *
 * @import { Act, ActsPage, Somebody } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 * @import { Choice, Log } from "../keeping/log.js"
 */

import { LitElement, html, live, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { KINDS } from "./acts.js";
import { asked, chosen, merge, undoable } from "../keeping/log.js";
import { told } from "./switching.js";

/** The names of the formats, which are the same in all languages. */
const FORMATS = { csv: "CSV", jsonl: "JSONL" };

export class DeskLog extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, choice: { state: true }, found: { state: true } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** @type {Choice} */ this.choice = { kind: "", by: "", on: "" };
    /** What the server has found, and by which choice. @type {ActsPage & { choice: Choice } | null} */ this.found = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { desk, choice, found } = this;
    if (!desk) return nothing;
    const held = merge(found?.acts ?? [], desk.log);
    const acts = chosen(held, choice);
    const whole = asked(choice) ? found?.choice === choice && found.before === undefined : desk.complete;
    return html`${this.#filter(held)}
      ${whole && acts.length === 0 ? html`<p class="note" role="status">${t("log-empty")}</p>` : nothing}
      <ol class="log">${repeat(acts, ({ number }) => number, (act) => entry(act, desk, held))}</ol>
      ${whole ? nothing : html`<button type="button" class="link" @click=${this.#older}>${t("log-older")}</button>`}`;
  }

  /** @param {Log} held */
  #filter(held) {
    const { kind: chosen, by, on } = this.choice;
    return html`<div class="filter" @change=${this.#choose}>
      <label><span>${t("log-what")}</span> <select name="kind"><option value="">${t("log-all")}</option>${KINDS.map((kind) =>
        html`<option value=${kind} .selected=${live(chosen === kind)}>${t("act-done", { kind })}</option>`)}</select></label>
      <label><span>${t("log-who")}</span> ${who("by", by, held.map((act) => act.by))}</label>
      <label><span>${t("log-whom")}</span> ${who("on", on, held.flatMap((act) => act.on ?? []))}</label>
      ${Object.entries(FORMATS).map(([ending, format]) => html`
        <button type="button" @click=${() => this.#save(ending)} aria-label=${t("save-as", { format })}>${format}</button>`)}
    </div>`;
  }

  /** @param {Event} event */
  #choose({ target }) {
    const { name, value } = /** @type {HTMLSelectElement} */ (target);
    this.choice = { ...this.choice, [name]: value };
    if (asked(this.choice)) void this.#find();
  }

  #older() {
    if (asked(this.choice)) void this.#find();
    else this.desk?.older();
  }

  /** The first page of what is chosen, or the one after those that are there. */
  #find() {
    const { choice, desk } = this;
    const after = this.found?.choice === choice ? this.found : null;
    const query = new URLSearchParams({ ...asked(choice), ...(after?.before === undefined ? {} : { before: String(after.before) }) });
    return desk?.tries(async () => {
      /** @type {ActsPage} */
      const page = await desk.ask("GET", `/acts?${query}`);
      if (choice === this.choice) this.found = { ...page, choice, acts: [...(after?.acts ?? []), ...page.acts] };
    });
  }

  /** @param {string} format */
  #save(format) {
    const { desk } = this;
    const query = new URLSearchParams({ format, ...asked(this.choice) });
    return desk?.tries(async () => save(await desk.file(`/acts?${query}`), `${desk.info?.slug ?? desk.room}-acts.${format}`));
  }
}

/** A choice among those whom acts tell of. @param {"by" | "on"} name @param {string} chosen id @param {readonly Somebody[]} told */
function who(name, chosen, told) {
  const people = new Map(told.map(({ id, name }) => [id, name]));
  return html`<select name=${name}><option value="">${t("log-all")}</option>${[...people].map(([id, named]) =>
    html`<option value=${id} .selected=${live(chosen === id)}>${named}</option>`)}</select>`;
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

/** By whom it was taken back, where that is known. @param {Act} act @param {Log} held */
function undone({ undone_by }, held) {
  const by = held.find(({ number }) => number === undone_by)?.by;
  return by ? t("undone-by", { name: by.name }) : t("undone");
}

/**
 * An act as it is listed.
 * @param {Act} act
 * @param {Desk} desk
 * @param {Log} [held] acts that may tell by whom it was taken back
 */
export function entry(act, desk, held = desk.log) {
  const at = Date.parse(act.at);
  const time = act.until ? soonTime(Date.parse(act.until), at) : "";
  const network = act.network_until ? soonTime(Date.parse(act.network_until), at) : "";
  const { kind, messages: count = 0, reason = "", number, message } = act;
  const place = kind === "reject" ? undefined : act.room; // what was rejected never came to be in it
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
      act.undone_by ? html` · ${undone(act, held)}` : nothing}${message && place ? html` ·
      <button type="button" class="link" @click=${() => desk.enter(place, message)}>${t("go-to-message")}</button>` : nothing}</p>
    ${undoable(act) ? html`<button type="button" @click=${() => desk.undo(number)} aria-label=${t("undo-of", { number })}>${t("undo")}</button>` : nothing}
  </li>`;
}
