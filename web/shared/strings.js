/**
 * Every word the client shows, in one place. Functions where a number or a name goes in.
 *
 * @import { ErrorCode, Person } from "../types/wire.d.ts"
 */

const plural = new Intl.PluralRules("en");
const number = new Intl.NumberFormat();

/**
 * @param {number} count
 * @param {string} one
 * @param {string} other
 */
function counted(count, one, other) {
  return `${number.format(count)} ${plural.select(count) === "one" ? one : other}`;
}

export const strings = {
  chat: "Live chat",
  messages: "Messages",
  messages_hint: "The up and down arrow keys go from message to message.",
  connecting: "Connecting…",
  members_only: "Only those who joined can read here.",
  empty_title: "Nothing said yet",
  empty_reader: "Messages appear here as they are written.",
  empty_joined: "Yours can be the first message.",

  offline: "Offline – reconnecting. What you write is kept.",
  offline_reader: "Offline – reconnecting.",
  stuck: "This network lets no live messages through.",
  plain_page: "Go on with the plain page",
  /** @param {number} code of the close */
  ended: (code) => ENDED[code] ?? "The connection was closed.",
  reload: "Reload the page",

  /** @param {number} count */
  online: (count) => `${number.format(count)} online`,
  /** @param {number} count */
  new_messages: (count) => counted(count, "new message", "new messages"),
  to_newest: "To the newest message",
  loading_earlier: "Loading earlier messages…",
  history_failed: "Earlier messages could not be loaded.",
  try_again: "Try again",
  beginning: "This is where the conversation begins.",

  removed: "Message removed",
  earlier_message: "An earlier message",
  /** @param {string} name */
  in_reply_to: (name) => `In reply to ${name}:`,
  show_more: "Show more",
  show_less: "Show less",
  reply: "Reply",
  /** @param {string} name */
  reply_to: (name) => `Reply to ${name}`,
  remove: "Remove",
  /** @param {string} name */
  remove_of: (name) => `Remove message by ${name}`,
  remove_own: "Remove your message",
  remove_sure: "Remove this message for everyone?",
  remove_reason: "Reason (optional)",
  removing: "Removing…",
  keep: "Keep",
  /** @param {ErrorCode | undefined} code */
  remove_failed: (code) => `Not removed. ${refusal(code)}`,
  ok: "OK",
  roles: /** @type {Readonly<Record<Person["role"], string>>} */ ({
    guest: "",
    participant: "",
    moderator: "Moderator",
    organiser: "Organiser",
  }),

  sending: "Sending…",
  waiting: "Waiting to be sent",
  paced: "Sent in a moment – the room is paced",
  sent: "Sent",
  retry: "Try again",
  discard: "Discard",
  refusal,

  write: "Write a message",
  write_placeholder: "Write a message…",
  /** @param {string} name */
  write_as: (name) => `Write as ${name}…`,
  send: "Send",
  enter_sends: "Enter sends, Shift + Enter starts a new line",
  /** @param {string} name */
  replying_to: (name) => `Replying to ${name}`,
  cancel_reply: "Cancel the reply",
  /** @param {number} left */
  characters_left: (left) => counted(left, "character left", "characters left"),
  /** @param {number} over */
  characters_over: (over) => `${counted(over, "character", "characters")} too many. Your text stays here until it fits.`,

  too_big: "This text is too big to be sent. Your text stays here until it fits.",

  join_title: "Join to write",
  join_with_invite: "Join with your invite",
  join_invited: "You are invited",
  join_invited_hint: "Choose the name others will see.",
  join_hint: "Reading needs no name.",
  join_waiting: "What you wrote is kept and will be sent once you join.",
  name: "Your name",
  join: "Join",
  joining: "Joining…",
  not_now: "Not now",
  /** @param {ErrorCode} code @param {string} detail */
  join_failed: (code, detail) => JOIN[code] ?? (detail || refusal(code)),
  name_missing: "Please enter a name.",

  moderate_refused: "This page is for moderators and organisers of this event.",
  moderate_refused_hint: "Open the invite link you were sent, or join with it below. Joining by name alone gives you no right to remove messages.",
  /** @param {string} name */
  moderate_as: (name) => `You are here as ${name}, who is not a moderator.`,
  room: "Room",
  invite_code: "Invite link or code",
  moderate_as_role: "Moderating as",

  /** @param {string} name @param {string} text */
  announce: (name, text) => `${name}: ${text}`,
  /** @param {number} count */
  announce_many: (count) => counted(count, "new message", "new messages"),
};

/** @type {Readonly<Record<number, string>>} */
const ENDED = {
  1008: "The server closed this connection because it broke a rule of the stream. Reloading the page may help.",
  1009: "The server closed this connection because a message was too big. Reloading the page may help.",
  4003: "You have been banned from this room.",
  4004: "There is no such room.",
};

/** @type {Readonly<Record<string, string>>} */
const JOIN = {
  name_taken: "This name is taken, or too much like one that is. Please choose another.",
  bad_name: "Please choose another name: one line of 1 to 40 visible characters.",
  forbidden: "A valid invite is needed. One given may have expired or been used up; ask for a new link.",
  not_found: "This invite is not known. It may have expired or been used up.",
  unavailable: "The server cannot be reached. Please try again in a moment.",
  slow_down: "Too many people are joining from here. Please try again in a moment.",
};

/**
 * @param {ErrorCode | undefined} code
 * @returns {string}
 */
function refusal(code) {
  switch (code) {
    case "bad_text": return "The server does not take this text.";
    case "too_long": return "This text is too long.";
    case "forbidden": return "You are not allowed to do this.";
    case "slow_down": return "That was too quick. Please wait a moment.";
    case "muted": return "A moderator has muted you.";
    case "banned": return "You have been banned from this room.";
    case "room_locked": return "The room is closed for new messages.";
    case "not_found": return "The message it answers or concerns is no longer there.";
    case "not_joined": return "Please join first.";
    case "unavailable": return "The server cannot store messages right now.";
    default: return "Something went wrong.";
  }
}
