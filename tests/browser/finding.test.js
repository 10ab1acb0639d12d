import { AxeBuilder } from "@axe-core/playwright";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

test("the address of a message leads to it, also to one from long before", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("the very first");
  const { id: second } = await bob.says("the second one");
  await server.fill(220);
  const ann = await server.person("Ann Lee");
  await ann.says("an answer to the old one", id);
  const reader = await visitor();
  await reader.opens(`/e/${EVENT}#m-${id}`);
  await expect(reader.row("the very first")).toBeInViewport();
  await expect(reader.row("the very first")).toBeFocused();
  await expect(reader.row("the very first")).toHaveClass(/linked/);
  await expect(reader.rows).toHaveCount(223);

  // While the page is open, and by the message's own time.
  await reader.page.evaluate((to) => (location.hash = `#m-${to}`), second);
  await expect(reader.row("the second one")).toBeFocused();
  await reader.page.getByRole("button", { name: "To the newest message" }).click();
  const newest = reader.row("an answer to the old one");
  await newest.hover();
  await newest.getByRole("link", { name: /\d\d/ }).click();
  await expect(reader.page).toHaveURL(/#m-[0-9a-f-]{36}$/);
  await expect(newest).toBeFocused();

  // In a frame's page, by the quote of what is not loaded.
  const framed = await (await visitor()).opens(`/e/${EVENT}/main/embed`);
  await framed.isLive();
  await framed.row("an answer to the old one").getByRole("link", { name: "An earlier message" }).click();
  await expect(framed.row("the very first")).toBeFocused();

  const plain = await (await visitor()).opens(`/e/${EVENT}/main/plain?at=${id}`);
  await expect(plain.page).toHaveURL(/\/plain\?before=\d+#m-/);
  await expect(plain.page.locator(`#m-${id}`)).toContainText("the very first");
  await expect(plain.page.locator(`#m-${id}`)).toBeInViewport();

  const lost = await (await visitor()).opens(`/e/${EVENT}#m-019a4d8e-7a10-7c3e-9d1c-2f6f0e5b8a77`);
  await expect(lost.page.getByText("There is no such message here.")).toBeVisible();
});

test("a message too far away is shown apart, with those around it", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("the very first");
  const { id: second } = await bob.says("the second one");
  await server.fill(500);
  const reader = await (await visitor()).opens(`/e/${EVENT}#m-${second}`);
  const apart = reader.page.getByRole("region", { name: "An earlier message" });
  await expect(apart.locator("[aria-current]")).toContainText("the second one");
  await expect(apart.locator("[aria-current]")).toBeFocused();
  await expect(apart.getByRole("listitem")).toHaveCount(14);
  await bob.removes(id);
  await expect(apart.getByRole("listitem").first()).toHaveText("Message removed");
  await apart.getByRole("button", { name: "To the newest message" }).click();
  await expect(apart).toHaveCount(0);
  await expect(reader.row("Line number 500")).toBeInViewport();
});

test("what was said is found in any language, and what was removed is not", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("Who takes the NOTES?");
  await bob.says("قال مُحَمَّدٌ نعم");
  await bob.says("我们的会议明天开始");
  const { id } = await bob.says("where the safe house is");
  const { id: later } = await server.person("Ann Lee").then((ann) => ann.says("a house of notes"));
  await server.fill(60);
  const reader = await visitor({ viewport: { width: 320, height: 560 } });
  await (await reader.opens(`/e/${EVENT}/main/embed`)).isLive();
  await reader.page.getByRole("button", { name: "Search" }).click();
  const finder = reader.page.getByRole("region", { name: "Search" });
  const field = finder.getByRole("searchbox", { name: "Search the messages" });
  const hits = finder.getByRole("listitem");
  await expect(field).toBeFocused();
  for (const [words, hit] of /** @type {const} */ ([["takes notes", "NOTES"], ["محمد", "مُحَمَّدٌ"], ["会议", "会议"]])) {
    await field.fill(words);
    await field.press("Enter");
    await expect(finder.getByRole("status")).toHaveText("1 message found");
    await expect(hits.locator("mark", { hasText: hit })).toHaveCount(1);
  }
  await field.fill("house");
  await finder.getByRole("button", { name: "Search", exact: true }).click();
  await expect(finder.getByRole("status")).toHaveText("2 messages found");
  expect((await new AxeBuilder({ page: reader.page }).include(".finder").analyze()).violations).toEqual([]);
  expect(await reader.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  // Removed while it is on the screen, and then looked for again.
  await bob.removes(id);
  await expect(hits).toHaveCount(1);
  await field.fill("safe");
  await field.press("Enter");
  await expect(finder.getByRole("status")).toHaveText("Nothing found");

  // By the keyboard to the message, which is not on the page that was loaded.
  await field.fill("house");
  await field.press("Enter");
  await expect(hits).toHaveCount(1);
  await hits.getByRole("link").focus();
  await reader.page.keyboard.press("Enter");
  await expect(finder).toHaveCount(0);
  await expect(reader.log.locator(`#m-${later}`)).toBeFocused();

  await reader.page.getByRole("button", { name: "Search" }).click();
  await expect(hits).toHaveCount(1);
  await reader.page.keyboard.press("Escape");
  await expect(finder).toHaveCount(0);
  await expect(reader.page.getByRole("button", { name: "Search" })).toBeFocused();
});
