import { violations } from "./support/axe.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";
import { LANGUAGES, Words } from "./support/words.js";

const ENGLISH = new Words("en");

/** Playwright's names for the languages' readers; their browsers say no more than this. @param {string} tag */
const locale = (tag) => (tag === "zh-Hans" ? "zh-CN" : tag);

/**
 * All that is shown and read out, but what people wrote.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string[]>}
 */
function shown(page) {
  return page.evaluate(() => {
    /** @type {string[]} */
    const found = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "aria-description", "title", "placeholder"]) found.push(node.getAttribute(name) ?? "");
      } else if (!node.parentElement?.closest("script, noscript, .languages")) {
        found.push(node.textContent ?? "");
      }
    }
    return found.map((each) => each.trim().replace(/[\u2068\u2069]/g, "")).filter(Boolean);
  });
}

/**
 * What a page still says in English, though there are other words for it.
 * @param {import("@playwright/test").Page} page
 * @param {Words} words
 */
async function leftInEnglish(page, words) {
  const own = words.sayings;
  const english = ENGLISH.sayings;
  return (await shown(page)).filter((text) =>
    english.some((each) => each.test(text)) && !own.some((each) => each.test(text))
    || /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\bNovember\b/.test(text));
}

/** What is said, whether or not what others wrote is isolated in it. @param {string} said */
const isolated = (said) =>
  new RegExp(`^${said.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace("Ann Lee", "\u2068?Ann Lee\u2069?")}$`, "u");

