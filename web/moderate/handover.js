/**
 * `<desk-handover>`: who has the room at hand, and whether one of the others removes much.
 *
 * @import { Act, Watch } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { alarms } from "./alarms.js";

/** After these somebody else may have a room. @type {ReadonlySet<Act["kind"]>} */
const MOVES = new Set(["watch", "unwatch", "role", "ban", "unban"]);

export class DeskHandover extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, watches: { state: true }, busy: { state: true }, seen: { state: true } };

  /** Number of the act up to which is known who has the rooms. */ #known = -1;

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** @type {Watch[] | null} null as long as they are not known */ this.watches = null;
    this.busy = false;
    /** Number of the act up to which one has looked at alarms. */ this.seen = 0;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  updated() {
    const { desk } = this;
    const moved = desk?.log.find(({ kind }) => MOVES.has(kind))?.number ?? 0;
    if (!desk || moved === this.#known) return;
    this.#known = moved;
    void this.#ask("GET", "/watches");
  }

  /** @override */
  render() {
    const { desk } = this;
    if (!desk) return nothing;
    return html`${alarms(desk.log, desk.you.id, Date.now(), this.seen).map(({ by: { id, name }, count, number }) => html`
      <p class="alarm" role="alert"><strong>${t("removes-much", { name, count })}</strong>
        <button type="button" @click=${() => desk.about(id)}>${t("see-person", { name })}</button>
        <button type="button" @click=${() => (this.seen = number)}>${t("ok")}</button></p>`)}
      ${this.watches ? this.#line(desk, this.watches) : nothing}`;
  }

  /** @param {Desk} desk @param {Watch[]} watches */
  #line({ room, you }, watches) {
    const watch = watches.find((watch) => watch.room === room);
    const mine = watch?.by.id === you.id;
    return html`<p class="watch"><span role="status" title=${watch ? fullTime(Date.parse(watch.since)) : ""}>${said(watch, mine)}</span>
      <button type="button" ?disabled=${this.busy} @click=${() => this.#ask(mine ? "DELETE" : "PUT", `/rooms/${room}/watch`)}>${
        mine ? t("room-leave") : t("room-take")}</button></p>`;
  }

  /** @param {"GET" | "PUT" | "DELETE"} method @param {string} path */
  async #ask(method, path) {
    const { desk } = this;
    if (!desk) return;
    this.busy = method !== "GET";
    try {
      ({ watches: this.watches } = await desk.ask(method, path));
      if (method !== "GET") desk.say(method === "PUT" ? t("act-done", { kind: "watch" }) : t("act-done", { kind: "unwatch" }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code } = error;
      if (method === "GET") this.#known = -1;
      else desk.say(t("act-failed", { code }));
    } finally {
      this.busy = false;
    }
  }
}

/** @param {Watch | undefined} watch @param {boolean} mine */
function said(watch, mine) {
  if (!watch) return t("room-free");
  const [name, time] = [watch.by.name, soonTime(Date.parse(watch.since), Date.now())];
  return mine ? t("room-mine", { time }) : t("room-had", { name, time });
}
