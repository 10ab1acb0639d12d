import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

/** What stands for the script that comes once one reads, its words and its style sheet. */
const LATER = /\/built\/later\.(js|css|en\.json)/;

for (const part of ["js", "css", "json"]) {
  test(`where later's ${part} does not come, one reads all the same, is told, and tries again`, async ({ server, visitor }) => {
    const bob = await server.person("Bob Oduya");
    await bob.says("Who takes notes?");
    const ann = await visitor();
    let comes = false;
    await ann.page.route(LATER, (route) =>
      !comes && new URL(route.request().url()).pathname.endsWith(part) ? route.abort() : route.continue());
    await (await ann.opens()).isLive();
    await ann.sees("Who takes notes?");
    const told = ann.page.getByText("Writing and searching could not be loaded.");
    await expect(told).toBeVisible();

    const find = ann.page.getByRole("button", { name: "Search", exact: true });
    await find.click();
    await expect(find).toHaveAttribute("aria-expanded", "false");
    await ann.page.getByRole("textbox", { name: "Your name" }).fill("Ann Lee");
    await ann.page.getByRole("button", { name: "Join", exact: true }).click();
    await expect(ann.page.locator("stream-composer")).toBeAttached();
    await expect(told).toBeVisible();

    comes = true;
    // Joining made it be tried again too, and that try may just be under way.
    await expect(async () => {
      if (await told.isVisible()) await ann.page.getByRole("button", { name: "Try again" }).click({ timeout: 1_000 });
      await expect(told).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await ann.says("I do");
    await ann.sees("I do");
    await find.click();
    await expect(ann.page.getByRole("searchbox")).toBeFocused();
    expect(await ann.page.locator("link[href$='later.css']").count()).toBe(1);
  });
}

test("what was missing comes by itself once one is back", async ({ server, visitor }) => {
  const ann = await visitor();
  await ann.page.route(LATER, (route) => route.abort());
  await (await ann.opens()).isLive();
  await expect(ann.page.getByText("Writing and searching could not be loaded.")).toBeVisible();
  await server.kill();
  await expect(ann.page.getByText("Offline – reconnecting.")).toBeVisible();
  await ann.page.unroute(LATER);
  await server.restart();
  await ann.isLive();
  await expect(ann.page.getByText("Writing and searching could not be loaded.")).toHaveCount(0);
  await ann.joins("Ann Lee");
  await ann.says("here again");
  await expect(ann.row("here again")).toBeVisible();
});

test("one who has joined before writes at once, also where the server is away when the page is there", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.page.routeWebSocket(/\/stream$/, () => {}); // answers nothing
  await ann.page.goto(`${new URL(ann.page.url()).origin}/e/${EVENT}`);
  await expect(ann.page.getByRole("textbox", { name: "Write a message" })).toBeVisible();
});
