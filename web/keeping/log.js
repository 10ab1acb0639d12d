/**
 * The log of acts as far as it is held, and what follows from it. Pure.
 *
 * @import { Act, Person } from "../types/wire.d.ts"
 *
 * @typedef {readonly Act[]} Log the newest first
 * @typedef {{ muted_until: number, banned: boolean, banned_until: number, role?: string }} Standing times in unix
 *   milliseconds, 0 for none
 * @typedef {{ kind: string, by: string, on: string }} Choice "" for all; by and on whom: ids
 */

/** @type {Standing} */
const USUAL = { muted_until: 0, banned: false, banned_until: 0 };

/**
 * @param {Log} held
 * @param {readonly Act[]} more in any order; newer states of what is held
 * @returns {Log}
 */
export function merge(held, more) {
  const all = new Map([...held, ...more].map((act) => [act.number, act]));
  for (const { number, undoes } of more) {
    const undone = undoes === undefined ? undefined : all.get(undoes);
    if (undone) all.set(undone.number, { ...undone, undone_by: number });
  }
  return [...all.values()].sort((one, other) => other.number - one.number);
}

/**
 * How everybody stands whom the log tells of.
 * @param {Log} log
 * @param {number} now unix milliseconds
 * @returns {Map<string, Standing>} by id
 */
export function standings(log, now) {
  /** @type {Map<string, Standing>} */
  const all = new Map();
  for (const act of log.toReversed()) {
    if (act.on) all.set(act.on.id, after(all.get(act.on.id) ?? USUAL, act, log));
  }
  for (const [id, standing] of all) {
    const over = standing.banned_until > 0 && standing.banned_until <= now;
    all.set(id, {
      ...standing,
      muted_until: standing.muted_until > now ? standing.muted_until : 0,
      ...(over ? { banned: false, banned_until: 0 } : {}),
    });
  }
  return all;
}

/**
 * @param {Standing} standing
 * @param {Act} act
 * @param {Log} log
 * @returns {Standing}
 */
function after(standing, act, log) {
  const until = act.until ? Date.parse(act.until) : 0;
  switch (act.kind === "clear" ? act.then : act.kind) {
    case "mute": return { ...standing, muted_until: until };
    case "unmute": return { ...standing, muted_until: 0 };
    case "ban": return { ...standing, banned: true, banned_until: until };
    case "unban": return { ...standing, banned: false, banned_until: 0 };
    case "role": return { ...standing, ...(act.role ? { role: act.role } : {}) };
    case "restore": {
      const undone = log.find(({ number }) => number === act.undoes);
      if (undone?.then === "mute") return { ...standing, muted_until: until };
      if (undone?.then === "ban") return { ...standing, banned: until > 0, banned_until: until };
    }
  }
  return standing;
}

/** What an act can take back. @type {ReadonlySet<Act["kind"]>} */
const UNDOABLE = new Set(["remove", "clear", "mute", "unmute", "ban", "unban", "role"]);

/** Whether it can be tried to take an act back. @param {Act} act */
export const undoable = ({ kind, undone_by }) => undone_by === undefined && UNDOABLE.has(kind);

/** Whether somebody may take an act back as their own; what took something back is none. @param {Act} act @param {string} me id */
export const takesBack = (act, me) => act.by.id === me && act.undoes === undefined && undoable(act);

/** What changes nothing that one would take back. @type {ReadonlySet<Act["kind"]>} */
const LOOKING = new Set(["watch", "unwatch"]);

/**
 * The last one of somebody's acts that still stands, whether or not it can be taken back: an older one is never taken back in its
 * place. What took something back is none.
 * @param {Log} log
 * @param {string} me id
 */
export const lastOf = (log, me) =>
  log.find(({ by, undoes, undone_by, kind }) => by.id === me && undoes === undefined && undone_by === undefined && !LOOKING.has(kind));

/** What became of a message, by whom and why. @param {Log} log @param {string} id */
export const fate = (log, id) =>
  log.find(({ message, kind }) => message === id && (kind === "remove" || kind === "restore" || kind === "erase"));

/** @param {Log} log @param {Choice} choice */
export const chosen = (log, { kind, by, on }) =>
  log.filter((act) => (!kind || act.kind === kind) && (!by || act.by.id === by) && (!on || act.on?.id === on));

/** The same as the server is asked for it; undefined where all are meant. @param {Choice} choice @returns {Record<string, string> | undefined} */
export function asked({ kind, by, on }) {
  const query = { ...(kind ? { kind } : {}), ...(by ? { actor: by } : {}), ...(on ? { person: on } : {}) };
  return Object.keys(query).length > 0 ? query : undefined;
}

/**
 * Who is there to be acted on: who wrote what is held, and whom the log tells of; who is muted or banned comes first.
 * @param {readonly Person[]} seen the latest first
 * @param {Log} log
 * @param {number} now unix milliseconds
 * @param {string} name part of it
 */
export function people(seen, log, now, name) {
  const known = standings(log, now);
  /** @type {Map<string, Person>} */
  const all = new Map();
  for (const person of seen) if (!all.has(person.id)) all.set(person.id, person);
  for (const { on } of log) if (on && !all.has(on.id)) all.set(on.id, { ...on, role: "guest" });
  return [...all.values()]
    .filter((person) => person.name.toLocaleLowerCase().includes(name.toLocaleLowerCase()))
    .map((person) => {
      const standing = known.get(person.id) ?? USUAL;
      const role = /** @type {Person["role"]} */ (standing.role ?? person.role);
      return { person: { ...person, role }, standing };
    })
    .sort((one, other) => Number(isHeld(other.standing)) - Number(isHeld(one.standing)));
}

/** @param {Standing} standing */
const isHeld = ({ muted_until, banned }) => banned || muted_until > 0;
