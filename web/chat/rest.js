/**
 * Fetches what comes only once there is use for it: the elements for writing, finding and sharing (`later.js`), which until then
 * are in the page without a content and find what was set on them when they are defined; what those need who keep the room
 * (`keep.js`); and the socket made of server-sent events (`events.js`), which most networks never need.
 *
 * @import { EventsSocket } from "./events.js"
 */

export const fetchRest = fetching("later.js");

export const fetchKeep = fetching("keep.js");

/** @type {() => Promise<{ EventsSocket: typeof EventsSocket }>} */
export const fetchEvents = fetching("events.js");

/**
 * Some browsers keep the failure of an address for good, so each try has an address of its own.
 * @param {string} script beside this one
 * @returns {() => Promise<any>} comes back when all of it is there; fails where it cannot be loaded, and is to be called again then
 */
function fetching(script) {
  let tries = 0;
  /** @type {Promise<unknown> | null} */
  let coming = null;
  const address = () => new URL(`${script}${tries > 0 ? `?${tries}` : ""}`, import.meta.url).href;
  return () => {
    coming ??= import(address()).catch((error) => {
      tries += 1;
      coming = null;
      throw error;
    });
    return coming;
  };
}
