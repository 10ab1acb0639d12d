/**
 * `<desk-switches>`: what makes the room at hand quieter. What is shown is what the room's stream tells, so that two who keep
 * it see the same.
 *
 * @import { RoomState, StateSet, SwitchBody } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, live, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { spanOf } from "../shared/time.js";
import { HOLDS, PLAIN, SLOW } from "./switching.js";

export class DeskSwitches extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, asked: { state: true } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /**
     * What one has just switched, until the stream tells of it: `seq` is that of the change, Infinity as long as there is no answer.
     * @type {{ switches: SwitchBody, room: string, seq: number } | null}
     */
    this.asked = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { room, rooms, heard, state: told } = this.desk ?? {};
    if (!told || !room) return nothing;
    const { asked } = this;
    const under_way = asked?.room === room && (heard?.get(room)?.cursor?.seq ?? 0) < asked.seq;
    const state = under_way ? { ...told, ...asked.switches } : told;
    return html`<form class="switches" @change=${this.#chosen} @submit=${this.#never}>
      ${rooms && rooms.length > 1 ? html`<h2><bdi>${rooms.find(({ slug }) => slug === room)?.title}</bdi></h2>` : nothing}
      <section class="calm ${state.calm ? "on" : ""}">
        <button type="button" class=${state.calm ? "primary" : "danger"} @click=${this.#calm}
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
    if (name === "slow_mode_ms") void this.#set({ slow_mode_ms: Number(value) });
    else if (name === "hold") void this.#set({ hold: /** @type {RoomState["hold"]} */ (value) });
    else void this.#set({ [name]: checked });
  }

  #calm() {
    void this.#set({ calm: !this.desk?.state?.calm });
  }

  /** @param {SwitchBody} switches */
  async #set(switches) {
    const { desk } = this;
    if (!desk) return;
    const { room } = desk;
    this.asked = { switches, room, seq: Infinity };
    const done = await desk.tries(async () => {
      /** @type {StateSet} */
      const { seq } = await desk.ask("PATCH", `/rooms/${room}`, switches);
      this.asked = { switches, room, seq };
      desk.say(t("act-done", { kind: "switch" }));
    });
    if (!done) this.asked = null; // what was not taken is shown as it is
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
