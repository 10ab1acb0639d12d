/**
 * `<desk-person>`: all that those who keep the rooms know of somebody: how they stand, notes, what they wrote in whichever room, what
 * was done to them.
 *
 * @import { Note, PersonPage, Remark, RemarksPage } from "../types/wire.d.ts"
 * @import { PropertyValues } from "../vendor/lit.js"
 * @import { Desk } from "./desk.js"
 */

import { LitElement, html, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/strings.js";
import { fullTime, soonTime } from "../shared/time.js";
import { badge } from "../chat/message.js";
import { outranks } from "../chat/views.js";
import { entry } from "./logs.js";
import { acts, standingOf, stands } from "./people.js";

export class DeskPerson extends LitElement {
  /** @override */
  static properties = {
    desk: { attribute: false }, person: { type: String }, page: { state: true }, written: { state: true }, busy: { state: true },
  };

  /** Number of the last act on them that the page tells of. */ #told = 0;

  constructor() {
    super();
    /** @type {Desk | null} */ this.desk = null;
    /** Their id. */ this.person = "";
    /** @type {PersonPage | null} */ this.page = null;
    /** @type {RemarksPage | null} */ this.written = null;
    this.busy = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override @param {PropertyValues} changed */
  willUpdate(changed) {
    if (!changed.has("person")) return;
    this.page = this.written = null;
    this.#told = 0;
  }

  /** @override @param {PropertyValues} changed */
  updated(changed) {
    const { desk, person } = this;
    const latest = desk?.log.find(({ on }) => on?.id === person)?.number ?? 0;
    if (!desk || (!changed.has("person") && latest <= this.#told)) return;
    this.#told = latest;
    void this.#tries(async () => {
      const [page, written] = await Promise.all([desk.ask("GET", `/people/${person}`), desk.ask("GET", `/people/${person}/messages`)]);
      if (person !== this.person) return; // another was opened meanwhile
      this.page = page;
      this.written = written;
      if (changed.has("person")) void this.updateComplete.then(() => this.querySelector("h2")?.focus());
    });
  }

  /** @override */
  render() {
    const { desk, page } = this;
    if (!desk) return nothing;
    return html`<button type="button" class="link back" @click=${() => desk.about(null)}>← ${t("all-people")}</button>
      ${page ? html`${this.#head(desk, page)}${this.#notes(desk, page)}${this.#remarks(desk)}${doneTo(desk, page)}` : nothing}`;
  }

  /** @param {Desk} desk @param {PersonPage} page */
  #head(desk, page) {
    const { person, messages: count } = page;
    const time = soonTime(Date.parse(page.joined_at), Date.now());
    return html`<section data-person=${person.id}>
      <h2 tabindex="-1"><bdi>${person.name}</bdi> ${badge(person)}</h2>
      ${person.affiliation ? html`<p><bdi>${person.affiliation}</bdi></p>` : nothing}
      <p>${stands(standingOf(page))}</p>
      <p class="note">${t("joined-at", { time })} · ${t("so-many", { count })}</p>
      ${outranks(desk.you, person) ? acts(desk.you, person, standingOf(page)) : nothing}
      ${desk.question(person.id)}
    </section>`;
  }

  /** @param {Desk} desk @param {PersonPage} page */
  #notes({ you }, { person, notes }) {
    if (person.id === you.id) return nothing;
    return html`<section aria-labelledby="notes-title"><h3 id="notes-title">${t("notes")}</h3>
      <p class="note">${t("notes-hint")}</p>
      <ul class="noted">${repeat(notes, ({ id }) => id, (note) => html`<li>
        <p class="text"><bdi>${note.text}</bdi></p>
        <p class="note"><bdi>${note.by.name}</bdi> · ${when(note.at)}</p>
        ${note.by.id === you.id || you.role === "organiser" ? this.#taking(note) : nothing}</li>`)}</ul>
      <form @submit=${this.#add}><textarea name="text" rows="2" maxlength="500" required dir="auto" aria-label=${t("note-new")}
        placeholder=${t("note-new")}></textarea><button ?disabled=${this.busy}>${t("note-add")}</button></form>
    </section>`;
  }

  /** @param {Note} note */
  #taking({ id, by: { name } }) {
    return html`<button type="button" aria-label=${t("note-take-of", { name })} ?disabled=${this.busy}
      @click=${() => this.#take(id)}>${t("note-take")}</button>`;
  }

  /** @param {Desk} desk */
  #remarks(desk) {
    const { messages = [], before } = this.written ?? {};
    return html`<section aria-labelledby="written-title"><h3 id="written-title">${t("view", { view: "messages" })}</h3>
      ${this.written && messages.length === 0 ? html`<p class="note">${t("written-none")}</p>` : nothing}
      <ol class="written">${repeat(messages, idOf, (remark) => written(remark, desk))}</ol>
      ${before ? html`<button type="button" class="link" ?disabled=${this.busy} @click=${() => this.#earlier(before)}>${
        t("earlier-messages")}</button>` : nothing}
    </section>`;
  }

  /** @param {string} before id of a message */
  #earlier(before) {
    void this.#tries(async (desk, person) => {
      /** @type {RemarksPage} */
      const more = await desk.ask("GET", `/people/${person}/messages?before=${before}`);
      if (this.person !== person) return;
      this.written = { ...more, messages: [...(this.written?.messages ?? []), ...more.messages] };
    });
  }

  /** @param {SubmitEvent} event */
  #add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const text = String(new FormData(form).get("text") ?? "");
    void this.#tries(async (desk, person) => {
      /** @type {Note} */
      const note = await desk.ask("POST", `/people/${person}/notes`, { text });
      if (this.page && this.person === person) this.page = { ...this.page, notes: [note, ...this.page.notes] };
      form.reset();
      desk.say(t("noted"));
    });
  }

  /** @param {string} id of a note */
  #take(id) {
    void this.#tries(async (desk, person) => {
      const { notes } = await desk.ask("DELETE", `/people/${person}/notes/${id}`);
      if (this.page && this.person === person) this.page = { ...this.page, notes };
    });
  }

  /** @param {(desk: Desk, person: string) => Promise<void>} what for the one who is shown now: by the answer it may be another */
  async #tries(what) {
    const { desk, person } = this;
    if (!desk || !person) return;
    this.busy = true;
    try {
      await desk.tries(() => what(desk, person));
    } finally {
      this.busy = false;
    }
  }
}

