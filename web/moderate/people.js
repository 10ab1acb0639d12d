/**
 * `<desk-people>`: who is there to be acted on: who wrote what is held, and whom the log of acts tells of; of all who joined, those
 * whom one looks for by name; and one of them, opened.
 *
 * @import { PeoplePage, Person, Profile } from "../types/wire.d.ts"
 * @import { Desk } from "./desk.js"
 * @import { Standing } from "../keeping/log.js"
 */

import { LitElement, html, live, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { soonTime } from "../shared/time.js";
import { badge } from "../chat/message.js";
import { outranks } from "../chat/views.js";
import { button } from "./acts.js";
import { authors } from "./hearing.js";
import { people, standings } from "../keeping/log.js";

/** The server is asked when nothing more was typed for so long. */
const PAUSE_MS = 300;

export class DeskPeople extends LitElement {
  /** @override */
  static properties = { desk: { attribute: false }, sought: { state: true }, found: { state: true } };

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #pause = undefined;

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** Part of the name of somebody one looks for. */ this.sought = "";
    /** What the server found by it; null as long as it was not asked. @type {PeoplePage | null} */ this.found = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  /** @override */
  render() {
    const { desk, sought, found } = this;
    if (!desk) return nothing;
    if (desk.person) return html`<desk-person .desk=${desk} person=${desk.person}></desk-person>`;
    const listed = found ? known(found.people, desk) : people(authors(desk.heard), desk.log, Date.now(), sought);
    return html`<input type="search" aria-label=${t("find-person")} placeholder=${t("find-person")} maxlength="100" .value=${live(sought)}
        @input=${this.#typed}>
      ${listed.length === 0 ? html`<p class="note" role="status">${t("found-none")}</p>` : nothing}
      <ul class="people">${repeat(listed, ({ person }) => person.id, ({ person, standing }) => html`
        <li data-person=${person.id} class=${standing.banned || standing.muted_until ? "held" : ""}>
          <p><button type="button" class="link" aria-label=${t("see-person", { name: person.name })} @click=${() => desk.about(person.id)}><bdi
            class="name">${person.name}</bdi></button> ${badge(person)} ${stands(standing)}</p>
          ${outranks(desk.you, person) ? acts(desk.you, person, standing) : nothing}
          ${desk.question(person.id)}
        </li>`)}</ul>
      ${found?.before ? html`<button type="button" class="link" @click=${() => this.#ask(found)}>${t("show-more")}</button>` : nothing}`;
  }

  /** @param {Event} event */
  #typed({ target }) {
    this.sought = /** @type {HTMLInputElement} */ (target).value;
    clearTimeout(this.#pause);
    if (this.sought.trim()) this.#pause = setTimeout(() => void this.#ask(null), PAUSE_MS);
    else this.found = null;
  }

  /** @param {PeoplePage | null} after what was found so far */
  async #ask(after) {
    const { desk, sought } = this;
    const query = new URLSearchParams({ q: sought.trim(), ...(after?.before ? { before: after.before } : {}) });
    await desk?.tries(async () => {
      /** @type {PeoplePage} */
      const more = await desk.ask("GET", `/people?${query}`);
      if (sought === this.sought) this.found = { ...more, people: [...(after?.people ?? []), ...more.people] };
    });
  }
}

/** Those that were found, as the log says that they stand since. @param {readonly Profile[]} found @param {Desk} desk */
function known(found, { log }) {
  const since = standings(log, Date.now());
  return found.map((profile) => {
    const standing = since.get(profile.person.id) ?? standingOf(profile);
    return { person: { ...profile.person, role: /** @type {Person["role"]} */ (standing.role ?? profile.person.role) }, standing };
  });
}

/** @param {Pick<Profile, "muted_until" | "banned" | "banned_until">} profile @returns {Standing} */
export const standingOf = ({ muted_until, banned, banned_until }) => ({
  muted_until: muted_until ? Date.parse(muted_until) : 0, banned, banned_until: banned_until ? Date.parse(banned_until) : 0,
});

/** @param {Person} you @param {Person} person @param {Standing} standing */
export function acts(you, { name, role }, { muted_until, banned }) {
  return html`<div class="acts">
    ${button(muted_until ? "unmute" : "mute", name)}
    ${button(banned ? "unban" : "ban", name)}
    ${button("clear", name)}
    ${you.role === "organiser" ? button(role === "moderator" ? "dismiss" : "appoint", name) : nothing}
  </div>`;
}

/** @param {Standing} standing */
export function stands({ muted_until, banned, banned_until }) {
  const until = banned ? banned_until : muted_until;
  const time = until ? soonTime(until, Date.now()) : "";
  if (!banned && !muted_until) return nothing;
  return html`<span class="stands">${banned ? t("act-done", { kind: "ban" }) : t("act-done", { kind: "mute" })}${
    time ? html` ${t("until-time", { time })}` : nothing}</span>`;
}
