/**
 * What a moderator does, and the log of what all of them did: asked of the server one after the other, so that what is taken
 * back is always the last. Knows no DOM.
 *
 * @import { Act, Acted } from "../types/wire.d.ts"
 * @import { Log } from "./log.js"
 *
 * @typedef {{ on: "message", room: string, id: string, kind: "remove" | "restore" | "erase" }
 *   | { on: "person", id: string, kind: "mute" | "ban" | "clear" | "role" | "unmute" | "unban", body?: object }
 *   | { on: "act", number: number }} Deed
 */

import { ApiError, ask } from "../shared/api.js";
import { merge } from "./log.js";

/** Entries fetched at once where the log is shown. */
const PAGE = 100;

/** Between two looks at what the others did. The streams tell of it at once; this mends what was missed. */
const LOOK_MS = 30_000;

export class Keeping {
  /** @type {Log} */ log = [];
  /** Whether all of the log is held. */ complete = false;
  #base;
  #token;
  #changed;
  #page;
  /** @type {Promise<unknown>} */ #last = Promise.resolve();
  /** @type {ReturnType<typeof setInterval> | undefined} */ #looking = undefined;

  /**
   * @param {string} origin of the server
   * @param {string} event slug
   * @param {() => string | null} token
   * @param {() => void} changed
   * @param {number} [page] entries fetched at once
   */
  constructor(origin, event, token, changed, page = PAGE) {
    this.#base = `${origin}/api/v1/events/${encodeURIComponent(event)}`;
    this.#token = token;
    this.#changed = changed;
    this.#page = page;
  }

  open() {
    void this.look();
    this.#looking = setInterval(() => document.hidden || void this.look(), LOOK_MS);
  }

  close() {
    clearInterval(this.#looking);
  }

  /** Learns what was done meanwhile. Where the server is away, the stream says so. */
  look() {
    return this.#next(() => this.#look()).catch(ignored);
  }

  /** A stream tells of acts. @param {readonly Act[]} acts by rising number */
  hear(acts) {
    const [newest, first] = [this.log[0]?.number ?? 0, acts[0]?.number ?? 0];
    // Some between were missed, or the log was not read yet.
    if (first > newest + 1) return void this.look();
    this.log = merge(this.log, acts);
    this.#changed();
  }

  /** The page before the oldest act that is held. */
  older() {
    return this.#next(() => this.#fetch(this.log.at(-1)?.number)).catch(ignored);
  }

  /**
   * @param {Deed} deed
   * @param {{ reason: string, nonce: string }} how the nonce is kept where it is tried again
   * @returns {Promise<Act | null>} its entry in the log, which may be another's who was faster; null where there is none
   * @throws {ApiError}
   */
  does(deed, { reason, nonce }) {
    return this.#next(async () => {
      const why = reason ? { reason } : {};
      if (deed.on === "message") {
        const at = `/rooms/${encodeURIComponent(deed.room)}/messages/${deed.id}`;
        await (deed.kind === "remove" ? this.#send("DELETE", at, why) : this.#send("POST", `${at}/${deed.kind}`, why));
      } else {
        /** @type {Acted} */
        const acted = deed.on === "act"
          ? await this.#send("POST", `/acts/${deed.number}/undo`, { ...why, nonce })
          : await this.#onPerson(deed, { ...why, nonce });
        await this.#look().catch(ignored); // done it is
        return acted.act ?? this.log.find((act) => deed.on === "person" && act.on?.id === deed.id && act.kind === deed.kind) ?? null;
      }
      await this.#look().catch(ignored);
      return this.log.find((act) => act.message === deed.id && act.kind === deed.kind) ?? null;
    });
  }

  /**
   * Asks for anything; after what changes something the log is read, so that it tells of that.
   * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
   * @param {string} path below the event's address
   * @param {object} [body]
   * @returns {Promise<any>} whoever asks names the type the contract gives it
   * @throws {ApiError}
   */
  ask(method, path, body) {
    if (method === "GET") return this.#send(method, path);
    return this.#next(async () => {
      const answer = await this.#send(method, path, body);
      await this.#look().catch(ignored);
      return answer;
    });
  }

  /**
   * What is saved; the token goes into a header, so a link would not do.
   * @param {string} path below the event's address
   * @returns {Promise<Blob>}
   * @throws {ApiError}
   */
  async file(path) {
    const response = await fetch(this.#base + path, { headers: this.#identity, cache: "no-store" }).catch(() => null);
    if (!response?.ok) throw new ApiError("unavailable", "", response?.status ?? 0);
    return response.blob();
  }

  /** @param {Extract<Deed, { on: "person" }>} deed @param {object} how */
  #onPerson({ id, kind, body }, how) {
    const undoes = kind === "unmute" || kind === "unban";
    const method = undoes ? "DELETE" : kind === "clear" ? "POST" : "PUT";
    return this.#send(method, `/people/${id}/${undoes ? kind.slice(2) : kind}`, { ...body, ...how });
  }

  /**
   * @template T
   * @param {() => Promise<T>} what
   * @returns {Promise<T>}
   */
  #next(what) {
    const next = this.#last.then(what);
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** The newest, and all between them and what is held. */
  async #look() {
    const newest = this.log[0]?.number;
    let oldest = await this.#fetch();
    while (newest !== undefined && oldest !== undefined && oldest > newest + 1) oldest = await this.#fetch(oldest);
  }

  /** @param {number} [before] @returns {Promise<number | undefined>} number of the oldest on that page */
  async #fetch(before) {
    const query = new URLSearchParams({ limit: String(this.#page), ...(before === undefined ? {} : { before: String(before) }) });
    const page = await ask(`${this.#base}/acts?${query}`, { headers: this.#identity });
    this.log = merge(this.log, page.acts);
    this.complete ||= page.before === undefined;
    this.#changed();
    return page.acts.at(-1)?.number;
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  #send(method, path, body) {
    if (!body) return ask(this.#base + path, { method, headers: this.#identity });
    const headers = { ...this.#identity, "content-type": "application/json" };
    return ask(this.#base + path, { method, headers, body: JSON.stringify(body) });
  }

  /** @returns {Record<string, string>} */
  get #identity() {
    const token = this.#token();
    return token ? { authorization: `Bearer ${token}` } : {};
  }
}

/** @param {unknown} error */
function ignored(error) {
  if (!(error instanceof ApiError)) throw error;
}
