/**
 * What a view of the console is given: all it knows and all it can do. The page makes a new one whenever something has changed,
 * so a view that is given it shows what is so now.
 *
 * @import { Act, EventInfo, Person, RoomState } from "../types/wire.d.ts"
 * @import { State } from "../chat/state.js"
 * @import { RoomAtAGlance } from "./glance.js"
 * @import { Telling } from "./telling.js"
 *
 * @typedef {object} Desk
 * @property {Person} you a moderator or an organiser
 * @property {EventInfo | null} info of the event; null as long as it is not known
 * @property {string} room slug of the one at hand
 * @property {readonly Act[]} log of acts as far as it is held, the newest first
 * @property {boolean} complete whether that is all of it
 * @property {RoomState | null} state what is set in it; null as long as it is not known
 * @property {readonly RoomAtAGlance[]} rooms all of the event
 * @property {ReadonlyMap<string, State>} heard what is known of the rooms that are heard live, by slug
 * @property {Telling} telling what authors are told of whose messages one rejects; the queue changes it
 * @property {string | null} person id of the one that somebody was led to
 * @property {(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: object) => Promise<any>} ask path below
 *   `/api/v1/events/EVENT`; throws `ApiError`. What changes something is asked one after the other, and the log is read after it
 * @property {(path: string) => Promise<Blob>} file the same for what is saved
 * @property {(text: string) => void} say in the status line, which is also read out
 * @property {(what: () => Promise<void>) => Promise<boolean>} tries does something that the server may refuse, and says so in the
 *   status line where it does; whether it was done
 * @property {(room: string, message?: string) => void} enter leads to a room, or to a message in it
 * @property {(person: string | null) => void} about leads to somebody, or back to all
 * @property {() => void} older fetches earlier acts
 * @property {(number: number) => void} undo takes an act back
 * @property {(person: string) => unknown} question what is asked before an act on that person, where one has begun it; a template.
 *   Buttons (`button` in acts.js) within an element with `data-person` begin it
 */

export {};
