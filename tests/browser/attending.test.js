import { violations } from "./support/axe.js";
import { expect, test } from "./support/test.js";

/** Whether the page is looked at, as its tab would tell it. @param {import("@playwright/test").Page} page @param {boolean} hidden */
const looksAway = (page, hidden) => page.evaluate((hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}, hidden);

test("a name is completed by keyboard, and the one who is meant sees it", async ({ server, visitor }) => {
  await (await server.person("Bob Oduya")).says("hello");
  await (await server.person("Bobby")).says("hello too");
  const ann = await (await (await (await visitor()).opens()).isLive()).joins("Ann Lee");
  const { keyboard } = ann.page;
  const list = ann.page.getByRole("listbox", { name: "People to mention" });
  await ann.field.focus();
  await keyboard.type("Thanks @bo");
  await expect(list.getByRole("option")).toHaveText(["Bobby", "Bob Oduya"]);
  await expect(ann.field).toHaveAttribute("aria-controls", await list.getAttribute("id") ?? "");
  const meant = () => list.getByRole("option", { selected: true });
  await expect(meant()).toHaveText("Bobby");
  expect(await violations(ann.page)).toEqual([]);
  await keyboard.press("ArrowDown");
  await expect(meant()).toHaveText("Bob Oduya");
  await expect(ann.field).toHaveAttribute("aria-activedescendant", await meant().getAttribute("id") ?? "");
  await keyboard.press("Enter");
  await expect(ann.field).toHaveValue("Thanks @Bob Oduya ");
  await expect(list).toHaveCount(0);
  await expect(ann.field).not.toHaveAttribute("aria-activedescendant");
  await keyboard.type("and @");
  await expect(list).toBeVisible();
  await keyboard.press("Tab");
  await expect(ann.field).toBeFocused();
  await expect(ann.field).toHaveValue("Thanks @Bob Oduya and @Bobby ");
  await keyboard.press("Enter");
  await ann.sees("Thanks @Bob Oduya and @Bobby");
  await expect(ann.row("Thanks").locator(".mention")).toHaveText(["@Bob Oduya", "@Bobby"]);

  // Escape leaves what is written, and the list stays away until another @.
  await keyboard.type("@bo");
  await expect(list).toBeVisible();
  await keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await keyboard.type("b");
  await expect(list).toHaveCount(0);
  await expect(ann.field).toHaveValue("@bob");
  await keyboard.type(" @bo");
  await expect(list).toBeVisible();
  await list.getByRole("option", { name: "Bobby" }).click();
  await expect(ann.field).toBeFocused();
  await expect(ann.field).toHaveValue("@bob @Bobby ");
});

test("what an input method composes is not the list's", async ({ server, visitor }) => {
  await (await server.person("李小明")).says("大家好");
  const ann = await (await (await (await visitor()).opens("/e/best-bits-2012?lang=ar")).isLive());
  await ann.chat.locator("input[name=name]").fill("ليلى");
  await ann.page.keyboard.press("Enter");
  const field = ann.chat.locator("textarea");
  await expect(field).toBeFocused();
  await ann.page.keyboard.type("@");
  await expect(ann.page.getByRole("listbox")).toBeVisible();
  const ime = await ann.page.context().newCDPSession(ann.page);
  await ime.send("Input.imeSetComposition", { text: "李", selectionStart: 1, selectionEnd: 1 });
  await expect(ann.page.getByRole("option")).toHaveText("李小明");
  await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await expect(field).toHaveValue("@李");
  await ime.send("Input.insertText", { text: "李" });
  await ann.page.keyboard.press("Enter");
  await expect(field).toHaveValue("@李小明 ");
});

test("a mention is told by words, by a dot in the title while one looks elsewhere, and taken back", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const ann = await (await (await (await visitor()).opens()).isLive()).joins("Ann Lee");
  const title = await ann.page.title();
  await bob.says("Has @Ann seen it?");
  await ann.sees("Has @Ann seen it?");
  await expect(ann.row("Has @Ann seen it?")).not.toContainText("mentions you");
  await looksAway(ann.page, true);
  await bob.says("nothing for you");
  await ann.sees("nothing for you");
  expect(await ann.page.title()).toBe(title);
  await bob.says("It is yours, @ann lee.");
  await expect(ann.page).toHaveTitle(`● ${title}`);
  await expect(ann.row("It is yours")).toContainText("mentions you");
  await expect(ann.row("It is yours").locator("mark")).toHaveText("@ann lee");
  await looksAway(ann.page, false);
  await expect(ann.page).toHaveTitle(title);
  await looksAway(ann.page, true);
  await bob.says("done");
  await ann.sees("done");
  expect(await ann.page.title(), "it was seen").toBe(title);
});

