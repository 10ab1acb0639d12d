/**
 * `<stream-composer>`: where one writes. The text is in the field and in the draft store, and leaves
 * both only when the outbox has it.
 *
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Quoted } from "./rows.js"
 * @import { Session } from "./session.js"
 * @import { State } from "./state.js"
 * @import { EventLinks } from "../types/wire.d.ts"
 */

import { LitElement, html, ifDefined, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { firstLine, length, normalise } from "../shared/text.js";
import { Completing } from "./completing.js";
import { find, isLive } from "./messages.js";
import { quoted } from "./rows.js";
import { isFull } from "./outbox.js";
import { mutedLine, noticeLine } from "./told.js";
import { mayEdit } from "./views.js";

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
  };

  /** Until one may write again. @type {ReturnType<typeof setTimeout> | undefined} */ #unmuting = undefined;

  #completing = new Completing(({ text, caret }) => this.#write(text, caret));

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {State | null} */ this.state = null;
    /** @type {EventLinks} */ this.links = {};
    this.text = "";
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
    const problem = this.#problem();
    const full = problem === "" && this.#isFull ? t("outbox-full") : "";
    const left = state.limits.text - length(normalise(this.text));
    return html`
      <form class="composer" @submit=${this.#submit} @keydown=${this.#escape}>
        ${noticeLine(state, this.session?.told ?? 0, this.#putAway)}
        ${mutedLine(state, Date.now())}
        ${this.editing === null ? this.#reply(state) : this.#change()}
        <div class="field">
          ${this.#completing.render(this.#field)}
          <textarea id="write" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${t("write")}
            placeholder=${state.you ? t("write-as", { name: state.you.name }) : t("write-placeholder")}
            aria-describedby="write-hint write-count" aria-invalid=${problem ? "true" : "false"}
            aria-autocomplete="list" aria-controls=${ifDefined(this.#completing.controls)}
            aria-activedescendant=${ifDefined(this.#completing.active)}
            @input=${this.#input} @keydown=${this.#key} @click=${this.#complete} @keyup=${this.#complete}
            @blur=${this.#leave}></textarea>
          <button type="button" class="send" @click=${this.#send} aria-label=${this.#verb} title=${this.#verb}
            ?disabled=${this.text.trim() === "" || problem !== "" || full !== "" || this.#isMuted}><span aria-hidden="true"></span></button>
        </div>
        ${this.#note(state)}
        <p class="hint" id="write-hint">${t("enter-sends")}</p>
        <p class="count" id="write-count" aria-live=${problem || full ? "polite" : "off"}>${
          problem || full || (left <= NEAR_LIMIT ? t("characters-left", { count: left }) : "")}</p>
        ${problem && this.editing === null ? this.#elsewhere(state) : nothing}
      </form>`;
  }

  /** @param {State} state */
  #reply(state) {
    const id = state.replying_to;
    if (id === null) return nothing;
    /** @type {Quoted} */
    const quote = quoted(state.messages, id);
    if (quote.kind !== "live") return nothing;
    const { author, text } = quote.message;
    return html`<div class="replying">
      <p><bdi>${t("replying-to", { name: author.name })}</bdi> <span dir="auto">${firstLine(text)}</span></p>
      <button type="button" @click=${this.#cancel} aria-label=${t("cancel-reply")}
        title=${t("cancel-reply")}><span aria-hidden="true">×</span></button>
    </div>`;
  }

  /**
   * What becomes of what one writes: the room is locked, or something of one's own waits for a moderator.
   * @param {State} state
   */
  #note({ you, room, held }) {
    const keeps = you?.role === "moderator" || you?.role === "organiser";
    const locked = room !== null && !keeps && (room.locked || (room.participants_only && you?.role === "guest"));
    const waits = you !== null && held.some(({ author }) => author.id === you.id);
    const said = locked ? t("refusal", { code: "room_locked" }) : waits ? t("held-yours") : "";
    return said === "" ? nothing : html`<p class="note" role="status">${said}</p>`;
  }

  /** @param {State} state */
  #elsewhere({ messages, replying_to }) {
    const quote = replying_to === null ? null : quoted(messages, replying_to);
    return html`<stream-intervention .links=${this.links} .text=${normalise(this.text)} address=${this.session?.address ?? ""}
      .answered=${quote?.kind === "live" ? quote.message : null}></stream-intervention>`;
  }

  #change() {
    return html`<div class="replying">
      <p>${t("editing")}</p>
      <button type="button" @click=${this.#cancel} aria-label=${t("cancel-edit")}
        title=${t("cancel-edit")}><span aria-hidden="true">×</span></button>
    </div>`;
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

  /** Why the text cannot be sent as it is, or "". */
  #problem() {
    if (!this.state) return "";
    const text = normalise(this.text);
    const over = length(text) - this.state.limits.text;
    if (over > 0) return t("characters-over", { count: over });
    const bytes = new TextEncoder().encode(JSON.stringify(text)).length;
    return bytes > this.state.limits.frame - FRAME_OVERHEAD ? t("too-big") : "";
  }

  get #isMuted() {
    return (this.state?.muted_until ?? 0) > Date.now();
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

  #cancel() {
    this.session?.reply(null);
    this.focus();
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
    if (!this.session || text === "" || this.#problem() !== "" || this.#isFull || this.#isMuted) return;
    if (this.editing === null) {
      this.session.post(text);
      this.session.draft = "";
      this.text = "";
    } else {
      this.session.change(text);
    }
    this.focus();
    this.dispatchEvent(new CustomEvent("posted", { bubbles: true }));
  }
}
