/**
 * Acts as one sees them: their buttons, the question before one, and what all of this puts into the rows of the stream.
 *
 * @import { Keeper } from "../chat/message.js"
 * @import { Acting } from "../keeping/acting.js"
 * @import { Desk } from "./desk.js"
 */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { outranks } from "../chat/views.js";
import { fate } from "../keeping/log.js";

/** What the log of acts tells of. */
export const KINDS = /** @type {const} */ (["remove", "restore", "erase", "clear", "mute", "unmute", "ban", "unban", "role", "switch", "pin",
  "unpin", "approve", "reject", "keep", "invite", "uninvite", "filters", "watch", "unwatch"]);

/**
 * A button for an act on somebody, within an element that says in `data-person` who that is. The page listens once for all of them.
 * @param {string} kind
 * @param {string} name of whom
 * @param {number} [tabindex]
 */
export const button = (kind, name, tabindex = 0) => html`<button type="button" data-do=${kind} data-name=${name} tabindex=${tabindex}
  aria-label=${t("act-on", { kind, name })}>${t("act", { kind })}</button>`;

/** What is asked before an act. @param {Acting} acting */
export function question({ form, problem, busy, networks }) {
  return form ? html`<stream-deed kind=${form.kind} name=${form.name} problem=${problem} ?busy=${busy}
    ?networks=${networks}></stream-deed>` : nothing;
}

/**
 * What is put into the rows.
 * @param {Acting} acting
 * @param {() => Desk | null} desk of one who keeps the room; null for all others
 * @returns {Keeper}
 */
export const inRows = (acting, desk) => ({
  acts({ id, author }, tabindex) {
    const { you, state } = desk() ?? {};
    if (!you) return nothing;
    const pin = state?.pins.includes(id) ? "unpin" : "pin";
    return html`<div class="actions">
      ${outranks(you, author) ? ["remove", "mute", "ban", "clear"].map((kind) => button(kind, author.name, tabindex)) : nothing}
      <button type="button" data-action=${pin} tabindex=${tabindex} aria-label=${t("act-on", { kind: pin, name: author.name })}>${
        t("act", { kind: pin })}</button></div>`;
  },

  form: ({ id }) => (acting.form?.message === id ? question(acting) : nothing),

  grave({ id }, tabindex) {
    const act = fate(desk()?.log ?? [], id);
    if (!act) return nothing;
    const { kind, reason = "" } = act;
    return html`<p class="note fate">${t("act-done", { kind })} · <bdi>${act.by.name}</bdi>${reason ? html` · <bdi>${reason}</bdi>` : nothing}</p>
      ${kind === "remove" ? html`<div class="actions">${["restore", "erase"].map((what) => button(what, act.on?.name ?? "", tabindex))}</div>` : nothing}`;
  },

  mark(id) {
    const form = acting.form?.message === id ? `${acting.form.kind} ${acting.problem} ${acting.busy}` : "";
    const { log = [], you } = desk() ?? {};
    return `${form} ${fate(log, id)?.number ?? ""} ${you?.role ?? ""}`;
  },
});
