/**
 * `<desk-switches>`: what makes the room at hand quieter. What is shown is what the room's stream tells, so that two who keep
 * it see the same.
 *
 * @import { RoomState, SwitchBody } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, live, nothing } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { t } from "../shared/strings.js";
import { spanOf } from "../shared/time.js";
import { HOLDS, PLAIN, SLOW } from "./switching.js";

export class DeskSwitches extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    this.busy = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { room, rooms, state } = this.desk ?? {};
    if (!state) return nothing;
    return html`<form class="switches" @change=${this.#chosen} @submit=${this.#never}>
      ${rooms && rooms.length > 1 ? html`<h2><bdi>${rooms.find(({ slug }) => slug === room)?.title}</bdi></h2>` : nothing}
      <section class="calm ${state.calm ? "on" : ""}">
        <button type="button" class=${state.calm ? "primary" : "danger"} ?disabled=${this.busy} @click=${this.#calm}
          aria-describedby="calm-hint">${state.calm ? t("calm-end") : t("switch", { kind: "calm" })}</button>
        <p class="note" id="calm-hint">${t("calm-hint")}</p>
      </section>
      ${slowMode(state)}
      ${hold(state)}
      <div class="plain">${PLAIN.map((kind) => html`<label><input type="checkbox" role="switch" name=${kind} .checked=${live(state[kind])}>
        <span>${t("switch", { kind })}</span></label>`)}</div>
    </form>`;
  }

  /** @param {Event} event */
  #never(event) {
    event.preventDefault();
  }

  /** @param {Event} event */
  #chosen({ target }) {
    const { name, value, checked } = /** @type {HTMLInputElement} */ (target);
    void this.#set(name === "slow_mode_ms" ? { slow_mode_ms: Number(value) } : name === "hold" ? { hold: value } : { [name]: checked });
  }

  #calm() {
    void this.#set({ calm: !this.desk?.state?.calm });
  }

  /** @param {object} switches {@link SwitchBody} */
  async #set(switches) {
    const { desk } = this;
    if (!desk) return;
    this.busy = true;
    try {
      await desk.ask("PATCH", `/rooms/${desk.room}`, switches);
      desk.say(t("act-done", { kind: "switch" }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code } = error;
      desk.say(t("act-failed", { code }));
    } finally {
      this.busy = false; // and what was not taken is shown as it is
    }
  }
}

/** @param {RoomState} state */
function slowMode({ slow_mode_ms }) {
  const spans = SLOW.includes(slow_mode_ms) ? SLOW : [...SLOW, slow_mode_ms].sort((one, other) => one - other);
  return html`<label class="choice-of"><span>${t("switch", { kind: "slow_mode_ms" })}</span>
    <select name="slow_mode_ms" .value=${live(String(slow_mode_ms))}>${spans.map((ms) => html`<option value=${ms}
      ?selected=${ms === slow_mode_ms}>${ms === 0 ? t("on-off", { kind: "false" }) : spanOf(ms)}</option>`)}</select></label>`;
}

/** @param {RoomState} state */
function hold({ hold }) {
  return html`<label class="choice-of"><span>${t("switch", { kind: "hold" })}</span>
    <select name="hold" .value=${live(hold)}>${HOLDS.map((kind) => html`<option value=${kind} ?selected=${kind === hold}>${
      t("hold", { kind })}</option>`)}</select></label>`;
}
