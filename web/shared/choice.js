/**
 * The page's menu of languages. A choice is kept by the address (`?lang=`), which the page's own links carry
 * on, and in the browser's storage for whoever comes back without it. No cookie: the server is told nothing more.
 *
 * @import { Store } from "./storage.js"
 */

const KEY = "language";

/**
 * @param {Element | null} menu none in frames, whose host page chooses
 * @param {Store} store
 * @param {{ href: string, replace(address: string): void }} location
 * @param {string} shown the page's language
 */
export function keepChoice(menu, store, location, shown) {
  if (!menu) return;
  menu.addEventListener("click", ({ target }) => {
    const chosen = target instanceof Element && target.closest("a")?.getAttribute("hreflang");
    if (chosen) store.set(KEY, chosen);
  });
  const address = new URL(location.href);
  const kept = store.get(KEY);
  const offered = kept !== null && menu.querySelector(`a[hreflang="${CSS.escape(kept)}"]`) !== null;
  if (!offered || kept === shown || address.searchParams.has("lang")) return;
  address.searchParams.set("lang", kept);
  location.replace(address.href);
}
