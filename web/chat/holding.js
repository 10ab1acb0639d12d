/**
 * How much of a room is held and shown, so that a busy one stays light: while one follows the newest, what is far
 * above goes (scrolling up fetches it again); while one reads above, what is far below waits to be shown. Pure.
 *
 * @import { Messages } from "./messages.js"
 * @import { State } from "./state.js"
 */

import { meansYou } from "./mentions.js";
import { indexAt, isLive } from "./messages.js";

/** Held while one follows; and cut down to so many, a few at a time, when there are `SLACK` more. */
const MOST = 200;
const SLACK = 20;

/** Shown below what one reads. */
export const AHEAD = 100;

/**
 * What goes is as if it had never been fetched. Only what is still spoken of stays, as strays: what is answered,
 * and what means the reader and was not seen.
 * @param {State} state
 * @returns {State}
 */
export function lightened(state) {
  const { messages, floor, following, seeking, history, seen, you, people } = state;
  const shown = messages.length - indexAt(messages, floor);
  // A page of history that is under way must still fit to what it was asked for.
  if (!following || seeking || history === "loading" || shown <= MOST + SLACK) return state;
  const kept = messages.slice(-MOST);
  const first = kept[0]?.position ?? floor;
  const answered = new Set([state.replying_to, state.editing, ...kept.map((each) => isLive(each) && each.reply_to)]);
  const strays = messages.slice(0, -MOST).filter((each) =>
    answered.has(each.id) || (each.position > seen && meansYou(each, you, people)));
  return { ...state, messages: [...strays, ...kept], floor: first, history: "idle" };
}

/**
 * @param {Messages} messages visible ones
 * @param {number} ceiling the last position that is shown
 * @returns {Messages} the same array where nothing is above it
 */
export function below(messages, ceiling) {
  const last = messages.at(-1);
  return last === undefined || last.position <= ceiling ? messages : messages.slice(0, indexAt(messages, ceiling + 1));
}
