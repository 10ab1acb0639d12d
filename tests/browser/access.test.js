import { violations } from "./support/axe.js";
import { expect, test } from "./support/test.js";

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ server, visitor }) => {
    const bob = await server.person("Bob Oduya");
    const { id } = await bob.says("Have you seen https://example.org/paper?");
    await bob.says("Read it", id);
    const gone = await bob.says("gone soon");
    await bob.removes(gone.id);
    const { code } = await server.invite("moderator");

    const reader = await visitor({ colorScheme });
    for (const path of ["/", "/e/no-such-event", "/e/best-bits-2012", "/e/best-bits-2012/main/embed", "/e/best-bits-2012/moderate"]) {
      await reader.opens(path);
      await reader.page.waitForLoadState("networkidle");
      expect(await violations(reader.page), path).toEqual([]);
    }

    const mia = await (await visitor({ colorScheme })).opens(`/e/best-bits-2012#invite=${code}`);
    await mia.isLive();
    expect(await violations(mia.page), "invited").toEqual([]);
    await mia.joins("Mia Berg");
    await mia.says("Welcome, everyone");
    await mia.sees("Welcome, everyone");
    await mia.row("Have you seen").hover();
    await mia.row("Have you seen").getByRole("button", { name: /^Moderate/ }).click();
    await expect(mia.row("Have you seen").getByRole("radio", { name: "Remove" })).toBeFocused();
    await mia.row("Read it").getByRole("button", { name: /Reply/ }).focus();
    await mia.field.fill("a".repeat(2_100));
    expect(await violations(mia.page), "writing").toEqual([]);
    await mia.page.goto(`${server.origin}/e/best-bits-2012/moderate`);
    await expect(mia.page.getByText("Moderating as")).toBeVisible();
    expect(await violations(mia.page), "moderating").toEqual([]);
    await server.kill();
    await expect(mia.page.getByText("Offline")).toBeVisible();
    expect(await violations(mia.page), "offline").toEqual([]);
  });
}

test("joining, writing, replying and removing by keyboard alone", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("Who takes notes?");
  const ann = await (await (await visitor()).opens("/e/best-bits-2012/main/embed")).isLive();
  const { keyboard } = ann.page;
  /** @param {import("@playwright/test").Locator} goal @param {string} key */
  const goes = async (goal, key = "Tab") => {
    await expect(goal).toBeVisible();
    for (let n = 0; n < 20; n += 1) {
      if (await goal.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press(key);
    }
    await expect(goal).toBeFocused();
  };

  await goes(ann.name);
  await keyboard.type("Ann Lee");
  await keyboard.press("Enter");
  await expect(ann.field).toBeFocused();
  await keyboard.type("I do");
  await keyboard.press("Enter");
  await ann.sees("I do");

  // Up into the messages: the log is one tab stop, the arrows go from message to message.
  await goes(ann.log, "Shift+Tab");
  await keyboard.press("ArrowUp");
  await expect(ann.row("I do")).toBeFocused();
  await keyboard.press("ArrowUp");
  await expect(ann.row("Who takes notes?")).toBeFocused();
  await goes(ann.row("Who takes notes?").getByRole("button", { name: "Reply to Bob Oduya" }));
  await keyboard.press("Enter");
  await expect(ann.field).toBeFocused();
  await keyboard.type("Me, that is");
  await keyboard.press("Enter");
  await expect(ann.row("Me, that is").locator(".quote")).toContainText("Who takes notes?");
  await ann.sees("Me, that is");

  await goes(ann.log, "Shift+Tab");
  await keyboard.press("ArrowUp");
  await expect(ann.row("Me, that is")).toBeFocused();
  await goes(ann.row("Me, that is").getByRole("button", { name: "Remove your message" }));
  await keyboard.press("Enter");
  await expect(ann.row("Me, that is").getByRole("button", { name: "Remove", exact: true })).toBeFocused();
  await keyboard.press("Escape");
  await expect(ann.row("Me, that is")).toBeFocused();
  await goes(ann.row("Me, that is").getByRole("button", { name: "Remove your message" }));
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await ann.seesNot("Me, that is");
  await expect(ann.log.getByText("Message removed").locator("xpath=ancestor::article")).toBeFocused();
});

test("new messages are announced, history is not, removed ones go", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("from before");
  const reader = await (await (await visitor()).opens()).isLive();
  const said = reader.page.locator(".announcements");
  await expect(said).toHaveText("");
  const { id } = await bob.says("good morning");
  await expect(said).toHaveText("Bob Oduya: good morning");
  await bob.removes(id);
  await expect(said).toHaveText("");
});
