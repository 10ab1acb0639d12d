/**
 * `<stream-deed>`: for how long and why, before something is done to a message or to somebody. Fires `deed` with what is to be
 * done, and `cancelled`.
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { REASONS } from "../shared/reasons.js";

const MINUTE = 60_000;
/** Of a mute or ban; 0 is for good. @type {Readonly<Record<string, number>>} */
export const SPANS = { m10: 10 * MINUTE, h1: 60 * MINUTE, d1: 1_440 * MINUTE, ever: 0 };

/** What can be asked about, the mildest first. */
const KINDS = /** @type {const} */ (["remove", "clear", "mute", "ban"]);

/** @typedef {typeof KINDS[number]} Kind */

export class StreamDeed extends LitElement {
  /** @override */
  static properties = { kind: {}, name: {}, problem: {}, busy: { type: Boolean }, networks: { type: Boolean },
    choosing: { type: Boolean }, reason: { state: true }, then: { state: true } };

  constructor() {
    super();
    /** @type {Kind} */ this.kind = "remove";
    /** Of whom it is about. */ this.name = "";
    this.problem = "";
    this.busy = false;
    /** Whether a ban may keep out the network as well. */ this.networks = false;
    /** Whether one chooses here what is done; else it is `kind`. */ this.choosing = false;
    this.reason = "";
    /** What else is done to whose messages are removed. */ this.then = "nothing";
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  firstUpdated() {
    /** @type {HTMLElement | null} */ (this.querySelector("input:checked, input"))?.focus();
  }

  /** @override */
  render() {
    const { kind, name } = this;
    return html`<form class="deed" @submit=${this.#submit} @keydown=${this.#key} aria-label=${t("act-on", { kind, name })}>
      <p class="what"><bdi>${t("act-on", { kind, name })}</bdi></p>
      ${this.choosing ? this.#kinds() : nothing}
      ${kind === "mute" ? this.#choice("span", t("for-how-long"), ["m10", "h1", "d1"]) : nothing}
      ${kind === "ban" ? this.#choice("span", t("for-how-long"), ["h1", "d1", "ever"]) : nothing}
      ${kind === "clear" ? this.#choice("last", t("of-the-last"), ["m10", "h1", "d1"]) : nothing}
      ${kind === "clear" ? this.#thens() : nothing}
      ${this.networks && (kind === "ban" || (kind === "clear" && this.then === "ban")) ? html`<label class="chip">
        <input type="checkbox" name="network" value="yes"> ${t("ban-network")}</label>` : nothing}
      <label>${t("remove-reason")} <input name="reason" maxlength="200" autocomplete="off" dir="auto" .value=${this.reason}
        @input=${this.#typed}></label>
      <div class="reasons">${REASONS.map((reason) => html`<button type="button" @click=${() => this.#take(t("usual-reason", { reason }))}>${
        t("usual-reason", { reason })}</button>`)}</div>
      <div class="answer"><button class="danger" ?disabled=${this.busy}>${t("act", { kind })}</button>
        ${kind === "remove" ? html`<button type="button" data-erase ?disabled=${this.busy} @click=${this.#erase}>${t("act", { kind: "erase" })}</button>` : nothing}
        <button type="button" @click=${this.#cancel}>${t("cancel")}</button></div>
      <p class="problem" role="alert">${this.problem}</p>
    </form>`;
  }

  #kinds() {
    return html`<fieldset><legend>${t("log-what")}</legend>${KINDS.map((kind) => html`<label class="chip">
      <input type="radio" name="kind" value=${kind} ?checked=${kind === this.kind} @change=${() => (this.kind = kind)}><span>${
        t("act", { kind })}</span></label>`)}</fieldset>`;
  }

  /** @param {string} name @param {string} title @param {readonly string[]} spans */
  #choice(name, title, spans) {
    return html`<fieldset><legend>${title}</legend>${spans.map((span, at) => html`<label class="chip">
      <input type="radio" name=${name} value=${span} ?checked=${at === 0}><span>${t("span", { span })}</span></label>`)}</fieldset>`;
  }

  #thens() {
    return html`<fieldset><legend>${t("and-then")}</legend>${["nothing", "mute", "ban"].map((then, at) => html`<label class="chip">
      <input type="radio" name="then" value=${then} ?checked=${at === 0} @change=${() => (this.then = then)}><span>${t("then", { then })}</span></label>`)}</fieldset>`;
  }

  #typed() {
    this.reason = /** @type {HTMLInputElement} */ (this.querySelector("[name=reason]")).value;
  }

  /** @param {string} reason */
  #take(reason) {
    this.reason = reason;
    /** @type {HTMLElement | null} */ (this.querySelector("[name=reason]"))?.focus();
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  };

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#say(this.kind);
  }

  #erase() {
    this.#say("erase");
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent("cancelled", { bubbles: true }));
  }

  /** @param {Kind | "erase"} kind */
  #say(kind) {
    if (this.busy) return;
    const chosen = new FormData(/** @type {HTMLFormElement} */ (this.querySelector("form")));
    const body = bodyOf(kind, (name) => String(chosen.get(name) ?? ""));
    this.dispatchEvent(new CustomEvent("deed", { bubbles: true, detail: { kind, body, reason: this.reason.trim() } }));
  }
}

/**
 * What the server is told besides the reason.
 * @param {string} kind
 * @param {(name: string) => string} chosen
 */
export function bodyOf(kind, chosen) {
  const for_ms = SPANS[chosen("span")] ?? 0;
  const network = chosen("network") === "yes" ? { network: true } : {};
  if (kind === "mute") return { for_ms };
  if (kind === "ban") return { ...(for_ms ? { for_ms } : {}), ...network };
  if (kind !== "clear") return {};
  const act = chosen("then");
  const then = act === "mute" ? { act, for_ms: SPANS["h1"] } : act === "ban" ? { act, ...network } : null;
  return { last_ms: SPANS[chosen("last")], ...(then ? { then } : {}) };
}
