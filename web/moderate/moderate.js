/**
 * `<social-stream-moderate event room>`: where moderators keep the rooms of an event: the messages of one, live, with what can be
 * done beside each, all rooms at a glance, the people, and the log of acts. The server decides who may do what.
 *
 * @import { Act, EventInfo, LiveMessage, Person, Tombstone } from "../types/wire.d.ts"
 * @import { Invite } from "../shared/invite.js"
 * @import { Keeper } from "../chat/message.js"
 * @import { StreamLog } from "../chat/stream.js"
 * @import { Deed } from "./keeping.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { keepAwake } from "../chat/awake.js";
import { find, isLive } from "../chat/messages.js";
import { programmeOf } from "../chat/programme.js";
import { Session, nonce } from "../chat/session.js";
import { outranks, unseen } from "../chat/views.js";
import { ApiError, api } from "../shared/api.js";
import { takeInvite } from "../shared/invite.js";
import { openStore } from "../shared/storage.js";
import { t } from "../shared/strings.js";
import { Keeping } from "./keeping.js";
import { shortcut } from "./keys.js";
import { chosen, fate, lastOf, people } from "./log.js";
import { button, logPanel, peoplePanel } from "./panels.js";

/** Rooms that are heard at once: browsers hold six connections to a server where events stand in for WebSockets. */
const HEARD = 4;

/** @typedef {{ kind: "remove" | "mute" | "ban" | "clear", message?: string, person: string, name: string, nonce: string }} Form */

export class SocialStreamModerate extends LitElement {
  /** @override */
  static properties = {
    event: { type: String },
    room: { type: String },
    eventTitle: { type: String, attribute: "event-title" },
    info: { state: true },
    invite: { state: true },
    view: { state: true },
    form: { state: true },
    problem: { state: true },
    busy: { state: true },
    said: { state: true },
    sought: { state: true },
    choice: { state: true },
  };

  #store = openStore();
  /** The menu of languages. @type {Element | null} */ languages = null;
  /** @type {Map<string, Session>} */ #sessions = new Map();
  /** @type {(() => void)[]} */ #sleepless = [];
  /** @type {Keeping | null} */ #keeping = null;
  #opened = false;

  constructor() {
    super();
    this.event = "";
    this.room = "";
    this.eventTitle = "";
    /** @type {EventInfo | null} */ this.info = null;
    /** @type {Invite | null} */ this.invite = null;
    /** What one looks at; on a wide screen the messages are always there. @type {"messages" | "people" | "log"} */ this.view = "messages";
    /** What one is about to do. @type {Form | null} */ this.form = null;
    this.problem = "";
    this.busy = false;
    this.said = "";
    /** Part of the name of somebody one looks for. */ this.sought = "";
    this.choice = { kind: "", by: "" };
  }

