/**
 * Where one left off: kept for each room in the browser, shown as a line above what is new. Pure but for the store.
 *
 * @import { Person } from "../types/wire.d.ts"
 * @import { Store } from "../shared/storage.js"
 * @import { Row } from "./rows.js"
 *
 * @typedef {{ epoch: string, position: number }} Place up to where everything was seen; positions count
 *   within one epoch
 */

/**
 * @param {Store} store
 * @param {string} room
 * @returns {Place | null}
 */
export function keptPlace(store, room) {
  const [epoch, position] = (store.get(`${room}:seen`) ?? "").split(" ");
  return epoch && /^\d{1,15}$/.test(position ?? "") ? { epoch, position: Number(position) } : null;
}

/**
 * @param {Store} store
 * @param {string} room
 * @param {Place} place
 */
export function keepPlace(store, room, { epoch, position }) {
  const place = `${epoch} ${position}`;
  if (store.get(`${room}:seen`) !== place) store.set(`${room}:seen`, place);
}

/**
 * The rows with the line above the first message that another wrote since; above the lines of its day and session,
 * where those begin with it.
 * @param {Row[]} rows
 * @param {Place | null} left
 * @param {Person | null} you
 * @returns {Row[]}
 */
export function withLine(rows, left, you) {
  if (!left) return rows;
  const first = rows.findIndex((row) =>
    row.kind === "message" && row.message.position > left.position && row.message.author.id !== you?.id);
  const row = rows[first];
  if (row?.kind !== "message") return rows;
  let at = first;
  while (rows[at - 1]?.kind === "day" || rows[at - 1]?.kind === "session") at -= 1;
  return [
    ...rows.slice(0, at), { kind: "unread", key: "unread" },
    ...rows.slice(at, first), { ...row, continued: false },
    ...rows.slice(first + 1),
  ];
}
