/**
 * Keeps the reading position still while rows come and go: at the newest message one stays there,
 * anywhere else the row one reads stays where it is on the screen, to the pixel.
 *
 * The browser's own scroll anchoring is switched off in the stylesheet: not all browsers have it, and
 * none has it at the very top, where history is loaded.
 */

/** This near to the end counts as being there. */
const END_PX = 48;

/** More is asked for this long before one reaches the top, or the end of what is shown. */
const NEAR_PX = 600;

export class ScrollKeeper {
  /** Whether one follows the newest message. */
  following = true;
  /** @type {{ row: Element, offset: number } | null} */ #anchor = null;
  /** Where the end was when one was last brought there. */ #end = 0;
  #scroller;

  /** @param {HTMLElement} scroller whose rows are its descendants with `data-row` */
  constructor(scroller) {
    this.#scroller = scroller;
  }

  get nearTop() {
    return this.#scroller.scrollTop < NEAR_PX;
  }

  get nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  /** The reader scrolled. */
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.following = scrollHeight - scrollTop - clientHeight < END_PX;
  }

  /** Before rows change. */
  hold() {
    // A scroll is told of only in the next frame of the screen; what changes until then must not undo it.
    if (this.following && this.#scroller.scrollTop < this.#end) this.scrolled();
    this.#anchor = this.following ? null : this.#firstInView();
  }

  /** After they changed. */
  settle() {
    if (this.following) {
      this.toEnd();
      return;
    }
    const anchor = this.#anchor;
    if (!anchor?.row.isConnected) return;
    const moved = this.#offset(anchor.row) - anchor.offset;
    if (moved !== 0) this.#scroller.scrollTop += moved;
  }

  /** The scroller or a row changed its size: the on-screen keyboard, a growing composer, a late font. */
  resized() {
    this.hold();
    if (this.following) this.toEnd();
  }

  toEnd() {
    this.following = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#end = this.#scroller.scrollTop;
  }

  #firstInView() {
    const rows = this.#scroller.querySelectorAll("[data-row]");
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row && this.#offset(row) + row.getBoundingClientRect().height <= 0) low = middle + 1;
      else high = middle;
    }
    const row = rows[low];
    return row ? { row, offset: this.#offset(row) } : null;
  }

  /** @param {Element} row */
  #offset(row) {
    return row.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }
}
