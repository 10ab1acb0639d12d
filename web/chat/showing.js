/**
 * An element that shows what one does in a session, and again whenever that changes. Its session does not change.
 *
 * @import { Doings } from "./doings.js"
 * @import { Session } from "./session.js"
 */

import { LitElement } from "../vendor/lit.js";
import { doingsIn } from "./doings.js";

export class ShowsDoings extends LitElement {
  /** @type {Doings | null} */ #doings = null;
  #changed = () => this.requestUpdate();

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** Also called once more where one has left the page meanwhile. @override */
  willUpdate() {
    if (this.#doings || !this.session || !this.isConnected) return;
    this.#doings = doingsIn(this.session);
    this.#doings.addEventListener("changed", this.#changed);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#doings?.removeEventListener("changed", this.#changed);
    this.#doings = null;
  }

  get acting() {
    return this.#doings?.acting ?? null;
  }
}
