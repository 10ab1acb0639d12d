import { violations } from "./support/axe.js";
import { EVENT } from "./support/server.js";
import { PlainVisitor } from "./support/plain.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("./support/server.js").Server} Server */

/** A moderator who asks over HTTP. @param {Server} server */
async function moderator(server) {
  const { code } = await server.invite("moderator");
  const { token } = await server.api("/join", { method: "POST", body: { name: "Mia Berg", invite: code } });
  return {
    /** @returns {Promise<[string, number, string[]][]>} text, how many people, their reasons */
    reported: async () => {
      const { reported } = await server.api("/rooms/main/reports", { token });
      return reported.map((/** @type {any} */ { message, count, reasons }) =>
        [message.text, count, reasons.map((/** @type {any} */ { reason }) => reason)]);
    },
  };
}

test("what one was asked of a message that is removed does not come back with it, and the keyboard keeps its place", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("something unkind");
  const mia = await server.person("Mia Berg", (await server.invite("moderator")).code);
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.row("something unkind").click();
  await ann.page.getByRole("button", { name: "Report the message by Bob Oduya" }).click();
  await expect(ann.page.getByLabel("What is wrong with it?")).toBeFocused();
  await mia.asks("DELETE", `/messages/${id}`, {});
  await expect(ann.log.getByText("Message removed").locator("xpath=ancestor::article")).toBeFocused();
  await mia.asks("POST", `/messages/${id}/restore`, {});
  await ann.sees("something unkind");
  await expect(ann.page.getByLabel("What is wrong with it?")).toHaveCount(0);
});

