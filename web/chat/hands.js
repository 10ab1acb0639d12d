/**
 * What one does in the stream with a pointer or with keys: goes from row to row, and presses the rows' buttons, which say what
 * they do by `data-action`.
 *
 * @import { StreamLog } from "./stream.js"
 */

export class Hands {
  #log;

  /** @param {StreamLog} log whose events are handed on */
  constructor(log) {
    this.#log = log;
  }

  /** @param {FocusEvent} event */
  focused = ({ target }) => {
    const id = rowOf(target)?.dataset["id"];
    if (id) this.#log.active = id;
  };

  /** @param {KeyboardEvent} event */
  key = (event) => {
    if (event.target instanceof HTMLInputElement && event.key !== "Escape") return; // of a question in a row
    const open = this.#log.confirming ?? this.#log.choosing ?? this.#log.asking;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.#shut(open);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (this.go(event.key === "ArrowUp" ? -1 : 1)) event.preventDefault();
    }
  };

  /**
   * @param {-1 | 1} step
   * @returns {boolean} whether there is a row that way
   */
  go(step) {
    const to = this.#neighbour(step);
    to?.focus();
    return to !== undefined;
  }

  /**
   * @param {-1 | 1} step
   * @returns {HTMLElement | undefined}
   */
  #neighbour(step) {
    const all = /** @type {HTMLElement[]} */ ([...this.#log.querySelectorAll("article.row")]);
    const at = all.findIndex((row) => row.contains(document.activeElement));
    if (at >= 0) return all[at + step];
    const edge = this.#scroller?.getBoundingClientRect().bottom ?? 0;
    return all.findLast((row) => row.getBoundingClientRect().top < edge);
  }

  /** @param {MouseEvent} event */
  click = (event) => {
    if (!(event.target instanceof Element)) return;
    // Not every browser gives focus to what is tapped; the row's buttons show all the same.
    this.#log.active = rowOf(event.target)?.dataset["id"] ?? this.#log.active;
    const button = /** @type {HTMLElement | null} */ (event.target.closest("[data-action]"));
    if (!button) return;
    const row = rowOf(button);
    const id = row?.dataset["id"] ?? "";
    const nonce = row?.dataset["nonce"] ?? "";
    switch (button.dataset["action"]) {
      case "reply":
        this.#log.session?.reply(id);
        this.#log.dispatchEvent(new CustomEvent("reply", { bubbles: true }));
        break;
      case "edit":
        this.#log.session?.edit(id);
        this.#log.dispatchEvent(new CustomEvent("reply", { bubbles: true }));
        break;
      case "choose":
        this.#log.choosing = id;
        void this.#log.updateComplete.then(() => this.#choice(id)?.focus());
        break;
      case "react":
        this.#react(id, button.dataset["emoji"] ?? "", button.getAttribute("aria-pressed") !== "true");
        break;
      case "remove":
        this.#log.confirming = id;
        void this.#log.updateComplete.then(() => this.#question(id)?.focus());
        break;
      case "confirm":
        this.#confirm(id);
        break;
      case "cancel":
        this.#shut(id);
        break;
      case "ask":
        this.#log.asking = id;
        break;
      case "pin":
      case "unpin":
        this.focusRow(id);
        this.#log.session?.pin(id, button.dataset["action"] === "pin");
        break;
      case "keep":
        this.focusRow(id);
        this.#log.session?.keep(id);
        break;
      case "more":
        if (!this.#log.expanded.delete(id || nonce)) this.#log.expanded.add(id || nonce);
        this.#log.requestUpdate();
        break;
      case "jump":
        this.focusRow(button.dataset["to"] ?? "");
        break;
      case "retry":
        this.#log.session?.retry(nonce);
        this.#scroller?.focus({ preventScroll: true });
        break;
      case "discard":
        this.#log.session?.discard(nonce);
        this.#scroller?.focus({ preventScroll: true });
        break;
      case "history":
        void this.#log.session?.loadHistory();
        break;
    }
  };

  /** What one was about to do to a message is left. @param {string} id */
  #shut(id) {
    this.focusRow(id);
    this.#log.confirming = this.#log.choosing = this.#log.asking = null;
  }

  /** @param {string} id */
  #confirm(id) {
    this.focusRow(id);
    this.#log.confirming = null;
    this.#log.session?.remove(id);
  }

  /**
   * @param {string} id
   * @param {string} emoji
   * @param {boolean} on
   */
  #react(id, emoji, on) {
    // The button one is on may go; the row stays.
    if (this.#log.choosing === id || !on) this.focusRow(id);
    this.#log.choosing = null;
    this.#log.session?.react(id, emoji, on);
  }

  /**
   * @param {string} id
   * @returns {HTMLElement | null} the first of the reactions to choose from
   */
  #choice(id) {
    return this.#log.querySelector(`#m-${CSS.escape(id)} .choice button`);
  }

  /**
   * @param {string} id
   * @returns {HTMLElement | null} where the answer to "really?" is given
   */
  #question(id) {
    return this.#log.querySelector(`#m-${CSS.escape(id)} .confirm button`);
  }

  /**
   * Focus goes to the row before its buttons go, so that the keyboard does not lose its place.
   * @param {string} id
   * @param {ScrollLogicalPosition} [block]
   */
  focusRow(id, block = "nearest") {
    const row = /** @type {HTMLElement | null} */ (this.#log.querySelector(`#m-${CSS.escape(id)}`));
    row?.scrollIntoView({ block });
    row?.focus({ preventScroll: true });
  }

  get #scroller() {
    return /** @type {HTMLElement | null} */ (this.#log.querySelector(".scroller"));
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function rowOf(target) {
  return target instanceof Element ? target.closest("article.row") : null;
}
