/**
 * `<desk-filters>`: what holds posts of itself: set, and tried on what was said in the last day.
 *
 * @import { FilterPlace, FiltersBody, FiltersSet, FiltersTrial, TriedMessage } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, ifDefined, nothing, repeat } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { COUNTS, LISTS, SIGNS, placeIn, settings, written } from "./filtering.js";

/** @typedef {(typeof LISTS)[number]} List */

export class DeskFilters extends LitElement {
  /** @override */
  static properties = {
    desk: { attribute: false }, held: { state: true }, wrong: { state: true }, stale: { state: true }, trial: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** As they are set. @type {FiltersBody | null} */ this.held = null;
    /** Where something cannot be used. @type {FilterPlace | null} */ this.wrong = null;
    /** Whether somebody else has set them since they were read. */ this.stale = false;
    /** @type {FiltersTrial | null} */ this.trial = null;
    this.busy = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  firstUpdated() {
    void this.#read();
  }

  /** @override */
  render() {
    const { held, busy, stale, trial, desk } = this;
    if (!desk || !held) return nothing;
    return html`<form class="switches filters" @submit=${this.#save}>
      <p class="note">${t("filters-hint")}</p>
      ${LISTS.slice(0, 2).map((list) => this.#list(list, held))}
      ${this.#sign("links", held)}
      ${this.#list("hosts", held)}
      ${this.#sign("shouting", held)}
      ${this.#count("repeated", held)}
      ${this.#count("floods", held)}
      ${stale ? html`<p class="wrong" role="alert">${t("filters-stale")}
        <button type="button" @click=${this.#read}>${t("filters-reload")}</button></p>` : nothing}
      <div class="both"><button class="primary" ?disabled=${busy}>${t("save")}</button>
        <button type="button" ?disabled=${busy} @click=${this.#try}>${t("filters-try")}</button></div>
    </form>
    ${trial ? this.#tried(trial, desk) : nothing}`;
  }

  /** @param {List} kind @param {FiltersBody} held */
  #list(kind, held) {
    const wrong = this.wrong?.list === kind ? this.wrong : null;
    const field = /** @type {HTMLTextAreaElement | null} */ (this.querySelector(`[name=${kind}]`));
    const line = wrong ? placeIn(field?.value ?? "", wrong).line : 0;
    const column = wrong?.column ?? 0;
    return html`<div>
      <label class="choice-of"><span>${t("filters-list", { kind })}</span>
        <textarea name=${kind} rows=${kind === "hosts" ? 2 : 4} dir=${kind === "words" ? "auto" : "ltr"} spellcheck="false"
          autocapitalize="off" autocomplete="off" .defaultValue=${written(held[kind])} aria-invalid=${wrong ? "true" : "false"}
          aria-describedby=${ifDefined(wrong ? `wrong-${kind}` : undefined)} @input=${this.#mended}></textarea></label>
      ${wrong ? html`<p class="wrong" id=${`wrong-${kind}`} role="alert">${t("filter-wrong", { line, column, kind })}</p>` : nothing}
    </div>`;
  }

  /** @param {(typeof SIGNS)[number]} kind @param {FiltersBody} held */
  #sign(kind, held) {
    return html`<div class="plain"><label><input type="checkbox" role="switch" name=${kind} .defaultChecked=${held[kind]}>
      <span>${t("filters-sign", { kind })}</span></label></div>`;
  }

  /** @param {keyof typeof COUNTS} kind @param {FiltersBody} held */
  #count(kind, held) {
    /** @type {readonly number[]} */ const usual = COUNTS[kind];
    const counts = usual.includes(held[kind]) ? usual : [...usual, held[kind]].sort((one, other) => one - other);
    const said = (/** @type {number} */ count) => (kind === "floods" ? t("filter-people", { count }) : t("filter-times", { count }));
    return html`<label class="choice-of"><span>${t("filters-count", { kind })}</span>
      <select name=${kind}>${counts.map((count) => html`<option value=${count} .defaultSelected=${count === held[kind]}>${
        count === 0 ? t("on-off", { kind: "false" }) : said(count)}</option>`)}</select></label>`;
  }

  /** @param {FiltersTrial} trial @param {Desk} desk */
  #tried({ caught, count, partial }, desk) {
    return html`<section class="trial" aria-label=${t("filters-try")}>
      <p role="status"><strong>${count === 0 ? t("trial-none") : t("trial-found", { count })}</strong>
        ${partial ? html`<span class="note">${t("trial-partial")}</span>` : nothing}</p>
      <ul>${repeat(caught, (one) => one.message.id, (one) => tried(one, desk))}</ul>
    </section>`;
  }

  /** @param {Event} event */
  #mended({ target }) {
    if (this.wrong?.list === /** @type {HTMLTextAreaElement} */ (target).name) this.wrong = null;
  }

  #read() {
    return this.#tries(async (desk) => {
      this.held = await desk.ask("GET", "/filters");
      this.stale = false;
      await this.updateComplete;
      this.#form?.reset();
    });
  }

  /** @param {SubmitEvent} event */
  #save(event) {
    event.preventDefault();
    void this.#tries(async (desk, body) => {
      /** @type {FiltersSet} */
      const { version } = await desk.ask("PUT", "/filters", body);
      this.held = { ...body, version };
      this.stale = false;
      desk.say(t("act-done", { kind: "filters" }));
    });
  }

  #try() {
    void this.#tries(async (desk, body) => {
      this.trial = null;
      this.trial = await desk.ask("POST", "/filters/trial", body);
    });
  }

  get #form() {
    return this.querySelector("form");
  }

  /** @param {(desk: Desk, body: FiltersBody) => Promise<void>} what */
  async #tries(what) {
    const { desk, busy } = this;
    if (!desk || busy) return;
    this.busy = true;
    this.wrong = null;
    try {
      const form = this.#form;
      await what(desk, settings(form ? new FormData(form) : new FormData(), this.held?.version ?? 0));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await this.#failed(error, desk);
    } finally {
      this.busy = false;
    }
  }

  /** @param {ApiError} error @param {Desk} desk */
  async #failed({ code, place }, desk) {
    if (place) {
      this.wrong = place;
      await this.updateComplete;
      const field = /** @type {HTMLTextAreaElement | HTMLSelectElement | null} */ (this.querySelector(`[name=${place.list}]`));
      field?.focus();
      if (!(field instanceof HTMLTextAreaElement)) return;
      const { start, end } = placeIn(field.value, place);
      field.setSelectionRange(start, end);
    } else if (code === "forbidden") this.stale = true; // or one keeps the rooms no longer, which the page tells by itself
    else desk.say(t("act-failed", { code }));
  }
}

/** @param {TriedMessage} one @param {Desk} desk */
function tried({ room, message, caught }, desk) {
  if ("removed" in message) return nothing;
  const { id, author, at, text } = message;
  const names = caught.map((kind) => t("filter-name", { kind })).join(", ");
  const title = desk.rooms.length > 1 ? desk.rooms.find(({ slug }) => slug === room)?.title : undefined;
  return html`<li>
    <p class="byline"><bdi class="name">${author.name}</bdi>
      <time datetime=${at} title=${fullTime(Date.parse(at))}>${soonTime(Date.parse(at), Date.now())}</time>
      ${title ? html`<bdi class="where">${title}</bdi>` : nothing}</p>
    <p class="text" dir="auto">${text}</p>
    <p class="note">${t("caught-by", { text: names })}</p>
    <button type="button" class="link" @click=${() => desk.enter(room, id)}>${t("go-to-message")}</button>
  </li>`;
}