for (const tag of LANGUAGES) {
  const words = new Words(tag);

  test(`${tag}: one loads, joins, writes, replies and removes, and nothing is said in another language`,
    async ({ server, visitor }) => {
      const bob = await server.person("Bob Oduya");
      await bob.says("Who takes notes?");
      const { page, log } = await (await visitor({ locale: locale(tag), viewport: { width: 360, height: 740 } })).opens();
      await expect(page.locator("stream-finder:defined")).toBeAttached(); // all that is fetched for this page is there
      /** @type {string[]} */ const fetched = [];
      page.on("request", (request) => request.url().endsWith(".json") && fetched.push(request.url()));
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      await expect(page.locator("html")).toHaveAttribute("dir", words.direction);

      const checked = async () => {
        if (tag !== "en") expect(await leftInEnglish(page, words)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      };
      await expect(page.locator("[data-status=live]")).toBeVisible();
      await checked();
      await page.getByRole("button", { name: words.say("join"), exact: true }).click();
      await expect(page.getByText(words.say("name-missing"))).toBeVisible();
      await page.getByLabel(words.say("name")).fill("Bob Oduya");
      await page.getByRole("button", { name: words.say("join"), exact: true }).click();
      await expect(page.getByText(words.say("join-failed", { code: "name_taken" }))).toBeVisible();
      await page.getByLabel(words.say("name")).fill("Ann Lee");
      await page.getByRole("button", { name: words.say("join"), exact: true }).click();
      const field = page.getByRole("textbox", { name: words.say("write") });
      await log.getByText("Who takes notes?").click();
      await log.getByRole("button", { name: /Bob Oduya/ }).first().click();
      await field.fill("I do");
      await checked();
      await field.press("Enter");
      await expect(log.locator("article[data-id]", { hasText: "I do" })).toBeVisible();
      await field.fill("a".repeat(1_995));
      // Where all is written from the right, the number is isolated.
      const left = words.say("characters-left", { count: 5 }).replace("5", "\\W?5\\W?");
      await expect(page.locator("#write-count")).toHaveText(new RegExp(`^${left}$`));
      await field.fill("");
      await log.getByText("I do").click();
      await log.getByRole("button", { name: words.say("remove-own") }).click();
      await expect(page.getByText(words.say("remove-sure"))).toBeVisible();
      await checked();
      await log.getByRole("button", { name: words.say("remove"), exact: true }).click();
      await expect(log.getByText(words.say("removed"))).toBeVisible();
      await checked();
      expect(fetched.map((address) => address.split("/").at(-1))).toEqual([`chat.${tag}.json`, `later.${tag}.json`]);

      for (const path of ["/", "/e/no-such-event", `/e/${EVENT}/moderate`, `/e/${EVENT}/main/embed`]) {
        await page.goto(server.origin + path);
        await page.waitForLoadState("networkidle");
        await expect(page.locator("html")).toHaveAttribute("dir", words.direction);
        await checked();
      }
    });
}

for (const tag of LANGUAGES) {
  const words = new Words(tag);

  test(`${tag}: without scripts, all is said in the language of the address`, async ({ server, visitor }) => {
    const bob = await server.person("Bob Oduya");
    await bob.says("Who takes notes?");
    const { page } = await visitor({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const checked = async () => {
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      await expect(page.locator("html")).toHaveAttribute("dir", words.direction);
      if (tag !== "en") expect(await leftInEnglish(page, words)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    };
    /** @param {string} id */
    const press = (id) => page.getByRole("button", { name: words.say(id), exact: true }).click();
    await page.goto(`${server.origin}/e/${EVENT}/main/embed?lang=${tag}`);
    await page.getByRole("link", { name: words.say("to-plain") }).click();
    await checked();
    await page.getByRole("link", { name: words.say("newest-last") }).click();
    await page.getByRole("link", { name: words.say("join-to-write") }).click();
    await checked();
    await page.locator("#name").fill("Bob Oduya");
    await press("join");
    await expect(page.getByRole("alert")).toHaveText(words.say("join-failed", { code: "name_taken" }));
    await page.locator("#name").fill("Ann Lee");
    await press("join");
    await expect(page.getByRole("status")).toHaveText(isolated(words.say("joined-as", { name: "Ann Lee" })));
    await checked();
    await press("send");
    await expect(page.getByRole("alert")).toHaveText(words.say("nothing-written"));
    await page.locator("button[name=reply]").click();
    await expect(page.getByText(words.say("cancel-reply"))).toBeVisible();
    await page.locator("#text").fill("I do");
    await press("send");
    await expect(page.getByRole("status")).toHaveText(words.say("posted"));
    await checked();
    await page.locator("button[name=ask]").click();
    await expect(page.getByText(words.say("remove-sure"))).toBeVisible();
    await checked();
    await press("remove");
    await expect(page.getByText(words.say("removed"), { exact: true })).toBeVisible();
    await checked();
    await page.getByRole("link", { name: words.say("to-live-page") }).click();
    await expect(page).toHaveURL(`${server.origin}/e/${EVENT}/main?lang=${tag}`);
  });
}

// Colours do not depend on the language: one of each is enough.
for (const [tag, colorScheme] of /** @type {const} */ ([["ar", "dark"], ["ru", "light"]])) {
  test(`axe finds nothing in ${tag}, ${colorScheme}`, async ({ server, visitor }) => {
    const words = new Words(tag);
    await (await server.person("أمل الحسن")).says("صباح الخير، هل تعمل الترجمة؟");
    await (await server.person("Bob Oduya")).says("Good morning!");
    const { page } = await visitor({ colorScheme, locale: tag });
    for (const path of ["/", "/e/no-such-event", `/e/${EVENT}/moderate`, `/e/${EVENT}/main/plain?refresh=off`,
      `/e/${EVENT}/main/embed`, `/e/${EVENT}`]) {
      await page.goto(server.origin + path);
      await page.waitForLoadState("networkidle");
      expect(await violations(page), path).toEqual([]);
      await page.locator(".languages summary").click();
      expect(await violations(page), `${path}, choosing a language`).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await expect(page.locator(".languages ul")).toBeHidden();
    await page.getByLabel(words.say("name")).fill("Ann Lee");
    await page.getByRole("button", { name: words.say("join"), exact: true }).click();
    await page.getByRole("textbox", { name: words.say("write") }).fill("a".repeat(2_100));
    await page.getByText("Good morning!").hover();
    expect(await violations(page), "writing").toEqual([]);
  });
}

test("in Arabic all is laid out from the right, and other people's names do not turn it around", async ({ server, visitor }) => {
  const bob = await server.person("Bob (NGO)");
  await bob.says("Hello (all)!");
  const words = new Words("ar");
  const { page, log } = await (await visitor({ locale: "ar", viewport: { width: 1280, height: 800 } })).opens();
  await page.getByLabel(words.say("name")).fill("أمل الحسن");
  await page.getByRole("button", { name: words.say("join"), exact: true }).click();
  const field = page.getByRole("textbox", { name: words.say("write") });
  await field.fill("مرحبًا بالجميع");
  await field.press("Enter");
  await expect(log.locator("article[data-id]", { hasText: "مرحبًا" })).toBeVisible();

  /** @param {import("@playwright/test").Locator} one */
  const box = async (one) => {
    const at = await one.boundingBox();
    if (!at) throw new Error("not shown");
    return { left: at.x, right: at.x + at.width };
  };
  const [chat, page_, write, send] = await Promise.all(
    [page.locator(".event-chat"), page.locator(".page"), field, page.getByRole("button", { name: words.say("send") })].map(box));
  expect(chat?.right, "the chat is beside the page, on its left").toBeLessThanOrEqual((page_?.left ?? 0) + 1);
  expect(send?.right, "the text runs towards the button").toBeLessThanOrEqual(write?.left ?? 0);
  const own = log.locator("article", { hasText: "مرحبًا" });
  expect(await own.evaluate((row) => getComputedStyle(row).borderRightWidth)).toBe("3px");
  const [name, time] = await Promise.all([own.locator(".name"), own.locator("time")].map(box));
  expect(time?.right, "who, then when").toBeLessThanOrEqual(name?.left ?? 0);

  // A Latin name in an Arabic line keeps its own brackets, and Latin text its own direction.
  const reply = log.getByRole("button", { name: "Bob (NGO)" }).first();
  await expect(reply).toHaveAttribute("aria-label", words.say("reply-to", { name: "\u2068Bob (NGO)\u2069" }));
  await expect(log.getByText("Hello (all)!")).toHaveCSS("direction", "ltr");
});
