/**
 * `<social-stream event="…" room="…">`: the chat of a room on any page, in a frame that fills the box the
 * page gives it. To be loaded from the chat's server, either way:
 *
 *     <script src="https://chat.example/embed.js" defer></script>
 *     <script type="module" src="https://chat.example/embed.js"></script>
 *
 * The server makes one self-contained file of it, with messages.js in the place of the import.
 *
 * Attributes: `event`, `room` (default "main"), `lang` (default: the reader's own), `theme` (light, dark or auto),
 * `accent` (a CSS hex colour), `height` (a CSS length, or a number of pixels), `title` of the frame for listeners, and
 * `src-origin` where the chat's server is another than the one this file came from.
 *
 * Custom properties: `--social-stream-accent`, `--social-stream-radius`, `--social-stream-font`, `--social-stream-size`.
 *
 * Events: `social-stream:ready`, and `social-stream:unread` with how many as `detail.count`.
 */
import { LOOKS, message, understand } from "./embed/messages.js";

// A module has no current script, and a classic script no import.meta: the one or the other.
const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
const home = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

// The title in each language; the server puts them in, from web/locales.
/** @type {Record<string, string>} */
const TITLES = {};

/** @param {readonly string[]} wanted */
const titleIn = (wanted) => {
  const tags = Object.keys(TITLES);
  const family = (/** @type {string} */ tag) => tag.split("-")[0]?.toLowerCase();
  const found = wanted.flatMap((each) => tags.find((tag) => family(tag) === family(each)) ?? []);
  return TITLES[found[0] ?? "en"] ?? "social-stream";
};

const HEIGHT = /^\d{1,4}(?:\.\d{1,3})?(?:px|r?em|[sdl]?vh|%)?$/;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; inline-size: 100%; block-size: 100%; min-block-size: 24rem; }
  :host([hidden]) { display: none; }
  iframe { display: block; inline-size: 100%; block-size: 100%; min-block-size: inherit; border: 0; }
`);

class SocialStream extends HTMLElement {
  static observedAttributes = ["event", "room", "lang", "src-origin", "title", "theme", "accent", "height"];

  #frame = document.createElement("iframe");
  #sized = new CSSStyleSheet();
  /** Where the frame shows what, without its looks. */ #place = "";
  /** The frame's origin, once it has told that it is ready. @type {string | null} */ #ready = null;
  /** What has been warned of. @type {Set<string>} */ #warned = new Set();

  constructor() {
    super();
    this.#frame.loading = "lazy";
    this.#frame.referrerPolicy = "no-referrer";
    this.#frame.allow = "clipboard-write";
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet, this.#sized];
    root.append(this.#frame);
  }

  connectedCallback() {
    addEventListener("message", this.#heard);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#heard);
    this.#place = ""; // the frame loads anew when it is put back
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  /** Reads the custom properties again, for pages that have changed them. */
  restyle() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const event = this.getAttribute("event");
    if (!event) return;
    const room = this.getAttribute("room") ?? "main";
    const lang = this.getAttribute("lang");
    const looks = this.#looks();
    const height = this.#fitting("height", this.getAttribute("height"), (value) => HEIGHT.test(value));
    const size = height && /\d$/.test(height) ? `${height}px` : height;
    this.#sized.replaceSync(size ? `:host { block-size: ${size}; min-block-size: 0; }` : "");
    this.#frame.title = this.getAttribute("title") ?? titleIn(lang ? [lang, ...navigator.languages] : navigator.languages);

    const place = new URL(`/e/${encodeURIComponent(event)}/${encodeURIComponent(room)}/embed`, this.#origin);
    if (lang) place.searchParams.set("lang", lang);
    if (place.href === this.#place) return this.#tell(looks);
    this.#place = place.href;
    this.#ready = null;
    place.searchParams.set("host", self.origin);
    for (const [name, value] of Object.entries(looks)) if (value !== null) place.searchParams.set(name, value);
    this.#frame.src = place.href;
  }

  get #origin() {
    return this.getAttribute("src-origin") ?? home;
  }

  /** @returns {Record<string, string | null>} */
  #looks() {
    const style = getComputedStyle(this);
    return Object.fromEntries(Object.entries(LOOKS).map(([name, fits]) => {
      const property = name === "theme" ? "" : style.getPropertyValue(`--social-stream-${name}`).trim();
      const attribute = name === "theme" || name === "accent" ? this.getAttribute(name) : null;
      return [name, this.#fitting(name, attribute ?? (property || null), fits)];
    }));
  }

  /**
   * @param {string} name
   * @param {string | null} value
   * @param {(value: string) => boolean} fits
   */
  #fitting(name, value, fits) {
    if (value === null || fits(value)) return value;
    const warning = `<social-stream>: ${name} is ignored, since it cannot be "${value}"`;
    if (!this.#warned.has(warning)) console.warn(warning);
    this.#warned.add(warning);
    return null;
  }

  /** Before it is ready, the frame has its looks from its address. @param {Record<string, string | null>} looks */
  #tell(looks) {
    if (this.#ready === null) return;
    this.#frame.contentWindow?.postMessage(message("looks", looks), this.#ready === "null" ? "*" : this.#ready);
  }

  /** Where this page is sandboxed, so is the frame, and has no origin: then its window alone says who it is. */
  #heard = (/** @type {MessageEvent} */ { source, origin, data }) => {
    const expected = origin === this.#origin || (origin === "null" && self.origin === "null");
    if (source === null || source !== this.#frame.contentWindow || !expected) return;
    const heard = understand("frame", data);
    if (!heard) return;
    if (heard.type === "ready") {
      this.#ready = origin;
      this.#tell(this.#looks()); // what has changed while the frame was loading
    }
    this.dispatchEvent(new CustomEvent(`social-stream:${heard.type}`, { bubbles: true, composed: true, detail: heard.fields }));
  };
}

if (!customElements.get("social-stream")) customElements.define("social-stream", SocialStream);
