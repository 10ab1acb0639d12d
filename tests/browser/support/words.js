/** The words of a language, as a reader of it knows them. */

import { readFileSync, readdirSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const FOLDER = new URL("../../../web/locales/", import.meta.url);

export const LANGUAGES = readdirSync(FOLDER).map((file) => file.replace(/\.ftl$/, ""));

/** Stands for any value. */
const ANY = "\u0001";

export class Words {
  #bundle;

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    this.#bundle = new FluentBundle(tag, { useIsolating: false });
    this.#bundle.addResource(new FluentResource(readFileSync(new URL(`${tag}.ftl`, FOLDER), "utf8")));
  }

  /**
   * @param {string} id
   * @param {Record<string, string | number>} [values]
   */
  say(id, values = {}) {
    const pattern = this.#bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`${this.tag} has no ${id}`);
    return this.#bundle.formatPattern(pattern, values, []);
  }

  get direction() {
    return this.say("language-direction");
  }

  /**
   * All that is said, for telling this language's words from another's; of words that depend on values, one example.
   * @returns {RegExp[]}
   */
  get sayings() {
    const values = { name: ANY, text: ANY, date: ANY, time: ANY, moment: ANY, day: ANY, year: ANY, zone: ANY, title: ANY };
    return [...this.#bundle._messages.keys()].flatMap((id) => {
      const said = this.say(id, { ...values, count: 5, code: "unavailable", role: "moderator", month: 11, weekday: 2 });
      if (!/\p{L}{2}/u.test(said)) return [];
      const pattern = said.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll(ANY, ".+").replace("5", "\\d+");
      return [new RegExp(`^${pattern}$`, "u")];
    });
  }
}
