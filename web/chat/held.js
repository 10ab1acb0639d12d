/**
 * What waits for a moderator: told whole by a frame, or by no more than the answer to one's own post where no such frame comes.
 * Pure.
 *
 * @import { Held, Person } from "../types/wire.d.ts"
 * @import { Pending } from "./outbox.js"
 * @import { State } from "./state.js"
 */

/**
 * @param {readonly Held[]} held
 * @param {string} id
 * @param {Pending} post that is to wait
 * @param {Person} author
 * @param {number} now unix milliseconds
 * @returns {Held[]}
 */
export function waits(held, id, { text, reply_to }, author, now) {
  const at = new Date(now).toISOString();
  return [...held.filter((each) => each.id !== id), { id, at, author, text, ...(reply_to === undefined ? {} : { reply_to }) }];
}

/**
 * @param {Held[]} held
 * @param {readonly string[]} ids of what is a message now, or never will be
 * @returns {Held[]} the same array where none of them waited
 */
export function decided(held, ids) {
  return held.some(({ id }) => ids.includes(id)) ? held.filter(({ id }) => !ids.includes(id)) : held;
}

/** What of it is one's own. @param {State} state */
export const ownHeld = ({ held, you }) => held.filter(({ author }) => author.id === you?.id);
