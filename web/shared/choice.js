/**
 * The page's menu of languages. A choice is kept by the address (`?lang=`), which the page's own links carry
 * on, and in the browser's storage for whoever comes back without it. No cookie: the server is told nothing more.
 *
 * @import { Store } from "./storage.js"
 */

const KEY = "language";

/**
 * @param {HTMLDetailsElement | null} menu
 * @param {Store} store
 * @param {{ href: string, hash: string, replace(address: string): void }} location
 * @param {string} shown the page's language
 */
export function keepChoice(menu, store, location, shown) {
  if (!menu) return;
  // An invite, a message or a frame's looks, which are to be there in the other language as well.
  const { hash } = location;
  const here = new URL(location.href).searchParams;
  menu.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a");
    if (!link) return;
    store.set(KEY, link.hreflang);
    link.hash = hash;
    const next = new URL(link.href);
    for (const [name, value] of here) if (name !== "lang") next.searchParams.set(name, value);
    link.search = next.search;
  });
  closing(menu);
  const address = new URL(location.href);
  const kept = store.get(KEY);
  const offered = kept !== null && menu.querySelector(`a[hreflang="${CSS.escape(kept)}"]`) !== null;
  if (!offered || kept === shown || address.searchParams.has("lang")) return;
  address.searchParams.set("lang", kept);
  location.replace(address.href);
}

/** Closes the menu as other menus close. @param {HTMLDetailsElement} menu */
export function closing(menu) {
  const { ownerDocument: page } = menu;
  page.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
