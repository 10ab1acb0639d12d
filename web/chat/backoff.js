/**
 * How long to wait before coming back. Full jitter (a random part of the whole span), so that a
 * thousand clients that lost the same server do not return in the same moment.
 */

const CAP_MS = 30_000;

/** Close codes after which the contract says not to come back. */
const FINAL = new Set([1008, 1009, 4003, 4004]);

/** @param {number} code of the close */
export function isFinal(code) {
  return FINAL.has(code);
}

/**
 * @param {{ attempt: number, code: number, random: number }} lost `attempt` counts from 0 since the
 *   last connection that held; `random` is from 0 up to 1
 * @returns {number} milliseconds
 */
export function reconnectDelay({ attempt, code, random }) {
  return random * Math.min(CAP_MS, span(code) * 2 ** attempt);
}

/** @param {number} code */
function span(code) {
  if (code === 1001 || code === 1012) return 5_000;
  if (code === 1013) return 5_000;
  if (code === 4000) return 250;
  return 1_000;
}

/**
 * The wait before a post is tried again that the server could not take.
 * @param {{ attempt: number, random: number }} refused
 * @returns {number} milliseconds; never nothing, since the server answers at once while it cannot
 */
export function repostDelay({ attempt, random }) {
  return 500 + random * Math.min(CAP_MS, 2_000 * 2 ** attempt);
}
