/**
 * Templates of one's own that are no messages yet: under way to the server, or there and waiting for a moderator.
 *
 * @import { EventLinks, Held, Person } from "../types/wire.d.ts"
 * @import { People } from "./mentions.js"
 * @import { Pending } from "./outbox.js"
 * @import { Quoted } from "./rows.js"
 */

import { classMap, html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { announced, person } from "./message.js";
import { quote, text } from "./written.js";

/**
 * One's own, which nobody else sees until a moderator lets it through.
 * @param {Held} held
 * @param {boolean} continued
 * @param {{ quote: Quoted | null, links: EventLinks, expanded: boolean, people: People }} view
 */
export function heldRow({ id, author, text: written }, continued, { quote: answered, ...view }) {
  return html`
    <article class=${classMap({ row: true, own: true, pending: true, held: true, continued })} data-nonce=${id} tabindex="-1">
      <header class="byline">${person(author)}<span class="note">${t("held-sign")}</span></header>
      <div class="body">
        ${answered ? quote(answered, 0, true) : nothing}
        ${text(written, { ...view, me: author.name }, 0)}
      </div>
    </article>`;
}

/**
 * @param {Pending} post
 * @param {boolean} continued
 * @param {{ you: Person | null, quote: Quoted | null, links: EventLinks, live: boolean, expanded: boolean, people: People }} view
 *   live: whether there is a connection
 */
export function pendingRow(post, continued, { you, quote: answered, live, ...view }) {
  const another = you !== null && post.by !== you.id;
  return html`
    <article class=${classMap({ row: true, own: true, pending: true, continued, refused: post.status === "refused",
        announcement: post.announcement === true })}
      data-nonce=${post.nonce} data-status=${post.status} tabindex="-1">
      ${post.announcement ? announced() : nothing}
      <header class="byline">${you && !another ? person(you) : nothing}<span class="note">${
        another ? "" : progress(post, live && you !== null)}</span></header>
      <div class="body">
        ${answered ? quote(answered, 0, true) : nothing}
        ${text(post.text, { ...view, me: you?.name }, 0)}
        ${another
          ? html`<div class="confirm">
              <p>${t("outbox-another")}</p>
              <button type="button" data-action="retry">${t("outbox-send-as", { name: you.name })}</button>
              <button type="button" data-action="discard">${t("discard")}</button>
            </div>`
          : post.status === "refused" && post.refusal
          ? html`<div class="confirm" role="alert">
              <p>${t("refusal", { code: post.refusal.code })}</p>
              ${you ? html`<button type="button" data-action="retry">${t("try-again")}</button>` : nothing}
              <button type="button" data-action="discard">${t("discard")}</button>
            </div>`
          : post.status === "waiting" && post.sent_after === undefined
          ? html`<button type="button" class="link" data-action="discard">${t("discard")}</button>`
          : nothing}
      </div>
    </article>`;
}

/**
 * @param {Pending} post
 * @param {boolean} live
 */
function progress(post, live) {
  switch (post.status) {
    case "refused": return "";
    case "stored": return t("sent");
    case "sending": return t("sending");
    case "waiting": return live && post.not_before > 0 ? t("paced") : live ? t("sending") : t("waiting");
  }
}
