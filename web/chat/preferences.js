/**
 * What a reader chose for themselves, kept in the browser; the server is told no more than whether a connection saves data.
 *
 * @import { Store } from "../shared/storage.js"
 *
 * @typedef {object} Preferences
 * @property {"all" | "mentions" | "none"} announce what a screen reader is told of what comes
 * @property {boolean} low_data smaller pages of history, and none that was not asked for; no reactions, no counts of people
 */

const KEY = "preferences";

/** @type {Preferences} */
export const USUAL = Object.freeze({ announce: "all", low_data: false });

/**
 * @param {Store} store
 * @param {{ saveData?: boolean } | undefined} network what the browser says of it, where it does
 * @returns {Preferences}
 */
export function readPreferences(store, network) {
  const kept = parsed(store.get(KEY));
  const { announce, low_data } = kept ?? {};
  return {
    announce: announce === "mentions" || announce === "none" ? announce : USUAL.announce,
    low_data: typeof low_data === "boolean" ? low_data : network?.saveData === true,
  };
}

/**
 * @param {Store} store
 * @param {Partial<Preferences>} change only what was ever chosen is kept, so that the rest follows the browser
 */
export function keepPreferences(store, change) {
  store.set(KEY, JSON.stringify({ ...parsed(store.get(KEY)), ...change }));
}

/**
 * @param {string | null} text
 * @returns {Record<string, unknown> | null}
 */
function parsed(text) {
  try {
    const value = JSON.parse(text ?? "null");
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
