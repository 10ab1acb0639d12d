/**
 * What one does in a room who keeps it: the same for the question in a message's row (`doing.js`) and for the line that tells
 * what was done (`done.js`), which both show it and are told when it changes.
 *
 * @import { Session } from "./session.js"
 */

import { Acting } from "../keeping/acting.js";
import { Keeping } from "../keeping/keeping.js";

/** Entries of the log of acts that are read to find the one just done. */
const FEW = 10;

/** @type {WeakMap<Session, Doings>} */
const all = new WeakMap();

export class Doings extends EventTarget {
  acting;

  /** @param {Session} session */
  constructor(session) {
    super();
    const changed = () => void this.dispatchEvent(new Event("changed"));
    const keeping = new Keeping(location.origin, session.event, () => session.token, () => undefined, FEW);
    this.acting = new Acting(keeping, () => session.state.you, { changed });
    void session.archive.about().then((event) => {
      this.acting.networks = event?.network_bans_ms !== undefined;
      changed();
    });
  }
}

/** @param {Session} session */
export function doingsIn(session) {
  const doings = all.get(session) ?? new Doings(session);
  all.set(session, doings);
  return doings;
}
