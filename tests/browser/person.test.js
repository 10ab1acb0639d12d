import { violations } from "./support/axe.js";
import { expect, test } from "./support/test.js";

test("somebody is found by name, read in full, noted on; the other moderator sees it, they themselves do not", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const kind = await bob.says("something kind");
  const unkind = await bob.says("something unkind");
  const reader = await (await (await visitor()).opens()).isLive();
  await reader.joins("Ann Lee");
  const mia = await (await visitor()).moderates((await server.invite("moderator")).code, "Mia Berg");
  const { page } = mia;
  await page.getByRole("button", { name: "People" }).click();
  await page.getByRole("searchbox", { name: "Find by name" }).fill("ODU");
  await page.getByRole("button", { name: "See Bob Oduya" }).click();
  const side = page.locator("desk-person");
  await expect(side.getByRole("heading", { name: "Bob Oduya" })).toBeFocused();
  await expect(side.getByText("2 messages")).toBeVisible();
  await expect(side.getByText("something kind")).toBeVisible();
  await side.getByRole("textbox", { name: "New note" }).fill("asked twice to stop");
  await side.getByRole("button", { name: "Add note" }).click();
  await expect(side.locator(".noted")).toContainText("asked twice to stop");
  await expect(side.getByRole("textbox", { name: "New note" })).toHaveValue("");

  // What is done elsewhere is told here without asking again.
  const jo = await server.person("Jo March", (await server.invite("moderator")).code);
  await jo.removes(unkind.id);
  await expect(side.getByText(/^Removed\. Moderators can read it until/)).toBeVisible();
  await expect(side.locator(".removed")).toContainText("something unkind");
  await expect(side.locator(".log")).toContainText("Jo March");
  expect(await violations(mia.page)).toEqual([]);

  const olga = await (await visitor()).moderates((await server.invite("organiser")).code, "Olga Ek");
  await olga.page.getByRole("button", { name: "People" }).click();
  await olga.page.getByRole("searchbox").fill("bob");
  await olga.page.getByRole("button", { name: "See Bob Oduya" }).click();
  await expect(olga.page.locator(".noted")).toContainText("Mia Berg");
  await olga.page.getByRole("button", { name: "Take away the note by Mia Berg" }).click();
  await expect(olga.page.locator(".noted li")).toHaveCount(0);

  await side.getByRole("button", { name: "Mute: Bob Oduya" }).click();
  await side.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(side.locator(".stands")).toContainText("Muted");
  await side.locator(".written").getByRole("button", { name: "Go to this message" }).last().click();
  await expect(mia.row("something kind")).toBeVisible();
  await expect(page.locator(`article.row[data-id="${kind.id}"]`)).toBeFocused();
  await side.getByRole("button", { name: "All people" }).click();
  await expect(page.getByRole("searchbox", { name: "Find by name" })).toBeVisible();
  await expect(reader.page.getByText("asked twice to stop")).toHaveCount(0);
});

test("the room is handed over, and who removes much is told to the other", async ({ server, visitor }) => {
  await server.fill(21);
  const mia = await (await visitor()).moderates((await server.invite("moderator")).code, "Mia Berg");
  const olga = await (await visitor()).moderates((await server.invite("organiser")).code, "Olga Ek");
  await expect(mia.page.getByText("Nobody has this room.")).toBeVisible();
  await mia.page.getByRole("button", { name: "I have the room" }).click();
  await expect(mia.page.getByText(/^You have had the room since/)).toBeVisible();
  await expect(olga.page.getByText(/^Mia Berg has had the room since/)).toBeVisible();
  await olga.page.getByRole("button", { name: "I have the room" }).click();
  await expect(mia.page.getByText(/^Olga Ek has had the room since/)).toBeVisible();
  await olga.page.getByRole("button", { name: "Give it up" }).click();
  await expect(mia.page.getByText("Nobody has this room.")).toBeVisible();

  const jo = await server.person("Jo March", (await server.invite("moderator")).code);
  const { messages } = await server.history();
  for (const { id } of messages) await jo.removes(id);
  const alarm = mia.page.getByRole("alert").filter({ hasText: "Jo March removed 21 messages within a minute." });
  await expect(alarm).toBeVisible();
  await expect(olga.page.getByRole("alert").filter({ hasText: "Jo March" })).toBeVisible();
  await alarm.getByRole("button", { name: "See Jo March" }).click();
  await expect(mia.page.locator("desk-person h2")).toHaveText(/Jo March/);
  await alarm.getByRole("button", { name: "OK" }).click();
  await expect(alarm).toHaveCount(0);
});

test("at the width of a phone nothing of a person's page is cut off", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("averylongwordwithoutanyplacetobreakit".repeat(6));
  const mia = await (await visitor({ viewport: { width: 360, height: 640 } })).moderates((await server.invite("moderator")).code, "Mia Berg");
  await mia.page.getByRole("button", { name: "People" }).click();
  await mia.page.getByRole("button", { name: "See Bob Oduya" }).click();
  await expect(mia.page.locator("desk-person .written li")).toHaveCount(1);
  const width = await mia.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(360);
  expect(await mia.page.locator(".side").evaluate((side) => side.scrollWidth - side.clientWidth)).toBeLessThanOrEqual(0);
});
