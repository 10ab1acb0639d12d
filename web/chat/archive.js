/**
 * What the stream does not tell, asked for when there is use for it: single messages of a room, those around one, what a
 * search finds, where sessions began, and what the event says of itself.
 *
 * @import { Api } from "../shared/api.js"
 * @import { EventInfo } from "../types/wire.d.ts"
 */

import { ApiError } from "../shared/api.js";

/** Messages shown before and after an old one. */
const AROUND = 12;

export class Archive {
  /** @type {EventInfo | null} */ #about = null;
  #api;
  #room;

  /**
   * @param {Api} event
   * @param {string} room slug
   */
  constructor(event, room) {
    this.#api = event;
    this.#room = room;
  }

  /**
   * One message of the room as it now is.
   * @param {string} id
   * @throws {ApiError}
   */
  message(id) {
    return this.#api.message(this.#room, id);
  }

  /**
   * The messages around a position, the one there among them.
   * @param {number} position
   * @throws {ApiError}
   */
  async around(position) {
    const pages = await Promise.all([
      this.#api.history(this.#room, { before: position + 1, limit: AROUND + 1 }),
      this.#api.history(this.#room, { after: position, limit: AROUND }),
    ]);
    return pages.flatMap((page) => page.messages);
  }

  /**
   * @param {string} words
   * @param {number} [before] position to look on from
   * @throws {ApiError}
   */
  search(words, before) {
    return this.#api.search(this.#room, { q: words, ...(before === undefined ? {} : { before }) });
  }

  /**
   * Where the sessions of the programme began.
   * @throws {ApiError}
   */
  sessions() {
    return this.#api.sessions(this.#room);
  }

  /** What the event says of itself; null where that cannot be learned now. Asked for once. */
  async about() {
    try {
      this.#about ??= await this.#api.event();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    return this.#about;
  }
}
