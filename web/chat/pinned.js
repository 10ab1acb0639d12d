/**
 * What is pinned in the room, as far as it is known: kept beside the messages, which may let go of old ones. Pure.
 *
 * @import { Message } from "../types/wire.d.ts"
 * @import { Messages } from "./messages.js"
 * @import { State } from "./state.js"
 */

import { find } from "./messages.js";

/**
 * @param {readonly string[]} pins ids
 * @param {Messages} known of earlier pins, or told apart from the stream
 * @param {Messages} messages that are held
 * @returns {Messages} in the order of the pins, each as it is by now; without those that are not known
 */
export function pinned(pins, known, messages) {
  return pins.flatMap((id) => newest([...known.filter((each) => each.id === id), find(messages, id)]) ?? []);
}

/**
 * Pins that are to be asked for.
 * @param {State} state
 * @returns {readonly string[]} ids
 */
export function unknown({ room, pinned }) {
  return room?.pins.filter((id) => !pinned.some((each) => each.id === id)) ?? [];
}

/** @param {readonly (Message | undefined)[]} states of one message */
function newest(states) {
  return states.filter((each) => each !== undefined).sort((one, other) => other.seq - one.seq)[0];
}
