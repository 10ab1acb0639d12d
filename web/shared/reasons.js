/** Why messages are usually reported and removed, as in the words of `usual-reason`. */
export const REASONS = /** @type {const} */ (["insult", "spam", "topic", "private"]);
