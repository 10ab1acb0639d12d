/**
 * The list of names under a mention that is being written: a listbox that the keyboard never enters. The field
 * keeps the focus and says by `aria-activedescendant` which name is meant. It stays a plain text field: a
 * `<textarea>` may have no other role (ARIA in HTML).
 *
 * @import { Begun } from "./completion.js"
 * @import { State } from "./state.js"
 */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { begun, candidates, complete, others } from "./completion.js";

const LIST = "mentionable";

export class Completing {
  /** @type {readonly string[]} */ #names = [];
  /** @type {Begun | null} */ #begun = null;
  #active = 0;
  /** The `@` that is done with: taken, or the list was closed. */ #done = -1;
  #take;

  /** @param {(written: { text: string, caret: number }) => void} take puts into the field what was chosen */
  constructor(take) {
    this.#take = take;
  }

  /** For the field. */
  get controls() {
    return this.#names.length > 0 ? LIST : undefined;
  }

  /** For the field. */
  get active() {
    return this.#names.length > 0 ? `${LIST}-${this.#active}` : undefined;
  }

  /**
   * Text or caret changed.
   * @param {HTMLTextAreaElement} field
   * @param {State} state
   */
  look({ value, selectionStart, selectionEnd }, state) {
    const now = selectionStart === selectionEnd ? begun(value, selectionStart) : null;
    if (now?.from !== this.#done) this.#done = -1;
    if (now?.from !== this.#begun?.from || now?.query !== this.#begun?.query) this.#active = 0;
    this.#begun = now;
    this.#names = now && this.#done < 0 ? candidates(others(state), now.query) : [];
    this.#active = Math.min(this.#active, Math.max(0, this.#names.length - 1));
  }

  hide() {
    this.#names = [];
  }

  /** For good, as far as this `@` goes. */
  close() {
    this.hide();
    this.#done = this.#begun?.from ?? -1;
  }

  /**
   * @param {KeyboardEvent} event in the field; keys that an input method composes with belong to it
   * @returns {boolean} whether the key was the list's
   */
  key(event) {
    const field = event.target;
    if (this.#names.length === 0 || event.isComposing || event.keyCode === 229) return false;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || !(field instanceof HTMLTextAreaElement)) return false;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.#active = (this.#active + step + this.#names.length) % this.#names.length;
        break;
      }
      case "Enter":
      case "Tab":
        this.#choose(this.#names[this.#active] ?? "", field);
        break;
      case "Escape":
        this.close();
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** @param {HTMLTextAreaElement | null} field */
  render(field) {
    if (this.#names.length === 0) return nothing;
    // Pressing must not take the focus out of the field: a phone's keyboard would go.
    return html`<ul class="mentionable" id=${LIST} role="listbox" aria-label=${t("mentionable")}
      @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}>${this.#names.map((name, at) => html`
      <li id="${LIST}-${at}" role="option" aria-selected=${at === this.#active}
        @click=${() => field && this.#choose(name, field)}><bdi>${name}</bdi></li>`)}</ul>`;
  }

  /**
   * @param {string} name
   * @param {HTMLTextAreaElement} field
   */
  #choose(name, { value, selectionStart }) {
    if (!this.#begun) return;
    const written = complete(value, this.#begun, selectionStart, name);
    this.close();
    this.#take(written);
  }
}
