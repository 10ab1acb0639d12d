/**
 * `<social-stream-chat event room mode event-title room-title programme>`: the whole chat of one room. Puts the
 * parts together and hands each the state; what the parts do goes to the session.
 *
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Invite } from "../shared/invite.js"
 * @import { Preferences } from "./preferences.js"
 * @import { StreamComposer } from "./composer.js"
 * @import { Looking } from "./finder.js"
 * @import { StreamLog } from "./stream.js"
 * @import { State } from "./state.js"
 * @import { EventLinks, Programme, SessionInfo } from "../types/wire.d.ts"
 */

import { popOut } from "../embed/popout.js";
import { LitElement, html, nothing } from "../vendor/lit.js";
import { takeInvite } from "../shared/invite.js";
import { openStore } from "../shared/storage.js";
import { t } from "../shared/strings.js";
import { soonTime } from "../shared/time.js";
import { keepAwake } from "./awake.js";
import { Permalink } from "./permalink.js";
import { keepPreferences, readPreferences } from "./preferences.js";
import { why } from "./message.js";
import { isLive } from "./messages.js";
import { nextTurn, programmeOf, sessionNext, sessionOn } from "./programme.js";
import { fetchRest } from "./rest.js";
import { Session } from "./session.js";
import { markTitle } from "./title.js";
import { keeps } from "./views.js";

/** A timer takes no more milliseconds than fit into 31 bits; who stays that long sees it a frame later. */
const LONGEST_WAIT = 2 ** 31;

export class SocialStreamChat extends LitElement {
  /** @override */
  static properties = {
    event: { type: String },
    room: { type: String },
    mode: { type: String },
    eventTitle: { type: String, attribute: "event-title" },
    roomTitle: { type: String, attribute: "room-title" },
    programme: { type: Object },
    invite: { state: true },
    preferences: { state: true },
    links: { state: true },
    looking: { state: true },
    rest: { state: true },
  };

  #store = openStore();
  /** The menu of languages, where it stands in the chat and not beside it. @type {Element | null} */ languages = null;
  /** @type {Session | null} */ #session = null;
  /** Whether `links` were asked for. */ #linked = false;
  /** Whether `programme` was asked for. */ #scheduled = false;
  /** Until the programme's times may say something else. @type {ReturnType<typeof setTimeout> | undefined} */ #turn = undefined;
  /** @type {(() => void) | null} */ #sleepless = null;
  /** @type {(() => void) | null} */ #unwatch = null;
  #permalink = new Permalink(this);

