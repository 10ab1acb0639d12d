/**
 * What a page and the chat's frame in it say to each other, and the one place where that is declared. The frame
 * imports this file, and the server puts it into `embed.js`, so the two cannot drift apart.
 *
 * A message is `{"social-stream": VERSION, "type": TYPE, …}` with all fields of its type. Whoever hears something else,
 * another version or a field that does not fit, does as if nothing had been said; unknown fields are skipped.
 */

export const VERSION = 1;

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** @param {RegExp} pattern @returns {(value: unknown) => boolean} */
const matching = (pattern) => (value) => typeof value === "string" && pattern.test(value);

/** @param {RegExp} pattern @returns {(value: unknown) => boolean} null is: as without it */
const optional = (pattern) => (value) => value === null || matching(pattern)(value);

/** One at a time: an expression for the whole list would take for ever over some. @param {unknown} value */
const isFonts = (value) => typeof value === "string" && value.length <= 200
  && value.split(",").every((family) => /^ ?(?:[\p{L}\d -]*[\p{L}\d]|"[\p{L}\d -]+"|'[\p{L}\d -]+') ?$/u.test(family));

/** How a page may change the chat's looks. The same names are in the query of the frame's address. */
export const LOOKS = {
  /** Light or dark; "auto" is what the reader's system prefers. */
  theme: optional(/^(?:light|dark|auto)$/),
  /** A CSS hex colour. */
  accent: optional(/^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i),
  /** How round corners are: a CSS length up to 99px. */
  radius: optional(/^(?:0|\d{1,2}px|\d(?:\.\d{1,3})?r?em)$/),
  /** A list of font families that the reader has; nothing is loaded. */
  font: (/** @type {unknown} */ value) => value === null || isFonts(value),
  /** How big letters are, from 80% to 200%. */
  size: optional(/^(?:[89]\d|1\d\d|200)%$/),
};

/** Who says what. */
export const MESSAGES = {
  /** From the frame to the page. */
  frame: {
    /** The room's messages are there. */
    ready: {},
    /** So many messages of others came that the reader has not seen. */
    unread: { count: isCount },
  },
  /** From the page to the frame. */
  page: {
    /** What the page wants the chat to look like from now on. */
    looks: LOOKS,
  },
};

/**
 * @param {string} type
 * @param {Record<string, unknown>} [fields]
 */
export const message = (type, fields = {}) => ({ "social-stream": VERSION, type, ...fields });

/**
 * @param {keyof typeof MESSAGES} speaker
 * @param {unknown} data as it was received
 * @returns {{ type: string, fields: Record<string, any> } | null} the fields that are declared, or null for what is no
 *   message of ours
 */
export function understand(speaker, data) {
  if (typeof data !== "object" || data === null) return null;
  const said = /** @type {Record<string, unknown>} */ (data);
  const { type } = said;
  const known = /** @type {Record<string, Record<string, (value: unknown) => boolean>>} */ (MESSAGES[speaker]);
  if (said["social-stream"] !== VERSION || typeof type !== "string" || !Object.hasOwn(known, type)) return null;
  const declared = Object.entries(known[type] ?? {});
  if (!declared.every(([name, fits]) => Object.hasOwn(said, name) && fits(said[name]))) return null;
  return { type, fields: Object.fromEntries(declared.map(([name]) => [name, said[name]])) };
}
