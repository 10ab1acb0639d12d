/**
 * The link from the frame to a window of its own.
 *
 * @typedef {{ event: string, room: string }} Place
 */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/strings.js";

/** Room for a conversation beside what one is working on. */
const WINDOW = "popup,width=420,height=720";

/** Nothing where there is no frame to leave, or it is sandboxed and may open no window. @param {Place} place */
export function popOut({ event, room }) {
  if (window.parent === window || self.origin === "null") return nothing;
  const href = `/e/${event}/${room}/embed?lang=${document.documentElement.lang}`;
  return html`<a class="pop-out" href=${href} target="_blank" rel="noopener" aria-label=${t("pop-out")} title=${t("pop-out")}
    @click=${open}><span aria-hidden="true"></span></a>`;
}

/** With a key held, as the browser does it: a tab, or a full window. @param {MouseEvent} event */
function open(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const { href } = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (window.open(href, "", WINDOW)) event.preventDefault();
}
