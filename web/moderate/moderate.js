/**
 * `<social-stream-moderate event room>`: the console, where moderators keep the rooms of an event: the messages of one, live, with
 * what can be done beside each, and the views beside them (`views.js`). It lays out and listens; the server decides who may do what.
 *
 * @import { EventInfo } from "../types/wire.d.ts"
 * @import { Invite } from "../shared/invite.js"
 * @import { Session } from "../chat/session.js"
 * @import { State } from "../chat/state.js"
 * @import { StreamLog } from "../chat/stream.js"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { find, isLive } from "../chat/messages.js";
import { programmeOf } from "../chat/programme.js";
import { unseen } from "../chat/views.js";
import { ApiError, api } from "../shared/api.js";
import { takeInvite } from "../shared/invite.js";
import { openStore } from "../shared/storage.js";
import { t } from "../shared/strings.js";
import { Acting } from "./acting.js";
import { inRows, question } from "./acts.js";
import { Hearing, authors } from "./hearing.js";
import { Keeping } from "./keeping.js";
import { shortcut } from "./keys.js";
import { people } from "./log.js";
import { VIEWS } from "./views.js";

/** From here on there is room for the messages and a view beside them; as in moderate.css. */
const WIDE = "(min-width: 60rem)";

export class SocialStreamModerate extends LitElement {
  /** @override */
  static properties = {
    event: { type: String },
    room: { type: String },
    eventTitle: { type: String, attribute: "event-title" },
    info: { state: true },
    invite: { state: true },
    view: { state: true },
    reading: { state: true },
    person: { state: true },
  };

  #store = openStore();
  #wide = matchMedia(WIDE);
  #changed = () => this.requestUpdate();
  /** The menu of languages. @type {Element | null} */ languages = null;
  /** @type {Hearing | null} */ #hearing = null;
  /** @type {Keeping | null} */ #keeping = null;
  /** @type {Acting | null} */ #acting = null;
  /** @type {ReturnType<typeof inRows> | null} */ #hands = null;
  /** What the views are given; null for who keeps no room. @type {Desk | null} */ #desk = null;
  #opened = false;