  constructor() {
    super();
    this.event = "";
    this.room = "";
    /** @type {"page" | "embed"} */ this.mode = "page";
    this.eventTitle = "";
    this.roomTitle = "";
    /** The sessions of this room, once they are known. @type {Programme | null} */ this.programme = null;
    /** @type {Invite | null} */ this.invite = null;
    this.preferences = readPreferences(this.#store, /** @type {any} */ (navigator).connection);
    /** Where else the event lives, once that is known. @type {EventLinks} */ this.links = {};
    /** What lies over the stream. @type {Looking | null} */ this.looking = null;
    /** What comes after one reads: writing, finding, sharing. @type {"away" | "coming" | "there" | "failed"} */ this.rest = "away";
  }

  /** @override */
  createRenderRoot() {
    this.languages = this.querySelector(".languages");
    this.replaceChildren(); // what the server wrote for readers without scripts
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.invite = takeInvite(location, history);
    this.#session = new Session({
      origin: location.origin, // of the address, so it is right in sandboxed frames as well
      event: this.event,
      room: this.room,
      store: this.#store,
      changed: () => this.#changed(),
    });
    this.#session.thrifty = this.preferences.low_data;
    this.#session.open();
    this.#sleepless = keepAwake(this.#session);
    this.#unwatch = this.#permalink.watch();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#turn);
    this.#unwatch?.();
    this.#sleepless?.();
    this.#session?.close();
  }

  /** A hidden page is not rendered, but its title is seen. */
  #changed() {
    this.requestUpdate();
    if (!this.#session) return;
    markTitle(document, this.#session.state);
    // Not only once it is rendered: browsers render no frame that is out of sight.
    this.dispatchEvent(new CustomEvent("changed", { detail: this.#session.state }));
  }

  /** However many frames came, one rendering for each frame of the screen. @override */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  /** @override @param {PropertyValues} changed */
  updated(changed) {
    const status = this.#session?.state.status ?? "connecting";
    const back = status === "live" && this.dataset["status"] !== status;
    if (this.dataset["status"] !== status) this.dataset["status"] = status;
    const wanted = changed.has("looking") && this.looking !== null;
    if (back || wanted || (this.rest === "away" && this.#joined)) void this.#complete();
    if (!this.#linked && this.#session?.state.messages.some((each) => isLive(each) && each.text.includes("#"))) this.#link();
    if (!this.programme && !this.#scheduled && this.#session?.state.you && status === "live") this.#schedule();
    this.#wait();
    this.#permalink.step();
  }

  /** Loads what one does not need to read; again where that failed. */
  async #complete() {
    if (this.rest === "there") return;
    this.rest = "coming";
    try {
      await fetchRest();
      this.rest = "there";
    } catch {
      this.rest = "failed";
      this.looking = null; // nothing could show it
    }
  }

  /** Learns where else the event lives, once there is use for it: a request less before one reads. */
  #link() {
    this.#linked = true;
    void this.#session?.archive.about().then((event) => (this.links = event?.links ?? {}));
  }

  /** Learns the programme where the page does not tell it, as those who did not join may not know of it. */
  #schedule() {
    this.#scheduled = true;
    void this.#session?.archive.about().then((event) => (this.programme = event && programmeOf(event, this.room)));
  }

  /** Renders anew when the programme's times may say something else. */
  #wait() {
    clearTimeout(this.#turn);
    const now = Date.now();
    const wait = this.programme ? nextTurn(this.programme.programme, now) - now : Infinity;
    if (wait < LONGEST_WAIT) this.#turn = setTimeout(() => this.requestUpdate(), wait);
  }

  get session() {
    return this.#session;
  }

  /** Shows a message of the stream. @param {string} id */
  async show(id) {
    this.looking = null;
    await this.updateComplete;
    await this.#log?.show(id);
  }

  /** Shows what is not in the stream. @param {Looking} looking */
  look(looking) {
    this.looking = looking;
  }

  /** @override */
  render() {
    const session = this.#session;
    if (!session) return nothing;
    const { state } = session;
    const sessions = this.programme?.programme ?? [];
    const hand = state.room?.session ?? null;
    const on = sessionOn(sessions, hand, Date.now());
    return html`
      ${this.#header(state, on, sessionNext(sessions, hand, Date.now()))}
      <div class="conversation">
        <stream-pins .session=${session} .state=${state} ?inert=${this.looking !== null && this.rest === "there"}></stream-pins>
        <stream-log .session=${session} .state=${state} .preferences=${this.preferences} .links=${this.links}
          .programme=${this.programme} .on=${on?.slug ?? null}
          ?inert=${this.looking !== null && this.rest === "there"} @reply=${this.#write}></stream-log>
        <stream-finder .session=${session} .state=${state} .looking=${this.looking} @leave=${this.#leave}></stream-finder>
      </div>
      <footer>
        ${this.#banner(state)}
        ${this.#foot(session, state)}
      </footer>`;
  }

  /**
   * @param {State} state
   * @param {SessionInfo | null} on
   * @param {SessionInfo | null} next
   */
  #header({ room, online, status, cursor, you }, on, next) {
    const title = room?.title ?? this.roomTitle;
    return html`<header class="chat-header">
      ${this.mode === "embed"
        ? html`<h1><bdi>${this.eventTitle}</bdi></h1><p><bdi>${title}</bdi></p>`
        : html`<h2>${t("chat")}</h2><p><bdi>${title}</bdi></p>`}
      <div class="tools">
        ${cursor && status === "live" && !this.preferences.low_data ? html`<p class="online">${t("online", { count: online })}</p>` : nothing}
        ${keeps(you) ? html`<a href="/e/${this.event}/moderate?lang=${document.documentElement.lang}" target="_blank">${t("moderate")}</a>` : nothing}
        ${cursor
          ? html`<button type="button" class="find" aria-label=${t("search")} title=${t("search")}
              aria-expanded=${this.looking?.kind === "search"} @click=${this.#find}></button>`
          : nothing}
        <stream-settings .preferences=${this.preferences} @prefer=${this.#prefer}></stream-settings>
        ${this.#store.lasting || !you ? this.languages : nothing}
        ${this.mode === "embed" ? popOut(this) : nothing}
      </div>
      <stream-sessions .session=${this.#session} .programme=${this.programme} .on=${on} .next=${next}
        ?moderates=${keeps(you)}></stream-sessions>
    </header>`;
  }

  /** @param {State} state */
  #banner({ status, ended, stuck, you, outbox, notices }) {
    if (status === "ended") {
      const ban = ended === 4003 ? notices.findLast(({ kind }) => kind === "ban" || kind === "clear") : undefined;
      const time = ban?.until && soonTime(Date.parse(ban.until), Date.now());
      return html`<div class="banner ended" role="alert"><p>${t("ended", { code: ended ?? 0 })}${
        time ? html` ${t("ban-until", { time })}` : nothing}${ban ? why(ban) : nothing}</p>
        ${ended === 4003 || ended === 4004
          ? nothing
          : html`<button type="button" @click=${() => location.reload()}>${t("reload")}</button>`}</div>`;
    }
    return html`<div class="banner" role="status">${
      status !== "live" && stuck
        ? html`<p>${t("stuck")} <a href="/e/${this.event}/${this.room}/plain?lang=${document.documentElement.lang}">${
          t("to-plain-instead")}</a></p>`
        : status === "offline"
        ? html`<p>${you || outbox.length > 0 ? t("offline") : t("offline-reader")}</p>`
        : this.rest === "failed"
        ? html`<p>${t("rest-failed")} <button type="button" class="link" @click=${this.#complete}>${t("try-again")}</button></p>`
        : nothing}</div>`;
  }

  /** As far as is known before the server has said so. */
  get #joined() {
    const session = this.#session;
    return session !== null && (session.state.you !== null || (session.remembered && session.state.cursor === null));
  }

  /**
   * @param {Session} session
   * @param {State} state
   */
  #foot(session, state) {
    if (state.ended === 4003) return nothing; // what is final asks for nothing
    const joined = this.#joined;
    if (this.invite === null && joined) {
      return html`<stream-composer .session=${session} .state=${state} .links=${this.links}
        @posted=${this.#posted} @elsewhere=${this.#link}></stream-composer>`;
    }
    return html`<stream-join .session=${session} .invite=${this.invite} ?waiting=${state.outbox.length > 0}
      ?dismissable=${this.invite !== null && joined}
      @joined=${this.#enter} @dismissed=${this.#enter}></stream-join>`;
  }

  /** @param {CustomEvent<Partial<Preferences>>} event */
  #prefer({ detail }) {
    keepPreferences(this.#store, detail);
    this.preferences = { ...this.preferences, ...detail };
    if (this.#session) this.#session.thrifty = this.preferences.low_data;
  }

  async #enter() {
    this.invite = null;
    await this.#complete();
    await this.updateComplete;
    this.#write();
  }

  #posted() {
    this.looking = null;
    this.#log?.follow();
  }

  #find() {
    this.looking = this.looking?.kind === "search" ? null : { kind: "search" };
  }

  /** @param {CustomEvent} event */
  async #leave({ detail }) {
    const searched = this.looking?.kind === "search";
    this.looking = null;
    await this.updateComplete;
    if (detail === "newest") this.#log?.follow();
    /** @type {HTMLElement | null} */ (this.querySelector(searched ? ".find" : ".scroller"))?.focus({ preventScroll: true });
  }

  get #log() {
    return /** @type {StreamLog | null} */ (this.querySelector("stream-log"));
  }

  #write() {
    /** @type {StreamComposer | null} */ (this.querySelector("stream-composer"))?.focus();
  }
}
