/**
 * The views of the console, in their order. Each is an element of its own and knows no other.
 *
 * @import { Desk } from "./desk.js"
 *
 * @typedef {object} View
 * @property {string} name as in the words of `view`
 * @property {(desk: Desk) => unknown} show a template
 * @property {(desk: Desk) => boolean} [may] whether it is for this person; for everybody who keeps the rooms where it is missing
 */

import { html } from "../vendor/lit.js";

/** @type {readonly [View, ...View[]]} the first stands beside the messages until another is chosen */
export const VIEWS = [
  { name: "people", show: (desk) => html`<desk-people .desk=${desk}></desk-people>` },
  { name: "log", show: (desk) => html`<desk-log .desk=${desk}></desk-log>` },
];
