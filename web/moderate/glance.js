/**
 * All rooms of the event at a glance: what their streams tell, and for those that are not heard live what the server answers now
 * and then.
 *
 * @import { EventInfo, Held, HeldList, Reported, ReportedList, RoomNow, RoomState } from "../types/wire.d.ts"
 * @import { State } from "../chat/state.js"
 *
 * @typedef {object} RoomAtAGlance
 * @property {string} slug
 * @property {string} title
 * @property {number} online
 * @property {number} newest_at unix milliseconds of the newest message; 0 where there is none
 * @property {readonly Held[]} held what waits there for a moderator
 * @property {readonly Reported[]} reported there, each message as it now is
 * @property {RoomState | null} state null as long as it is not known
 *
 * @typedef {{ now: RoomNow, held: readonly Held[], reported: readonly Reported[] }} Asked
 */

import { find, isLive } from "../chat/messages.js";
import { ApiError } from "../shared/api.js";

/** Between two questions about rooms that are not heard. */
const ASK_MS = 5_000;

/**
 * @param {EventInfo | null} info
 * @param {ReadonlyMap<string, State>} heard
 * @param {ReadonlyMap<string, Asked>} asked
 * @returns {RoomAtAGlance[]} in the event's order
 */
export function glances(info, heard, asked) {
  const rooms = info?.rooms ?? [...heard.keys()].map((slug) => ({ slug, title: heard.get(slug)?.room?.title ?? slug }));
  return rooms.map(({ slug, title }) => {
    const state = heard.get(slug);
    if (state?.cursor) {
      const newest = state.messages.findLast(isLive);
      const newest_at = newest ? Date.parse(newest.at) : 0;
      return { slug, title, online: state.online, newest_at, held: state.held, reported: reportedNow(state), state: state.room };
    }
    const { now, held = [], reported = [] } = asked.get(slug) ?? {};
    const newest_at = now?.newest_at ? Date.parse(now.newest_at) : 0;
    return { slug, title, online: now?.online ?? 0, newest_at, held, reported, state: now ?? null };
  });
}

/**
 * The list tells of messages as they were when it was made; the stream knows better.
 * @param {State} state
 * @returns {Reported[]}
 */
function reportedNow({ reported, messages }) {
  return reported.flatMap((each) => {
    const now = find(messages, each.message.id) ?? each.message;
    return isLive(now) ? [{ ...each, message: now }] : [];
  });
}

/** Asks about the rooms that are not heard. */
export class Glancing {
  /** @type {Map<string, Asked>} */ asked = new Map();
  #ask;
  #rooms;
  #changed;
  /** @type {ReturnType<typeof setInterval> | undefined} */ #timer = undefined;

  /**
   * @param {(path: string) => Promise<any>} ask for what is below the event's address
   * @param {() => readonly string[]} rooms slugs of those to ask about
   * @param {() => void} changed
   */
  constructor(ask, rooms, changed) {
    this.#ask = ask;
    this.#rooms = rooms;
    this.#changed = changed;
  }

  open() {
    this.close();
    void this.look();
    this.#timer = setInterval(() => document.hidden || void this.look(), ASK_MS);
  }

  close() {
    clearInterval(this.#timer);
  }

  /** Asks now, as after something was decided in one of them. */
  async look() {
    const rooms = this.#rooms();
    if (rooms.length === 0) return;
    const answers = await Promise.all(rooms.map((room) => this.#about(room)));
    this.asked = new Map(answers.flatMap((answer, at) => (answer ? [[rooms[at] ?? "", answer]] : [])));
    this.#changed();
  }

  /** @param {string} room @returns {Promise<Asked | undefined>} what was known, where the server is away */
  async #about(room) {
    try {
      /** @type {RoomNow} */
      const now = await this.#ask(`/rooms/${room}`);
      /** @type {HeldList} */
      const { held } = now.held ? await this.#ask(`/rooms/${room}/held`) : { held: [] };
      /** @type {ReportedList} */
      const { reported } = now.reported ? await this.#ask(`/rooms/${room}/reports`) : { reported: [] };
      return { now, held, reported };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return this.asked.get(room);
    }
  }
}
