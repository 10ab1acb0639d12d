/** What the keys mean within the moderators' page. They work only where the focus is there, and in no field. Pure. */

/** @type {Readonly<Record<string, string>>} */
const KEYS = { j: "next", k: "previous", r: "remove", m: "mute", b: "ban", c: "clear", u: "undo" };

/**
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "target">} event
 * @returns {string | undefined}
 */
export function shortcut({ key, ctrlKey, altKey, metaKey, target }) {
  if (ctrlKey || altKey || metaKey) return undefined;
  const field = /** @type {Element | null} */ (target)?.closest?.("input, select, textarea, stream-deed");
  return field || !Object.hasOwn(KEYS, key) ? undefined : KEYS[key];
}
