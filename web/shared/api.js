/**
 * The HTTP API (docs/protocol.md). Every failure is an `ApiError` with a code of the contract;
 * what never reached the server is `unavailable`.
 *
 * @import { ErrorCode, EventInfo, FilterPlace, HistoryPage, Joined, Me, Message, Posted, SearchPage, SessionsPage, StateSet } from "../types/wire.d.ts"
 */

export class ApiError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} detail the server's words, for want of better ones
   * @param {number} status 0 where there was no answer
   * @param {FilterPlace | null} [place] of what is wrong in the settings of filters
   */
  constructor(code, detail, status, place = null) {
    super(detail);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.place = place;
  }
}

/** @typedef {ReturnType<typeof api>} Api of one event */

/**
 * @param {string} origin of the server
 * @param {string} event slug
 * @param {() => string | null} token of who asks; null for a reader
 */
export function api(origin, event, token) {
  /** @returns {Record<string, string>} */
  const identity = () => {
    const held = token();
    return held ? { authorization: `Bearer ${held}` } : {};
  };
  const base = `${origin}/api/v1/events/${encodeURIComponent(event)}`;
  return {
    /** @returns {Promise<EventInfo>} */
    event: () => ask(base, { headers: identity() }),

    /** @returns {Promise<Me>} */
    me: () => ask(`${base}/me`, { headers: identity() }),

    /**
     * @param {{ name: string, affiliation?: string, invite?: string }} body
     * @returns {Promise<Joined>}
     */
    join: (body) => ask(`${base}/join`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),

    /**
     * @param {string} room slug
     * @param {{ before: number, limit: number } | { after: number, limit: number }} page
     * @returns {Promise<HistoryPage>}
     */
    history: (room, page) => ask(`${roomAddress(origin, event, room)}/messages?${query(page)}`, { headers: identity() }),

    /**
     * @param {string} room slug
     * @param {string} id
     * @returns {Promise<Message>}
     */
    message: (room, id) => ask(`${roomAddress(origin, event, room)}/messages/${id}`, { headers: identity() }),

    /**
     * @param {string} room slug
     * @param {{ q: string, before?: number }} search
     * @returns {Promise<SearchPage>}
     */
    search: (room, search) => ask(`${roomAddress(origin, event, room)}/search?${query(search)}`, { headers: identity() }),

    /**
     * @param {string} room slug
     * @returns {Promise<SessionsPage>}
     */
    sessions: (room) => ask(`${roomAddress(origin, event, room)}/sessions`, { headers: identity() }),

    /**
     * Once a person and message, so that trying again does no harm.
     * @param {string} room slug
     * @param {string} id
     * @param {string} reason
     * @returns {Promise<Posted>}
     */
    report: (room, id, reason) => ask(`${roomAddress(origin, event, room)}/messages/${id}/reports`, {
      method: "POST",
      headers: { ...identity(), "content-type": "application/json" },
      body: JSON.stringify({ reason }),
    }),

    /**
     * @param {string} room slug
     * @param {string | null} slug of the session to start; null ends the one that is on
     * @returns {Promise<StateSet>}
     */
    setSession: (room, slug) => ask(`${roomAddress(origin, event, room)}/session`, slug === null
      ? { method: "DELETE", headers: identity() }
      : { method: "PUT", headers: { ...identity(), "content-type": "application/json" }, body: JSON.stringify({ slug }) }),
  };
}

/** @param {Record<string, string | number>} fields */
function query(fields) {
  return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
}

/**
 * The address of a room's calls.
 * @param {string} origin of the server
 * @param {string} event slug
 * @param {string} room slug
 */
export function roomAddress(origin, event, room) {
  return `${origin}/api/v1/events/${encodeURIComponent(event)}/rooms/${encodeURIComponent(room)}`;
}

/**
 * The stream's address.
 * @param {string} origin of the server
 * @param {string} event slug
 * @param {string} room slug
 */
export function streamAddress(origin, event, room) {
  return `${roomAddress(origin, event, room).replace(/^http/, "ws")}/stream`;
}

/**
 * @param {string} address
 * @param {RequestInit} [init]
 * @returns {Promise<any>} whoever calls names the type the contract gives it
 */
export async function ask(address, init) {
  let response;
  try {
    response = await fetch(address, { credentials: "omit", cache: "no-store", ...init });
  } catch {
    throw new ApiError("unavailable", "", 0);
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw new ApiError(body?.code ?? "unavailable", body?.detail ?? "", response.status, body?.place);
}