  /** @override */
  createRenderRoot() {
    this.languages = this.querySelector(".languages");
    this.replaceChildren();
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.invite = takeInvite(location, history);
    this.#keeping = new Keeping(location.origin, this.event, () => this.#session?.token ?? null, () => this.requestUpdate());
    this.#hear(this.room);
    void this.#learn();
    this.addEventListener("keydown", this.#key);
    this.addEventListener("click", this.#click);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#keeping?.close();
    for (const stop of this.#sleepless) stop();
    for (const session of this.#sessions.values()) session.close();
  }

  /** @override */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  /** @override */
  updated() {
    if (!this.#keeps || this.#opened) return;
    this.#opened = true;
    this.#keeping?.open();
    for (const { slug } of this.info?.rooms ?? []) if (this.#sessions.size < HEARD) this.#hear(slug);
    /** @type {HTMLElement | null} */ (this.querySelector(".scroller"))?.focus({ preventScroll: true });
  }

  get #session() {
    return this.#sessions.get(this.room);
  }

  get #you() {
    return this.#session?.state.you ?? null;
  }

  /** Whether one keeps the rooms here. */
  get #keeps() {
    return this.invite === null && (this.#you?.role === "moderator" || this.#you?.role === "organiser");
  }

  get #log() {
    return /** @type {StreamLog | null} */ (this.querySelector("stream-log"));
  }

  /** @param {string} room */
  #hear(room) {
    if (this.#sessions.has(room)) return;
    const session = new Session({
      origin: location.origin, event: this.event, room, store: this.#store, changed: () => this.requestUpdate(),
    });
    this.#sessions.set(room, session);
    session.open();
    this.#sleepless.push(keepAwake(session));
  }

  async #learn() {
    try {
      this.info = await api(location.origin, this.event, () => this.#session?.token ?? null).event();
      this.#opened = false; // there may be more rooms to hear
      this.#keeping?.close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Without the list of rooms the one at hand can still be kept.
    }
  }

  /** @override */
  render() {
    const session = this.#session;
    if (!session) return nothing;
    const { state } = session;
    this.dataset["view"] = this.view;
    return html`
      <header class="chat-header">
        <h1><bdi>${this.info?.title ?? this.eventTitle}</bdi></h1>
        ${state.status === "live" ? html`<p class="online">${t("online", { count: state.online })}</p>` : nothing}
        ${this.#keeps ? this.#help() : nothing}
        ${this.#store.lasting || !state.you ? this.languages : nothing}
      </header>
      ${this.#rooms()}
      <stream-log .session=${session} .state=${state} .programme=${this.info && programmeOf(this.info, this.room)}
        .keeper=${this.#hands} @deed=${this.#does} @cancelled=${this.#cancel}></stream-log>
      ${this.#keeps ? this.#side() : nothing}
      <footer>${this.#banner(session)}${this.#standing(session)}</footer>`;
  }

  #rooms() {
    const rooms = this.info?.rooms ?? [];
    if (rooms.length < 2) return nothing;
    return html`<nav class="rooms" aria-label=${t("rooms")}>${rooms.map(({ slug, title }) => {
      const state = this.#sessions.get(slug)?.state;
      const count = state && slug !== this.room ? unseen(state) : 0;
      return html`<button type="button" data-room=${slug} aria-current=${slug === this.room ? "true" : "false"}><bdi>${title}</bdi>${
        count ? html` <span class="count" aria-hidden="true">${count}</span><span class="visually-hidden"> ${
          t("new-messages", { count })}</span>` : nothing}</button>`;
    })}</nav>`;
  }

  #help() {
    /** @type {[string, string][]} */
    const keys = [["↓ j", t("key-next")], ["↑ k", t("key-previous")], ["r", t("act", { kind: "remove" })], ["m", t("act", { kind: "mute" })],
      ["b", t("act", { kind: "ban" })], ["c", t("act", { kind: "clear" })], ["u", t("key-undo")], ["Esc", t("cancel")]];
    return html`<details class="keys"><summary>${t("keys")}</summary><dl>${keys.map(([key, what]) =>
      html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl></details>`;
  }

  #side() {
    const you = this.#you;
    if (!you || !this.#keeping) return nothing;
    const { log, complete } = this.#keeping;
    const shows = this.view === "log" ? "log" : "people";
    return html`<nav class="views">${/** @type {const} */ (["messages", "people", "log"]).map((view) => html`
        <button type="button" data-view=${view} aria-current=${(this.view === "messages" ? "messages" : shows) === view ? "true" : "false"}
          class=${view === shows ? "shown" : ""}>${t("view", { view })}</button>`)}</nav>
      <section class="side" aria-label=${t("view", { view: shows })} @input=${this.#typed} @change=${this.#choose}
        @deed=${this.#does} @cancelled=${this.#cancel}>${shows === "log"
        ? logPanel(chosen(log, this.choice), { choice: this.choice, keepers: [...new Map(log.map(({ by }) => [by.id, by])).values()], complete })
        : peoplePanel(people(this.#seen(), log, Date.now(), this.sought), {
          you, name: this.sought, form: (id) => (this.form && !this.form.message && this.form.person === id ? this.#ask(this.form) : nothing),
        })}</section>`;
  }

  /** Who wrote what is held, the latest first. @returns {Person[]} */
  #seen() {
    return [...this.#sessions.values()].flatMap(({ state }) => state.messages.filter(isLive)).sort((one, other) =>
      Date.parse(other.at) - Date.parse(one.at)).map(({ author }) => author);
  }


