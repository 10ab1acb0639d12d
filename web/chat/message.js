/**
 * Templates of the rows of the stream. What was written by people only ever becomes text nodes.
 * Buttons say what they do by `data-action`; the stream listens once for all of them.
 *
 * @import { EventLinks, LiveMessage, Notice, Person, Tombstone } from "../types/wire.d.ts"
 * @import { People } from "./mentions.js"
 * @import { Quoted } from "./rows.js"
 * @import { Session } from "./session.js"
 * @import { Act, Shown } from "./acts.js"
 * @import { TemplateResult } from "../vendor/lit.js"
 *
 * What the moderators' page puts into the rows.
 * @typedef {object} Keeper
 * @property {(message: LiveMessage, tabindex: number) => unknown} acts buttons
 * @property {(message: LiveMessage) => unknown} form of the act one is about to do
 * @property {(message: Tombstone, tabindex: number) => unknown} grave what is said where a message was
 * @property {(id: string) => unknown} mark is another when what is put into that message's row is another
 *
 * @typedef {object} MessageView
 * @property {EventLinks} links of the event
 * @property {boolean} own
 * @property {boolean} may_reply
 * @property {boolean} may_edit
 * @property {boolean} may_remove
 * @property {boolean} may_pin
 * @property {boolean} may_report
 * @property {boolean} pinned
 * @property {readonly string[]} offered what one may react with; none is not at all
 * @property {Keeper | null} keeper on the moderators' page
 * @property {boolean} active the row the keyboard is on; only its buttons are tab stops
 * @property {boolean} confirming
 * @property {boolean} choosing a reaction
 * @property {Session | null} asking where one is asked what is wrong with it, or what is to be done
 * @property {boolean} expanded
 * @property {boolean} linked the one the address points to
 * @property {boolean} permalinks whether addresses of messages lead there on this page
 * @property {Act | undefined} removal
 * @property {Act | undefined} edit
 * @property {Act | undefined} refused a reaction or a pin
 * @property {readonly Shown[]} reactions
 * @property {Quoted | null} quote
 * @property {People} people who can be mentioned
 * @property {string | undefined} me one's name
 * @property {boolean} for_me whether it mentions the reader
 */