test("a line marks where one left off, after a reload as well; reading does not move it", async ({ server, visitor }) => {
  await server.fill(4);
  const reader = await (await (await visitor()).opens()).isLive();
  await reader.sees("Line number 4");
  const line = reader.log.getByText("New since you were here");
  await expect(line).toHaveCount(0);
  await reader.page.goto("about:blank");
  const bob = await server.person("Bob Oduya");
  await bob.says("while you were out");
  await (await reader.opens()).isLive();
  await expect(line).toBeVisible();
  const below = () => line.evaluate((span) => span.closest(".unread")?.nextElementSibling?.textContent);
  expect(await below()).toContain("while you were out");
  await bob.says("while you read");
  await reader.sees("while you read");
  expect(await below()).toContain("while you were out");
  await looksAway(reader.page, true);
  await bob.says("while you looked elsewhere");
  await reader.sees("while you looked elsewhere");
  await looksAway(reader.page, false);
  await expect.poll(below).toContain("while you looked elsewhere");
  await expect(line).toHaveCount(1);
});

test("a reader chooses what is read out, by keyboard, and it is kept", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const ann = await (await (await (await visitor()).opens()).isLive()).joins("Ann Lee");
  const { keyboard } = ann.page;
  const menu = ann.page.locator(".settings");
  const said = ann.page.locator(".announcements");
  await menu.locator("summary").focus();
  await keyboard.press("Enter");
  expect(await violations(ann.page)).toEqual([]);
  await keyboard.press("Tab");
  await expect(ann.page.getByRole("radio", { name: "All new messages" })).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(ann.page.getByRole("radio", { name: "Only those that mention me" })).toBeChecked();
  for (const label of await menu.locator("label, summary").all()) {
    const box = await label.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(24);
  }
  await keyboard.press("Escape");
  await expect(menu.locator("summary")).toBeFocused();
  await expect(menu.locator(".panel")).toBeHidden();

  await bob.says("to everyone");
  await ann.sees("to everyone");
  await bob.says("to you, @Ann Lee");
  await expect(said).toHaveText("Bob Oduya: to you, @Ann Lee");
  await (await ann.opens()).isLive();
  await menu.locator("summary").click();
  await expect(ann.page.getByRole("radio", { name: "Only those that mention me" })).toBeChecked();
  await ann.page.getByText("Nothing", { exact: true }).click();
  await bob.says("again, @Ann Lee");
  await ann.sees("again, @Ann Lee");
  await expect(said).toHaveText("");
});

test("who saves data is sent small pages of history, each only when asked for", async ({ server, visitor }) => {
  await server.fill(90);
  const reader = await visitor();
  await reader.page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  /** @type {string[]} */
  const asked = [];
  reader.page.on("request", (request) => {
    if (request.url().includes("before=")) asked.push(new URL(request.url()).search);
  });
  await (await reader.opens()).isLive();
  await reader.sees("Line number 90");
  await reader.page.locator(".settings summary").click();
  await expect(reader.page.getByRole("checkbox", { name: "Save data" })).toBeChecked();
  await reader.page.keyboard.press("Escape");
  await reader.log.evaluate((log) => (log.scrollTop = 0));
  const more = reader.page.getByRole("button", { name: "Load earlier messages" });
  await expect(more).toBeInViewport();
  const before = await reader.rows.count();
  expect(asked).toEqual([]);
  await more.click();
  await expect(reader.rows).toHaveCount(before + 20);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain("limit=20");
  // Switched off, the rest comes by itself again.
  await reader.page.locator(".settings summary").click();
  await reader.page.getByText("Save data").click();
  await reader.page.keyboard.press("Escape");
  await expect(async () => {
    await reader.log.evaluate((log) => (log.scrollTop = 0));
    await expect(reader.page.getByText("This is where the conversation begins.")).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
});
