import { expect, test } from "./support/test.js";

/** @typedef {import("./support/visitor.js").Visitor} Visitor */

/** What goes over the page's streams. @param {import("@playwright/test").Page} page */
function watched(page) {
  /** @type {any[]} */ const hellos = [];
  /** @type {any[]} */ const heard = [];
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      const frame = JSON.parse(String(payload));
      if (frame.type === "hello") hellos.push(frame);
    });
    socket.on("framereceived", ({ payload }) => heard.push(JSON.parse(String(payload))));
  });
  return { hellos, heard };
}

/** @param {Visitor} who @param {boolean} on */
async function saves(who, on) {
  await who.page.getByLabel("Settings").click();
  await who.page.getByLabel("Save data").setChecked(on);
  await who.page.keyboard.press("Escape");
}

test("who saves data is sent no reactions, and gets them with the whole page when that ends", async ({ server, visitor }) => {
  await server.fill(24);
  const bob = await (await (await visitor()).opens()).isLive();
  await bob.joins("Bob Oduya");
  const ann = await visitor();
  const { hellos, heard } = watched(ann.page);
  await (await ann.opens()).isLive();
  await expect(ann.rows).toHaveCount(24);
  await expect(ann.page.locator(".online")).toBeVisible();

  await saves(ann, true);
  await expect.poll(() => hellos.length).toBe(2);
  await ann.isLive();
  await expect(ann.rows).toHaveCount(20);
  await expect(ann.page.locator(".online")).toHaveCount(0);
  expect(hellos[1]).toEqual({ type: "hello", low_data: true });
  const before = heard.length;
  await bob.row("Line number 24").hover();
  await bob.row("Line number 24").getByRole("button", { name: /^React/ }).click();
  await bob.row("Line number 24").getByRole("button", { name: "👍", exact: true }).click();
  await expect(bob.row("Line number 24").getByRole("button", { name: /👍/ })).toBeVisible();
  await expect.poll(async () => (await server.history()).messages[23].reactions?.length).toBe(1);
  await bob.says("said after it");
  await ann.sees("said after it");
  expect(heard.slice(before).map((frame) => frame.message?.text)).toEqual(["said after it"]);
  await expect(ann.row("Line number 24")).not.toContainText("👍");

  await saves(ann, false);
  await expect.poll(() => hellos.length).toBe(3);
  expect(hellos[2]).toEqual({ type: "hello" });
  await ann.isLive();
  await expect(ann.row("Line number 24")).toContainText("👍");
});
