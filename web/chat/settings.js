/**
 * `<stream-settings>`: the small menu of what a reader chooses for themselves. Says `change` with what was changed.
 *
 * @import { Preferences } from "./preferences.js"
 */

import { LitElement, html } from "../vendor/lit.js";
import { closing } from "../shared/choice.js";
import { t } from "../shared/strings.js";
import { USUAL } from "./preferences.js";

export class StreamSettings extends LitElement {
  /** @override */
  static properties = { preferences: { attribute: false } };

  constructor() {
    super();
    /** @type {Preferences} */ this.preferences = USUAL;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  firstUpdated() {
    const menu = this.querySelector("details");
    if (menu) closing(menu);
  }

  /** @override */
  render() {
    const { low_data } = this.preferences;
    return html`<details class="settings">
      <summary aria-label=${t("settings")} title=${t("settings")}>
        <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentcolor">
          <line x1="1" x2="9" y1="4.5" y2="4.5"/><line x1="13" x2="15" y1="4.5" y2="4.5"/>
          <line x1="1" x2="3" y1="11.5" y2="11.5"/><line x1="7" x2="15" y1="11.5" y2="11.5"/>
          <circle cx="11" cy="4.5" r="2"/><circle cx="5" cy="11.5" r="2"/></svg>
      </summary>
      <div class="panel" @change=${this.#changed}>
        <fieldset>
          <legend>${t("announce")}</legend>
          ${this.#choice("all", t("announce-all"))}
          ${this.#choice("mentions", t("announce-mentions"))}
          ${this.#choice("none", t("announce-none"))}
        </fieldset>
        <label><input type="checkbox" name="low_data" aria-describedby="low-data-hint" .checked=${low_data}>
          <span>${t("low-data")}</span></label>
        <p class="note" id="low-data-hint">${t("low-data-hint")}</p>
      </div>
    </details>`;
  }

  /**
   * @param {Preferences["announce"]} value
   * @param {string} words
   */
  #choice(value, words) {
    return html`<label><input type="radio" name="announce" value=${value} .checked=${this.preferences.announce === value}>
      <span>${words}</span></label>`;
  }

  /** @param {Event} event */
  #changed(event) {
    event.stopPropagation();
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    const detail = target.name === "low_data" ? { low_data: target.checked } : { announce: target.value };
    this.dispatchEvent(new CustomEvent("prefer", { detail }));
  }
}
