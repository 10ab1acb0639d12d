/**
 * `<stream-finder>`: lies over the stream and shows what is not in it: what a search finds, or an old
 * message with those around it. Each message leads to its place by its address.
 *
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { ErrorCode, Message } from "../types/wire.d.ts"
 * @import { Session } from "./session.js"
 * @import { Messages } from "./messages.js"
 * @import { State } from "./state.js"
 *
 * @typedef {{ kind: "search" } | { kind: "around", message: Message } | { kind: "nothing", code: ErrorCode }} Looking
 * @typedef {{ messages: Messages, before: number | undefined, progress: "none" | "asking" | "done" | ErrorCode }} Hits
 */

import { LitElement, html, nothing, repeat } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { marked } from "../shared/marks.js";
import { t } from "../shared/strings.js";
import { dayName, shortTime } from "../shared/time.js";
import { isLive, isRemoved, renewed } from "./messages.js";

/** A search that has found nothing yet goes on by itself this often. */
const STEPS = 4;

/** The longest search the server takes, in code points. */
const LONGEST = 100;

/** @type {Hits} */
const NO_HITS = { messages: [], before: undefined, progress: "none" };

export class StreamFinder extends LitElement {
  /** @override */
  static properties = {
    session: { attribute: false },
    state: { attribute: false },
    looking: { attribute: false },
    hits: { state: true },
    around: { state: true },
  };

  /** What was last searched for. */ #words = "";
  /** Counts what was asked, so that a late answer does not overwrite a later one. */ #asked = 0;

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {State | null} */ this.state = null;
    /** @type {Looking | null} */ this.looking = null;
    /** @type {Hits} */ this.hits = NO_HITS;
    /** @type {Messages} */ this.around = [];
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override @param {PropertyValues} changed */
  willUpdate(changed) {
    const { state } = this;
    if (changed.has("looking") && this.looking?.kind === "around") this.around = [this.looking.message];
    if (!state || !changed.has("state")) return;
    // What was removed or changed since is so here too.
    const messages = renewed(this.hits.messages, state.messages);
    if (messages !== this.hits.messages) this.hits = { ...this.hits, messages };
    this.around = renewed(this.around, state.messages);
  }

  /** @override @param {PropertyValues} changed */
  updated(changed) {
    const before = /** @type {State | null | undefined} */ (changed.get("state"));
    const back = before && before.status !== "live" && this.state?.status === "live";
    if (changed.has("looking")) {
      if (this.looking?.kind === "around") void this.#lookAround();
      /** @type {HTMLElement | null} */ (this.querySelector("[data-focus]"))?.focus();
    } else if (back) {
      // Not all that happened meanwhile may have been told.
      if (this.looking?.kind === "around") void this.#lookAround();
      if (this.hits.progress !== "none") void this.#search();
    }
  }

  /** @override */
  render() {
    const { looking } = this;
    if (!looking) return nothing;
    return html`<section class="finder" aria-label=${looking.kind === "search" ? t("search") : t("earlier-message")}
      @keydown=${this.#key}>
      <header>
        ${looking.kind === "search"
          ? html`<div class="field" role="search">
              <input type="search" data-focus maxlength=${LONGEST} enterkeyhint="search" autocomplete="off" dir="auto"
                aria-label=${t("search-messages")} placeholder=${t("search-messages")} .value=${this.#words}>
              <button type="button" class="primary" @click=${this.#submit}>${t("search")}</button></div>`
          : html`<button type="button" class="link" data-focus @click=${this.#toNewest}>${t("to-newest")}</button>`}
        <button type="button" class="close" aria-label=${t("to-messages")} @click=${this.#leave}>
          <span aria-hidden="true">×</span></button>
      </header>
      ${looking.kind === "search" ? this.#found() : looking.kind === "around" ? this.#surroundings(looking.message)
        : html`<p class="note" role="alert">${looking.code === "not_found"
          ? t("message-missing")
          : t("finding-failed", { code: looking.code })}</p>`}
    </section>`;
  }

  #found() {
    const { messages, before, progress } = this.hits;
    const live = messages.filter(isLive);
    const said = progress === "none" ? nothing
      : progress === "asking" ? t("searching")
      : progress !== "done" ? t("finding-failed", { code: progress })
      : live.length > 0 ? t("found", { count: live.length })
      : t("found-none");
    return html`<p class="note" role="status">${said}</p>
      <ol>${repeat(live, ({ id }) => id, (message) => item(message, this.#words, false))}</ol>
      ${before !== undefined && progress !== "asking"
        ? html`<button type="button" class="link further" @click=${this.#further}>${t("search-further")}</button>`
        : nothing}`;
  }

  /** @param {Message} message */
  #surroundings({ id }) {
    const day = this.around.find(isLive)?.at;
    return html`<p class="note" role="status">${day ? t("around", { day: dayName(Date.parse(day)) }) : t("earlier-message")}</p>
      <ol>${repeat(this.around, (each) => each.id, (each) => item(each, "", each.id === id))}</ol>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    }
  }

  /** Not by a form: frames that embed the chat may forbid those. */
  #submit() {
    const words = this.querySelector("input")?.value.trim() ?? "";
    if (words === "") return;
    this.#words = [...words].slice(0, LONGEST).join("");
    void this.#search();
  }

  #search() {
    this.hits = NO_HITS;
    return this.#further();
  }

  /** Looks on from where the search ended, and by itself until it has found something. */
  async #further() {
    const asked = ++this.#asked;
    for (let step = 0; step < STEPS; step += 1) {
      this.hits = { ...this.hits, progress: "asking" };
      try {
        const page = await this.session?.archive.search(this.#words, this.hits.before);
        if (!page || asked !== this.#asked) return;
        const messages = [...this.hits.messages, ...page.messages];
        const { before } = page;
        this.hits = { messages, before, progress: "done" };
        if (messages.length > 0 || before === undefined) return;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (asked === this.#asked) this.hits = { ...this.hits, progress: error.code };
        return;
      }
    }
  }

  async #lookAround() {
    const { looking, session } = this;
    if (looking?.kind !== "around" || !session) return;
    try {
      const messages = await session.archive.around(looking.message.position);
      if (this.looking !== looking) return;
      this.around = messages;
      await this.updateComplete;
      const current = /** @type {HTMLElement | null} */ (this.querySelector("[aria-current]"));
      current?.scrollIntoView({ block: "center" });
      current?.focus({ preventScroll: true });
    } catch (error) {
      // The message alone is there already.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #leave() {
    this.dispatchEvent(new CustomEvent("leave"));
  }

  #toNewest() {
    this.dispatchEvent(new CustomEvent("leave", { detail: "newest" }));
  }
}

/**
 * @param {Message} message
 * @param {string} words to be marked
 * @param {boolean} current
 */
function item(message, words, current) {
  const place = current ? "true" : nothing;
  if (isRemoved(message)) {
    return html`<li><p class="note" tabindex="-1" aria-current=${place}>${t("removed")}</p></li>`;
  }
  const at = Date.parse(message.at);
  return html`<li><a href="#m-${message.id}" aria-current=${place}>
    <span class="byline"><bdi class="name">${message.author.name}</bdi>
      <time datetime=${message.at}>${shortTime(at)}</time></span>
    <span class="text" dir="auto">${words === "" ? message.text : marked(message.text, words).map(({ text, hit }) =>
      hit ? html`<mark>${text}</mark>` : text)}</span></a></li>`;
}