  /** What is done in the rows. @type {Keeper} */
  #hands = {
    acts: (message, tabindex) => this.#acts(message, tabindex),
    form: ({ id }) => (this.form?.message === id ? this.#ask(this.form) : nothing),
    grave: (message, tabindex) => this.#grave(message, tabindex),
    mark: (id) => {
      const form = this.form?.message === id ? `${this.form.kind} ${this.problem} ${this.busy}` : "";
      const act = this.#keeping && fate(this.#keeping.log, id);
      return `${form} ${act?.number ?? ""} ${this.#keeps} ${this.#you?.role ?? ""}`;
    },
  };

  /** @param {LiveMessage} message @param {number} tabindex */
  #acts({ author }, tabindex) {
    const you = this.#you;
    if (!this.#keeps || !you || !outranks(you, author)) return nothing;
    return html`<div class="actions">${["remove", "mute", "ban", "clear"].map((kind) => button(kind, author.name, tabindex))}</div>`;
  }

  /** @param {Tombstone} message @param {number} tabindex */
  #grave({ id }, tabindex) {
    const act = this.#keeping && fate(this.#keeping.log, id);
    if (!this.#keeps || !act) return nothing;
    const { kind, reason = "" } = act;
    return html`<p class="note fate">${t("act-done", { kind })} · <bdi>${act.by.name}</bdi>${reason ? html` · <bdi>${reason}</bdi>` : nothing}</p>
      ${kind === "remove" ? html`<div class="actions">${["restore", "erase"].map((what) => button(what, act.on?.name ?? "", tabindex))}</div>` : nothing}`;
  }

