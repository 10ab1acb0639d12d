/**
 * What one does to messages and people: what is begun and asked about, what is under way, what became of it. Knows no DOM.
 *
 * @import { Act, Person } from "../types/wire.d.ts"
 * @import { Deed, Keeping } from "./keeping.js"
 *
 * @typedef {{ kind: "remove" | "mute" | "ban" | "clear", message?: string, person: string, name: string, nonce: string }} Form
 * @typedef {{ room: string, message?: string, person?: Pick<Person, "id" | "name"> }} Target person: the author, where the message is there
 */

import { nonce } from "../chat/session.js";
import { ApiError } from "../shared/api.js";
import { t } from "../shared/strings.js";
import { lastOf, takesBack, undoable } from "./log.js";

export class Acting {
  /** What one is about to do. @type {Form | null} */ form = null;
  /** Why it did not work. */ problem = "";
  busy = false;
  /** Whether the event lets a ban keep out the network as well. */ networks = false;
  /** What was done last, for the status line. */ said = "";
  /** What was done last, while one can take it back. @type {Act | null} */ last = null;
  #keeping;
  #you;
  #on;

  /**
   * @param {Keeping} keeping
   * @param {() => Person | null} you
   * @param {{ changed: () => void, acted?: () => void, done?: (message: string) => void }} on acted: something was done; done: that to
   *   this message, or it is done no more
   */
  constructor(keeping, you, on) {
    this.#keeping = keeping;
    this.#you = you;
    this.#on = on;
  }

  /** @param {string} text */
  say(text) {
    this.said = text;
    this.last = null;
    this.#on.changed();
  }

  /**
   * Does something that the server may refuse, and says so where it does.
   * @param {() => Promise<void>} what
   * @returns {Promise<boolean>} whether it was done
   */
  async tries(what) {
    try {
      await what();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code } = error;
      this.say(t("act-failed", { code }));
      return false;
    }
  }

  /**
   * A button was pressed: does it, or asks for how long and why.
   * @param {string} kind
   * @param {Target} target
   */
  begin(kind, { room, message, person }) {
    const how = { reason: "", nonce: nonce() };
    if (message && (kind === "restore" || kind === "erase")) return void this.#do({ on: "message", room, id: message, kind }, how, message);
    if (!person) return;
    const { id, name } = person;
    if (kind === "unmute" || kind === "unban") return void this.#do({ on: "person", id, kind }, how);
    if (kind === "appoint" || kind === "dismiss") {
      const role = kind === "appoint" ? "moderator" : "participant";
      return void this.#do({ on: "person", id, kind: "role", body: { role } }, how);
    }
    this.problem = "";
    this.form = { kind: /** @type {Form["kind"]} */ (kind), person: id, name, nonce: how.nonce, ...(message ? { message } : {}) };
    this.#on.changed();
  }

  /**
   * The question was answered.
   * @param {string} room slug
   * @param {{ kind: "remove" | "erase" | "mute" | "ban" | "clear", body: object, reason: string }} answer
   */
  answer(room, { kind, body, reason }) {
    const { form } = this;
    if (!form) return;
    const how = { reason, nonce: form.nonce };
    if (kind === "remove" || kind === "erase") {
      if (form.message) void this.#do({ on: "message", room, id: form.message, kind }, how, form.message);
    } else {
      void this.#do({ on: "person", id: form.person, kind, body }, how, form.message);
    }
  }

  /** The question is left, and one goes back to where it was asked. */
  cancel() {
    const message = this.form?.message;
    this.leave();
    if (message) this.#on.done?.(message);
  }

  /** The question is left. */
  leave() {
    if (this.form && this.problem) this.said = this.problem = ""; // nobody waits for it any more
    this.form = null;
    this.#on.changed();
  }

  /** Takes an act back. @param {number} number */
  undo(number) {
    return this.#do({ on: "act", number }, { reason: "", nonce: nonce() });
  }

  /** Takes one's own last act back, and no other where that one cannot be. */
  async undoLast() {
    await this.#keeping.look(); // what is under way is done first
    const you = this.#you();
    const last = you && lastOf(this.#keeping.log, you.id);
    if (!last) this.say(t("nothing-to-undo"));
    else if (!undoable(last)) this.say(t("cannot-undo", { text: done(last) }));
    else await this.#do({ on: "act", number: last.number }, { reason: "", nonce: nonce() }, last.message);
  }

  /**
   * @param {Deed} deed
   * @param {{ reason: string, nonce: string }} how
   * @param {string} [message] id of the one that it is done to
   */
  async #do(deed, how, message) {
    const { form } = this;
    this.busy = true;
    this.problem = "";
    if (deed.on !== "act") this.last = null;
    this.#on.changed();
    try {
      const act = await this.#keeping.does(deed, how);
      const you = this.#you();
      this.said = this.#told(act);
      this.last = act && you && takesBack(act, you.id) ? act : null;
      this.#on.acted?.();
      if (message) this.#on.done?.(message);
      if (this.form === form) this.form = null; // and not one that was begun meanwhile
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code } = error;
      this.problem = this.said = t("act-failed", { code });
    } finally {
      this.busy = false;
      this.#on.changed();
    }
  }

  /** @param {Act | null} act */
  #told(act) {
    if (!act) return t("already-so");
    const { by: { id, name } } = act;
    return id === this.#you()?.id ? done(act) : t("done-before", { name });
  }
}

/** What was done, and to whom. @param {Act} act */
const done = ({ kind, on }) => [t("act-done", { kind }), ...(on ? [on.name] : [])].join(" · ");
