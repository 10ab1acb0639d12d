/**
 * What one has asked of messages that are there and is not yet known to be stored: removals, edits, pins,
 * reactions. Pure: nonces come in. Each is sent at once, and again on every new connection until it is
 * answered; its nonce makes that harmless.
 *
 * @import { ClientFrame, ErrorCode, LiveMessage, Message } from "../types/wire.d.ts"
 *
 * @typedef {{ kind: "remove", id: string, nonce: string }
 *   | { kind: "edit", id: string, nonce: string, text: string }
 *   | { kind: "pin", id: string, nonce: string, on: boolean }
 *   | { kind: "react", id: string, nonce: string, emoji: string, on: boolean }} Asked
 *
 * @typedef {Asked & { status: "sending" | "refused", code?: ErrorCode }} Act
 * @typedef {readonly Act[]} Acts
 *
 * @typedef {Readonly<Record<string, boolean>>} Own what oneself is known to have reacted with: `ID EMOJI`
 *
 * @typedef {{ emoji: string, count: number, own: boolean }} Shown
 */

import { isRemoved } from "./messages.js";

/** So many of those who reacted are named. */
const NAMED = 20;

/**
 * @param {Acts} acts
 * @param {Asked} asked takes the place of what was asked of the same before
 * @returns {Acts}
 */
export function ask(acts, asked) {
  return [...acts.filter((act) => !isSame(act, asked)), { ...asked, status: "sending" }];
}

/**
 * @param {Acts} acts
 * @param {string} nonce
 * @returns {Acts}
 */
export function answered(acts, nonce) {
  return acts.some((act) => act.nonce === nonce) ? acts.filter((act) => act.nonce !== nonce) : acts;
}

/**
 * @param {Acts} acts
 * @param {{ nonce: string, code: ErrorCode }} error
 * @returns {Acts}
 */
export function refused(acts, { nonce, code }) {
  return acts.map((act) => (act.nonce === nonce ? { ...act, status: "refused", code } : act));
}

/**
 * Lets what was refused be.
 * @param {Acts} acts
 * @param {string} id of the message
 * @returns {Acts}
 */
export function let_be(acts, id) {
  return acts.filter((act) => act.id !== id || act.status !== "refused");
}

/**
 * Of what is removed, nothing more can be asked.
 * @param {Acts} acts
 * @param {readonly Message[]} messages that came
 * @returns {Acts}
 */
export function arrived(acts, messages) {
  if (acts.length === 0) return acts;
  const gone = new Set(messages.filter(isRemoved).map((message) => message.id));
  return acts.some((act) => gone.has(act.id)) ? acts.filter((act) => !gone.has(act.id)) : acts;
}

/**
 * @param {Act} act
 * @returns {ClientFrame}
 */
export function frameOf(act) {
  const { id, nonce } = act;
  switch (act.kind) {
    case "remove":
      return { type: act.kind, nonce, id };
    case "edit":
      return { type: act.kind, nonce, id, text: act.text };
    case "pin":
      return { type: "act", nonce, ask: { act: act.on ? "pin" : "unpin", id } };
    case "react":
      return { type: act.kind, nonce, id, emoji: act.emoji, on: act.on };
  }
}

/**
 * The reactions to a message as they will be once what was asked is stored.
 * @param {LiveMessage} message
 * @param {{ acts: Acts, own: Own, you: { id: string } | null }} state
 * @returns {Shown[]} in the order in which they came
 */
export function reactions(message, { acts, own, you }) {
  /** @type {Map<string, Shown>} */
  const shown = new Map();
  for (const { emoji, count, by } of message.reactions ?? []) {
    const named = you !== null && by.includes(you.id);
    const known = named || (count > NAMED && own[ownKey(message.id, emoji)] === true);
    shown.set(emoji, { emoji, count, own: known });
  }
  for (const act of acts) {
    if (act.kind !== "react" || act.id !== message.id || act.status !== "sending") continue;
    const { emoji, on } = act;
    const there = shown.get(emoji) ?? { emoji, count: 0, own: false };
    shown.set(emoji, { emoji, count: there.count + Number(on) - Number(there.own), own: on });
  }
  return [...shown.values()].filter(({ count }) => count > 0);
}

/**
 * @param {string} id
 * @param {string} emoji
 */
export const ownKey = (id, emoji) => `${id} ${emoji}`;

/**
 * @param {Asked} one
 * @param {Asked} other
 */
function isSame(one, other) {
  if (one.kind !== other.kind || one.id !== other.id) return false;
  return one.kind !== "react" || other.kind !== "react" || one.emoji === other.emoji;
}

/**
 * What was asked of one message and has to be shown.
 * @param {Acts} all
 * @param {string} id
 */
export function about(all, id) {
  const here = all.filter((act) => act.id === id);
  return {
    removal: here.find((act) => act.kind === "remove"),
    edit: here.find((act) => act.kind === "edit"),
    refused: here.find((act) => (act.kind === "react" || act.kind === "pin") && act.status === "refused"),
  };
}
