/**
 * `<social-stream-moderate event room>`: a room's messages, live, each with a button to remove it. The
 * server decides who may; this page only says so plainly.
 *
 * @import { EventInfo } from "../types/wire.d.ts"
 * @import { Invite } from "../shared/invite.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { keepAwake } from "../chat/awake.js";
import { programmeOf } from "../chat/programme.js";
import { Session } from "../chat/session.js";
import { ApiError, api } from "../shared/api.js";
import { takeInvite } from "../shared/invite.js";
import { openStore } from "../shared/storage.js";
import { t } from "../shared/strings.js";

export class SocialStreamModerate extends LitElement {
  /** @override */
  static properties = {
    event: { type: String },
    room: { type: String },
    eventTitle: { type: String, attribute: "event-title" },
    info: { state: true },
    invite: { state: true },
  };

  #store = openStore();
  /** The menu of languages. @type {Element | null} */ languages = null;
  /** @type {Session | null} */ #session = null;
  /** @type {(() => void) | null} */ #sleepless = null;

  constructor() {
    super();
    this.event = "";
    this.room = "";
    this.eventTitle = "";
    /** @type {EventInfo | null} */ this.info = null;
    /** @type {Invite | null} */ this.invite = null;
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
    this.#enter(this.room);
    void this.#learn();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave();
  }

  /** @override */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  /** @param {string} room */
  #enter(room) {
    this.#leave();
    this.room = room;
    this.#session = new Session({
      origin: location.origin,
      event: this.event,
      room,
      store: this.#store,
      changed: () => this.requestUpdate(),
    });
    this.#session.open();
    this.#sleepless = keepAwake(this.#session);
  }

  #leave() {
    this.#sleepless?.();
    this.#session?.close();
  }

  async #learn() {
    try {
      this.info = await api(location.origin, this.event, () => this.#session?.token ?? null).event();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Without the list of rooms the one at hand can still be moderated.
    }
  }

  /** @override */
  render() {
    const session = this.#session;
    if (!session) return nothing;
    const { state } = session;
    return html`
      <header class="chat-header">
        <h1><bdi>${this.info?.title ?? this.eventTitle}</bdi></h1>
        ${this.#rooms()}
        ${state.status === "live" ? html`<p class="online">${t("online", { count: state.online })}</p>` : nothing}
        ${this.#store.lasting || !state.you ? this.languages : nothing}
      </header>
      <stream-log .session=${session} .state=${state} .programme=${this.info && programmeOf(this.info, this.room)}
        moderating></stream-log>
      <footer>${this.#banner(session)}${this.#standing(session)}</footer>`;
  }

  #rooms() {
    const rooms = this.info?.rooms ?? [];
    return html`<label><span>${t("room")}</span>
      <select @change=${this.#choose}>${
        rooms.length === 0
          ? html`<option>${this.room}</option>`
          : rooms.map(({ slug, title }) => html`<option value=${slug} ?selected=${slug === this.room}>${title}</option>`)
      }</select></label>`;
  }

  /** @param {Session} session */
  #banner({ state }) {
    if (state.status === "ended") {
      return html`<div class="banner ended" role="alert"><p>${t("ended", { code: state.ended ?? 0 })}</p></div>`;
    }
    return html`<div class="banner" role="status">${
      state.status === "offline" ? html`<p>${t("offline-reader")}</p>` : nothing}</div>`;
  }

  /** @param {Session} session */
  #standing(session) {
    const { you, cursor, status } = session.state;
    if (cursor === null && status !== "barred") return nothing;
    const entitled = you?.role === "moderator" || you?.role === "organiser";
    if (entitled && this.invite === null) {
      return html`<p class="standing note">${t("moderating-as")} <bdi>${you.name}</bdi>
        <span class="badge">${t("role", { role: you.role })}</span></p>`;
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

  /** @param {Event} change */
  #choose({ target }) {
    if (target instanceof HTMLSelectElement && target.value !== this.room) this.#enter(target.value);
  }
}
