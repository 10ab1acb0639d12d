import { expect, test } from "./support/test.js";

test("the server dies and comes back: said plainly, nothing lost, sent once, resumed", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  const reader = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("before the cut");
  await reader.sees("before the cut");
  /** @type {string[]} */ const asked = [];
  // The other way in may be tried meanwhile; what was missed comes with the welcome, on whichever way.
  reader.page.on("request", (request) => request.url().includes("/events") || asked.push(request.url()));

  await server.kill();
  await expect(ann.page.getByText("Offline – reconnecting. What you write is kept.")).toBeVisible();
  await expect(reader.page.getByText("Offline – reconnecting.")).toBeVisible();
  await ann.says("written while offline");
  await ann.says("and another");
  await expect(ann.row("written while offline")).toHaveAttribute("data-status", "waiting");
  await expect(ann.row("before the cut")).toBeVisible();

  await server.restart();
  await ann.isLive();
  await expect(ann.page.getByText("Offline – reconnecting")).toHaveCount(0);
  await ann.sees("written while offline");
  await ann.sees("and another");
  for (const text of ["before the cut", "written while offline", "and another"]) await reader.sees(text);
  const { messages } = await server.history();
  expect(messages.map((/** @type {any} */ each) => each.text)).toEqual([
    "before the cut", "written while offline", "and another",
  ]);
  expect(asked).toEqual([]);
});

test("a post whose ack was lost is stored and shown once", async ({ server, visitor }) => {
  const ann = await visitor();
  // The way back is cut just before the first ack: the server has stored, the client does not know.
  let cut = false;
  await ann.page.routeWebSocket(/\/stream$/, (client) => {
    const upstream = client.connectToServer();
    upstream.onMessage((frame) => {
      if (!cut && String(frame).includes('"ack"')) {
        cut = true;
        void client.close({ code: 1001 });
        void upstream.close();
      } else {
        client.send(frame);
      }
    });
  });
  await ann.opens();
  await ann.isLive();
  await ann.joins("Ann Lee");
  await ann.says("only once");
  await expect.poll(() => cut).toBe(true);
  await ann.sees("only once");
  await expect(ann.rows).toHaveCount(1);
  await ann.says("and on it goes");
  await ann.sees("and on it goes");
  await expect(ann.rows).toHaveCount(2);
  expect((await server.history()).messages).toHaveLength(2);
});

test("a removal missed while offline is made up for", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("soon regretted");
  const reader = await (await (await visitor()).opens()).isLive();
  await reader.sees("soon regretted");
  await reader.page.context().setOffline(true);
  await expect(reader.page.getByText("Offline – reconnecting.")).toBeVisible();
  await bob.removes(id);
  await reader.page.context().setOffline(false);
  await reader.isLive();
  await reader.seesNot("soon regretted");
  expect(await reader.page.content()).not.toContain("soon regretted");
});

test("posts that come too fast wait their turn and are all sent, in order", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  const texts = Array.from({ length: 7 }, (_, n) => `thought ${n + 1}`);
  for (const text of texts) await ann.says(text);
  for (const text of texts) await ann.sees(text);
  const { messages } = await server.history();
  expect(messages.map((/** @type {any} */ each) => each.text)).toEqual(texts);
});

test("a refused post shows why, and can be discarded", async ({ visitor }) => {
  const ann = await visitor();
  await ann.page.routeWebSocket(/\/stream$/, (client) => {
    const upstream = client.connectToServer();
    client.onMessage((frame) => {
      const { type, nonce } = JSON.parse(String(frame));
      if (type === "post") client.send(JSON.stringify({ type: "error", nonce, code: "room_locked", message: "closed" }));
      else upstream.send(frame);
    });
  });
  await ann.opens();
  await ann.isLive();
  await ann.joins("Ann Lee");
  await ann.says("too late");
  await expect(ann.row("too late").getByRole("alert")).toContainText("The room is closed for new messages.");
  await ann.row("too late").getByRole("button", { name: "Try again" }).click();
  await expect(ann.row("too late").getByRole("alert")).toBeVisible();
  await ann.row("too late").getByRole("button", { name: "Discard" }).click();
  await ann.seesNot("too late");
});

test("a token that is no longer good makes a reader of one, and keeps the draft", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.field.fill("not yet said");
  await ann.page.evaluate(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.endsWith(":token")) localStorage.setItem(key, "0".repeat(32));
    }
  });
  await ann.page.reload();
  await expect(ann.name).toBeVisible();
  await ann.isLive();
  await ann.joins("Ann Lee again");
  await expect(ann.field).toHaveValue("not yet said");
});
