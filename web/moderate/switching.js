/**
 * What is switched in a room, in words: as it is now, and as the log of acts tells of it. Knows no DOM.
 *
 * @import { RoomState } from "../types/wire.d.ts"
 */

import { t } from "../shared/strings.js";
import { spanOf } from "../shared/time.js";

/** Slow modes to choose from, in milliseconds. */
export const SLOW = [0, 5_000, 15_000, 30_000, 60_000, 300_000];

/** Whose messages may wait, from the fewest to all. */
export const HOLDS = /** @type {const} */ (["nobody", "first", "guests", "everybody"]);

/** Those that are on or off. */
export const PLAIN = /** @type {const} */ (["locked", "participants_only", "links"]);

/**
 * What makes a room quieter than usual.
 * @param {RoomState} state
 * @returns {string[]} words
 */
export function inUse({ calm, locked, participants_only, links, hold, slow_mode_ms }) {
  const kinds = [
    ...(calm ? ["calm"] : []),
    ...(locked ? ["locked"] : []),
    ...(participants_only ? ["participants_only"] : []),
    ...(links ? [] : ["links"]),
    ...(hold === "nobody" ? [] : [hold]),
  ];
  const slow = slow_mode_ms ? [setTo(t("in-use", { kind: "slow" }), spanOf(slow_mode_ms))] : [];
  return [...kinds.map((kind) => t("in-use", { kind })), ...slow];
}

/**
 * What an act switched.
 * @param {string} switched as in the log of acts: `slow_mode_ms=30000 locked=false`
 * @returns {string[]} words
 */
export function told(switched) {
  return switched.split(" ").map((one) => {
    const [kind = "", value = ""] = one.split("=");
    return setTo(t("switch", { kind }), valueOf(kind, value));
  });
}

/** @param {string} name @param {string} text */
const setTo = (name, text) => t("set-to", { name, text });

/** @param {string} switched @param {string} kind what it was set to */
function valueOf(switched, kind) {
  if (switched === "hold") return t("hold", { kind });
  const ms = switched === "slow_mode_ms" ? Number(kind) : 0;
  return ms > 0 ? spanOf(ms) : t("on-off", { kind });
}
