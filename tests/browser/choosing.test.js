import { hostSite } from "./support/host.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";
import { Words } from "./support/words.js";

/**
 * @param {import("@playwright/test").Page | import("@playwright/test").FrameLocator} where
 * @param {string} language by its own name
 */
async function chooses(where, language) {
  await where.locator(".languages summary").click();
  await where.locator(".languages li").getByText(language, { exact: true }).click();
}

test("a language is chosen in the menu and stays, without a cookie", async ({ server, visitor }) => {
  const reader = await (await visitor()).opens();
  await expect(reader.page.locator("html")).toHaveAttribute("lang", "en");
  await chooses(reader.page, "العربية");
  await expect(reader.page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(reader.page.locator(".languages [aria-current]")).toHaveText("العربية");
  await expect(reader.page.locator("[data-status=live]")).toBeVisible();
  await reader.opens(`/e/${EVENT}#m-1`);
  await expect(reader.page).toHaveURL(`${server.origin}/e/${EVENT}?lang=ar#m-1`);
  await expect(reader.page.locator("html")).toHaveAttribute("lang", "ar");
  await reader.opens("/?lang=ar");
  await reader.page.getByRole("link", { name: "Best Bits" }).click();
  await expect(reader.page).toHaveURL(`${server.origin}/e/${EVENT}?lang=ar`);
  expect(await reader.page.context().cookies()).toEqual([]);
});

test("a choice made anywhere is kept everywhere, but where the address says otherwise", async ({ server, visitor }) => {
  const { page } = await visitor();
  const lang = page.locator("html");
  for (const [path, name, tag] of [
    ["/", "Русский", "ru"], ["/e/no-such-event", "Français", "fr"], [`/e/${EVENT}/main/embed`, "Azərbaycanca", "az"],
    [`/e/${EVENT}/moderate`, "简体中文", "zh-Hans"],
  ]) {
    await page.goto(server.origin + path);
    await chooses(page, name ?? "");
    await expect(page).toHaveURL(`${server.origin}${path}?lang=${tag}`);
    for (const other of ["/", "/e/no-such-event", `/e/${EVENT}`, `/e/${EVENT}/main/embed`, `/e/${EVENT}/moderate`]) {
      await page.goto(server.origin + other);
      await expect(lang, `${other} after ${path}`).toHaveAttribute("lang", tag ?? "");
      await page.waitForLoadState("networkidle");
    }
  }
  await page.goto(`${server.origin}/e/${EVENT}?lang=es`);
  await expect(page.locator("[data-status=live]")).toBeVisible();
  await expect(lang).toHaveAttribute("lang", "es");
});

test("choosing a language loses neither an invite nor, on the plain page, what one is about to write",
  async ({ server, visitor }) => {
    const { url } = await server.invite("moderator");
    const mia = await (await visitor()).opens(url);
    await expect(mia.page.getByText("You are invited")).toBeVisible();
    await chooses(mia.page, "Français");
    await expect(mia.page.getByText(new Words("fr").say("join-invited"))).toBeVisible();

    const { page } = await visitor({ javaScriptEnabled: false });
    await page.goto(`${server.origin}/e/${EVENT}/main/plain?refresh=off&newest=last`);
    await chooses(page, "Español");
    await expect(page).toHaveURL(/newest=last&lang=es$/);
    await page.getByRole("link", { name: new Words("es").say("join-to-write") }).click();
    await page.locator("#name").fill("Ann Lee");
    await page.getByRole("button", { name: new Words("es").say("join"), exact: true }).click();
    await page.locator("#text").fill("half a thought");
    await chooses(page, "العربية");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator("#text")).toHaveValue("half a thought");
    await page.getByRole("button", { name: new Words("ar").say("send"), exact: true }).click();
    await expect(page.getByRole("article").getByText("half a thought")).toBeVisible();
  });

test("where nothing is kept, the menu goes once one has joined, for the next page would not know one", async ({ server, visitor, hosts }) => {
  const site = await hostSite({
    "/": `<!doctype html><title>A site</title><iframe title="Chat" sandbox="allow-scripts allow-forms"
      src="${server.origin}/e/${EVENT}/main/embed" width="400" height="600"></iframe>`,
  });
  hosts.add(site.host);
  const guest = await (await visitor()).opens(`${site.origin}/`);
  const frame = guest.page.frameLocator("iframe");
  await chooses(frame, "Français");
  await expect(frame.locator("html")).toHaveAttribute("lang", "fr");
  await frame.getByLabel(new Words("fr").say("name")).fill("Ann Lee");
  await frame.getByRole("button", { name: new Words("fr").say("join"), exact: true }).click();
  await expect(frame.getByRole("textbox", { name: new Words("fr").say("write") })).toBeVisible();
  await expect(frame.locator(".languages")).toHaveCount(0);
  await site.stop();
});

test("a host page chooses the frame's language by the element's lang", async ({ server, visitor, hosts }) => {
  const site = await hostSite({
    "/": `<!doctype html><title>A site</title><script src="${server.origin}/embed.js" defer></script>
      <social-stream event="${EVENT}" lang="ar" style="height: 30rem"></social-stream>`,
  });
  hosts.add(site.host);
  const guest = await (await visitor({ locale: "fr" })).opens(`${site.origin}/`);
  const frame = guest.page.frameLocator("iframe");
  await expect(guest.page.locator("iframe")).toHaveAttribute("title", new Words("ar").say("chat"));
  await expect(frame.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(frame.locator("[data-status=live]")).toBeVisible();
  await guest.page.locator("social-stream").evaluate((element) => element.removeAttribute("lang"));
  await expect(frame.locator("html")).toHaveAttribute("lang", "fr");
  await expect(guest.page.locator("iframe")).toHaveAttribute("title", new Words("fr").say("chat"));
  await site.stop();
});
