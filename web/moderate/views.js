/**
 * The views of the console, in their order. Each is an element of its own and knows no other.
 *
 * @import { Desk } from "./desk.js"
 *
 * @typedef {object} View
 * @property {string} name as in the words of `view`
 * @property {(desk: Desk) => unknown} show a template
 * @property {(desk: Desk) => number} [count] of what waits there
 * @property {(desk: Desk) => boolean} [may] whether it is for this person; for everybody who keeps the rooms where it is missing
 */

import { html } from "../vendor/lit.js";
import { waiting } from "./waiting.js";

/** @type {readonly [View, ...View[]]} the first stands beside the messages until another is chosen */
export const VIEWS = [
  { name: "queue", show: (desk) => html`<desk-queue .desk=${desk}></desk-queue>`, count: ({ rooms }) => waiting(rooms).length },
  { name: "rooms", show: (desk) => html`<desk-rooms .desk=${desk}></desk-rooms>` },
  { name: "switches", show: (desk) => html`<desk-switches .desk=${desk}></desk-switches>` },
  { name: "filters", show: (desk) => html`<desk-filters .desk=${desk}></desk-filters>` },
  { name: "people", show: (desk) => html`<desk-people .desk=${desk}></desk-people>` },
  { name: "invites", show: (desk) => html`<desk-invites .desk=${desk}></desk-invites>` },
  { name: "log", show: (desk) => html`<desk-log .desk=${desk}></desk-log>` },
];
