import { AxeBuilder } from "@axe-core/playwright";
import { EVENT } from "./support/server.js";
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
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
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
