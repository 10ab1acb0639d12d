/**
 * `<social-stream event="…" room="…">`: the chat of a room on any page, in a frame that fills the box the
 * page gives it. One self-contained file, to be loaded from the chat's server either way:
 *
 *     <script src="https://chat.example/embed.js" defer></script>
 *     <script type="module" src="https://chat.example/embed.js"></script>
 *
 * Attributes: `event`, `room` (default "main"), `lang` (default: the reader's own), `title` of the frame for
 * listeners, and `src-origin` where the chat's server is another than the one this file came from.
 */
(() => {
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

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; inline-size: 100%; block-size: 100%; min-block-size: 24rem; }
    :host([hidden]) { display: none; }
    iframe { display: block; inline-size: 100%; block-size: 100%; min-block-size: inherit; border: 0; }
  `);

  class SocialStream extends HTMLElement {
    static observedAttributes = ["event", "room", "lang", "src-origin", "title"];

    #frame = document.createElement("iframe");

    constructor() {
      super();
      this.#frame.loading = "lazy";
      this.#frame.referrerPolicy = "no-referrer";
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(this.#frame);
    }

    connectedCallback() {
      this.#show();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    #show() {
      const event = this.getAttribute("event");
      if (!event) return;
      const room = this.getAttribute("room") ?? "main";
      const origin = this.getAttribute("src-origin") ?? home;
      const lang = this.getAttribute("lang");
      const query = lang ? `?lang=${encodeURIComponent(lang)}` : "";
      const address = `${origin}/e/${encodeURIComponent(event)}/${encodeURIComponent(room)}/embed${query}`;
      this.#frame.title = this.getAttribute("title") ?? titleIn(lang ? [lang, ...navigator.languages] : navigator.languages);
      if (this.#frame.src !== address) this.#frame.src = address;
    }
  }

  if (!customElements.get("social-stream")) customElements.define("social-stream", SocialStream);
})();
