import { violations } from "./support/axe.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";
import { Words } from "./support/words.js";

/** Of WCAG 2.2; axe leaves it out unless asked. */
const OPTIONS = { rules: { "target-size": { enabled: true } } };

/** Names of how the page is looked at. At 400 % a screen of 1,280 by 1,024 has room for 320 by 256. */
const LOOKS = /** @type {const} */ ({
  "in the dark": { tag: "en", colorScheme: "dark", viewport: { width: 1_280, height: 900 } },
  "in Arabic": { tag: "ar", colorScheme: "light", viewport: { width: 1_280, height: 900 } },
  "in Arabic on a small phone in the dark": { tag: "ar", colorScheme: "dark", viewport: { width: 320, height: 640 } },
  "at 400 percent": { tag: "en", colorScheme: "light", viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
});

for (const [how, { tag, ...options }] of Object.entries(LOOKS)) {
  test(`axe finds nothing in any state of the chat, and nothing runs out of it, ${how}`, async ({ server, visitor }) => {
    test.setTimeout(180_000);
    const words = new Words(tag);
    const bob = await server.person("Bob Oduya");
    const { id } = await bob.says("Have you seen https://example.org/paper?");
    await bob.says("I will bring copies", id);
    const removed = await bob.says("gone soon");
    await bob.removes(removed.id);

    const guest = await visitor({ locale: tag, ...options });
    const { page, log } = guest;
    /** The stream is answered here once this is set. @type {((frame: any) => any) | null} */ let answer = null;
    await page.routeWebSocket(/\/stream$/, (client) => {
      const upstream = client.connectToServer();
      client.onMessage((frame) => {
        const reply = answer?.(JSON.parse(String(frame)));
        if (reply) client.send(JSON.stringify(reply));
        else upstream.send(frame);
      });
      upstream.onMessage((frame) => client.send(frame));
    });
    /** @param {string} state */
    const fine = async (state) => {
      expect(await violations(page, OPTIONS), state).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${state}: how much is beside the page`)
        .toBeLessThanOrEqual(0);
    };
    /** @param {string} id @param {import("@playwright/test").Locator | import("@playwright/test").Page} [where] */
    const button = (id, where = page) => where.getByRole("button", { name: words.say(id), exact: true });
    const field = page.getByRole("textbox", { name: words.say("write"), exact: true });

    await guest.opens(`/e/${EVENT}/main/embed`);
    await guest.isLive();
    await expect(button("search")).toBeVisible();
    await page.locator(".settings summary").click();
    await fine("choosing what to be told");
    await page.keyboard.press("Escape");

    await button("search").click();
    await page.getByRole("searchbox").fill("paper");
    await page.keyboard.press("Enter");
    await expect(page.locator(".finder mark")).toHaveCount(1);
    await fine("found");
    await page.getByRole("searchbox").fill("no such words");
    await page.keyboard.press("Enter");
    await expect(page.locator(".finder").getByRole("status")).toHaveText(words.say("found-none"));
    await fine("found nothing");
    await page.keyboard.press("Escape");
    await page.evaluate(() => (location.hash = "#m-00000000-0000-7000-8000-000000000000"));
    await expect(page.locator(".finder").getByRole("alert")).toBeVisible();
    await fine("an address of nothing");
    await page.keyboard.press("Escape");
    await page.evaluate((id) => (location.hash = `#m-${id}`), id);
    await expect(page.locator(".row.linked")).toBeFocused();
    await fine("an address of a message");

    await page.getByLabel(words.say("name")).fill("Ann Lee");
    await button("join").click();
    await expect(field).toBeFocused();
    await field.fill("@b");
    await expect(page.getByRole("option")).toHaveCount(1);
    await fine("completing a name");
    await page.keyboard.press("Enter");
    await field.pressSequentially("will you?");
    await page.keyboard.press("Enter");
    const own = log.locator("article[data-id]", { hasText: "will you?" });
    await expect(own).toBeVisible();

    const theirs = log.locator(`#m-${id}`);
    await theirs.locator(".text").click();
    await theirs.locator("[data-action=choose]").click();
    await fine("choosing a reaction");
    await theirs.locator(".choice [data-action=react]").first().click();
    await expect(theirs.locator(".reactions [aria-pressed=true]")).toBeVisible();
    await own.locator(".text").click();
    await own.locator("[data-action=edit]").click();
    await expect(page.getByText(words.say("editing"))).toBeVisible();
    await fine("editing");
    await field.fill("@Bob Oduya will you, please?");
    await page.keyboard.press("Enter");
    await expect(own.or(log.locator("article[data-id]", { hasText: "please" })).getByText(words.say("edited"))).toBeVisible();
    await theirs.locator(".text").click();
    await theirs.locator("[data-action=reply]").click();
    await field.fill("long ".repeat(450));
    await expect(page.locator(".intervention")).toBeVisible();
    await fine("replying at too great a length");
    await field.fill("");
    await page.keyboard.press("Escape");

    answer = (frame) => (frame.type === "post" ? { type: "error", nonce: frame.nonce, code: "muted", message: "" } : null);
    await field.fill("let me speak");
    await page.keyboard.press("Enter");
    await expect(log.locator("article[data-status=refused]")).toBeVisible();
    answer = (frame) => (frame.type === "edit" ? { type: "error", nonce: frame.nonce, code: "forbidden", message: "" } : null);
    const said = log.locator("article[data-id]", { hasText: "please" });
    await said.locator(".text").click();
    await said.locator("[data-action=edit]").click();
    await field.fill("something else");
    await page.keyboard.press("Enter");
    await expect(said.getByRole("alert")).toBeVisible();
    await fine("refused");
    await page.locator("article[data-status=refused] [data-action=discard]").click();
    answer = null;

    // Away: what comes meanwhile is below a line when one comes back.
    await page.goto("about:blank");
    await bob.says("while you were away, @Ann Lee");
    await guest.opens(`/e/${EVENT}`);
    await expect(page.getByText(words.say("new-since"))).toBeVisible();
    await fine("back again");
    await button("share").click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await dialog.locator(".piece button").first().click();
    await expect(dialog.getByRole("status")).not.toHaveText("");
    await fine("sharing");
    await page.keyboard.press("Escape");

    await server.kill();
    await expect(page.getByText(words.say("offline"))).toBeVisible();
    await field.fill("written without a network");
    await page.keyboard.press("Enter");
    await expect(log.locator("article[data-status=waiting]")).toBeVisible();
    await fine("offline");
  });
}
