/**
 * What one is told above the field one writes in, and nobody else: that one is muted, that messages were removed, that one has
 * another role.
 *
 * @import { State } from "./state.js"
 */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { soonTime } from "../shared/time.js";
import { why } from "./message.js";

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
  const notice = notices.findLast(({ act, kind }) => act > told && (kind === "clear" || kind === "role"));
  if (!notice) return nothing;
  const { messages: count = 0, role = "" } = notice;
  return html`<p class="told" role="status">${notice.kind === "role" ? t("told-role", { role }) : t("told-cleared", { count })}${
    why(notice)} <button type="button" class="link" @click=${ok}>${t("ok")}</button></p>`;
}
