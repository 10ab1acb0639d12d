/**
 * `<stream-doing>`: what one who keeps the room does about a message of somebody below them, asked in its row. Stands there until
 * it is done or left.
 *
 * @import { LiveMessage } from "../types/wire.d.ts"
 * @import { StreamLog } from "./stream.js"
 */

import { html, nothing } from "../vendor/lit.js";
import { ShowsDoings } from "./showing.js";

export class StreamDoing extends ShowsDoings {
  /** @override */
  static properties = { session: { attribute: false }, message: { attribute: false } };

  /** @type {StreamLog | null} */ #log = null;
  #begun = false;

  constructor() {
    super();
    /** @type {LiveMessage | null} */ this.message = null;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#log = this.closest("stream-log");
  }

  /** @override */
  willUpdate() {
    super.willUpdate();
    if (this.#begun || !this.message || !this.session || !this.acting) return;
    this.#begun = true;
    this.acting.begin("remove", { room: this.session.room, message: this.message.id, person: this.message.author });
  }

  /** @override */
  updated() {
    if (this.isConnected && this.#begun && !this.#asked) this.#leave();
  }

  /** @override */
  disconnectedCallback() {
    if (this.#asked) this.acting?.leave();
    super.disconnectedCallback();
  }

  /** @override */
  render() {
    const { acting, message } = this;
    if (!acting || !message) return nothing;
    const { problem, busy, networks } = acting;
    return html`<stream-deed choosing kind="remove" name=${message.author.name} problem=${problem} ?busy=${busy} ?networks=${networks}
      @deed=${this.#do} @cancelled=${this.#leave}></stream-deed>`;
  }

  /** Whether it is still this that is asked. */
  get #asked() {
    return this.acting?.form?.message === this.message?.id;
  }

  /** @param {CustomEvent} event */
  #do({ detail }) {
    if (this.session) this.acting?.answer(this.session.room, detail);
  }

  /** Focus goes to the row before the question goes, so that the keyboard does not lose its place. */
  #leave() {
    const [log, id] = [this.#log, this.message?.id];
    if (!log || !id || log.asking !== id) return;
    if (this.contains(document.activeElement)) log.focusRow(id);
    log.asking = null;
  }
}
