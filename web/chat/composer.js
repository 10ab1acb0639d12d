/**
 * `<stream-composer>`: where one writes. The text is in the field and in the draft store, and leaves
 * both only when the outbox has it.
 *
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Session } from "./session.js"
 * @import { State } from "./state.js"
 * @import { EventLinks } from "../types/wire.d.ts"
 */

import { LitElement, html, ifDefined, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { length, normalise } from "../shared/text.js";
import { Completing } from "./completing.js";
import { find, isLive } from "./messages.js";
import { quoted } from "./rows.js";
import { isFull } from "./outbox.js";
import { pause, refusesLink } from "./switches.js";
import { editLine, mutedLine, noticeLine, replyLine, switchesLine } from "./told.js";
import { closedBy, keeps, mayEdit } from "./views.js";

/** The counter shows when this few characters are left. */
const NEAR_LIMIT = 200;

/** What a post's frame needs besides its text: type, nonce, reply_to. */
const FRAME_OVERHEAD = 256;

export class StreamComposer extends LitElement {
  /** @override */
  static properties = {
    session: { attribute: false },
    state: { attribute: false },
    links: { attribute: false },
    text: { state: true },
    announcing: { state: true },
  };

  /** Until one may write again. @type {ReturnType<typeof setTimeout> | undefined} */ #unmuting = undefined;

  #completing = new Completing(({ text, caret }) => this.#write(text, caret));

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {State | null} */ this.state = null;
    /** @type {EventLinks} */ this.links = {};
    this.text = "";
    /** Whether what one writes is to be an announcement. */ this.announcing = false;
    /** @type {string | null} id of the message being edited */ this.editing = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  focus() {
    this.#field?.focus();
  }

  /** @override @param {PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has("session") && this.session) this.text = this.session.draft;
    const editing = this.state?.editing ?? null;
    if (editing === this.editing) return;
    this.editing = editing;
    // What one was writing waits meanwhile.
    this.text = editing === null ? this.session?.draft ?? "" : this.#original(editing);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#unmuting);
  }

  /** @override @param {PropertyValues} changed */
  updated(changed) {
    this.#unmute();
    if (!changed.has("text")) return;
    if (this.querySelector("stream-intervention")) this.dispatchEvent(new CustomEvent("elsewhere"));
    const field = this.#field;
    if (!field) return;
    if (field.value !== this.text) {
      field.value = this.text;
      this.#complete();
    }
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }

  /** Frames that may not submit forms (as WordPress makes them) hear no `submit`, so a click does it. @override */
  render() {
    const { state } = this;
    if (!state) return nothing;
    return html`
      <form class="composer" @submit=${this.#submit} @keydown=${this.#escape}>
        ${keeps(state.you) ? html`<stream-keeper .session=${this.session}></stream-keeper>` : nothing}
        ${noticeLine(state, this.session?.told ?? 0, this.#putAway)}
        ${mutedLine(state, Date.now())}
        ${this.editing === null ? replyLine(state, this.#cancel) : editLine(this.#cancel)}
        ${switchesLine(state)}
        ${closedBy(state) && this.text === "" ? nothing : this.#writing(state)}
      </form>`;
  }

  /** @param {State} state */
  #writing(state) {
    const { over, problem } = this.#problem();
    const full = problem === "" && this.#isFull ? t("outbox-full") : "";
    const left = state.limits.text - length(normalise(this.text));
    return html`<div class="field">
          ${this.#completing.render(this.#field)}
          <textarea id="write" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${t("write")}
            placeholder=${state.you ? t("write-as", { name: state.you.name }) : t("write-placeholder")}
            aria-describedby="write-room write-hint write-count" aria-invalid=${problem ? "true" : "false"}
            aria-autocomplete="list" aria-controls=${ifDefined(this.#completing.controls)}
            aria-activedescendant=${ifDefined(this.#completing.active)}
            @input=${this.#input} @keydown=${this.#key} @click=${this.#complete} @keyup=${this.#complete}
            @blur=${this.#leave}></textarea>
          <button type="button" class="send" @click=${this.#send} aria-label=${this.#verb} title=${this.#verb}
            ?disabled=${this.text.trim() === "" || problem !== "" || full !== "" || this.#waits}><span aria-hidden="true"></span></button>
        </div>
        ${keeps(state.you) && this.editing === null
          ? html`<label class="as-announcement"><input type="checkbox" .checked=${this.announcing} @change=${this.#announce}>
              ${t("as-announcement")}</label>`
          : nothing}
        <stream-pace .state=${state} @over=${() => this.requestUpdate()}></stream-pace>
        <p class="hint" id="write-hint">${t("enter-sends")}</p>
        <p class="count" id="write-count" aria-live=${problem || full ? "polite" : "off"}>${
          problem || full || (left <= NEAR_LIMIT ? t("characters-left", { count: left }) : "")}</p>
        ${over && this.editing === null ? this.#elsewhere(state) : nothing}`;
  }

  /** @param {State} state */
  #elsewhere({ messages, replying_to }) {
    const quote = replying_to === null ? null : quoted(messages, replying_to);
    return html`<stream-intervention .links=${this.links} .text=${normalise(this.text)} address=${this.session?.address ?? ""}
      .answered=${quote?.kind === "live" ? quote.message : null}></stream-intervention>`;
  }

  get #verb() {
    return this.editing === null ? t("send") : t("save");
  }

  /**
   * What an edit begins with: the message, or what one had made of it when the server refused that.
   * @param {string} id
   */
  #original(id) {
    const before = this.state?.acts.find((act) => act.kind === "edit" && act.id === id);
    if (before?.kind === "edit") return before.text;
    const message = this.state ? find(this.state.messages, id) : undefined;
    return isLive(message) ? message.text : "";
  }

  get #field() {
    return /** @type {HTMLTextAreaElement | null} */ (this.querySelector("textarea"));
  }

  /**
   * Why the text cannot be sent as it is, or ""; and whether it is that there is too much of it.
   * @returns {{ problem: string, over: boolean }}
   */
  #problem() {
    const { state } = this;
    if (!state) return { problem: "", over: false };
    const text = normalise(this.text);
    const over = length(text) - state.limits.text;
    if (over > 0) return { problem: t("characters-over", { count: over }), over: true };
    const bytes = new TextEncoder().encode(JSON.stringify(text)).length;
    if (bytes > state.limits.frame - FRAME_OVERHEAD) return { problem: t("too-big"), over: true };
    return { problem: refusesLink(state, text) ? t("links-off") : "", over: false };
  }

  /** Whether one may not write just now: muted, in a slow room, or in one that is closed. */
  get #waits() {
    const { state } = this;
    if (!state) return true;
    return state.muted_until > Date.now() || closedBy(state) !== null || (this.editing === null && pause(state, Date.now()) > 0);
  }

  #unmute() {
    clearTimeout(this.#unmuting);
    const left = (this.state?.muted_until ?? 0) - Date.now();
    // A timer takes no more milliseconds than fit into 31 bits.
    if (left > 0) this.#unmuting = setTimeout(() => this.requestUpdate(), Math.min(left, 2 ** 31 - 1));
  }

  #putAway = () => {
    if (this.session) this.session.told = this.state?.notices.at(-1)?.act ?? 0;
    this.focus();
  };

  /** Whether what waits leaves no room for it. */
  get #isFull() {
    const text = normalise(this.text);
    return this.editing === null && text !== "" && this.state !== null && isFull(this.state.outbox, text);
  }

  #input() {
    this.text = this.#field?.value ?? "";
    if (this.session && this.editing === null) this.session.draft = this.text;
    this.#complete();
  }

  /** @param {string} text @param {number} caret */
  #write(text, caret) {
    const field = this.#field;
    if (!field) return;
    field.value = text;
    field.setSelectionRange(caret, caret);
    this.#input();
  }

  #complete() {
    if (this.#field && this.state) this.#completing.look(this.#field, this.state);
    this.requestUpdate();
  }

  #leave() {
    this.#completing.hide();
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#completing.key(event)) return this.requestUpdate();
    if (event.key === "ArrowUp" && this.text === "" && this.#editLast()) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    // Enter that ends an input method's composition belongs to it; Safari says so only by 229.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== "Escape" || event.isComposing || !(this.state?.replying_to ?? this.editing)) return;
    event.preventDefault();
    this.#cancel();
  }

  #cancel = () => {
    this.session?.reply(null);
    this.focus();
  };

  /** @param {Event} event */
  #announce({ target }) {
    this.announcing = /** @type {HTMLInputElement} */ (target).checked;
  }

  /** The newest of one's own, where it can still be edited. */
  #editLast() {
    const { state } = this;
    const last = state?.messages.findLast((message) => isLive(message) && message.author.id === state.you?.id);
    if (!state || !last || !mayEdit(state, last, Date.now())) return false;
    this.session?.edit(last.id);
    return true;
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = normalise(this.text);
    if (!this.session || text === "" || this.#problem().problem !== "" || this.#isFull || this.#waits) return;
    if (this.editing === null) {
      this.session.post(text, this.announcing && keeps(this.state?.you ?? null));
      this.announcing = false;
      this.session.draft = "";
      this.text = "";
    } else {
      this.session.change(text);
    }
    this.focus();
    this.dispatchEvent(new CustomEvent("posted", { bubbles: true }));
  }
}
