/**
 * `<desk-rooms>`: all rooms of the event at a glance. A press leads to the room.
 *
 * @import { Desk } from "./desk.js"
 * @import { RoomAtAGlance } from "./glance.js"
 */

import { LitElement, html, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { soonTime } from "../shared/time.js";
import { inUse } from "./switching.js";

export class DeskRooms extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { desk } = this;
    if (!desk) return nothing;
    return html`<ul class="glances">${repeat(desk.rooms, ({ slug }) => slug, (room) => glance(room, desk))}</ul>`;
  }
}

/** @param {RoomAtAGlance} room @param {Desk} desk */
function glance({ slug, title, online, newest_at, held, reported, state }, { room }) {
  const waits = held.length + reported.length;
  const switched = state ? inUse(state) : [];
  const time = newest_at ? soonTime(newest_at, Date.now()) : "";
  return html`<li><button type="button" data-room=${slug} aria-current=${slug === room}>
    <span class="title"><bdi>${title}</bdi></span>
    ${waits ? html`<span class="waits">${t("waiting-posts", { count: waits })}</span>` : nothing}
    <span class="note">${t("online", { count: online })} · ${time ? t("newest-at", { time }) : t("empty")}</span>
    ${switched.length ? html`<span class="switched">${switched.map((what) => html`<span class="sign">${what}</span>`)}</span>` : nothing}
  </button></li>`;
}
