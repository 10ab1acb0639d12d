import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./support/test.js";

test("filters are tried, set, mended where they are wrong, and hold what they catch", async ({ server, visitor }) => {
  const eve = await server.person("Eve Flood");
  await eve.says("Cheap WATCHES for all");
  await eve.says("I watch and listen");
  const mia = await (await visitor()).opens(`/e/best-bits-2012/moderate#invite=${(await server.invite("moderator")).code}`);
  const { page } = mia;
  await mia.name.fill("Mia Berg");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  const words = page.getByLabel("Words and phrases, one a line");
  const patterns = page.getByLabel("Patterns (regular expressions), one a line");
  await words.fill("watches\n\nfree money");

  await page.getByRole("button", { name: "Try on the last day" }).click();
  const trial = page.locator("desk-filters .trial");
  await expect(trial).toContainText("1 message of the last day would have been held.");
  await expect(trial.getByRole("listitem")).toContainText("Cheap WATCHES for all");
  await expect(trial.getByRole("listitem")).toContainText("Filter: Words");
  expect((await server.history()).length).toBe(2);

  await patterns.fill("fine\n\n日本(x");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Line 3, character 3: this pattern cannot be used.")).toBeVisible();
  await expect(patterns).toBeFocused();
  await expect(patterns).toHaveAttribute("aria-invalid", "true");
  expect(await patterns.evaluate((field) => {
    const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (field);
    return value.slice(selectionStart, selectionEnd);
  })).toBe("(x");
  await expect(words).toHaveValue("watches\n\nfree money");
  const { violations } = await new AxeBuilder({ page }).include("desk-filters").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);

  await patterns.fill("");
  await expect(page.getByText("this pattern cannot be used")).toHaveCount(0);
  await page.getByLabel("The same text by several people within a minute").selectOption("3");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".standing").getByRole("status")).toHaveText("Filters changed");
  await eve.says("more watches!");
  await page.getByRole("button", { name: /^Queue/ }).click();
  const item = page.locator("desk-queue .item");
  await expect(item).toContainText("more watches!");
  await expect(item).toContainText("Filter: Words");

  // Somebody else sets them meanwhile.
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  await expect(words).toHaveValue("watches\nfree money");
  const { token } = await server.api("/join", { method: "POST", body: { name: "Max Roth", invite: (await server.invite("moderator")).code } });
  await server.api("/filters", { method: "PUT", token, body: { version: 1, words: ["gold"], links: true } });
  await words.fill("silver");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Somebody else has changed the filters meanwhile.")).toBeVisible();
  await expect(words).toHaveValue("silver");
  await page.getByRole("button", { name: "Show theirs" }).click();
  await expect(words).toHaveValue("gold");
  await expect(page.getByRole("switch", { name: "Hold links" })).toBeChecked();
  await words.fill("gold\nsilver");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".standing").getByRole("status")).toHaveText("Filters changed");
  expect(await server.api("/filters", { token })).toMatchObject({ version: 3, words: ["gold", "silver"], links: true, floods: 0 });
});