  constructor() {
    super();
    this.event = "";
    this.room = "";
    this.eventTitle = "";
    /** @type {EventInfo | null} */ this.info = null;
    /** @type {Invite | null} */ this.invite = null;
    /** Name of the view that is shown. */ this.view = VIEWS[0].name;
    /** Whether one looks at the messages; where there is room they are always there. */ this.reading = true;
    /** @type {string | null} id of whom one was led to */ this.person = null;
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
    this.#hearing = new Hearing(this.event, this.#store, this.#changed);
    this.#hearing.hear(this.room);
    this.#keeping = new Keeping(location.origin, this.event, () => this.#session?.token ?? null, this.#changed);
    this.#acting = new Acting(this.#keeping, () => this.#session?.state.you ?? null, {
      changed: this.#changed, done: (message) => this.#stream?.focusRow(message),
    });
    this.#hands = inRows(this.#acting, () => this.#desk);
    void this.#learn();
    this.#wide.addEventListener("change", this.#changed);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("click", this.#click);
    this.addEventListener("deed", this.#answered);
    this.addEventListener("cancelled", this.#cancelled);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#wide.removeEventListener("change", this.#changed);
    this.#keeping?.close();
    this.#hearing?.close();
  }

  /** @override */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  /** @override */
  willUpdate() {
    this.#desk = this.#laid();
  }

  /** @override */
  updated() {
    if (!this.#desk || this.#opened) return;
    this.#opened = true;
    this.#keeping?.open();
    this.#hearing?.hearSome((this.info?.rooms ?? []).map(({ slug }) => slug));
    /** @type {HTMLElement | null} */ (this.querySelector(".scroller"))?.focus({ preventScroll: true });
  }

  get #session() {
    return this.#hearing?.session(this.room);
  }

  get #stream() {
    return /** @type {StreamLog | null} */ (this.querySelector("stream-log"));
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

  /** What the views are given. @returns {Desk | null} */
  #laid() {
    const [keeping, acting, hearing] = [this.#keeping, this.#acting, this.#hearing];
    const you = this.#session?.state.you;
    if (!keeping || !acting || !hearing || this.invite || (you?.role !== "moderator" && you?.role !== "organiser")) return null;
    const { log, complete } = keeping;
    return {
      you, log, complete, info: this.info, room: this.room, person: this.person, heard: hearing.states,
      ask: (method, path, body) => keeping.ask(method, path, body),
      file: (path) => keeping.file(path),
      say: (text) => acting.say(text),
      enter: (room, message) => void this.#enter(room, message),
      about: (person) => {
        this.person = person;
        this.#show("people");
      },
      older: () => void keeping.older(),
      undo: (number) => void acting.undo(number),
      question: (person) => (acting.form && !acting.form.message && acting.form.person === person ? question(acting) : nothing),
    };
  }

  /** @override */
  render() {
    const session = this.#session;
    if (!session) return nothing;
    const { state } = session;
    this.dataset["view"] = this.reading ? "messages" : this.view;
    return html`
      <header class="chat-header">
        <h1><bdi>${this.info?.title ?? this.eventTitle}</bdi></h1>
        ${state.status === "live" ? html`<p class="online">${t("online", { count: state.online })}</p>` : nothing}
        ${this.#desk ? help() : nothing}
        ${this.#store.lasting || !state.you ? this.languages : nothing}
      </header>
      ${this.#rooms()}
      <stream-log .session=${session} .state=${state} .programme=${this.info && programmeOf(this.info, this.room)}
        .keeper=${this.#hands}></stream-log>
      ${this.#desk ? this.#side(this.#desk) : nothing}
      <footer>${banner(state)}${this.#standing(session)}</footer>`;
  }

  #rooms() {
    const rooms = this.info?.rooms ?? [];
    if (rooms.length < 2) return nothing;
    return html`<nav class="rooms" aria-label=${t("rooms")}>${rooms.map(({ slug, title }) => {
      const state = this.#hearing?.session(slug)?.state;
      const count = state && slug !== this.room ? unseen(state) : 0;
      return html`<button type="button" data-room=${slug} aria-current=${slug === this.room}><bdi>${title}</bdi>${
        count ? html` <span class="count" aria-hidden="true">${count}</span><span class="visually-hidden"> ${
          t("new-messages", { count })}</span>` : nothing}</button>`;
    })}</nav>`;
  }

  /** @param {Desk} desk */
  #side(desk) {
    const views = VIEWS.filter(({ may }) => may?.(desk) ?? true);
    const { name, show } = views.find(({ name }) => name === this.view) ?? VIEWS[0];
    const beside = this.#wide.matches || !this.reading;
    return html`<nav class="views" aria-label=${t("views")}>
        ${viewButton("messages", !beside)}${views.map((each) => viewButton(each.name, beside && each.name === name))}</nav>
      <section class="side" aria-label=${t("view", { view: name })}>${show(desk)}</section>`;
  }

  /** @param {Session} session */
  #standing(session) {
    const { you, cursor, status } = session.state;
    if (cursor === null && status !== "barred") return nothing;
    if (this.#desk && you) {
      return html`<div class="standing"><p class="note">${t("moderating-as")} <bdi>${you.name}</bdi>
        <span class="badge">${t("role", { role: you.role })}</span></p><p class="done" role="status">${this.#acting?.said}</p></div>`;
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

  /** @param {string} name of a view, or "messages" */
  #show(name) {
    this.reading = name === "messages";
    if (!this.reading) this.view = name;
  }

  /** @param {string} room @param {string} [message] id */
  async #enter(room, message) {
    this.#hearing?.hear(room);
    this.room = room;
    this.reading = true;
    this.#acting?.leave();
    if (!message) return;
    await this.updateComplete;
    await this.#stream?.show(message);
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const wanted = shortcut(event);
    if (!wanted || !this.#desk || event.defaultPrevented) return;
    event.preventDefault();
    if (wanted === "next" || wanted === "previous") return this.#stream?.go(wanted === "next" ? 1 : -1);
    if (wanted === "undo") return void this.#acting?.undoLast();
    const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("article.row"));
    // What a row has no button for, one may not do.
    /** @type {HTMLElement | null} */ (row?.querySelector(`:scope > .actions [data-do=${wanted}]`))?.click();
  };

  /** @param {MouseEvent} event */
  #click = (event) => {
    const pressed = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("button")) : null;
    const { room, view, do: kind } = pressed?.dataset ?? {};
    if (room) void this.#enter(room);
    else if (view) this.#show(view);
    else if (kind && pressed) this.#begin(kind, pressed);
  };

  /** Something is to be done to the message or the person whose button it is. @param {string} kind @param {HTMLElement} pressed */
  #begin(kind, pressed) {
    const { room } = this;
    const id = /** @type {HTMLElement | null} */ (pressed.closest("article.row"))?.dataset["id"];
    const message = id && this.#session ? find(this.#session.state.messages, id) : undefined;
    const listed = /** @type {HTMLElement | null} */ (pressed.closest("[data-person]"))?.dataset["person"];
    const held = people(authors(this.#hearing?.states ?? new Map()), this.#desk?.log ?? [], Date.now(), "");
    const person = isLive(message) ? message.author : held.find((each) => each.person.id === listed)?.person;
    this.#acting?.begin(kind, { room, ...(id ? { message: id } : {}), ...(person ? { person } : {}) });
  }

  /** @param {Event} event */
  #answered = (event) => this.#acting?.answer(this.room, /** @type {CustomEvent} */ (event).detail);

  #cancelled = () => this.#acting?.cancel();
}

/** @param {string} view @param {boolean} current */
const viewButton = (view, current) =>
  html`<button type="button" data-view=${view} aria-current=${current}>${t("view", { view })}</button>`;

function help() {
  /** @type {[string, string][]} */
  const keys = [["↓ j", t("key-next")], ["↑ k", t("key-previous")], ["r", t("act", { kind: "remove" })], ["m", t("act", { kind: "mute" })],
    ["b", t("act", { kind: "ban" })], ["c", t("act", { kind: "clear" })], ["u", t("key-undo")], ["Esc", t("cancel")]];
  return html`<details class="keys"><summary>${t("keys")}</summary><dl>${keys.map(([key, what]) =>
    html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl></details>`;
}

/** @param {State} state */
function banner({ status, ended }) {
  if (status === "ended") return html`<div class="banner ended" role="alert"><p>${t("ended", { code: ended ?? 0 })}</p></div>`;
  return html`<div class="banner" role="status">${status === "offline" ? html`<p>${t("offline-reader")}</p>` : nothing}</div>`;
}
