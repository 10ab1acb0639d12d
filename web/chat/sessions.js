/**
 * `<stream-sessions>`: the line that says which session is on and which comes next, and the menu behind it: to where
 * sessions began, and for moderators to start and end them.
 *
 * @import { Programme, SessionInfo } from "../types/wire.d.ts"
 * @import { Session } from "./session.js"
 */

import { LitElement, html, nothing } from "../vendor/lit.js";
import { ApiError } from "../shared/api.js";
import { closing } from "../shared/choice.js";
import { t } from "../shared/strings.js";
import { fullTime, inZone, soonTime } from "../shared/time.js";

export class StreamSessions extends LitElement {
  /** @override */
  static properties = {
    session: { attribute: false },
    programme: { attribute: false },
    on: { attribute: false },
    next: { attribute: false },
    moderates: { type: Boolean },
    begun: { state: true },
    refused: { state: true },
  };

  /** @type {HTMLDetailsElement | null} */ #menu = null;

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {Programme | null} */ this.programme = null;
    /** @type {SessionInfo | null} */ this.on = null;
    /** @type {SessionInfo | null} */ this.next = null;
    /** Whether one may start and end sessions. */
    this.moderates = false;
    /** The first message of each session that has any, by the session. @type {Map<string, string>} */
    this.begun = new Map();
    /** @type {ApiError | null} */ this.refused = null;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  updated() {
    const menu = this.querySelector("details");
    if (menu && menu !== this.#menu) closing(menu);
    this.#menu = menu;
  }

  /** @override */
  render() {
    const { programme, on, next } = this;
    // Without times, nobody but a moderator can make anything of it.
    if (!programme?.programme.some((session) => session.starts_at !== undefined || session === on || this.moderates)) return nothing;
    return html`<details class="sessions" @toggle=${this.#toggled}>
      <summary>${on ? html`<span class="on" title=${this.#times(on)}>${t("session-now")} <bdi>${on.title}</bdi></span>` : nothing}
        ${next ? html`<span title=${this.#times(next)}>${t("session-next")} ${this.#begins(next)} <bdi>${next.title}</bdi></span>` : nothing}
        ${on || next ? nothing : t("programme")}</summary>
      <div class="panel">
        <ul>${programme.programme.map((session) => this.#entry(session))}</ul>
        ${this.refused ? html`<p class="error" role="alert">${t("refusal", { code: this.refused.code })}</p>` : nothing}
      </div>
    </details>`;
  }

  /** @param {SessionInfo} session */
  #entry(session) {
    const { slug, title } = session;
    const first = this.begun.get(slug);
    const on = this.on?.slug === slug;
    return html`<li>
      <p class="note" title=${this.#times(session)}>${this.#begins(session)}
        ${on ? html`<span class="badge">${t("session-on")}</span>` : nothing}</p>
      <p><span id="session-${slug}">${first
        ? html`<a href="#m-${first}" @click=${this.#leave}><bdi>${title}</bdi></a>`
        : html`<bdi>${title}</bdi>`}</span>
        ${this.moderates
          ? html`<button type="button" id="set-${slug}" aria-labelledby="set-${slug} session-${slug}"
              @click=${() => this.#set(on ? null : slug)}>${on ? t("session-end") : t("session-start")}</button>`
          : nothing}</p>
    </li>`;
  }

  /** @param {SessionInfo} session */
  #begins({ starts_at }) {
    return starts_at === undefined ? nothing : html`<time datetime=${starts_at}>${soonTime(Date.parse(starts_at), Date.now())}</time>`;
  }

  /** The times in the reader's zone and in the event's. @param {SessionInfo} session */
  #times({ starts_at, ends_at }) {
    const moments = [starts_at, ends_at].flatMap((moment) => moment === undefined ? [] : [Date.parse(moment)]);
    const zone = this.programme?.time_zone ?? "";
    const lines = [fullTime, (/** @type {number} */ at) => inZone(at, zone)].map((write) => moments.map(write).join(" – "));
    return [...new Set(lines)].join("\n");
  }

  #leave() {
    if (this.#menu) this.#menu.open = false;
  }

  async #toggled() {
    if (!this.#menu?.open || !this.session) return;
    this.refused = null;
    await this.#tried(async (session) => {
      const { sessions } = await session.archive.sessions();
      this.begun = new Map(sessions.map(({ slug, id }) => [slug, id]));
    });
  }

  /** Starts that session, or ends the one that is on. @param {string | null} slug */
  async #set(slug) {
    this.refused = null;
    await this.#tried((session) => session.setSession(slug));
  }

  /** @param {(session: Session) => Promise<unknown>} what */
  async #tried(what) {
    try {
      if (this.session) await what(this.session);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
    }
  }
}
