/**
 * The reason that authors are told whose messages one rejects or removes in the queue: chosen once, it goes with each until another
 * is chosen. Knows no DOM.
 */

import { REASONS } from "../shared/reasons.js";
import { t } from "../shared/strings.js";

/** None, the usual ones, and one in one's own words. */
export const TOLD = /** @type {const} */ (["", ...REASONS, "own"]);

export class Telling {
  /** @type {(typeof TOLD)[number]} */ choice = "";
  /** One's own words, kept while another is chosen. */ own = "";

  /** What the server is asked to tell. @returns {{ reason?: string }} */
  get body() {
    const reason = this.choice === "own" ? this.own.trim() : nameOf(this.choice);
    return reason ? { reason } : {};
  }
}

/** @param {(typeof TOLD)[number]} choice */
const nameOf = (choice) => (choice === "" ? "" : t("usual-reason", { reason: choice }));

/** As it is chosen. @param {(typeof TOLD)[number]} choice */
export const said = (choice) => (choice === "" ? t("reason-none") : choice === "own" ? t("reason-own") : nameOf(choice));
