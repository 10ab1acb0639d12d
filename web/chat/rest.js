/**
 * Fetches what comes later: the elements for writing, finding and sharing (`later.js`). Until then they are in the page
 * without a content; what was set on them they find when they are defined.
 */

/** Some browsers keep the failure of an address for good, so each try has an address of its own. */
let tries = 0;

/** @type {Promise<unknown> | null} */
let coming = null;

/**
 * Comes back when all is there.
 * @returns {Promise<unknown>} fails where the script or its words cannot be loaded; to be asked for again then
 */
export function fetchRest() {
  const address = () => new URL(`later.js${tries > 0 ? `?${tries}` : ""}`, import.meta.url).href;
  coming ??= import(address()).catch((error) => {
    tries += 1;
    coming = null;
    throw error;
  });
  return coming;
}
