/**
 * `<desk-people>`: who is there to be acted on: who wrote what is held, and whom the log of acts tells of.
 *
 * @import { Person } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 * @import { Standing } from "./log.js"
 */

import { LitElement, html, live, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { soonTime } from "../shared/time.js";
import { outranks } from "../chat/views.js";
import { button } from "./acts.js";
import { authors } from "./hearing.js";
import { people } from "./log.js";

export class DeskPeople extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, sought: { state: true } };

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** Part of the name of somebody one looks for. */ this.sought = "";
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { desk, sought } = this;
    if (!desk) return nothing;
    const found = people(authors(desk.heard), desk.log, Date.now(), sought);
    return html`<input type="search" aria-label=${t("find-person")} placeholder=${t("find-person")} .value=${live(sought)} @input=${this.#typed}>
      ${found.length === 0 ? html`<p class="note">${t("found-none")}</p>` : nothing}
      <ul class="people">${repeat(found, ({ person }) => person.id, ({ person, standing }) => html`
        <li data-person=${person.id} class=${standing.banned || standing.muted_until ? "held" : ""}>
          <p><bdi class="name">${person.name}</bdi> ${badge(person)} ${stands(standing)}</p>
          ${outranks(desk.you, person) ? acts(desk.you, person, standing) : nothing}
          ${desk.question(person.id)}
        </li>`)}</ul>`;
  }

  /** @param {Event} event */
  #typed({ target }) {
    this.sought = /** @type {HTMLInputElement} */ (target).value;
  }
}

/** @param {Person} you @param {Person} person @param {Standing} standing */
function acts(you, { name, role }, { muted_until, banned }) {
  return html`<div class="acts">
    ${button(muted_until ? "unmute" : "mute", name)}
    ${button(banned ? "unban" : "ban", name)}
    ${button("clear", name)}
    ${you.role === "organiser" ? button(role === "moderator" ? "dismiss" : "appoint", name) : nothing}
  </div>`;
}

/** Beside the name of those who keep rooms. @param {Pick<Person, "role">} person */
export const badge = ({ role }) =>
  role === "moderator" || role === "organiser" ? html`<span class="badge">${t("role", { role })}</span>` : nothing;

/** @param {Standing} standing */
function stands({ muted_until, banned, banned_until }) {
  const until = banned ? banned_until : muted_until;
  const time = until ? soonTime(until, Date.now()) : "";
  if (!banned && !muted_until) return nothing;
  return html`<span class="stands">${banned ? t("act-done", { kind: "ban" }) : t("act-done", { kind: "mute" })}${
    time ? html` ${t("until-time", { time })}` : nothing}</span>`;
}
