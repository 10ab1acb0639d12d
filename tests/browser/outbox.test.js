import { expect, test } from "./support/test.js";
import { Visitor } from "./support/visitor.js";

/** @typedef {import("@playwright/test").Page} Page */

/** The same person on a fresh page of the same browser. @param {Visitor} who */
async function again(who) {
  return new Visitor(await who.page.context().newPage(), who.server);
}

/** @param {Page} page @returns {Promise<string[]>} keys */
const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":outbox:")));

/** @param {import("./support/server.js").Server} server */
async function said(server) {
  return (await server.history()).messages.map((/** @type {any} */ each) => each.text);
}

/**
 * Posts are refused as long as one says so; everything else goes through.
 * @param {Page} page
 */
async function refusing(page) {
  const room = { locked: true };
  await page.routeWebSocket(/\/stream$/, (client) => {
    const upstream = client.connectToServer();
    client.onMessage((frame) => {
      const { type, nonce } = JSON.parse(String(frame));
      if (type === "post" && room.locked) {
        client.send(JSON.stringify({ type: "error", nonce, code: "room_locked", message: "closed" }));
      } else {
        upstream.send(frame);
      }
    });
  });
  return room;
}

test("what one wrote offline outlives the page: sent in order, each once, but for what one discarded", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  const reader = await (await (await visitor()).opens()).isLive();
  await ann.page.context().setOffline(true);
  await expect(ann.page.getByText("Offline – reconnecting. What you write is kept.")).toBeVisible();
  for (const text of ["first thing", "second thing", "third thing"]) {
    await ann.says(text);
    await expect(ann.row(text)).toContainText("Waiting to be sent");
  }
  await ann.row("second thing").getByRole("button", { name: "Discard" }).press("Enter");
  await ann.seesNot("second thing");
  expect(await kept(ann.page)).toHaveLength(2);

  const back = await again(ann);
  await ann.page.close();
  await back.page.context().setOffline(false);
  await (await back.opens()).isLive();
  for (const who of [back, reader]) {
    await who.sees("first thing");
    await who.sees("third thing");
    await who.seesNot("second thing");
  }
  expect(await said(server)).toEqual(["first thing", "third thing"]);
  await expect.poll(() => kept(back.page)).toEqual([]);
});

test("a refused one still says why after a reload, in every tab, and is sent once by a retry", async ({ server, visitor }) => {
  const ann = await visitor();
  const room = await refusing(ann.page);
  await (await ann.opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("too early");
  await expect(ann.row("too early").getByRole("alert")).toContainText("The room is closed for new messages.");
  await ann.page.reload();
  await ann.isLive();
  await expect(ann.row("too early").getByRole("alert")).toContainText("The room is closed for new messages.");
  const other = await again(ann);
  await (await other.opens()).isLive();
  await expect(other.row("too early").getByRole("alert")).toBeVisible();

  room.locked = false;
  await ann.row("too early").getByRole("button", { name: "Try again" }).press("Enter");
  await expect(ann.log).toBeFocused();
  await ann.sees("too early");
  await other.sees("too early");
  expect(await said(server)).toEqual(["too early"]);
});

test("what is discarded in one tab is gone in the others, and never sent", async ({ server, visitor }) => {
  const ann = await visitor();
  const room = await refusing(ann.page);
  await (await ann.opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("regretted");
  await expect(ann.row("regretted").getByRole("alert")).toBeVisible();
  const other = await again(ann);
  await (await other.opens()).isLive();
  await other.row("regretted").getByRole("button", { name: "Discard" }).click();
  await other.seesNot("regretted");
  await ann.seesNot("regretted");
  room.locked = false;
  await ann.says("better");
  await other.sees("better");
  expect(await said(server)).toEqual(["better"]);
});

test("two tabs come back with what was written in both, and all of it is there once", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  const other = await again(ann);
  await (await other.opens()).isLive();
  await ann.page.context().setOffline(true);
  for (const tab of [ann, other]) await expect(tab.page.getByText("Offline – reconnecting.")).toBeVisible();
  await ann.says("one");
  await other.says("two");
  await ann.says("three");
  await ann.page.context().setOffline(false);
  for (const tab of [ann, other]) {
    await tab.isLive();
    for (const text of ["one", "two", "three"]) await tab.sees(text);
    await expect(tab.rows).toHaveCount(3);
  }
  const texts = await said(server);
  expect([...texts].sort()).toEqual(["one", "three", "two"]);
  expect(texts.indexOf("one")).toBeLessThan(texts.indexOf("three"));
  await expect.poll(() => kept(ann.page)).toEqual([]);
});

test("what somebody wrote is not said under another name, unless one wants that", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.page.context().setOffline(true);
  await expect(ann.page.getByText("Offline – reconnecting.")).toBeVisible();
  await ann.says("from before");
  await ann.says("better not");
  await ann.page.evaluate(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.endsWith(":token")) localStorage.setItem(key, "0".repeat(32));
    }
  });
  const back = await again(ann);
  await ann.page.close();
  await back.page.context().setOffline(false);
  await (await back.opens()).isLive();
  await expect(back.page.getByText("What you wrote is kept. You can send it once you have joined.")).toBeVisible();
  await back.joins("Zoë Adeyemi");
  await back.says("good morning");
  await back.sees("good morning");
  await expect(back.row("from before")).toContainText("You wrote this under another name.");
  expect(await said(server)).toEqual(["good morning"]);

  await back.row("better not").getByRole("button", { name: "Discard" }).click();
  await back.row("from before").getByRole("button", { name: /Send it as .*Zoë Adeyemi/ }).click();
  await back.sees("from before");
  await back.seesNot("better not");
  const { messages } = await server.history();
  expect(messages.map((/** @type {any} */ each) => [each.author.name, each.text])).toEqual([
    ["Zoë Adeyemi", "good morning"], ["Zoë Adeyemi", "from before"],
  ]);
});

test("where a hundred wait, one more stays in the field until there is room", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.page.context().setOffline(true);
  await expect(ann.page.getByText("Offline – reconnecting.")).toBeVisible();
  await ann.says("the first");
  await ann.page.evaluate(() => {
    const [key] = Object.keys(localStorage).filter((each) => each.includes(":outbox:"));
    const value = JSON.parse(localStorage.getItem(String(key)) ?? "");
    for (let n = 1; n < 100; n += 1) {
      const refusal = { code: "room_locked", message: "closed" };
      localStorage.setItem(`${String(key).slice(0, -4)}n${String(n).padStart(3, "0")}`,
        JSON.stringify({ ...value, text: `number ${n}`, written_at: value.written_at + n, refusal }));
    }
  });
  const back = await again(ann);
  await ann.page.close();
  await back.page.context().setOffline(false);
  await (await back.opens()).isLive();
  await back.sees("the first");
  await back.says("the hundredth");
  await back.sees("the hundredth");
  // 99 that were refused wait for a decision; one more fits while it waits, and no other.
  await back.page.context().setOffline(true);
  await expect(back.page.getByText("Offline – reconnecting.")).toBeVisible();
  await back.says("it just fits");
  await back.field.fill("one too many");
  await expect(back.page.getByText("Too many messages are waiting to be sent.")).toBeVisible();
  await expect(back.chat.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await back.field.press("Enter");
  await expect(back.field).toHaveValue("one too many");
  await back.row(/^number 7$/).getByRole("button", { name: "Discard" }).click();
  await expect(back.chat.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
});
