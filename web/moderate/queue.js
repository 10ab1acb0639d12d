/**
 * `<desk-queue>`: what waits for a moderator in all rooms, decided one after the other, with the keyboard too.
 *
 * @import { Judged } from "../types/wire.d.ts"
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Desk } from "./desk.js"
 * @import { Item, Verdict } from "./waiting.js"
 */

import { LitElement, classMap, html, live, nothing, repeat } from "../vendor/lit.js";
import { badge } from "../chat/message.js";
import { outranks } from "../chat/views.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { button } from "./acts.js";
import { queueKey } from "./keys.js";
import { TOLD, said as toldAs } from "./telling.js";
import { beside, decisionOn, mayDecide, place, waiting } from "./waiting.js";

/** Of what is said of a message, the newest so many are shown. */
const SAID = 5;

export class DeskQueue extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, at: { state: true }, items: { state: true } };

  /** Keys of what one has decided, until nothing tells of it any more. @type {Set<string>} */ #decided = new Set();
  /** Whether the keyboard was here before what changed. */ #here = false;
  /** Whose question one has asked for, so that the keyboard comes back here after it. */ #asked = false;

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** @type {Item[]} */ this.items = [];
    /** Key of the item one is at. @type {string | null} */ this.at = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** Puts the keyboard on the item one is at. @override */
  focus() {
    const here = /** @type {HTMLElement | null} */ (this.querySelector("[data-key][tabindex='0']") ?? this.querySelector("p[tabindex]"));
    here?.focus();
    here?.scrollIntoView({ block: "nearest" });
  }

  /** @override @param {PropertyValues} changed */
  willUpdate(changed) {
    this.#here ||= this.contains(document.activeElement);
    if (!changed.has("desk") && !changed.has("items")) return;
    const all = waiting(this.desk?.rooms ?? []);
    for (const key of this.#decided) if (!all.some((item) => item.key === key)) this.#decided.delete(key);
    const before = this.items.map(({ key }) => key);
    this.items = all.filter(({ key }) => !this.#decided.has(key));
    // For who is not at it, it begins with what waits longest.
    const at = this.#here || this.#asked ? this.at : null;
    this.at = place(before, this.items.map(({ key }) => key), at ?? this.items[0]?.key ?? null);
  }

  /** @override */
  updated() {
    const asking = this.querySelector("stream-deed") !== null;
    const lost = this.#here && !this.contains(document.activeElement) && document.activeElement === document.body;
    if (lost || (this.#asked && !asking)) this.focus();
    this.#asked = asking;
    this.#here = false;
  }

  /** @override */
  render() {
    const { desk, items } = this;
    if (!desk) return nothing;
    if (items.length === 0) return html`<p class="note" tabindex="-1">${t("queue-empty")}</p>`;
    return html`${this.#telling(desk)}<p class="note hint" id="queue-hint">${t("queue-hint")}</p>
      <ul class="queue" aria-describedby="queue-hint" @keydown=${this.#key} @focusin=${this.#focused}>${
        repeat(items, ({ key }) => key, (item) => this.#item(item, desk))}</ul>`;
  }

  /** What authors are told. @param {Desk} desk */
  #telling({ telling }) {
    const { choice, own } = telling;
    return html`<div class="telling"><label><span>${t("reason-told")}</span> <select @change=${this.#chosen}>${TOLD.map((one) =>
      html`<option value=${one} .selected=${live(one === choice)}>${toldAs(one)}</option>`)}</select></label>
      ${choice === "own" ? html`<input maxlength="200" autocomplete="off" dir="auto" aria-label=${t("reason-own")} .value=${live(own)}
        @input=${this.#typed}>` : nothing}</div>`;
  }

  /** @param {Event} event */
  async #chosen({ target }) {
    const { telling } = this.desk ?? {};
    const choice = TOLD.find((one) => one === /** @type {HTMLSelectElement} */ (target).value);
    if (!telling || choice === undefined) return;
    telling.choice = choice;
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(".telling input"))?.focus();
  }

  /** @param {Event} event */
  #typed({ target }) {
    if (this.desk) this.desk.telling.own = /** @type {HTMLInputElement} */ (target).value;
  }

  /** @param {Item} item @param {Desk} desk */
  #item(item, { you, rooms, question, about, enter }) {
    const { kind, id, key, room, at, author, text, why, count, said } = item;
    const here = key === this.at;
    const asked = here ? question(author.id) : nothing;
    const tabindex = here ? 0 : -1;
    const title = rooms.length > 1 ? rooms.find(({ slug }) => slug === room)?.title : undefined;
    const names = why.map((kind) => t("filter-name", { kind })).join(", ");
    const below = outranks(you, author);
    return html`<li class=${classMap({ item: true, active: here })} data-key=${key} data-person=${author.id} tabindex=${tabindex}>
      <p class="byline"><button type="button" class="link name" tabindex=${tabindex} @click=${() => about(author.id)}><bdi>${
        author.name}</bdi></button> ${badge(author)}
        <time datetime=${at} title=${fullTime(Date.parse(at))}>${soonTime(Date.parse(at), Date.now())}</time>
        ${title ? html`<button type="button" class="link where" data-room=${room} tabindex=${tabindex}><bdi>${title}</bdi></button>` : nothing}</p>
      <p class="text" dir="auto">${text}</p>
      ${names ? html`<p class="note">${t("caught-by", { text: names })}</p>` : nothing}
      ${count ? html`<p class="note">${t("reported-by", { count })}</p><ul class="said">${said.slice(0, SAID).map(({ by, reason }) =>
        html`<li><bdi>${reason}</bdi> · <bdi class="note">${by.name}</bdi></li>`)}</ul>` : nothing}
      ${asked !== nothing ? asked : html`<div class="acts">
        ${mayDecide(item, "approve", you) ? this.#button(item, "approve", tabindex) : nothing}
        ${mayDecide(item, "reject", you) ? this.#button(item, "reject", tabindex) : nothing}
        ${below ? button("mute", author.name, tabindex) : nothing}
      </div>
      <div class="acts further">
        ${below ? ["ban", "clear"].map((kind) => button(kind, author.name, tabindex)) : nothing}
        ${kind === "reported"
          ? html`<button type="button" tabindex=${tabindex} @click=${() => enter(room, id)}>${t("go-to-message")}</button>`
          : html`<button type="button" tabindex=${tabindex} @click=${() => enter(room)}>${t("go-to-room")}</button>`}
      </div>`}
    </li>`;
  }

  /** @param {Item} item @param {Verdict} verdict @param {number} tabindex */
  #button(item, verdict, tabindex) {
    const { act: kind } = decisionOn(item, verdict);
    const { name } = item.author;
    return html`<button type="button" class=${verdict} tabindex=${tabindex} @click=${() => this.#decide(item, verdict)}
      aria-label=${t("act-on", { kind, name })}>${t("act", { kind })}</button>`;
  }

  /** @param {FocusEvent} event */
  #focused = ({ target }) => {
    this.at = this.#of(target)?.key ?? this.at;
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const wanted = queueKey(event);
    const item = this.#of(event.target);
    if (!wanted || !item) return;
    event.preventDefault();
    if (wanted === "next" || wanted === "previous") void this.#go(wanted === "next" ? 1 : -1);
    else if (wanted === "approve" || wanted === "reject") void this.#decide(item, wanted);
    else /** @type {HTMLElement | null} */ (this.querySelector(`[tabindex='0'] [data-do=${wanted}]`))?.click();
  };

  /** @param {-1 | 1} step */
  async #go(step) {
    this.at = beside(this.items.map(({ key }) => key), this.at, step);
    await this.updateComplete;
    this.focus();
  }

  /** @param {EventTarget | null} target */
  #of(target) {
    const key = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("[data-key]"))?.dataset["key"] : undefined;
    return this.items.find((item) => item.key === key);
  }

  /** Decides, and goes on to the next at once: what the server says to it comes into the status line. @param {Item} item @param {Verdict} verdict */
  async #decide(item, verdict) {
    const { desk } = this;
    if (!desk || this.#decided.has(item.key) || !mayDecide(item, verdict, desk.you)) return;
    this.#hide(item, true);
    const { method, path } = decisionOn(item, verdict);
    const done = await desk.tries(async () => {
      /** @type {Judged} */
      const { approved, by } = await desk.ask(method, path(item), verdict === "reject" ? desk.telling.body : undefined);
      const { act: kind } = decisionOn(item, approved ? "approve" : "reject");
      const name = [item.author, ...desk.log.map((act) => act.by)].find(({ id }) => id === by)?.name ?? "";
      desk.say(by === desk.you.id ? [t("act-done", { kind }), item.author.name].join(" · ") : t("judged-before", { kind, name }));
    });
    if (!done) this.#hide(item, false);
  }

  /** @param {Item} item @param {boolean} on */
  #hide({ key }, on) {
    if (on) this.#decided.add(key);
    else this.#decided.delete(key);
    this.requestUpdate("items");
  }
}
