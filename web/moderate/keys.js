/** What the keys mean within the console. They work only where the focus is there, and in no field. Pure. */

/** @typedef {Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "repeat" | "target">} Pressed */

/** Everywhere. @type {Readonly<Record<string, string>>} */
const KEYS = { j: "next", k: "previous", r: "remove", m: "mute", b: "ban", c: "clear", u: "undo", q: "queue" };

/** In the queue, where they go before the others. */
const QUEUE = /** @type {const} */ ({
  j: "next", k: "previous", ArrowDown: "next", ArrowUp: "previous", a: "approve", r: "reject", m: "mute", b: "ban",
  c: "clear",
});

/** What may be repeated. */
const GOES = new Set(["next", "previous"]);

/** @param {Pressed} pressed */
export const shortcut = (pressed) => meant(KEYS, pressed);

/** @param {Pressed} pressed */
export const queueKey = (pressed) => meant(QUEUE, pressed);

/**
 * @template {string} T
 * @param {Readonly<Record<string, T>>} keys
 * @param {Pressed} pressed
 * @returns {T | undefined}
 */
function meant(keys, { key, ctrlKey, altKey, metaKey, repeat, target }) {
  if (ctrlKey || altKey || metaKey) return undefined;
  // A key that is held down leads through the rows, and decides nothing.
  if (repeat && !GOES.has(keys[key] ?? "")) return undefined;
  const field = /** @type {Element | null} */ (target)?.closest?.("input, select, textarea, stream-deed");
  return field || !Object.hasOwn(keys, key) ? undefined : keys[key];
}
