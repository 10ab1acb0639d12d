import { violations } from "./support/axe.js";
import { refuseWebSockets } from "./support/network.js";
import { expect, test } from "./support/test.js";

/** More rooms than are heard live at once. */
const ROOMS = `[event]
slug = "best-bits-2012"
title = "Best Bits"
time_zone = "Asia/Baku"

${["main", "hall", "garden", "library", "annexe"].map((slug) => `[[rooms]]\nslug = "${slug}"\ntitle = "The ${slug}"\n`).join("\n")}`;

/** @typedef {import("./support/server.js").Server} Server */
/** @typedef {import("./support/visitor.js").Visitor} Visitor */

/** @param {Visitor} visitor @param {Server} server @param {string} name @param {"moderator" | "organiser"} [role] */
async function keeps(visitor, server, name, role = "moderator") {
  return visitor.moderates((await server.invite(role)).code, name);
}

/** Guests' posts wait. @param {Server} server @param {string} [room] */
async function holds(server, room = "main") {
  const { token } = await server.api("/join", { method: "POST", body: { name: `Keeper ${room}`, invite: (await server.invite("moderator")).code } });
  await server.api(`/rooms/${room}`, { method: "PATCH", token, body: { hold: "guests" } });
  return { token };
}

/** @param {Visitor} visitor */
const items = ({ page }) => page.locator("desk-queue .item");

/** @param {Visitor} visitor @param {string} text */
const item = (visitor, text) => items(visitor).filter({ hasText: text });

/** @param {Visitor} visitor @param {string} text */
const told = ({ page }, text) => expect(page.locator(".standing").getByRole("status")).toHaveText(text);

/** @param {Visitor} visitor @param {string} name */
const view = ({ page }, name) => page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: new RegExp(`^${name}( |$)`) });