  /** @param {Form} form */
  #ask({ kind, name }) {
    return html`<stream-deed kind=${kind} name=${name} problem=${this.problem} ?busy=${this.busy}></stream-deed>`;
  }

  /** @param {Session} session */
  #banner({ state }) {
    if (state.status === "ended") {
      return html`<div class="banner ended" role="alert"><p>${t("ended", { code: state.ended ?? 0 })}</p></div>`;
    }
    return html`<div class="banner" role="status">${state.status === "offline" ? html`<p>${t("offline-reader")}</p>` : nothing}</div>`;
  }

  /** @param {Session} session */
  #standing(session) {
    const { you, cursor, status } = session.state;
    if (cursor === null && status !== "barred") return nothing;
    if (you && this.#keeps) {
      return html`<div class="standing"><p class="note">${t("moderating-as")} <bdi>${you.name}</bdi>
        <span class="badge">${t("role", { role: you.role })}</span></p><p class="done" role="status">${this.said}</p></div>`;
    }
    return html`
      ${this.invite
        ? nothing
        : html`<div class="refused-entry" role="alert">
            <p><strong>${t("moderate-refused")}</strong> ${you ? t("moderate-refused-as", { name: you.name }) : ""}</p>
            <p class="note">${t("moderate-refused-hint")}</p></div>`}
      <stream-join .session=${session} .invite=${this.invite} asking ?dismissable=${this.invite !== null && you !== null}
        @joined=${this.#joined} @dismissed=${this.#joined}></stream-join>`;
  }

  #joined() {
    this.invite = null;
    if (!this.info) void this.#learn();
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const wanted = shortcut(event);
    if (!wanted || !this.#keeps) return;
    event.preventDefault();
    if (wanted === "next" || wanted === "previous") return this.#log?.go(wanted === "next" ? 1 : -1);
    if (wanted === "undo") return void this.#undoLast();
    const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("article.row"));
    // What a row has no button for, one may not do.
    /** @type {HTMLElement | null} */ (row?.querySelector(`:scope > .actions [data-do=${wanted}]`))?.click();
  };

  /** @param {MouseEvent} event */
  #click = (event) => {
    const pressed = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("button")) : null;
    if (!pressed) return;
    const { room, view, do: kind, save } = pressed.dataset;
    if (room) this.#enter(room);
    else if (view) this.view = /** @type {typeof this.view} */ (view);
    else if (kind) this.#begin(kind, pressed);
    else if (save) void this.#save(/** @type {"csv" | "jsonl"} */ (save));
    else if ("older" in pressed.dataset) void this.#keeping?.older();
    else if ("undo" in pressed.dataset) {
      const number = Number(/** @type {HTMLElement | null} */ (pressed.closest("[data-act]"))?.dataset["act"]);
      void this.#do({ on: "act", number }, { reason: "", nonce: nonce() });
    }
  };

  /** @param {string} room */
  #enter(room) {
    this.#hear(room);
    this.room = room;
    this.form = null;
    this.view = "messages";
  }

  /** @param {string} kind @param {HTMLElement} pressed */
  #begin(kind, pressed) {
    const id = /** @type {HTMLElement | null} */ (pressed.closest("article.row"))?.dataset["id"];
    const message = id && this.#session ? find(this.#session.state.messages, id) : undefined;
    const held = people(this.#seen(), this.#keeping?.log ?? [], Date.now(), "");
    const listed = /** @type {HTMLElement | null} */ (pressed.closest("[data-person]"))?.dataset["person"];
    const person = isLive(message) ? message.author : held.find((each) => each.person.id === listed)?.person;
    const how = { reason: "", nonce: nonce() };
    if (id && (kind === "restore" || kind === "erase")) return void this.#do({ on: "message", room: this.room, id, kind }, how, id);
    if (!person) return;
    if (kind === "unmute" || kind === "unban") return void this.#do({ on: "person", id: person.id, kind }, how);
    if (kind === "appoint" || kind === "dismiss") {
      const role = kind === "appoint" ? "moderator" : "participant";
      return void this.#do({ on: "person", id: person.id, kind: "role", body: { role } }, how);
    }
    this.problem = "";
    this.form = { kind: /** @type {Form["kind"]} */ (kind), person: person.id, name: person.name, nonce: how.nonce, ...(id ? { message: id } : {}) };
  }

  /** @param {CustomEvent<{ kind: "remove" | "erase" | "mute" | "ban" | "clear", body: object, reason: string }>} event */
  #does({ detail: { kind, body, reason } }) {
    const { form } = this;
    if (!form) return;
    const how = { reason, nonce: form.nonce };
    if (kind === "remove" || kind === "erase") {
      if (form.message) void this.#do({ on: "message", room: this.room, id: form.message, kind }, how, form.message);
    } else {
      void this.#do({ on: "person", id: form.person, kind, body }, how, form.message);
    }
  }

  #cancel() {
    const id = this.form?.message;
    this.form = null;
    if (id) this.#log?.focusRow(id);
  }

  /**
   * @param {Deed} deed
   * @param {{ reason: string, nonce: string }} how
   * @param {string} [row] id of the message where it is done
   */
  async #do(deed, how, row) {
    this.busy = true;
    this.problem = "";
    try {
      const act = await this.#keeping?.does(deed, how);
      this.said = this.#told(act ?? null);
      if (row) this.#log?.focusRow(row);
      this.form = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code } = error;
      this.problem = this.said = t("act-failed", { code });
    } finally {
      this.busy = false;
    }
  }

  /** @param {Act | null} act */
  #told(act) {
    if (!act) return t("already-so");
    const { kind, by: { name } } = act;
    return act.by.id === this.#you?.id ? [t("act-done", { kind }), ...(act.on ? [act.on.name] : [])].join(" · ") : t("done-before", { name });
  }

  async #undoLast() {
    await this.#keeping?.look(); // what is under way is done first
    const last = this.#you && this.#keeping && lastOf(this.#keeping.log, this.#you.id);
    if (!last) this.said = t("nothing-to-undo");
    else await this.#do({ on: "act", number: last.number }, { reason: "", nonce: nonce() }, last.message);
  }

  /** @param {"csv" | "jsonl"} format */
  async #save(format) {
    const file = await this.#keeping?.file(this.choice, format).catch(() => null);
    if (!file) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${this.event}-acts.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** @param {Event} event */
  #typed({ target }) {
    if (target instanceof HTMLInputElement && "find" in target.dataset) this.sought = target.value;
  }

  /** @param {Event} event */
  #choose({ target }) {
    const which = target instanceof HTMLSelectElement ? target.dataset["choose"] : undefined;
    if (which) this.choice = { ...this.choice, [which]: /** @type {HTMLSelectElement} */ (target).value };
  }
}
