import { readFile } from "node:fs/promises";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

/** Published ones (OWASP, PortSwigger) and some aimed at what this client is made of. */
const VECTORS = (await readFile(new URL("fixtures/xss.txt", import.meta.url), "utf8")).replaceAll("\t", "    ").split("\n").filter(Boolean);

/** @param {string} text */
const toml = (text) => JSON.stringify(text);

test("whatever is written is shown as text, and nothing runs", async ({ server, visitor }) => {
  expect(VECTORS.length).toBeGreaterThanOrEqual(60);
  const all = VECTORS.join("\n");
  await server.import(`
[event]
slug = "${EVENT}"
title = ${toml(VECTORS[0] ?? "")}
place = ${toml(VECTORS[13] ?? "")}
time_zone = "Asia/Baku"
description = ${toml(all)}
[links]
hashtag = "#bestbits"
hashtag_url = "https://social.example.org/tags/bestbits"
[settings]
text_limit = 4000
pace = { burst = 5, interval = "0s" }
embed_on = ["*"]
[[rooms]]
slug = "main"
title = ${toml(VECTORS[9] ?? "")}
[[programme]]
title = ${toml(VECTORS[10] ?? "")}
facilitator = ${toml(VECTORS[11] ?? "")}
description = ${toml(all)}
`);
  // As names, as far as they are taken for such; the same person says it.
  const shown = [];
  const speaker = await server.person("Bob Oduya");
  let named = 0;
  for (const text of VECTORS) {
    const by = [...text].length <= 40 && named < 20 ? await server.person(text).then((one) => (named += 1, one), () => speaker) : speaker;
    await by.says(text);
    shown.push(text);
  }
  expect(named).toBeGreaterThan(5);
  await expect(speaker.says("e" + "\u0301".repeat(10_000))).rejects.toThrow("too_long");
  const much = ["e" + "\u0301".repeat(3_990), Array.from({ length: 2_000 }, () => "x").join("\n"), "w".repeat(2_000)];
  for (const text of much) await speaker.says(text);

  for (const path of [`/e/${EVENT}`, `/e/${EVENT}/main/embed`, `/e/${EVENT}/main/plain`]) {
    const guest = await visitor({ viewport: { width: 360, height: 740 } });
    /** @type {string[]} */ const trouble = [];
    guest.page.on("dialog", (dialog) => (trouble.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    guest.page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
    await guest.page.exposeFunction("report", (/** @type {string} */ what) => trouble.push(what));
    await guest.page.addInitScript(() => addEventListener("securitypolicyviolation", (event) =>
      /** @type {any} */ (globalThis).report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
    await guest.opens(path);
    if (!path.endsWith("plain")) {
      await guest.isLive();
      await expect(guest.log.locator(".text").last()).toHaveText(much[2] ?? "");
      const texts = await guest.log.locator(".text").evaluateAll((all) => all.map((each) => each.textContent));
      expect(texts.length).toBeGreaterThanOrEqual(40);
      expect(texts.slice(0, -3)).toEqual(shown.slice(shown.length - texts.length + 3));
    }
    const links = await guest.page.locator(".text a, .description a").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    for (const link of links) expect(link).toMatch(/^https?:\/\//);
    expect(await guest.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(trouble).toEqual([]);
  }
});
