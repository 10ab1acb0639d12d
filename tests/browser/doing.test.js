import { violations } from "./support/axe.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("./support/server.js").Server} Server */
/** @typedef {import("./support/visitor.js").Visitor} Visitor */

/** Who keeps the room, on the chat's own page. @param {Visitor} visitor @param {Server} server @param {string} name */
async function keeps(visitor, server, name) {
  await visitor.opens((await server.invite("moderator")).url);
  const join = visitor.page.getByRole("button", { name: /^Join/ }).first();
  await expect(join).toBeVisible();
  return visitor.joins(name);
}

/** @param {Visitor} visitor @param {string} name */
async function takesPart(visitor, name) {
  await (await visitor.opens()).isLive();
  return visitor.joins(name);
}

/** The button beside a message. @param {Visitor} visitor @param {string} text */
const moderate = (visitor, text) => visitor.row(text).getByRole("button", { name: /^Moderate the message by/ });

/** Opens the question beside a message. @param {Visitor} visitor @param {string} text */
async function asks(visitor, text) {
  await visitor.row(text).hover();
  await moderate(visitor, text).click();
  return visitor.log.locator(".deed");
}

/** The line that tells what was done. @param {Visitor} visitor */
const done = ({ page }) => page.locator("stream-done").getByRole("status");

test("by keyboard alone: remove with a reason, which the author reads; take it back; mute", async ({ server, visitor }) => {
  const bob = await takesPart(await visitor(), "Bob Oduya");
  const mia = await keeps(await visitor(), server, "Mia Berg");
  await bob.says("something unkind");
  await mia.sees("something unkind");
  const { keyboard } = mia.page;
  /** @param {import("@playwright/test").Locator} target @param {string} [key] */
  const goes = async (target, key = "Tab") => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press(key);
    }
    await expect(target).toBeFocused();
  };
  const row = mia.rows.last();
  const remove = row.getByRole("radio", { name: "Remove" });
  await goes(mia.log, "Shift+Tab");
  await keyboard.press("ArrowUp");
  await expect(row).toBeFocused();
  await goes(moderate(mia, "something unkind"));
  await keyboard.press("Enter");
  await expect(remove).toBeFocused();
  await expect(remove).toBeChecked();
  expect(await violations(mia.page)).toEqual([]);
  await keyboard.press("Escape");
  await expect(row).toBeFocused();
  await expect(remove).toHaveCount(0);

  await goes(moderate(mia, "something unkind"));
  await keyboard.press("Enter");
  await expect(remove).toBeFocused();
  await goes(row.getByLabel("Reason (optional)"));
  await keyboard.type("insult");
  await keyboard.press("Enter");
  await expect(done(mia)).toContainText("Removed · Bob Oduya");
  await mia.seesNot("something unkind");
  await expect(row).toBeFocused();
  await expect(bob.log.getByText("A moderator removed your message.")).toContainText("Reason: insult");
  expect(await violations(mia.page)).toEqual([]);

  await goes(done(mia).getByRole("button", { name: "Undo" }));
  await keyboard.press("Enter");
  await expect(done(mia)).toContainText("Restored · Bob Oduya");
  await expect(done(mia).getByRole("button", { name: "OK" })).toBeFocused();
  await expect(done(mia).getByRole("button", { name: "Undo" })).toHaveCount(0);
  for (const each of [mia, bob]) await each.sees("something unkind");
  await expect(row.locator(".deed")).toHaveCount(0);
  await keyboard.press("Enter");
  await expect(done(mia)).toBeEmpty();
  await expect(mia.log).toBeFocused();

  await keyboard.press("ArrowUp");
  await goes(moderate(mia, "something unkind"));
  await keyboard.press("Enter");
  await expect(remove).toBeFocused();
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await expect(row.getByRole("radio", { name: "Mute" })).toBeChecked();
  await expect(row.getByRole("radio", { name: "10 minutes" })).toBeChecked();
  await keyboard.press("Enter");
  await expect(done(mia)).toContainText("Muted · Bob Oduya");
  await expect(row).toBeFocused();
  await expect(bob.page.getByText("A moderator has muted you until")).toBeVisible();
  await goes(done(mia).getByRole("button", { name: "Undo" }));
  await keyboard.press("Enter");
  await expect(done(mia)).toContainText("Unmuted · Bob Oduya");
  await expect(bob.page.getByText("A moderator has muted you until")).toBeHidden();
});