import { classMap, html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { clockTime, dayName, fullTime } from "../shared/time.js";
import { quote, text } from "./written.js";

/** @param {number} at unix milliseconds */
export function dayRow(at) {
  return html`<div class="day"><span>${dayName(at)}</span></div>`;
}

/** @param {string} title */
export function sessionRow(title) {
  return html`<div class="day session"><span>${t("session-line")} <bdi>${title}</bdi></span></div>`;
}

/** Above what came since one was here. */
export function unreadRow() {
  return html`<div class="day unread"><span>${t("new-since")}</span></div>`;
}

/**
 * @param {LiveMessage} message
 * @param {boolean} continued
 * @param {MessageView} view
 */
export function messageRow(message, continued, view) {
  const { edit } = view;
  const saving = edit?.kind === "edit" && edit.status === "sending" ? edit.text : null;
  const classes = { continued, own: view.own, active: view.active, linked: view.linked, saving: saving !== null, "for-me": view.for_me,
    announcement: message.announcement === true };
  return stored(message.id, classes, html`
    ${message.announcement ? announced() : nothing}
    <header class="byline">
      ${person(message.author)}
      ${view.permalinks && !continued ? when(message, tabStop(view)) : time(message)}
      ${view.for_me ? html`<span class="note called">${t("mentions-you")}</span>` : nothing}
    </header>
    <div class="body" data-row>
      ${view.quote ? quote(view.quote, tabStop(view), view.permalinks) : nothing}
      ${text(saving ?? message.text, view, tabStop(view))}
      ${saving !== null
        ? html`<p class="note">${t("saving")}</p>`
        : message.edited_at
        ? html`<p class="note" title=${fullTime(Date.parse(message.edited_at))}>${t("edited")}</p>`
        : nothing}
      ${reactions(view)}
      ${choice(view)}
      ${view.asking ? question(message, view) : nothing}
      ${view.keeper ? view.keeper.form(message) : removal(message, view)}
      ${refusals(view)}
    </div>
    ${view.keeper ? view.keeper.acts(message, tabStop(view)) : actions(message, continued, view)}`);
}

/** Above an announcement. */
export function announced() {
  return html`<p class="announced">${t("announcement-sign")}</p>`;
}

/** @param {LiveMessage} message */
function time({ at }) {
  return html`<time datetime=${at} title=${fullTime(Date.parse(at))}>${clockTime(Date.parse(at))}</time>`;
}

/**
 * The time, as the message's own address.
 * @param {LiveMessage} message
 * @param {number} tabindex
 */
function when(message, tabindex) {
  return html`<a class="when" href="#m-${message.id}" tabindex=${tabindex}>${time(message)}</a>`;
}

/**
 * Who reacts sees it by the outline, and hears it by the button being pressed.
 * @param {MessageView} view
 */
function reactions({ reactions, offered, may_reply, ...view }) {
  if (reactions.length === 0) return nothing;
  return html`<div class="reactions" role="group" aria-label=${t("reactions")}>${reactions.map(({ emoji, count, own }) => html`
    <button type="button" class="reaction" data-action="react" data-emoji=${emoji} aria-pressed=${own}
      aria-label=${t("reaction", { emoji, count })} tabindex=${tabStop(view)}
      ?disabled=${!may_reply || !(own || offered.includes(emoji))}><span aria-hidden="true">${emoji}</span>
      <span aria-hidden="true">${count}</span></button>`)}</div>`;
}

/** @param {MessageView} view */
function choice({ choosing, offered, reactions }) {
  if (!choosing) return nothing;
  return html`<div class="choice" role="group" aria-label=${t("react")}>${offered.map((emoji) => html`
    <button type="button" data-action="react" data-emoji=${emoji}
      aria-pressed=${reactions.some((each) => each.emoji === emoji && each.own)}>${emoji}</button>`)}
    <button type="button" class="link" data-action="cancel">${t("cancel")}</button></div>`;
}

/**
 * What became of an edit, a reaction or a pin that was not taken.
 * @param {MessageView} view
 */
function refusals({ edit, refused }) {
  const failed = edit?.status === "refused" ? edit : refused;
  if (!failed) return nothing;
  const { kind, code = "" } = failed;
  return html`<div class="confirm" role="alert">
    <p>${kind === "edit" ? t("edit-failed", { code }) : kind === "pin" ? t("pin-failed", { code }) : t("react-failed", { code })}</p>
    ${kind === "edit" ? html`<button type="button" data-action="edit">${t("edit-again")}</button>` : nothing}
    <button type="button" data-action="keep">${t("ok")}</button>
  </div>`;
}

/**
 * @param {Tombstone} message
 * @param {{ active: boolean, linked: boolean, notice: Notice | undefined, keeper: Keeper | null }} view notice: where it was one's own
 */
export function tombstoneRow(message, { active, linked, notice, keeper }) {
  return stored(message.id, { tombstone: true, active, linked }, html`<p class="note" data-row>${
    notice ? t("removed-yours") : t("removed")}${notice ? why(notice) : nothing}</p>
    ${keeper?.grave(message, tabStop({ active })) ?? nothing}`);
}

/** @param {Notice} notice */
export function why({ by, reason }) {
  return html`${by ? html` <bdi>${t("done-by", { name: by.name })}</bdi>` : nothing}${
    reason ? html` <bdi>${t("reason-given", { reason })}</bdi>` : nothing}`;
}

/**
 * One element for a message and for its tombstone, so that the keyboard's place outlives the removal.
 * @param {string} id
 * @param {Record<string, boolean>} classes
 * @param {TemplateResult} content
 */
function stored(id, classes, content) {
  return html`<article class=${classMap({ row: true, ...classes })} id="m-${id}" data-id=${id} tabindex="-1">${content}</article>`;
}

/**
 * Beside the name of those who keep rooms. To who hears it, it is a picture: no name is read out like that.
 * @param {Pick<Person, "role">} person
 */
export function badge({ role }) {
  if (role !== "moderator" && role !== "organiser") return nothing;
  const word = t("role", { role });
  return html`<span class="badge" role="img" aria-label=${word}>${word}</span>`;
}

/** @param {Person} author */
export function person(author) {
  const { name, affiliation } = author;
  return html`<bdi class="name">${name}</bdi> ${badge(author)}${
    affiliation ? html` <bdi class="affiliation">${affiliation}</bdi>` : nothing}`;
}

/**
 * @param {LiveMessage} message
 * @param {boolean} continued
 * @param {MessageView} view
 */
function actions(message, continued, view) {
  const { author } = message;
  const timed = continued && view.permalinks;
  const any = timed || view.may_reply || view.may_remove || view.may_pin || view.may_report;
  if (view.confirming || view.choosing || view.asking || view.removal || !any) return nothing;
  const tabindex = tabStop(view);
  return html`<div class="actions">
    ${timed ? when(message, tabindex) : nothing}
    ${view.may_reply
      ? html`<button type="button" data-action="reply" tabindex=${tabindex}
          aria-label=${t("reply-to", { name: author.name })}>${t("reply")}</button>`
      : nothing}
    ${view.may_reply && view.offered.length > 0
      ? html`<button type="button" data-action="choose" tabindex=${tabindex}
          aria-label=${t("react-to", { name: author.name })}>${t("react")}</button>`
      : nothing}
    ${view.may_edit
      ? html`<button type="button" data-action="edit" tabindex=${tabindex}
          aria-label=${t("edit-own")}>${t("edit")}</button>`
      : nothing}
    ${view.may_pin
      ? html`<button type="button" data-action=${view.pinned ? "unpin" : "pin"} tabindex=${tabindex}
          aria-label=${view.pinned ? t("unpin-of", { name: author.name }) : t("pin-of", { name: author.name })}>${
            view.pinned ? t("unpin") : t("pin")}</button>`
      : nothing}
    ${view.may_report
      ? html`<button type="button" data-action="ask" tabindex=${tabindex}
          aria-label=${t("report-of", { name: author.name })}>${t("report")}</button>`
      : nothing}
    ${view.may_remove
      ? html`<button type="button" data-action=${view.own ? "remove" : "ask"} tabindex=${tabindex}
          aria-label=${view.own ? t("remove-own") : t("moderate-of", { name: author.name })}>${
            view.own ? t("remove") : t("moderate")}</button>`
      : nothing}
  </div>`;
}

/**
 * What is wrong with it, for those who keep the room; what is to be done, for these themselves (`later.js`, `keep.js`).
 * @param {LiveMessage} message
 * @param {MessageView} view
 */
function question(message, { asking, may_remove }) {
  return may_remove
    ? html`<stream-doing .session=${asking} .message=${message}></stream-doing>`
    : html`<stream-report .session=${asking} .message=${message}></stream-report>`;
}

/**
 * The second thought before a removal of one's own, and what became of it.
 * @param {LiveMessage} message
 * @param {MessageView} view
 */
function removal({ id }, view) {
  if (view.removal?.status === "refused") {
    return html`<div class="confirm" role="alert">
      <p>${t("remove-failed", { code: view.removal.code ?? "" })}</p>
      <button type="button" data-action="keep">${t("ok")}</button>
    </div>`;
  }
  if (view.removal) return html`<p class="note">${t("removing")}</p>`;
  if (!view.confirming) return nothing;
  return html`<div class="confirm" role="group" aria-labelledby="sure-${id}">
    <p id="sure-${id}">${t("remove-sure")}</p>
    <button type="button" class="danger" data-action="confirm">${t("remove")}</button>
    <button type="button" data-action="cancel">${t("keep")}</button>
  </div>`;
}

/** @param {Pick<MessageView, "active">} view */
function tabStop({ active }) {
  return active ? 0 : -1;
}