test("by keyboard alone: one reports a message with a reason, and the other does not learn of it", async ({ server, visitor }) => {
  const mia = await moderator(server);
  const bob = await (await (await visitor()).opens()).isLive();
  const ann = await (await (await visitor()).opens()).isLive();
  await bob.joins("Bob Oduya");
  await bob.says("something unkind");
  await ann.sees("something unkind");
  await expect(ann.row("something unkind").getByRole("button", { name: /^Report/ })).toHaveCount(0);
  await ann.joins("Ann Lee");
  await bob.row("something unkind").hover();
  await expect(bob.row("something unkind").getByRole("button", { name: /^Report/ })).toHaveCount(0);

  const { keyboard } = ann.page;
  await ann.log.focus();
  await keyboard.press("ArrowUp");
  await expect(ann.row("something unkind")).toBeFocused();
  const button = ann.row("something unkind").getByRole("button", { name: "Report the message by Bob Oduya" });
  while (!(await button.evaluate((each) => each === document.activeElement))) await keyboard.press("Tab");
  await keyboard.press("Enter");
  const why = ann.row("something unkind").getByLabel("What is wrong with it?");
  await expect(why).toBeFocused();
  await expect(ann.page.getByText("Only moderators see this, and who reports.")).toBeVisible();
  expect(await violations(ann.page)).toEqual([]);
  await keyboard.press("Escape");
  await expect(ann.row("something unkind")).toBeFocused();
  await expect(why).toHaveCount(0);

  while (!(await button.evaluate((each) => each === document.activeElement))) await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(why).toBeFocused();
  await keyboard.press("Enter");
  await expect(why).toBeFocused(); // not without a reason
  await keyboard.type("it hurts");
  await keyboard.press("Enter");
  await expect(ann.log.getByRole("status")).toHaveText("Reported. Moderators look at it.");
  await expect(ann.page.getByRole("button", { name: "OK" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(ann.row("something unkind")).toBeFocused();
  expect(await mia.reported()).toEqual([["something unkind", 1, ["it hurts"]]]);
  await bob.says("and so on");
  await bob.sees("and so on");
  await expect(bob.page.getByText(/report/i)).toHaveCount(0);
});

test("on a phone, 360 px wide: one taps the message, a usual reason and Report; nothing is wider than the screen", async ({ server, visitor }) => {
  const mia = await moderator(server);
  const bob = await server.person("Bob Oduya");
  await bob.says("buy this now");
  const ann = await (await (await visitor({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true })).opens()).isLive();
  await ann.page.getByRole("button", { name: /^Join/ }).first().tap();
  await ann.joins("Ann Lee");
  const row = ann.row("buy this now");
  await row.tap();
  await row.getByRole("button", { name: /^Report/ }).tap();
  await row.getByRole("button", { name: "Spam" }).tap();
  await expect(row.getByLabel("What is wrong with it?")).toHaveValue("Spam");
  expect(await ann.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await row.getByRole("button", { name: "Report", exact: true }).tap();
  await expect(row.getByRole("status")).toHaveText("Reported. Moderators look at it.");
  expect(await mia.reported()).toEqual([["buy this now", 1, ["Spam"]]]);
});

test("a report that is refused says why and keeps what was written; tried again it is made", async ({ server, visitor }) => {
  const mia = await moderator(server);
  await (await server.person("Bob Oduya")).says("buy this now");
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  const row = ann.row("buy this now");
  await row.hover();
  await row.getByRole("button", { name: /^Report/ }).click();
  await row.getByLabel("What is wrong with it?").fill("it is spam");
  const reports = `**/api/v1/events/${EVENT}/rooms/main/messages/*/reports`;
  const refusal = { status: 403, code: "forbidden", title: "Forbidden", detail: "too many" };
  await ann.page.route(reports, (route) => route.fulfill({ status: 403, json: refusal }));
  await row.getByRole("button", { name: "Report", exact: true }).click();
  await expect(row.getByRole("alert")).toHaveText("You have reported much in a short time. Please wait a little.");
  await ann.page.unroute(reports);
  await ann.page.route(reports, (route) => route.abort());
  await row.getByRole("button", { name: "Report", exact: true }).click();
  await expect(row.getByRole("alert")).toHaveText("Not reported. The server cannot store messages right now.");
  await ann.page.unroute(reports);
  await expect(row.getByLabel("What is wrong with it?")).toHaveValue("it is spam");
  await row.getByRole("button", { name: "Report", exact: true }).click();
  await expect(row.getByRole("status")).toHaveText("Reported. Moderators look at it.");
  expect(await mia.reported()).toEqual([["buy this now", 1, ["it is spam"]]]);
});

/** @param {import("./support/visitor.js").Visitor} visitor @param {Server} server @param {string} name */
async function keeps(visitor, server, name) {
  await visitor.opens(`/e/${EVENT}/moderate#invite=${(await server.invite("moderator")).code}`);
  await visitor.name.fill(name);
  await visitor.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(visitor.page.getByText(`Moderating as ${name}`)).toBeVisible();
  return visitor;
}

/** Somebody who reports over HTTP. @param {Server} server @param {string} name */
async function reporter(server, name) {
  const { token } = await server.api("/join", { method: "POST", body: { name } });
  /** @param {{ id: string }} message @param {string} reason */
  return ({ id }, reason) => server.api(`/rooms/main/messages/${id}/reports`, { method: "POST", token, body: { reason } });
}

/** @param {import("./support/visitor.js").Visitor} visitor @param {string} text */
const item = ({ page }, text) => page.locator("desk-queue .item").filter({ hasText: text });

test("in the queue, by keyboard alone: one is kept, one removed, and the second moderator is told what the first did", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const [debatable, spam] = [await bob.says("something debatable"), await bob.says("buy my watches")];
  const mia = await keeps(await visitor(), server, "Mia Berg");
  const jo = await keeps(await visitor(), server, "Jo March");
  const [ann, eve] = [await reporter(server, "Ann Lee"), await reporter(server, "Eve Sand")];
  await ann(debatable, "insult");
  await eve(debatable, "off topic");
  await eve(spam, "spam");
  await expect(item(mia, "something debatable")).toContainText("Reported by 2 people");
  await expect(item(mia, "something debatable").locator(".said li")).toHaveText(["off topic · Eve Sand", "insult · Ann Lee"]);
  await expect(item(jo, "buy my watches")).toContainText("Reported by 1 person");
  expect(await violations(mia.page)).toEqual([]);
  // What Jo asks for comes to the server only after Mia's decision.
  /** @type {() => void} */ let let_go = () => undefined;
  const first = new Promise((resolve) => (let_go = () => resolve(undefined)));
  await jo.page.route("**/reports/remove", async (route) => {
    await first;
    await route.continue();
  });
  await jo.page.keyboard.press("q");
  await expect(item(jo, "something debatable")).toBeFocused();
  await jo.page.keyboard.press("r");
  await expect(item(jo, "something debatable")).toHaveCount(0);

  const { keyboard } = mia.page;
  await keyboard.press("q");
  await expect(item(mia, "something debatable")).toBeFocused();
  await keyboard.press("a");
  await expect(mia.page.locator(".standing").getByRole("status")).toHaveText("Kept though reported · Bob Oduya");
  let_go();
  await expect(jo.page.locator(".standing").getByRole("status")).toHaveText("Mia Berg had already let this stay.");
  await expect(item(mia, "buy my watches")).toBeFocused();
  await keyboard.press("r");
  await expect(mia.page.locator(".standing").getByRole("status")).toHaveText("Removed · Bob Oduya");
  for (const each of [mia, jo]) {
    await each.sees("something debatable");
    await each.seesNot("buy my watches");
    await expect(each.page.locator("desk-queue .item")).toHaveCount(0);
  }
  await keyboard.press("u");
  await mia.sees("buy my watches");
  await expect(mia.page.locator("desk-queue .item")).toHaveCount(0);
});

test("without scripts: one reports a message by a form, with a reason", async ({ server, visitor }) => {
  const mia = await moderator(server);
  await (await server.person("Bob Oduya")).says("something unkind");
  const ann = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
  await ann.page.goto(`${server.origin}/e/${EVENT}/main/plain`);
  await ann.joins("Ann Lee");
  await ann.says("my own");
  await expect(ann.row("my own").getByRole("button", { name: /^Report/ })).toHaveCount(0);
  await ann.row("something unkind").getByRole("button", { name: "Report the message by Bob Oduya" }).click();
  await ann.page.getByRole("button", { name: "Report", exact: true }).first().click();
  await expect(ann.page.getByRole("alert")).toHaveText("A reason is one line of at most 200 characters.");
  await ann.page.getByLabel("What is wrong with it?").fill("it hurts");
  await ann.page.getByRole("button", { name: "Report", exact: true }).first().click();
  await expect(ann.page.getByText("Reported. Moderators look at it.")).toBeVisible();
  await ann.page.reload();
  await expect(ann.page.getByText("Reported. Moderators look at it.")).toBeVisible();
  expect(await mia.reported()).toEqual([["something unkind", 1, ["it hurts"]]]);

  // axe is a script; the page is the same one with scripts on.
  const joe = new PlainVisitor(await visitor({ viewport: { width: 360, height: 640 } }));
  await joe.page.goto(`${server.origin}/e/${EVENT}/main/plain`);
  await joe.joins("Joe Wright");
  await joe.row("something unkind").getByRole("button", { name: /^Report/ }).click();
  await expect(joe.page.getByLabel("What is wrong with it?")).toBeVisible();
  expect(await violations(joe.page)).toEqual([]);
  expect(await joe.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