test("clear and ban, for how long and why, and taken back; what is erased cannot be", async ({ server, visitor }) => {
  const bob = await takesPart(await visitor(), "Bob Oduya");
  const mia = await keeps(await visitor(), server, "Mia Berg");
  for (const text of ["buy this", "and this"]) await bob.says(text);
  for (const text of ["buy this", "and this"]) await mia.sees(text);
  const deed = await asks(mia, "and this");
  await deed.getByRole("radio", { name: "Clear" }).check();
  await deed.getByRole("radio", { name: "1 hour", exact: true }).check();
  await deed.getByRole("button", { name: "Spam" }).click();
  await deed.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(done(mia)).toContainText("Cleared · Bob Oduya");
  await expect(bob.page.getByText("A moderator removed 2 of your messages.")).toContainText("Reason: Spam");
  for (const text of ["buy this", "and this"]) await mia.seesNot(text);
  await done(mia).getByRole("button", { name: "Undo" }).click();
  for (const text of ["buy this", "and this"]) await mia.sees(text);

  await asks(mia, "and this");
  await deed.getByRole("radio", { name: "Ban", exact: true }).check();
  await deed.getByRole("radio", { name: "For good" }).check();
  await deed.getByLabel("Reason (optional)").fill("again and again");
  await deed.getByRole("button", { name: "Ban", exact: true }).click();
  await expect(done(mia)).toContainText("Banned · Bob Oduya");
  await expect(bob.page.getByRole("alert").filter({ hasText: "You have been banned" })).toContainText("Reason: again and again");
  await done(mia).getByRole("button", { name: "Undo" }).click();
  await expect(done(mia)).toContainText("Ban lifted · Bob Oduya");
  await bob.page.reload();
  await expect(bob.field).toBeVisible();

  await asks(mia, "buy this");
  await deed.getByRole("button", { name: "Erase for good" }).click();
  await expect(done(mia)).toContainText("Erased · Bob Oduya");
  await mia.seesNot("buy this");
  await expect(done(mia).getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("on a phone, 360 px wide: one taps the message, Moderate and a usual reason; nothing is wider than the screen", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("buy this now");
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const mia = await visitor(phone);
  await mia.opens((await server.invite("moderator")).url);
  await mia.page.getByRole("button", { name: "Join", exact: true }).first().tap();
  await mia.joins("Mia Berg");
  const row = mia.rows.last();
  await row.tap();
  await moderate(mia, "buy this now").tap();
  await row.getByRole("radio", { name: "Clear" }).tap();
  await expect(row.getByText("Their messages of the last")).toBeVisible();
  expect(await mia.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await row.getByRole("radio", { name: "Remove" }).tap();
  await row.getByRole("button", { name: "Spam" }).tap();
  await expect(row.getByLabel("Reason (optional)")).toHaveValue("Spam");
  expect(await violations(mia.page)).toEqual([]);
  await row.getByRole("button", { name: "Remove", exact: true }).tap();
  await expect(done(mia)).toContainText("Removed · Bob Oduya");
  await done(mia).getByRole("button", { name: "Undo" }).tap();
  await mia.sees("buy this now");

  for (const language of ["ar", "az", "es", "fr", "pt", "ru", "zh-Hans"]) {
    await mia.opens(`/e/${EVENT}/main/embed?lang=${language}`);
    await mia.isLive();
    await mia.rows.last().tap();
    const actions = mia.rows.last().locator(".actions");
    await expect(actions).toHaveCSS("opacity", "1");
    const box = await actions.boundingBox();
    expect(box && { language, fits: box.x >= 0 && box.x + box.width <= 360 }).toEqual({ language, fits: true });
  }
});

test("only who outranks an author is offered to moderate, at once when appointed; nobody else fetches what it needs", async ({ server, visitor }) => {
  const { code } = await server.invite("organiser");
  const { token } = await server.api("/join", { method: "POST", body: { name: "Nadia Ferreira", invite: code } });
  await server.api("/rooms/main/messages", { token, method: "POST", body: { nonce: "organiser-1", text: "from an organiser" } });
  await (await server.person("Bob Oduya")).says("from a guest");
  const ann = await visitor();
  /** @type {string[]} */
  const fetched = [];
  ann.page.on("request", (request) => fetched.push(new URL(request.url()).pathname.split("/").at(-1) ?? ""));
  await takesPart(ann, "Ann Lee");
  await ann.says("my own");
  await ann.sees("my own");
  await expect(ann.row("from a guest").getByRole("button", { name: /^Report/ })).toHaveCount(1);
  await expect(ann.log.getByRole("button", { name: /^Moderate/ })).toHaveCount(0);
  expect(fetched).toContain("later.js");
  expect(fetched.filter((name) => name.startsWith("keep."))).toEqual([]);

  const { messages } = await server.history();
  const { author } = messages.find((/** @type {any} */ { text }) => text === "my own");
  await server.api(`/people/${author.id}/role`, { token, method: "PUT", body: { role: "moderator" } });
  await expect(moderate(ann, "from a guest")).toHaveCount(1);
  await expect(ann.log.getByRole("button", { name: /^Moderate/ })).toHaveCount(1);
  await expect(ann.row("my own").getByRole("button", { name: "Remove your message" })).toHaveCount(1);
  const deed = await asks(ann, "from a guest");
  await deed.getByRole("button", { name: "Remove", exact: true }).click();
  await ann.seesNot("from a guest");
  expect(new Set(fetched.filter((name) => name.startsWith("keep.")))).toEqual(new Set(["keep.js", "keep.en.json", "keep.css"]));
});

test("what is refused is told where it was asked and can be tried again; an Undo that fails stays", async ({ server, visitor }) => {
  await (await server.person("Bob Oduya")).says("something unkind");
  const mia = await keeps(await visitor(), server, "Mia Berg");
  const deed = await asks(mia, "something unkind");
  await deed.getByLabel("Reason (optional)").fill("insult");
  const message = `**/api/v1/events/${EVENT}/rooms/main/messages/*`;
  await mia.page.route(message, (route) => route.abort());
  await deed.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(deed.getByRole("alert")).toHaveText("Not done. The server cannot store messages right now.");
  await expect(done(mia)).toBeEmpty();
  await expect(deed.getByLabel("Reason (optional)")).toHaveValue("insult");
  await mia.page.unroute(message);
  await deed.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(done(mia)).toContainText("Removed · Bob Oduya");

  const undo = `**/api/v1/events/${EVENT}/acts/*/undo`;
  await mia.page.route(undo, (route) => route.abort());
  await done(mia).getByRole("button", { name: "Undo" }).click();
  await expect(done(mia)).toContainText("Not done. The server cannot store messages right now.");
  await mia.page.unroute(undo);
  await done(mia).getByRole("button", { name: "Undo" }).click();
  await mia.sees("something unkind");
});

test("where another moderator was quicker the question goes, and does not come back with the message", async ({ server, visitor }) => {
  const { id } = await (await server.person("Bob Oduya")).says("something unkind");
  const jo = await server.person("Jo March", (await server.invite("moderator")).code);
  const mia = await keeps(await visitor(), server, "Mia Berg");
  const deed = await asks(mia, "something unkind");
  await expect(deed.getByRole("radio", { name: "Remove" })).toBeFocused();
  await jo.removes(id);
  await mia.seesNot("something unkind");
  await expect(mia.rows.last()).toBeFocused();
  await jo.asks("POST", `/messages/${id}/restore`);
  await mia.sees("something unkind");
  await expect(deed).toHaveCount(0);
  await asks(mia, "something unkind");
  await expect(deed.getByRole("radio", { name: "Remove" })).toBeFocused();
});

for (const part of ["js", "css", "json"]) {
  test(`where keep's ${part} does not come, that is told, and what was opened is there once it does`, async ({ server, visitor }) => {
    await (await server.person("Bob Oduya")).says("something unkind");
    const mia = await visitor();
    let comes = false;
    await mia.page.route(/\/built\/keep\.(js|css|en\.json)/, (route) =>
      !comes && new URL(route.request().url()).pathname.endsWith(part) ? route.abort() : route.continue());
    await keeps(mia, server, "Mia Berg");
    const told = mia.page.getByText("What moderating needs could not be loaded.");
    await expect(told).toBeVisible();
    const deed = await asks(mia, "something unkind");
    await expect(deed).toHaveCount(0);
    comes = true;
    await mia.page.getByRole("button", { name: "Try again" }).click();
    await expect(told).toHaveCount(0);
    await deed.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(done(mia)).toContainText("Removed · Bob Oduya");
  });
}
