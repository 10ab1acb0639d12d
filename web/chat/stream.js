/**
 * `<stream-log>`: the messages of a room, where one reads, scrolls, replies and removes.
 *
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Keeper } from "./message.js"
 * @import { Preferences } from "./preferences.js"
 * @import { Row } from "./rows.js"
 * @import { Session } from "./session.js"
 * @import { State } from "./state.js"
 * @import { EventLinks, Programme } from "../types/wire.d.ts"
 */

import { LitElement, guard, html, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { dayKey } from "../shared/time.js";
import * as acts from "./acts.js";
import { Announcer } from "./announcer.js";
import { Hands } from "./hands.js";
import { ownHeld } from "./held.js";
import { AHEAD, below } from "./holding.js";
import { meansYou } from "./mentions.js";
import { dayRow, messageRow, sessionRow, tombstoneRow, unreadRow } from "./message.js";
import { find, isRemoved } from "./messages.js";
import { shown } from "./outbox.js";
import { heldRow, pendingRow } from "./pending.js";
import { USUAL } from "./preferences.js";
import { quoted, rows } from "./rows.js";
import { ScrollKeeper } from "./scroll.js";
import { withLine } from "./unread.js";
import { closedBy, keeps, mayEdit, mayRemove, mayReport, unseen, visible } from "./views.js";

export class StreamLog extends LitElement {
  /** @override */
  static properties = {
    session: { attribute: false },
    state: { attribute: false },
    preferences: { attribute: false },
    links: { attribute: false },
    programme: { attribute: false },
    on: { attribute: false },
    keeper: { attribute: false },
    away: { state: true },
    active: { state: true },
    confirming: { state: true },
    choosing: { state: true },
    asking: { state: true },
    linked: { state: true },
    said: { state: true },
  };

  /** @type {ScrollKeeper | null} */ #keeper = null;
  /** @type {ResizeObserver | null} */ #observer = null;
  #hands = new Hands(this);
  /** Long messages shown in full. @type {Set<string>} */ expanded = new Set();
  #announcer = this.#freshAnnouncer();
  /** The last position shown; what comes below it waits while one reads above. */ #ceiling = Infinity;
  #seeing = () => this.#look();

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** @type {State | null} */ this.state = null;
    /** @type {Preferences} */ this.preferences = USUAL;
    /** @type {EventLinks} */ this.links = {};
    /** @type {Programme | null} */ this.programme = null;
    /** @type {string | null} slug of the session that is on */ this.on = null;
    /** @type {Keeper | null} what the moderators' page does in the rows; nothing is replied to there */ this.keeper = null;
    /** Whether one is scrolled away from the newest message. */
    this.away = false;
    /** @type {string | null} id of the message the keyboard is on */ this.active = null;
    /** @type {string | null} id of the message about to be removed */ this.confirming = null;
    /** @type {string | null} id of the message one is about to react to */ this.choosing = null;
    /** @type {string | null} id of the message one is asked about: what is wrong with it, or what is to be done */ this.asking = null;
    /** @type {string | null} id of the message the address points to */ this.linked = null;
    this.said = "";
  }

  /** @override */
  createRenderRoot() {
    return this; // in the page's own tree, so that #m-ID and find-in-page reach every message
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#seeing);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#seeing);
    this.#observer?.disconnect();
    this.#observer = null;
    this.#announcer.stop();
  }

  /** Shows the newest message and stays there, as after one has written. */
  follow() {
    if (this.#keeper) this.#keeper.following = true;
    this.#ceiling = Infinity;
    this.requestUpdate();
  }

  /** Goes from message to message, as the arrow keys do. @param {-1 | 1} step */
  go(step) {
    this.#hands.go(step);
  }

  /** Puts the keyboard on a message's row. @param {string} id */
  focusRow(id) {
    this.#hands.focusRow(id);
  }

  /** Goes to a message that is in the stream, and marks it. @param {string} id */
  async show(id) {
    this.linked = id;
    await this.updateComplete;
    this.#hands.focusRow(id, "center");
  }

  /** Another session is another room. @override @param {PropertyValues} changed */
  willUpdate(changed) {
    this.#leaveGone();
    if (!changed.has("session")) return;
    this.active = this.confirming = this.choosing = this.asking = null;
    this.#announcer.stop();
    this.#announcer = this.#freshAnnouncer();
    this.#ceiling = Infinity;
    if (this.#keeper) this.#keeper.following = true;
  }

  /** Of what is removed nothing is asked any more, also when it comes back; and the keyboard keeps its place. */
  #leaveGone() {
    const open = this.confirming ?? this.choosing ?? this.asking;
    const message = open && this.state ? find(this.state.messages, open) : undefined;
    if (!open || !message || !isRemoved(message)) return;
    this.confirming = this.choosing = this.asking = null;
    void this.updateComplete.then(() => {
      if (document.activeElement === document.body) this.focusRow(open);
    });
  }

  /** @override @param {PropertyValues} changed */
  update(changed) {
    this.#keeper?.hold();
    super.update(changed);
    if (!this.#keeper) this.#adopt();
    this.#keeper?.settle();
  }

  /** @override */
  updated() {
    if (!this.state) return;
    this.#announcer.choice = this.preferences.announce;
    this.#announcer.update(this.state);
    this.#look();
  }

  /** @override */
  render() {
    const { state } = this;
    if (!state) return nothing;
    const all = visible(state);
    const held = below(all, this.#ceiling);
    const whole = held === all;
    const list = withLine(
      rows(held, whole ? shown(state.outbox) : [], state.you, dayKey, whole ? this.on : null, whole ? ownHeld(state) : []),
      state.left, state.you);
    const news = this.away ? unseen(state) : 0;
    return html`
      <div class="scroller" role="log" aria-live="off" aria-label=${t("messages")}
        aria-description=${t("messages-hint")} tabindex="0" aria-busy=${state.history === "loading"}
        @scroll=${this.#scrolled} @keydown=${this.#hands.key} @click=${this.#hands.click}
        @focusin=${this.#hands.focused}>
        ${this.#top(state, list.length)}
        <div class="rows">${repeat(list, (row) => row.key, (row) => this.#row(row, state))}</div>
      </div>
      ${this.away
        ? html`<button type="button" class="newest" @click=${this.#toNewest}>
            ${news > 0 ? t("new-messages", { count: news }) : t("to-newest")}<span aria-hidden="true"> ↓</span>
          </button>`
        : nothing}
      <p class="visually-hidden announcements" role="status">${this.said}</p>`;
  }

  /**
   * @param {State} state
   * @param {number} count of rows
   */
  #top(state, count) {
    if (state.status === "barred") return html`<div class="empty"><p>${t("members-only")}</p></div>`;
    if (state.cursor === null) {
      return state.status === "connecting" ? html`<p class="top note">${t("connecting")}</p>` : nothing;
    }
    if (state.history === "loading") return html`<p class="top note">${t("loading-earlier")}</p>`;
    if (state.history === "failed") {
      return html`<p class="top note">${t("history-failed")}
        <button type="button" class="link" data-action="history">${t("try-again")}</button></p>`;
    }
    if (state.history === "idle" && this.preferences.low_data) {
      return html`<p class="top note"><button type="button" class="link" data-action="history">${t("load-earlier")}</button></p>`;
    }
    if (state.history === "idle") return html`<p class="top note" aria-hidden="true">&nbsp;</p>`;
    if (count > 0) return html`<p class="top note">${t("beginning")}</p>`;
    return html`<div class="empty"><p>${t("empty")}</p>
      <p class="note">${state.you ? t("empty-joined") : t("empty-reader")}</p></div>`;
  }

  /**
   * @param {Row} row
   * @param {State} state
   */
  #row(row, state) {
    switch (row.kind) {
      case "day":
        return guard([row.key], () => dayRow(row.at));
      case "session": {
        const session = this.programme?.programme.find(({ slug }) => slug === row.slug);
        return sessionRow(session?.title ?? row.slug);
      }
      case "unread":
        return unreadRow();
      case "tombstone": {
        const { message } = row;
        const view = {
          active: this.active === message.id,
          linked: this.linked === message.id,
          notice: state.notices.find((notice) => notice.message === message.id),
          keeper: this.keeper,
        };
        return guard([message, this.keeper?.mark(message.id), ...Object.values(view)], () => tombstoneRow(message, view));
      }
      case "held": {
        const { held, continued } = row;
        const quote = held.reply_to ? quoted(state.messages, held.reply_to) : null;
        return heldRow(held, continued, { quote, links: this.links, expanded: this.expanded.has(held.id), people: state.people });
      }
      case "pending": {
        const { post } = row;
        const quote = post.reply_to ? quoted(state.messages, post.reply_to) : null;
        const view = {
          you: state.you,
          quote,
          links: this.links,
          live: state.status === "live",
          expanded: this.expanded.has(post.nonce),
          people: state.people,
        };
        return pendingRow(post, row.continued, view);
      }
      case "message": {
        const { message, continued } = row;
        const quote = message.reply_to ? quoted(state.messages, message.reply_to) : null;
        const view = {
          links: this.links,
          own: message.author.id === state.you?.id,
          may_reply: state.you !== null && !this.keeper && !closedBy(state),
          may_edit: !this.keeper && mayEdit(state, message, Date.now()),
          may_remove: mayRemove(state, message),
          may_pin: keeps(state.you) && !this.keeper,
          may_report: mayReport(state, message) && !this.keeper,
          pinned: state.room?.pins.includes(message.id) ?? false,
          offered: this.preferences.low_data ? [] : state.room?.reactions ?? [],
          keeper: this.keeper,
          active: this.active === message.id,
          confirming: this.confirming === message.id,
          choosing: this.choosing === message.id,
          asking: this.asking === message.id ? this.session : null,
          expanded: this.expanded.has(message.id),
          linked: this.linked === message.id,
          permalinks: !this.keeper,
          ...acts.about(state.acts, message.id),
          for_me: meansYou(message, state.you, state.people),
          me: state.you?.name,
          people: message.text.includes("@") ? state.people : NOBODY,
          quote,
          // Only some would be known.
          reactions: this.preferences.low_data ? [] : acts.reactions(message, state),
        };
        // What is made anew each time counts by what it says.
        const { quote: _, reactions, ...plain } = view;
        const answered = quote?.kind === "live" ? quote.message : quote?.kind;
        const reacted = reactions.map(({ emoji, count, own }) => `${emoji}${count}${own}`).join();
        return guard([message, continued, answered, reacted, this.keeper?.mark(message.id), ...Object.values(plain)], () =>
          messageRow(message, continued, view));
      }
    }
  }

  #freshAnnouncer() {
    return new Announcer((text) => {
      this.said = text;
    });
  }

  #adopt() {
    const scroller = this.#scroller;
    if (!scroller) return;
    const keeper = new ScrollKeeper(scroller);
    this.#keeper = keeper;
    this.#observer = new ResizeObserver(() => {
      keeper.resized();
      this.#look();
    });
    this.#observer.observe(scroller);
    const list = scroller.querySelector(".rows");
    if (list) this.#observer.observe(list);
  }

  get #scroller() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".scroller"));
  }

  /** Acts on where one now is: marks what is seen, asks for history near the top. */
  #look() {
    const { session, state } = this;
    const keeper = this.#keeper;
    if (!session || !state?.cursor || !keeper) return;
    const last = state.messages.at(-1);
    this.#reach(keeper, last?.position ?? 0);
    this.away = !keeper.following;
    session.following(keeper.following);
    if (keeper.following && last && !document.hidden) session.seen(last.position);
    if (this.preferences.low_data) return;
    if (keeper.nearTop && state.history === "idle" && state.status === "live") void session.loadHistory();
  }

  /**
   * Shows more below as one comes near to it. The end of what is shown is not the newest as long as more waits.
   * @param {ScrollKeeper} keeper
   * @param {number} newest position
   */
  #reach(keeper, newest) {
    if (this.#ceiling < newest) {
      keeper.following = false;
      if (!keeper.nearEnd) return;
      this.#ceiling += AHEAD;
      this.requestUpdate();
    } else {
      this.#ceiling = keeper.following ? Infinity : Math.min(this.#ceiling, newest + AHEAD);
    }
  }

  #scrolled() {
    this.#keeper?.scrolled();
    this.#look();
  }

  #toNewest() {
    this.#ceiling = Infinity;
    this.#keeper?.toEnd();
    this.#look();
    this.requestUpdate();
    this.#scroller?.focus({ preventScroll: true });
  }
}

/** @type {readonly string[]} */
const NOBODY = [];
