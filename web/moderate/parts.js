/**
 * What stands around the messages and the views on the console.
 *
 * @import { RoomLink } from "../types/wire.d.ts"
 * @import { State } from "../chat/state.js"
 * @import { View } from "./views.js"
 * @import { Desk } from "./desk.js"
 */

import { html, nothing } from "../vendor/lit.js";
import { unseen } from "../chat/views.js";
import { t } from "../shared/strings.js";

/**
 * The rooms, with what came meanwhile in those that are heard.
 * @param {readonly RoomLink[]} rooms
 * @param {string} here slug
 * @param {ReadonlyMap<string, State>} heard
 */
export function roomsNav(rooms, here, heard) {
  if (rooms.length < 2) return nothing;
  return html`<nav class="rooms" aria-label=${t("rooms")}>${rooms.map(({ slug, title }) => {
    const state = heard.get(slug);
    const count = state && slug !== here ? unseen(state) : 0;
    return html`<button type="button" data-room=${slug} aria-current=${slug === here}><bdi>${title}</bdi>${
      count ? counted(count, t("new-messages", { count })) : nothing}</button>`;
  })}</nav>`;
}

/**
 * @param {readonly View[]} views
 * @param {string} here name of what is shown, or "messages"
 * @param {Desk} desk
 */
export function viewsNav(views, here, desk) {
  const counts = views.map(({ count }) => count?.(desk) ?? 0);
  const count = counts.reduce((sum, each) => sum + each, 0);
  return html`<nav class="views" aria-label=${t("views")}>${viewButton("messages", here, 0)}${
    views.map(({ name }, at) => viewButton(name, here, counts[at] ?? 0))}</nav>
    <p class="visually-hidden" role="status">${count ? t("waiting-posts", { count }) : nothing}</p>`;
}

/** @param {string} view @param {string} here @param {number} count of what waits there */
const viewButton = (view, here, count) =>
  html`<button type="button" data-view=${view} aria-current=${view === here}>${t("view", { view })}${
    count ? counted(count, t("waiting-posts", { count })) : nothing}</button>`;

/** @param {number} count @param {string} said */
const counted = (count, said) =>
  html` <span class="count" aria-hidden="true">${count}</span><span class="visually-hidden"> ${said}</span>`;

/** The keys. */
export function help() {
  /** @type {[string, string][]} */
  const keys = [["↓ j", t("key-next")], ["↑ k", t("key-previous")], ["q", t("key-queue")], ["a", t("act", { kind: "approve" })],
    ["r", `${t("act", { kind: "remove" })} / ${t("act", { kind: "reject" })}`], ["m", t("act", { kind: "mute" })],
    ["b", t("act", { kind: "ban" })], ["c", t("act", { kind: "clear" })], ["u", t("key-undo")], ["Esc", t("cancel")]];
  return html`<details class="keys"><summary>${t("keys")}</summary><dl>${keys.map(([key, what]) =>
    html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl></details>`;
}

/** What is wrong with the stream. @param {State} state */
export function banner({ status, ended }) {
  if (status === "ended") return html`<div class="banner ended" role="alert"><p>${t("ended", { code: ended ?? 0 })}</p></div>`;
  return html`<div class="banner" role="status">${status === "offline" ? html`<p>${t("offline-reader")}</p>` : nothing}</div>`;
}

/** Who keeps no room is told so. @param {State} state */
export function refused({ you }) {
  return html`<div class="refused-entry" role="alert">
    <p><strong>${t("moderate-refused")}</strong> ${you ? t("moderate-refused-as", { name: you.name }) : ""}</p>
    <p class="note">${t("moderate-refused-hint")}</p></div>`;
}
