/**
 * `<social-stream-moderate event room>`: the console, where moderators keep the rooms of an event: the messages of one, live, with
 * what can be done beside each, and the views beside them (`views.js`). It lays out and listens; the server decides who may do what.
 *
 * @import { EventInfo, ServerFrame } from "../types/wire.d.ts"
 * @import { Host } from "../chat/permalink.js"
 * @import { Invite } from "../shared/invite.js"
 * @import { Session } from "../chat/session.js"
 * @import { StreamLog } from "../chat/stream.js"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { badge } from "../chat/message.js";
import { find, isLive } from "../chat/messages.js";
import { Permalink } from "../chat/permalink.js";
import { programmeOf } from "../chat/programme.js";
import { ApiError, api } from "../shared/api.js";
import { takeInvite } from "../shared/invite.js";
import { openStore } from "../shared/storage.js";
import { t } from "../shared/strings.js";
import { Acting } from "../keeping/acting.js";
import { inRows, question } from "./acts.js";
import { Glancing, glances } from "./glance.js";
import { Hearing } from "./hearing.js";
import { Keeping } from "../keeping/keeping.js";
import { shortcut } from "./keys.js";
import { banner, help, refused, roomsNav, viewsNav } from "./parts.js";
import { Telling } from "./telling.js";
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
  /** @type {Glancing | null} */ #glancing = null;
  /** @type {ReturnType<typeof inRows> | null} */ #hands = null;
  /** What the views are given; null for who keeps no room. @type {Desk | null} */ #desk = null;
  #telling = new Telling();
  /** What leads to a message, also where it is not held yet; without a session, to none. @type {Host} */
  #host = {
    session: null,
    show: async (id) => {
      await this.updateComplete;
      await this.#stream?.show(id);
    },
    look: ({ kind }) => this.#acting?.say(kind === "around" ? t("message-far") : t("message-missing")),
  };
  #permalink = new Permalink(this.#host);
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
    this.#hearing = new Hearing(this.event, this.#store, this.#changed, this.#heard);
    this.#hearing.hear(this.room);
    const keeping = new Keeping(location.origin, this.event, () => this.#session?.token ?? null, this.#changed);
    this.#keeping = keeping;
    this.#acting = new Acting(keeping, () => this.#session?.state.you ?? null, {
      changed: this.#changed, acted: () => void this.#glancing?.look(), done: (message) => this.#stream?.focusRow(message),
    });
    this.#hands = inRows(this.#acting, () => this.#desk);
    this.#glancing = new Glancing((path) => keeping.ask("GET", path), () => this.#unheard(), this.#changed);
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
    this.#glancing?.close();
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
    this.#permalink.step();
    if (!this.#desk || this.#opened) return;
    this.#opened = true;
    this.#keeping?.open();
    this.#listen();
    /** @type {HTMLElement | null} */ (this.querySelector(".scroller"))?.focus({ preventScroll: true });
  }

  /** To all rooms that are known. */
  #listen() {
    this.#hearing?.hearSome((this.info?.rooms ?? []).map(({ slug }) => slug));
    this.#glancing?.open();
  }

  /** What comes in any of the rooms. @param {ServerFrame} frame */
  #heard = (frame) => {
    if (frame.type === "acts") this.#keeping?.hear(frame.acts);
    // What was done while one was away, nobody tells.
    else if (frame.type === "welcome" && this.#opened) void this.#keeping?.look();
  };

  get #session() {
    return this.#hearing?.session(this.room);
  }

  /** Rooms that are not heard live. @returns {string[]} slugs */
  #unheard() {
    return (this.info?.rooms ?? []).map(({ slug }) => slug).filter((slug) => !this.#hearing?.session(slug));
  }

  get #stream() {
    return /** @type {StreamLog | null} */ (this.querySelector("stream-log"));
  }

  async #learn() {
    try {
      this.info = await api(location.origin, this.event, () => this.#session?.token ?? null).event();
      if (this.#acting) this.#acting.networks = this.info.network_bans_ms !== undefined;
      if (this.#opened) this.#listen(); // there may be more of them
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Without the list of rooms the one at hand can still be kept.
    }
  }

  /** What the views are given. @returns {Desk | null} */
  #laid() {
    const [keeping, acting, hearing, glancing] = [this.#keeping, this.#acting, this.#hearing, this.#glancing];
    const you = this.#session?.state.you;
    if (!keeping || !acting || !hearing || !glancing || this.invite || (you?.role !== "moderator" && you?.role !== "organiser")) return null;
    const { info, room, person } = this;
    const heard = hearing.states;
    return {
      you, info, room, person, heard, telling: this.#telling,
      state: heard.get(room)?.room ?? null,
      rooms: glances(info, heard, glancing.asked),
      get log() {
        return keeping.log; // also what came while something was asked
      },
      complete: keeping.complete,
      ask: async (method, path, body) => {
        const answer = await keeping.ask(method, path, body);
        if (method !== "GET") void glancing.look();
        return answer;
      },
      file: (path) => keeping.file(path),
      say: (text) => acting.say(text),
      tries: (what) => acting.tries(what),
      enter: (room, message) => this.#enter(room, message),
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
      ${this.#desk ? html`<desk-handover .desk=${this.#desk}></desk-handover>` : nothing}
      ${roomsNav(this.info?.rooms ?? [], this.room, this.#hearing?.states ?? new Map())}
      <stream-pins .session=${session} .state=${state}></stream-pins>
      <stream-log .session=${session} .state=${state} .programme=${this.info && programmeOf(this.info, this.room)}
        .keeper=${this.#hands}></stream-log>
      ${this.#desk ? this.#side(this.#desk) : nothing}
      <footer>${banner(state)}${this.#standing(session)}</footer>`;
  }

  /** @param {Desk} desk */
  #side(desk) {
    const views = VIEWS.filter(({ may }) => may?.(desk) ?? true);
    const { name, show } = views.find(({ name }) => name === this.view) ?? VIEWS[0];
    const beside = this.#wide.matches || !this.reading;
    return html`${viewsNav(views, beside ? name : "messages", desk)}
      <section class="side" aria-label=${t("view", { view: name })}>${show(desk)}</section>`;
  }

  /** @param {Session} session */
  #standing(session) {
    const { state } = session;
    const { you, cursor, status } = state;
    if (cursor === null && status !== "barred") return nothing;
    if (this.#desk && you) {
      return html`<div class="standing"><p class="note">${t("moderating-as")} <bdi>${you.name}</bdi> ${badge(you)}</p>
        <p class="done" role="status">${this.#acting?.said}</p></div>`;
    }
    return html`
      ${this.invite ? nothing : refused(state)}
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
  #enter(room, message) {
    this.#hearing?.hear(room);
    this.room = room;
    this.reading = true;
    this.#acting?.leave();
    this.#host.session = (message && this.#session) || null;
    if (message) this.#permalink.follow(`#m-${message}`);
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const wanted = shortcut(event);
    if (!wanted || !this.#desk || event.defaultPrevented) return;
    event.preventDefault();
    if (wanted === "next" || wanted === "previous") return this.#stream?.go(wanted === "next" ? 1 : -1);
    if (wanted === "undo") return void this.#acting?.undoLast();
    if (wanted === "queue") return void this.#toQueue();
    const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("article.row"));
    // What a row has no button for, one may not do.
    /** @type {HTMLElement | null} */ (row?.querySelector(`:scope > .actions [data-do=${wanted}]`))?.click();
  };

  /** Where the queue is seen already the keyboard is there at once, so that no key after this one goes elsewhere. */
  async #toQueue() {
    const queue = () => /** @type {HTMLElement | null} */ (this.querySelector("desk-queue"));
    queue()?.focus();
    this.#show("queue");
    await this.updateComplete;
    if (!queue()?.contains(document.activeElement)) queue()?.focus();
  }

  /** @param {MouseEvent} event */
  #click = (event) => {
    const pin = event.target instanceof Element ? event.target.closest(".pins a") : null;
    if (pin) {
      event.preventDefault();
      return this.#enter(this.room, pin.getAttribute("href")?.replace("#m-", ""));
    }
    const pressed = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("button")) : null;
    const { room, view, do: kind } = pressed?.dataset ?? {};
    if (room) this.#enter(room);
    else if (view) this.#show(view);
    else if (kind && pressed) this.#begin(kind, pressed);
  };

  /** Something is to be done to the message or the person whose button it is. @param {string} kind @param {HTMLElement} pressed */
  #begin(kind, pressed) {
    const { room } = this;
    const id = /** @type {HTMLElement | null} */ (pressed.closest("article.row"))?.dataset["id"];
    const message = id && this.#session ? find(this.#session.state.messages, id) : undefined;
    const listed = /** @type {HTMLElement | null} */ (pressed.closest("[data-person]"))?.dataset["person"];
    const person = isLive(message) ? message.author : listed ? { id: listed, name: pressed.dataset["name"] ?? "" } : undefined;
    this.#acting?.begin(kind, { room, ...(id ? { message: id } : {}), ...(person ? { person } : {}) });
  }

  /** @param {Event} event */
  #answered = (event) => this.#acting?.answer(this.room, /** @type {CustomEvent} */ (event).detail);

  #cancelled = () => this.#acting?.cancel();
}
