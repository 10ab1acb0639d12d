/**
 * What stands beside the messages on the moderators' page: the people, and the log of acts. Buttons say what they do by
 * `data-do`; the page listens once for all of them.
 *
 * @import { Act, Person } from "../types/wire.d.ts"
 * @import { Choice, Log, Standing } from "./log.js"
 */

import { html, live, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { outranks } from "../chat/views.js";
import { undoable } from "./log.js";

const KINDS = ["remove", "restore", "erase", "clear", "mute", "unmute", "ban", "unban", "role", "switch", "pin", "unpin", "approve", "reject", "keep"];

/** The names of the formats, which are the same in all languages. */
const FORMATS = { csv: "CSV", jsonl: "JSONL" };

/**
 * A button for an act on somebody.
 * @param {string} kind
 * @param {string} name of whom
 * @param {number} [tabindex]
 */
export const button = (kind, name, tabindex = 0) => html`<button type="button" data-do=${kind} tabindex=${tabindex}
  aria-label=${t("act-on", { kind, name })}>${t("act", { kind })}</button>`;

/**
 * @param {{ person: Person, standing: Standing }[]} people
 * @param {{ you: Person, name: string, form: (id: string) => unknown }} view name: what one looks for
 */
export function peoplePanel(people, { you, name, form }) {
  return html`<input type="search" data-find aria-label=${t("find-person")} placeholder=${t("find-person")} .value=${live(name)}>
    ${people.length === 0 ? html`<p class="note">${t("found-none")}</p>` : nothing}
    <ul class="people">${repeat(people, ({ person }) => person.id, ({ person, standing }) => html`
      <li data-person=${person.id} class=${standing.banned || standing.muted_until ? "held" : ""}>
        <p><bdi class="name">${person.name}</bdi> ${badge(person)} ${stands(standing)}</p>
        ${outranks(you, person) ? html`<div class="acts">
          ${button(standing.muted_until ? "unmute" : "mute", person.name)}
          ${button(standing.banned ? "unban" : "ban", person.name)}
          ${button("clear", person.name)}
          ${you.role === "organiser" ? button(person.role === "moderator" ? "dismiss" : "appoint", person.name) : nothing}
        </div>` : nothing}
        ${form(person.id)}
      </li>`)}</ul>`;
}

/** @param {Person} person */
const badge = ({ role }) =>
  role === "moderator" || role === "organiser" ? html`<span class="badge">${t("role", { role })}</span>` : nothing;

/** @param {Standing} standing */
function stands({ muted_until, banned, banned_until }) {
  const until = banned ? banned_until : muted_until;
  const time = until ? soonTime(until, Date.now()) : "";
  if (!banned && !muted_until) return nothing;
  return html`<span class="stands">${banned ? t("act-done", { kind: "ban" }) : t("act-done", { kind: "mute" })}${
    time ? html` ${t("until-time", { time })}` : nothing}</span>`;
}

/**
 * @param {Log} acts chosen ones
 * @param {{ choice: Choice, keepers: { id: string, name: string }[], complete: boolean }} view keepers: who acted
 */
export function logPanel(acts, { choice, keepers, complete }) {
  return html`<div class="filter">
      <label><span>${t("log-what")}</span> <select data-choose="kind"><option value="">${t("log-all")}</option>${KINDS.map((kind) =>
        html`<option value=${kind} ?selected=${choice.kind === kind}>${t("act-done", { kind })}</option>`)}</select></label>
      <label><span>${t("log-who")}</span> <select data-choose="by"><option value="">${t("log-all")}</option>${keepers.map(({ id, name }) =>
        html`<option value=${id} ?selected=${choice.by === id}>${name}</option>`)}</select></label>
      ${Object.entries(FORMATS).map(([save, format]) => html`
        <button type="button" data-save=${save} aria-label=${t("save-as", { format })}>${format}</button>`)}
    </div>
    ${acts.length === 0 ? html`<p class="note">${t("log-empty")}</p>` : nothing}
    <ol class="log">${repeat(acts, ({ number }) => number, entry)}</ol>
    ${complete ? nothing : html`<button type="button" class="link" data-older>${t("log-older")}</button>`}`;
}

/** @param {Act} act */
function entry(act) {
  const at = Date.parse(act.at);
  const time = act.until ? soonTime(Date.parse(act.until), at) : "";
  const { kind, messages: count = 0, reason = "", number } = act;
  return html`<li data-act=${number} class=${act.undone_by ? "undone" : ""}>
    <p><strong>${t("act-done", { kind })}</strong> ${act.on ? html`<bdi class="name">${act.on.name}</bdi>` : nothing}
      ${act.messages === undefined ? nothing : html`<span>${t("so-many", { count })}</span>`}
      ${act.then ? html`<span>${act.then === "ban" ? t("act-done", { kind: "ban" }) : t("act-done", { kind: "mute" })}</span>` : nothing}
      ${act.role ? html`<span>${t("role", { role: act.role })}</span>` : nothing}
      ${time ? html`<span>${t("until-time", { time })}</span>` : nothing}</p>
    ${reason ? html`<p class="why"><bdi>${reason}</bdi></p>` : nothing}
    <p class="note"><bdi>${act.by.name}</bdi> · <time datetime=${act.at} title=${fullTime(at)}>${soonTime(at, Date.now())}</time>${
      act.undone_by ? html` · ${t("undone")}` : nothing}</p>
    ${undoable(act) ? html`<button type="button" data-undo aria-label=${t("undo-of", { number })}>${t("undo")}</button>` : nothing}
  </li>`;
}
