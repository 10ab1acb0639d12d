import { expect, test } from "./support/test.js";

test("the moderators' page lists messages live and removes them, with a reason", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("all fine here");
  const { code } = await server.invite("moderator");
  const reader = await (await (await visitor()).opens()).isLive();
  const mia = await (await visitor()).opens(`/e/best-bits-2012/moderate#invite=${code}`);
  await expect(mia.page.getByText("You are invited")).toBeVisible();
  expect(mia.page.url()).not.toContain(code);
  await mia.name.fill("Mia Berg");
  await mia.page.getByRole("button", { name: "Join" }).click();
  await expect(mia.page.getByText("Moderating as Mia Berg")).toBeVisible();
  await mia.sees("all fine here");
  await bob.says("something unkind");
  await mia.sees("something unkind");

  const row = mia.row("something unkind");
  await row.getByRole("button", { name: "Remove: Bob Oduya" }).click();
  await row.getByLabel("Reason (optional)").fill("insult");
  await row.getByRole("button", { name: "Remove", exact: true }).click();
  await mia.seesNot("something unkind");
  await reader.seesNot("something unkind");
  await reader.sees("all fine here");
  expect(JSON.stringify(await server.history())).not.toContain("something unkind");
});

test("who is no moderator is told so, and can bring an invite", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("hello");
  const ann = await (await visitor()).opens("/e/best-bits-2012/moderate");
  await expect(ann.page.getByText("This page is for moderators and organisers of this event.")).toBeVisible();
  await ann.sees("hello");
  await expect(ann.row("hello").getByRole("button")).toHaveCount(0);

  const { url } = await server.invite("organiser");
  await ann.page.getByLabel("Invite link or code").fill(url);
  await ann.name.fill("Ann Lee");
  await ann.page.getByRole("button", { name: "Join" }).click();
  await expect(ann.page.getByText("Moderating as Ann Lee")).toBeVisible();
  await expect(ann.row("hello").getByRole("button", { name: "Remove: Bob Oduya" })).toBeVisible();
});

test("the chat leads those who keep the room to the moderators' page, and nobody else", async ({ server, visitor }) => {
  const { code } = await server.invite("moderator");
  const mia = await (await visitor()).opens(`/e/best-bits-2012#invite=${code}`);
  await mia.name.fill("Mia Berg");
  await mia.page.getByRole("button", { name: "Join", exact: true }).click();
  const opened = mia.page.waitForEvent("popup");
  await mia.page.locator(".chat-header").getByRole("link", { name: "Moderate" }).click();
  await expect((await opened).getByText("Moderating as Mia Berg")).toBeVisible();
  const reader = await (await (await visitor()).opens()).isLive();
  await expect(reader.page.locator(".chat-header").getByRole("link", { name: "Moderate" })).toHaveCount(0);
});