test("the queue by keyboard alone: next, approve, reject, mute, undo", async ({ server, visitor }) => {
  await holds(server);
  const [ann, bob, eve] = [await server.person("Ann Lee"), await server.person("Bob Oduya"), await server.person("Eve Flood")];
  await ann.says("may I come in?");
  await bob.says("buy my watches");
  await eve.says("buy more watches");
  await eve.says("is anybody there?");
  const mia = await keeps(await visitor(), server, "Mia Berg");
  await expect(view(mia, "Queue")).toContainText("4");
  await expect(mia.log).toBeFocused();
  const { keyboard } = mia.page;
  await keyboard.press("q");
  await expect(item(mia, "may I come in?")).toBeFocused();
  await keyboard.press("j");
  await expect(item(mia, "buy my watches")).toBeFocused();
  await keyboard.press("ArrowUp");
  await keyboard.press("a");
  await mia.sees("may I come in?");
  await told(mia, "Approved · Ann Lee");
  await expect(item(mia, "buy my watches")).toBeFocused();
  await keyboard.press("r");
  await told(mia, "Rejected · Bob Oduya");
  await expect(item(mia, "buy more watches")).toBeFocused();
  await keyboard.press("m");
  await expect(mia.page.getByRole("radio", { name: "10 minutes" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(item(mia, "buy more watches")).toBeFocused();
  await keyboard.press("m");
  await expect(mia.page.getByRole("radio", { name: "10 minutes" })).toBeFocused();
  await keyboard.press("Enter");
  await told(mia, "Muted · Eve Flood");
  await expect(item(mia, "buy more watches")).toBeFocused();
  await expect(eve.says("and more")).rejects.toThrow("muted");
  await keyboard.press("u");
  await told(mia, "Unmuted · Eve Flood");
  await keyboard.press("r");
  await keyboard.press("a");
  await mia.sees("is anybody there?");
  await expect(items(mia)).toHaveCount(0);
  await expect(mia.page.getByText("Nothing waits.")).toBeFocused();
  const history = JSON.stringify(await server.history());
  for (const text of ["buy my watches", "buy more watches"]) expect(history).not.toContain(text);
});

test("by keyboard alone: one act empties the queue of somebody who floods it", async ({ server, visitor }) => {
  await holds(server);
  const [eve, ann] = [await server.person("Eve Flood"), await server.person("Ann Lee")];
  for (const text of ["watches", "more watches", "even more watches"]) await eve.says(text);
  await ann.says("may I come in?");
  const mia = await keeps(await visitor(), server, "Mia Berg");
  await expect(items(mia)).toHaveCount(4);
  const { keyboard } = mia.page;
  await keyboard.press("q");
  await keyboard.press("b");
  await expect(mia.page.getByRole("radio", { name: "1 hour" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(items(mia).first()).toBeFocused();
  await keyboard.press("c");
  await expect(mia.page.getByRole("radio", { name: "10 minutes" })).toBeFocused();
  await keyboard.press("Enter");
  await told(mia, "Cleared · Eve Flood");
  await expect(items(mia)).toHaveCount(1);
  await expect(item(mia, "may I come in?")).toBeFocused();
  await keyboard.press("a");
  await told(mia, "Approved · Ann Lee");
  // What cannot be taken back is said, and the clear before it stays.
  await keyboard.press("u");
  await told(mia, "Approved · Ann Lee: this cannot be taken back.");
  await view(mia, "Log").click();
  await expect(mia.page.locator(".log li", { hasText: "Cleared" })).not.toContainText("taken back");
});

test("a reason is chosen once, and the authors of all that is rejected read it; a reported message is shown in its room", async ({ server, visitor }) => {
  const { id } = await (await server.person("Jo March")).says("something debatable");
  await holds(server);
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("buy my watches");
  await ann.says("buy more watches");
  const mia = await keeps(await visitor(), server, "Mia Berg");
  await expect(items(mia)).toHaveCount(2);
  await mia.page.getByLabel("Reason told to the author").selectOption({ label: "Spam" });
  for (const left of [1, 0]) {
    await items(mia).first().focus();
    await mia.page.keyboard.press("r");
    await expect(items(mia)).toHaveCount(left);
  }
  await expect(ann.page.getByText("A moderator did not let your message through.").first()).toBeVisible();
  await expect(ann.page.getByText("Reason: Spam").first()).toBeVisible();

  const { token } = await server.api("/join", { method: "POST", body: { name: "Eve Sand" } });
  await server.api(`/rooms/main/messages/${id}/reports`, { method: "POST", token, body: { reason: "insult" } });
  await item(mia, "something debatable").getByRole("button", { name: "Go to this message" }).click();
  await expect(mia.row("something debatable")).toBeFocused();
  await expect(mia.page.getByLabel("Reason told to the author")).toHaveValue("spam");
  await mia.page.getByLabel("Reason told to the author").selectOption({ label: "In my own words" });
  await expect(mia.page.getByRole("textbox", { name: "In my own words" })).toBeFocused();
  await mia.page.keyboard.type("please be kind");
  await items(mia).first().getByRole("button", { name: "Remove: Jo March" }).click();
  await told(mia, "Removed · Jo March");
  await mia.seesNot("something debatable");
  await expect(mia.page.locator(".fate")).toContainText("please be kind");
});

test("two decide on the same at once: the second is told what the first did, and it is done once", async ({ server, visitor }) => {
  await holds(server);
  const ann = await server.person("Ann Lee");
  for (const text of ["hello?", "hello??"]) await ann.says(text);
  const mia = await keeps(await visitor(), server, "Mia Berg");
  const jo = await keeps(await visitor(), server, "Jo March");
  for (const each of [mia, jo]) await expect(items(each)).toHaveCount(2);
  // What Jo asks for comes to the server only after Mia's decision, and so does what Jo hears of it.
  /** @type {() => void} */ let let_go = () => undefined;
  const first = new Promise((resolve) => (let_go = () => resolve(undefined)));
  await jo.page.route("**/held/*/reject", async (route) => {
    await first;
    await route.continue();
  });
  await jo.page.keyboard.press("q");
  await expect(item(jo, "hello?").first()).toBeFocused();
  await jo.page.keyboard.press("r");
  await expect(items(jo)).toHaveCount(1);
  await mia.page.keyboard.press("q");
  await mia.page.keyboard.press("a");
  await told(mia, "Approved · Ann Lee");
  let_go();
  await told(jo, "Mia Berg had already approved this.");
  for (const each of [mia, jo]) {
    await expect(items(each)).toHaveCount(1);
    await expect(item(each, "hello??")).toBeVisible();
    await expect(each.rows.filter({ hasText: "hello?" })).toHaveCount(1);
  }
  // What Jo is at goes by Mia's decision: the keyboard goes on to what follows.
  await expect(item(jo, "hello??")).toBeFocused();
  await ann.says("anybody?");
  await expect(items(jo)).toHaveCount(2);
  await mia.page.keyboard.press("r");
  await told(mia, "Rejected · Ann Lee");
  await expect(item(jo, "anybody?")).toBeFocused();
  await view(jo, "Log").click();
  await expect(jo.page.locator(".log li", { hasText: "Approved" })).toHaveCount(1);
  await expect(jo.page.locator(".log li", { hasText: "Rejected" })).toHaveCount(1);
});

test("where no WebSocket gets through, what is held and reported comes into the queue all the same, and goes", async ({ server, visitor }) => {
  await holds(server);
  const { token } = await server.api("/join", { method: "POST", body: { name: "Eve Sand" } });
  const jo = await server.person("Jo March", (await server.invite("moderator")).code);
  const { id } = await jo.says("the lunch is at one");
  const moderator = await visitor();
  await refuseWebSockets(moderator.page);
  const mia = await keeps(moderator, server, "Mia Berg", "organiser");
  await mia.sees("the lunch is at one");
  await (await server.person("Ann Lee")).says("may I come in?");
  await server.api(`/rooms/main/messages/${id}/reports`, { method: "POST", token, body: { reason: "wrong" } });
  await expect(item(mia, "may I come in?")).toBeVisible();
  await expect(item(mia, "the lunch is at one")).toContainText("Reported by 1 person");
  await mia.page.keyboard.press("q");
  await mia.page.keyboard.press("a");
  await told(mia, "Approved · Ann Lee");
  await mia.sees("may I come in?");
  await expect(items(mia)).toHaveCount(1);
  // Decided by another: it goes without anything done here.
  await jo.removes(id);
  await expect(items(mia)).toHaveCount(0);
});

test("several rooms: what waits in any of them comes into one queue, and each is seen at a glance", async ({ server, visitor }) => {
  await server.import(ROOMS);
  for (const room of ["main", "annexe"]) await holds(server, room);
  const { token } = await server.api("/join", { method: "POST", body: { name: "Ann Lee" } });
  for (const [room, text] of [["annexe", "from the annexe"], ["main", "from the main room"]]) {
    await server.api(`/rooms/${room}/messages`, { method: "POST", token, body: { nonce: `nonce-${room}`, text } });
  }
  const mia = await keeps(await visitor(), server, "Mia Berg");
  await expect(items(mia)).toContainText(["The annexe", "The main"]);
  await mia.page.keyboard.press("q");
  await expect(item(mia, "from the annexe")).toBeFocused();
  await mia.page.keyboard.press("a");
  await told(mia, "Approved · Ann Lee");
  await expect(items(mia)).toContainText(["from the main room"]);
  await view(mia, "Rooms").click();
  const main = mia.page.locator("desk-rooms li", { hasText: "The main" });
  await expect(main).toContainText("1 waits");
  await expect(main).toContainText("Guests’ messages wait");
  const annexe = mia.page.locator("desk-rooms li", { hasText: "The annexe" });
  await expect(annexe).toContainText("Newest message:");
  await expect(annexe).not.toContainText("waits");
  await annexe.getByRole("button").click();
  await mia.sees("from the annexe");
});

test("the room is calmed with one press, and both who keep it see the same; guests feel it", async ({ server, visitor }) => {
  const mia = await keeps(await visitor(), server, "Mia Berg");
  const jo = await keeps(await visitor(), server, "Jo March");
  for (const each of [mia, jo]) await view(each, "Switches").click();
  await mia.page.getByRole("button", { name: "Calm the room" }).click();
  await expect(jo.page.getByRole("button", { name: "End the calm" })).toBeVisible();
  await expect(jo.page.getByLabel("Slow mode")).toHaveValue("30000");
  await expect(jo.page.getByLabel("Wait for a moderator")).toHaveValue("guests");
  await expect(jo.page.getByRole("switch", { name: "Guests may write links" })).not.toBeChecked();
  const ann = await server.person("Ann Lee");
  expect((await ann.says("hello")).held).toBe(true);
  await jo.page.getByRole("button", { name: "End the calm" }).click();
  await expect(mia.page.getByRole("button", { name: "Calm the room" })).toBeVisible();
  await expect(mia.page.getByLabel("Slow mode")).toHaveValue("0");
  await mia.page.getByRole("switch", { name: "Only moderators write" }).check();
  await expect(jo.page.getByRole("switch", { name: "Only moderators write" })).toBeChecked();
  await mia.page.getByLabel("Slow mode").selectOption({ label: "5 minutes" });
  await expect(jo.page.getByLabel("Slow mode")).toHaveValue("300000");
  await view(mia, "Log").click();
  await expect(mia.page.locator(".log li").first()).toContainText("Slow mode: 5 minutes");
});

test("a message is pinned and taken down beside it, and a fourth is refused", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  for (const text of ["one", "two", "three", "four"]) await bob.says(text);
  const mia = await keeps(await visitor(), server, "Mia Berg");
  for (const text of ["one", "two", "three"]) {
    await mia.row(text).getByRole("button", { name: "Pin: Bob Oduya", exact: true }).click();
    await expect(mia.row(text).getByRole("button", { name: "Unpin: Bob Oduya" })).toBeVisible();
  }
  expect((await server.api("/rooms/main")).pins).toHaveLength(3);
  await mia.row("four").getByRole("button", { name: "Pin: Bob Oduya", exact: true }).click();
  await expect(mia.row("four").getByRole("alert")).toContainText("Three messages are pinned already.");
  await mia.page.getByRole("region", { name: "Pinned" }).getByRole("link", { name: "two" }).click();
  await expect(mia.row("two")).toBeFocused();
  await mia.row("one").getByRole("button", { name: "Unpin: Bob Oduya" }).click();
  await expect(mia.row("one").getByRole("button", { name: "Pin: Bob Oduya", exact: true })).toBeVisible();
});

test("an invite is made, its link shown once and works, and is ended", async ({ server, visitor }) => {
  const nadia = await keeps(await visitor(), server, "Nadia Ferreira", "organiser");
  await view(nadia, "Invites").click();
  await nadia.page.getByLabel("Role").selectOption("moderator");
  await nadia.page.getByLabel("How many may join by it").fill("2");
  await nadia.page.getByLabel("Name to greet them by (optional)").fill("Jo March");
  await nadia.page.getByRole("button", { name: "Make a link" }).click();
  const link = nadia.page.getByLabel("Invite link");
  await expect(link).toBeFocused();
  const address = await link.inputValue();
  const jo = await (await visitor()).opens(`${server.origin}${new URL(address).pathname}${new URL(address).hash}`);
  await expect(jo.name).toHaveValue("Jo March");
  const entry = nadia.page.locator(".invites li", { hasText: "for 2 more" });
  await expect(entry).toContainText("Moderator");
  await entry.getByRole("button", { name: "End this invite: Moderator" }).click();
  await expect(entry).toHaveCount(0);
  await expect(link).toHaveCount(0);
  await jo.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(jo.page.getByRole("alert").first()).toContainText("A valid invite is needed.");
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`at 360 pixels, ${colorScheme}: every view is there, nothing sideways, axe finds nothing`, async ({ server, visitor }) => {
    await server.import(ROOMS);
    await holds(server);
    const ann = await server.person("Ann Lee");
    await ann.says(`look: ${"x".repeat(300)}`);
    const mia = await keeps(await visitor({ colorScheme, viewport: { width: 360, height: 740 }, hasTouch: true }), server, "Mia Berg", "organiser");
    const sideways = () => mia.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    for (const [name, seen] of [["Queue", ".queue .item"], ["Rooms", ".glances button"], ["Switches", ".calm button"],
      ["Filters", ".filters textarea"], ["People", ".people li"], ["Invites", ".inviting button"], ["Log", ".log li"]]) {
      await view(mia, name ?? "").tap();
      await expect(mia.page.locator(seen ?? "").first()).toBeInViewport();
      expect(await sideways(), name).toBe(false);
      expect(await mia.page.locator(".side").evaluate((side) => side.scrollWidth - side.clientWidth), name).toBeLessThanOrEqual(0);
      expect(await violations(mia.page), name).toEqual([]);
    }
    await view(mia, "Queue").tap();
    const approve = items(mia).getByRole("button", { name: "Approve: Ann Lee" });
    expect((await approve.boundingBox())?.height).toBeGreaterThanOrEqual(32);
    await approve.tap();
    await told(mia, "Approved · Ann Lee");
    await view(mia, "Messages").tap();
    await mia.sees("look:");
  });
}
