/**
 * The browser's storage where it works, memory where it does not. In sandboxed frames the mere mention
 * of `localStorage` throws; with storage full, writing does; the page goes on either way.
 *
 * @typedef {{
 *   get(key: string): string | null,
 *   set(key: string, value: string): void,
 *   remove(key: string): void,
 *   keys(prefix: string): string[],
 *   lasting: boolean,
 * }} Store
 */

const PREFIX = "social-stream:";

/**
 * @param {() => Storage} [open] asks the browser; may throw
 * @returns {Store}
 */
export function openStore(open = () => globalThis.localStorage) {
  /** What the browser did not take. @type {Map<string, string>} */
  const memory = new Map();
  const backing = usable(open);
  return {
    /** Whether what is kept is still there on the next page. */
    lasting: backing !== undefined,
    get(key) {
      const held = memory.get(key);
      if (held !== undefined || !backing) return held ?? null;
      return attempt(() => backing.getItem(PREFIX + key)) ?? null;
    },
    set(key, value) {
      const stored = backing && attempt(() => (backing.setItem(PREFIX + key, value), true));
      if (stored) memory.delete(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      if (backing) attempt(() => backing.removeItem(PREFIX + key));
    },
    keys(prefix) {
      const stored = backing ? attempt(() => Object.keys(backing)) ?? [] : [];
      const ours = stored.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
      return [...new Set([...ours, ...memory.keys()])].filter((key) => key.startsWith(prefix));
    },
  };
}

/**
 * @param {() => Storage} open
 * @returns {Storage | undefined}
 */
function usable(open) {
  return attempt(() => {
    const storage = open();
    storage.setItem(`${PREFIX}probe`, "1");
    storage.removeItem(`${PREFIX}probe`);
    return storage;
  });
}

/**
 * @template T
 * @param {() => T} action
 * @returns {T | undefined}
 */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
