/**
 * What one is told around the field one writes in, and nobody else: what is answered or edited, that one is muted, that messages
 * were removed or not let through, that one has another role, who may write.
 *
 * @import { Quoted } from "./rows.js"
 * @import { State } from "./state.js"
 */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { firstLine } from "../shared/text.js";
import { soonTime } from "../shared/time.js";
import { ownHeld } from "./held.js";
import { why } from "./message.js";
import { quoted } from "./rows.js";
import { waitsFirst } from "./switches.js";
import { closedBy } from "./views.js";

/**
 * @param {State} state
 * @param {number} now unix milliseconds
 */
export function mutedLine({ muted_until, notices }, now) {
  if (muted_until <= now) return html`<p class="told" role="status"></p>`;
  const time = soonTime(muted_until, now);
  const notice = notices.findLast(({ kind }) => kind === "mute" || kind === "clear");
  return html`<p class="told" role="status">${t("muted-until", { time })}${notice ? why(notice) : nothing}</p>`;
}

/**
 * The newest that is not put away and that no message's place tells.
 * @param {State} state
 * @param {number} told number of the last that one has put away
 * @param {() => void} ok
 */
export function noticeLine({ notices }, told, ok) {
  const notice = notices.findLast(({ act, kind }) => act > told && (kind === "clear" || kind === "role" || kind === "reject"));
  if (!notice) return nothing;
  const { kind, messages: count = 0, role = "" } = notice;
  return html`<p class="told" role="status">${
    kind === "role" ? t("told-role", { role }) : kind === "reject" ? t("told-rejected") : t("told-cleared", { count })}${
    why(notice)} <button type="button" class="link" @click=${ok}>${t("ok")}</button></p>`;
}

/**
 * What becomes of what one writes, as the room's switches are: nothing, or that a moderator looks at it first. That something of
 * one's own waits is seen in the stream, so that only listeners are told.
 * @param {State} state
 */
export function switchesLine(state) {
  const closed = closedBy(state);
  const waits = ownHeld(state).length > 0;
  return html`<p class=${closed ? "closed" : waits ? "visually-hidden" : "note"} id="write-room" role="status">${
    closed ? t("closed-by", { code: closed })
    : waits ? t("held-yours")
    : waitsFirst(state) ? t("held-first") : ""}</p>`;
}

/**
 * @param {State} state
 * @param {() => void} cancel
 */
export function replyLine({ messages, replying_to }, cancel) {
  if (replying_to === null) return nothing;
  /** @type {Quoted} */
  const quote = quoted(messages, replying_to);
  if (quote.kind !== "live") return nothing;
  const { author, text } = quote.message;
  return html`<div class="replying">
    <p><bdi>${t("replying-to", { name: author.name })}</bdi> <span dir="auto">${firstLine(text)}</span></p>
    ${without(t("cancel-reply"), cancel)}
  </div>`;
}

/** @param {() => void} cancel */
export function editLine(cancel) {
  return html`<div class="replying"><p>${t("editing")}</p>${without(t("cancel-edit"), cancel)}</div>`;
}

/**
 * @param {string} what it does
 * @param {() => void} cancel
 */
function without(what, cancel) {
  return html`<button type="button" @click=${cancel} aria-label=${what} title=${what}><span aria-hidden="true">×</span></button>`;
}
