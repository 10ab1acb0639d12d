import { expect, test } from "./support/test.js";

test("an author changes what they said, and everybody sees it", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  const reader = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("The sesion begins at nine");
  await reader.sees("The sesion begins at nine");

  // By keyboard alone, from the field: the newest of one's own.
  await ann.field.press("ArrowUp");
  await expect(ann.field).toHaveValue("The sesion begins at nine");
  await expect(ann.page.getByText("Editing your message")).toBeVisible();
  await ann.field.fill("The session begins at ten");
  await ann.field.press("Enter");

  for (const each of [ann, reader]) {
    await each.sees("The session begins at ten");
    await each.seesNot("The sesion begins at nine");
    await expect(each.row("The session begins at ten")).toContainText("edited");
  }
  await expect(ann.field).toHaveValue("");
  await expect(ann.field).toBeFocused();
});

test("what one was writing waits while one edits, and an edit can be left", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("first thought");
  await ann.sees("first thought");
  await ann.field.fill("half a sentence");

  const row = ann.row("first thought");
  await row.hover();
  await row.getByRole("button", { name: "Edit your message" }).click();
  await expect(ann.field).toHaveValue("first thought");
  await ann.field.fill("something else");
  await ann.field.press("Escape");
  await expect(ann.field).toHaveValue("half a sentence");
  await ann.sees("first thought");
});

test("an edit that is refused is told and not lost", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("gone soon");
  await ann.sees("gone soon");
  await ann.field.press("ArrowUp");
  await expect(ann.field).toHaveValue("gone soon");
  // More changes than the event's pace allows.
  for (let count = 0; count < 8; count += 1) {
    await ann.field.fill(`version ${count}`);
    await ann.field.press("Enter");
    await expect(ann.page.getByText("Editing your message")).toHaveCount(0);
    if ((await ann.log.getByRole("alert").count()) > 0) break;
    await ann.field.press("ArrowUp");
    await expect(ann.field).not.toHaveValue("");
  }
  const told = ann.log.getByRole("alert");
  await expect(told).toContainText("Not changed. That was too quick.");
  const text = (await server.history()).messages.at(-1).text;
  await told.getByRole("button", { name: "Edit again" }).click();
  await expect(ann.field).toHaveValue(/version \d/);
  expect(await ann.field.inputValue()).not.toBe(text);
});

test("people react, take it back, and see who is among them", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("Tea is served");
  const ann = await (await (await visitor()).opens()).isLive();
  const eve = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await eve.joins("Eve Mammadova");

  // By keyboard: to the message, to its buttons, to the choice.
  await ann.log.focus();
  await ann.page.keyboard.press("ArrowUp");
  // Past its own address and the button that replies.
  for (const _ of ["time", "reply", "react"]) await ann.page.keyboard.press("Tab");
  await expect(ann.page.locator(":focus")).toHaveAccessibleName("React to the message by Bob Oduya");
  await ann.page.keyboard.press("Enter");
  await expect(ann.page.locator(":focus")).toHaveText("👍");
  await ann.page.keyboard.press("Enter");

  const mine = ann.row("Tea is served").getByRole("button", { name: "👍, 1 person" });
  await expect(mine).toHaveAttribute("aria-pressed", "true");
  const theirs = eve.row("Tea is served").getByRole("button", { name: "👍, 1 person" });
  await expect(theirs).toHaveAttribute("aria-pressed", "false");
  await theirs.click();
  await expect(ann.row("Tea is served").getByRole("button", { name: "👍, 2 people" })).toBeVisible();

  await ann.page.reload();
  await ann.isLive();
  const again = ann.row("Tea is served").getByRole("button", { name: "👍, 2 people" });
  await expect(again).toHaveAttribute("aria-pressed", "true");
  await again.click();
  await expect(eve.row("Tea is served").getByRole("button", { name: "👍, 1 person" })).toHaveAttribute("aria-pressed", "true");
});
