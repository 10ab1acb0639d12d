/**
 * A quiet dot in the page's title while one looks elsewhere and something unseen means one.
 *
 * @import { State } from "./state.js"
 */

import { mentions } from "./mentions.js";

const DOT = "● ";

/**
 * @param {string} title with the dot or without
 * @param {boolean} marked
 */
export function dotted(title, marked) {
  const bare = title.startsWith(DOT) ? title.slice(DOT.length) : title;
  return marked ? DOT + bare : bare;
}

/**
 * @param {Document} page
 * @param {State} state
 */
export function markTitle(page, state) {
  const title = dotted(page.title, page.hidden && mentions(state) > 0);
  if (title !== page.title) page.title = title;
}
