/**
 * `<stream-pace>`: that the room is slow, and how long one has yet to wait. The seconds are for the eye; a listener is told once
 * how long it takes, and once that it is over. Fires `over` then.
 *
 * @import { State } from "./state.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { pause } from "./switches.js";
import { closedBy, keeps } from "./views.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A wait from here on is told in minutes. */
const LONG = 100 * SECOND;

export class StreamPace extends LitElement {
  /** @override */
  static properties = { state: { attribute: false }, said: { state: true } };

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #tick = undefined;
  /** Whether one waited when it was rendered last. */ #waiting = false;

  constructor() {
    super();
    /** @type {State | null} */ this.state = null;
    /** What listeners are told. */ this.said = "";
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
  }

  /** @override */
  willUpdate() {
    const left = this.#left;
    if (left > 0 !== this.#waiting) this.said = left > 0 ? wait(left) : t("write-now");
    if (left === 0 && this.#waiting) this.dispatchEvent(new CustomEvent("over"));
    this.#waiting = left > 0;
  }

  /** @override */
  updated() {
    clearTimeout(this.#tick);
    // To the next full second.
    const left = this.#left;
    if (left > 0) this.#tick = setTimeout(() => this.requestUpdate(), left % SECOND || SECOND);
  }

  /** @override */
  render() {
    const { state } = this;
    const ms = state?.room?.slow_mode_ms ?? 0;
    if (!state || ms === 0 || keeps(state.you) || closedBy(state)) return nothing;
    const left = this.#left;
    return html`<p class="note">${rule(ms)}${left > 0 ? html` <strong aria-hidden="true">${wait(left)}</strong>` : nothing}
      <span class="visually-hidden" role="status">${this.said}</span></p>`;
  }

  get #left() {
    return this.state ? pause(this.state, Date.now()) : 0;
  }
}

/** @param {number} ms between two posts */
function rule(ms) {
  return ms % MINUTE === 0
    ? t("slow-minutes", { count: ms / MINUTE })
    : t("slow-seconds", { count: Math.ceil(ms / SECOND) });
}

/** @param {number} ms until one may write */
function wait(ms) {
  return ms < LONG
    ? t("write-in-seconds", { count: Math.ceil(ms / SECOND) })
    : t("write-in-minutes", { count: Math.ceil(ms / MINUTE) });
}
