/**
 * The chat in the looks that the page around it wants: light or dark, an accent, corners and letters.
 *
 * @typedef {Partial<Record<"theme" | "accent" | "radius" | "font" | "size", string | null>>} Looks all as declared in
 *   messages.js
 */

import { accentOn, parseColour } from "../shared/colour.js";
import { LOOKS } from "./messages.js";

/** What the accent may stand on (base.css). */
const GROUNDS = /** @type {const} */ (["--surface", "--paper", "--raised", "--own"]);

/** What is set of the accent (base.css), by the part of it. */
const PARTS = /** @type {const} */ ({
  "--accent": "text", "--accent-fill": "fill", "--accent-ink": "ink", "--accent-hover": "hover", "--accent-soft": "soft",
});

/**
 * The looks that an address asks for. What does not fit is left out.
 * @param {URLSearchParams} query
 * @returns {Looks}
 */
export function looksIn(query) {
  const asked = Object.entries(LOOKS).map(([name, fits]) => [name, fits(query.get(name)) ? query.get(name) : null]);
  return Object.fromEntries(asked);
}

export class Wardrobe {
  /** @type {Looks} */ #looks = {};
  #root;

  /** @param {HTMLElement} root of the page */
  constructor(root) {
    this.#root = root;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#colour());
  }

  /** @param {Looks} looks what is not in them is as without any */
  wear(looks) {
    this.#looks = looks;
    const { theme, radius, font, size } = looks;
    if (theme === "light" || theme === "dark") this.#root.dataset["theme"] = theme;
    else delete this.#root.dataset["theme"];
    this.#set("--radius", radius);
    this.#set("--sans", font);
    this.#set("font-size", size);
    this.#colour();
  }

  #colour() {
    const { style } = this.#root;
    for (const name of Object.keys(PARTS)) style.removeProperty(name);
    const colour = parseColour(this.#looks.accent ?? "");
    const shown = getComputedStyle(this.#root);
    const [main, ...others] = GROUNDS.map((name) => parseColour(shown.getPropertyValue(name))).filter((each) => each !== null);
    if (!colour || !main) return;
    const accent = accentOn(colour, [main, ...others]);
    for (const [name, part] of Object.entries(PARTS)) style.setProperty(name, accent[part]);
  }

  /** @param {string} name @param {string | null | undefined} value */
  #set(name, value) {
    if (value) this.#root.style.setProperty(name, value);
    else this.#root.style.removeProperty(name);
  }
}
