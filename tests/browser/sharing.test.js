import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

test("an organiser copies what embeds the chat, by keyboard alone", async ({ server, visitor }) => {
  const { page } = await (await visitor({ permissions: ["clipboard-read", "clipboard-write"] })).opens();
  const opener = page.getByRole("button", { name: "Share & embed" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share & embed" });
  await expect(dialog).toBeVisible();
  const element = dialog.getByRole("textbox", { name: "In your page", exact: true });
  await expect(element).toHaveValue(new RegExp(`^<script src="${server.origin}/embed.js" defer></script>\n<social-stream event="${EVENT}" room="main"`));
  await element.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("Copied: In your page");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await element.inputValue());
  await expect(dialog.getByRole("link", { name: "Open the plain page" })).toHaveAttribute("href", `${server.origin}/e/${EVENT}/main/plain`);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("the event's hashtag leads to where it is followed, in the chat and on the plain page", async ({ server, visitor }) => {
  await server.import(`[event]
slug = "${EVENT}"
title = "Best Bits"
time_zone = "Asia/Baku"
[links]
hashtag = "#BestBits"
hashtag_url = "https://social.example.org/tags/bestbits"
[[rooms]]
slug = "main"
title = "Main room"
`);
  await (await server.person("Bob Oduya")).says("Join in by #bestbits, ＃BESTBITS or #other");
  const reader = await visitor();
  for (const path of ["", "/main/plain"]) {
    await reader.opens(`/e/${EVENT}${path}`);
    const text = reader.page.locator("article .text");
    await expect(text).toHaveText("Join in by #bestbits, ＃BESTBITS or #other");
    await expect(text.getByRole("link")).toHaveText(["#bestbits", "＃BESTBITS"]);
    for (const link of await text.getByRole("link").all()) {
      await expect(link).toHaveAttribute("href", "https://social.example.org/tags/bestbits");
      await expect(link).toHaveAttribute("rel", /nofollow/);
    }
  }
});

test("a text that is too long goes to the mailing list, with what it answers", async ({ server, visitor }) => {
  const { id } = await (await server.person("Bob Oduya")).says("What about the budget?");
  const ann = await (await (await visitor({ permissions: ["clipboard-read", "clipboard-write"] })).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.row("budget").hover();
  await ann.row("budget").getByRole("button", { name: "Reply" }).click();
  const text = "A long intervention. ".repeat(100).trim();
  await ann.field.fill(text);
  const mail = ann.page.getByRole("link", { name: "Copy it and write to the mailing list" });
  await expect(mail).toHaveAttribute("href", /^mailto:bestbits@lists\.example\.org\?subject=A%20long%20intervention[^&]*$/);
  await ann.page.getByRole("button", { name: "Copy the text" }).click();
  await expect(ann.page.getByText("Copied. You can paste it now.")).toBeVisible();
  const copied = await ann.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`> Bob Oduya wrote:\n> What about the budget?\n> ${server.origin}/e/${EVENT}/main#m-${id}\n\n${text}\n\n-- \n${server.origin}/e/${EVENT}/main`);
  await expect(ann.field).toHaveValue(text);
});