/** @param {Desk} desk @param {PersonPage} page */
const doneTo = (desk, page) => (page.acts.length === 0 ? nothing : html`<section aria-labelledby="done-title">
  <h3 id="done-title">${t("done-to-them")}</h3>
  <ol class="log">${repeat(page.acts, ({ number }) => number, (act) => entry(act, desk, page.acts))}</ol></section>`);

/** @param {Remark} remark */
const idOf = ({ message, held }) => message?.id ?? held?.id ?? "";

/** @param {string} at RFC 3339 */
const when = (at) => html`<time datetime=${at} title=${fullTime(Date.parse(at))}>${soonTime(Date.parse(at), Date.now())}</time>`;

/** @param {Remark} remark @param {Desk} desk */
function written({ room, message, kept, held }, desk) {
  const title = desk.rooms.find(({ slug }) => slug === room)?.title ?? room ?? "";
  const live = message && !("removed" in message) ? message : undefined;
  const at = live?.at ?? kept?.at ?? held?.at;
  const time = kept ? soonTime(Date.parse(kept.until), Date.now()) : "";
  return html`<li class=${message && !live ? "removed" : ""}>
    <p class="note"><bdi>${title}</bdi>${at ? html` · ${when(at)}` : nothing}${held ? html` · ${t("held-sign")}` : nothing}</p>
    ${message && !live ? html`<p class="gone">${kept ? t("kept-until", { time }) : t("removed")}</p>` : nothing}
    ${live || kept || held ? html`<p class="text"><bdi>${live?.text ?? kept?.text ?? held?.text}</bdi></p>` : nothing}
    ${message && room ? html`<button type="button" class="link" @click=${() => desk.enter(room, message.id)}>${t("go-to-message")}</button>` : nothing}
  </li>`;
}
