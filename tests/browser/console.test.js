import { readFile } from "node:fs/promises";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/test.js";

const MODERATE = "/e/best-bits-2012/moderate";

test("by keyboard alone: remove with a reason, mute, undo; the author is told, the other moderator sees who did it", async ({ server, visitor }) => {
  const bob = await (await (await visitor()).opens()).isLive();
  await bob.joins("Bob Oduya");
  await bob.says("something unkind");
  await bob.sees("something unkind");
  const { code } = await server.invite("moderator");
  const mia = await (await visitor()).moderates(code, "Mia Berg");
  const jo = await (await visitor()).moderates((await server.invite("moderator")).code, "Jo March");
  await mia.sees("something unkind");
  await expect(mia.log).toBeFocused();
  const { keyboard } = mia.page;
  await keyboard.press("k");
  await expect(mia.row("something unkind")).toBeFocused();
  await keyboard.press("r");
  await expect(mia.page.getByLabel("Reason (optional)")).toBeFocused();
  await keyboard.type("insult");
  await keyboard.press("Enter");
  await mia.seesNot("something unkind");
  await expect(mia.page.getByRole("status").getByText("Removed · Bob Oduya")).toBeVisible();
  await expect(bob.log.getByText("A moderator removed your message.")).toContainText("Reason: insult");
  await expect(jo.log.locator(".fate")).toContainText("Mia Berg");
  await expect(jo.log.locator(".fate")).toContainText("insult");

  await keyboard.press("u");
  await mia.sees("something unkind");
  await bob.sees("something unkind");
  await expect(mia.row("something unkind")).toBeFocused();
  await keyboard.press("m");
  await expect(mia.page.getByRole("radio", { name: "10 minutes" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(bob.page.getByText("A moderator has muted you until")).toBeVisible();
  await bob.field.fill("but");
  await expect(bob.page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await jo.page.getByRole("button", { name: "People", exact: true }).click();
  await expect(jo.page.locator(".people .held")).toContainText("Muted until");
  await expect(mia.row("something unkind")).toBeFocused();
  await keyboard.press("u");
  await expect(bob.page.getByText("A moderator has muted you until")).toBeHidden();
  await expect(bob.page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
});

test("nobody is offered to act on an equal or one above; organisers appoint, and it counts at once", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("I could help");
  const organiser = await (await visitor()).moderates((await server.invite("organiser")).code, "Nadia Ferreira");
  const other = await server.person("Mia Berg", (await server.invite("moderator")).code);
  await other.says("from a moderator");
  await ann.sees("from a moderator");
  await organiser.page.getByRole("button", { name: "People", exact: true }).click();
  await organiser.page.getByRole("button", { name: "Make moderator: Ann Lee" }).click();
  await expect(ann.page.getByText("Your role here is now: Moderator.")).toBeVisible();
  await ann.row("from a moderator").hover();
  await expect(ann.row("from a moderator").getByRole("button", { name: /^Reply/ })).toBeVisible();
  await expect(ann.row("from a moderator").getByRole("button", { name: /^(Remove|Moderate)/ })).toHaveCount(0);
  await ann.opens(MODERATE);
  await expect(ann.page.getByText("Moderating as Ann Lee")).toBeVisible();
  await ann.sees("from a moderator");
  await expect(ann.row("from a moderator").getByRole("button", { name: /^Pin/ })).toBeVisible();
  await expect(ann.row("from a moderator").getByRole("button", { name: /^(Remove|Mute|Ban|Clear)/ })).toHaveCount(0);
  await organiser.page.getByRole("button", { name: "Dismiss as moderator: Ann Lee" }).click();
  await expect(ann.page.getByText("This page is for moderators and organisers of this event.")).toBeVisible();
});

test("who is banned reads one last sentence, with the reason, also after a reload", async ({ server, visitor }) => {
  const bob = await (await (await visitor()).opens()).isLive();
  await bob.joins("Bob Oduya");
  await bob.says("one too many");
  const mia = await (await visitor()).moderates((await server.invite("moderator")).code, "Mia Berg");
  await mia.page.getByRole("button", { name: "People", exact: true }).click();
  await mia.row("one too many").getByRole("button", { name: "Ban: Bob Oduya" }).click();
  await mia.page.getByRole("radio", { name: "For good" }).check();
  await mia.page.getByLabel("Reason (optional)").fill("again and again");
  await mia.page.locator(".deed").getByRole("button", { name: "Ban", exact: true }).click();
  const last = bob.page.getByRole("alert").filter({ hasText: "You have been banned" });
  await expect(last).toContainText("Reason: again and again");
  await expect(bob.field).toHaveCount(0);
  await bob.page.reload();
  await expect(last).toBeVisible();
  await expect(bob.field).toHaveCount(0);
  await mia.page.getByRole("button", { name: "Lift the ban: Bob Oduya" }).click();
  await expect(mia.page.getByRole("button", { name: "Ban: Bob Oduya" }).last()).toBeVisible();
  await bob.page.reload();
  await expect(bob.field).toBeVisible();
});

test("the log of acts: cleared with a mute, filtered, saved as CSV without the token in any address, undone", async ({ server, visitor }) => {
  const eve = await server.person("Eve Flood");
  for (const text of ["one", "two", "three"]) await eve.says(text);
  const mia = await (await visitor()).moderates((await server.invite("moderator")).code, "Mia Berg");
  await mia.row("two").getByRole("button", { name: "Clear: Eve Flood" }).click();
  await mia.page.getByRole("radio", { name: "Mute for 1 hour" }).check();
  await mia.page.locator(".deed").getByRole("button", { name: "Clear", exact: true }).click();
  await mia.seesNot("two");
  await mia.page.getByRole("button", { name: "Log", exact: true }).click();
  const entry = mia.page.locator(".log li", { hasText: "Cleared" });
  await expect(entry).toContainText("3 messages");
  /** @type {string[]} */ const asked = [];
  mia.page.on("request", (request) => asked.push(request.url()));
  const [download] = await Promise.all([
    mia.page.waitForEvent("download"), mia.page.getByRole("button", { name: "Save the log as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("best-bits-2012-acts.csv");
  const token = await mia.page.evaluate(() => localStorage.getItem("social-stream:best-bits-2012:token"));
  expect(token).toBeTruthy();
  expect(asked.some((address) => address.includes("format=csv"))).toBe(true);
  expect(asked.filter((address) => address.includes(token ?? ""))).toEqual([]);
  await mia.page.getByLabel("What").selectOption("ban");
  await expect(mia.page.getByText("No acts to show.")).toBeVisible();
  await mia.page.getByLabel("What").selectOption("");
  await entry.getByRole("button", { name: /^Undo/ }).click();
  for (const text of ["one", "two", "three"]) await mia.sees(text);
  await expect(entry).toContainText("taken back");
});

test("what is chosen of the log the server finds, with by whom it was taken back and the way to the message", async ({ server, visitor }) => {
  const { id } = await (await server.person("Bob Oduya")).says("something unkind");
  await server.fill(80); // so that the page does not hold it at first
  const { token } = await server.api("/join", { method: "POST", body: { name: "Jo March", invite: (await server.invite("moderator")).code } });
  await server.api(`/rooms/main/messages/${id}`, { method: "DELETE", token, body: {} });
  const { acts: [{ number }] } = await server.api("/acts", { token });
  await server.api(`/acts/${number}/undo`, { method: "POST", token, body: {} });
  const moderator = await visitor();
  // Of a long log the page holds only the newest: here one act.
  await moderator.page.route("**/acts?limit=100", async (route) => {
    const response = await route.fetch();
    const { acts: [newest] } = await response.json();
    await route.fulfill({ response, json: { acts: [newest], before: newest.number } });
  });
  /** @type {() => void} */ let answer = () => undefined;
  const asked = new Promise((resolve) => (answer = () => resolve(undefined)));
  await moderator.page.route("**/acts?kind=mute", async (route) => {
    await asked;
    await route.continue();
  });
  const mia = await moderator.moderates((await server.invite("moderator")).code, "Mia Berg");
  await mia.page.getByRole("button", { name: "Log", exact: true }).click();
  const entries = mia.page.locator(".log li");
  await expect(entries).toHaveCount(1);
  await mia.page.getByLabel("What").selectOption({ label: "Removed" });
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("taken back by Jo March");
  await entries.getByRole("button", { name: "Go to this message" }).click();
  await expect(mia.row("something unkind")).toBeFocused();
  // That there is none is said once it is known.
  await mia.page.getByLabel("What").selectOption({ label: "Muted" });
  await expect(entries).toHaveCount(0);
  await expect(mia.page.getByText("No acts to show.")).toHaveCount(0);
  answer();
  await expect(mia.page.getByText("No acts to show.")).toBeVisible();
  await mia.page.getByLabel("To whom").selectOption({ label: "Bob Oduya" });
  await mia.page.getByLabel("What").selectOption("");
  await expect(entries).toHaveCount(2);
});

test("what was removed is restored from its tombstone, erased there, and erased at once in the question", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("something unkind");
  await bob.says("a telephone number");
  const mia = await (await visitor()).moderates((await server.invite("moderator")).code, "Mia Berg");
  const reader = await (await (await visitor()).opens()).isLive();
  const row = mia.page.locator(`article.row[data-id="${id}"]`);
  const remove = async () => {
    await row.getByRole("button", { name: "Remove: Bob Oduya" }).click();
    await row.getByRole("button", { name: "Remove", exact: true }).click();
    await reader.seesNot("something unkind");
  };
  await remove();
  await row.getByRole("button", { name: "Restore: Bob Oduya" }).click();
  await reader.sees("something unkind");
  await mia.sees("something unkind");
  await expect(row).toBeFocused();
  await remove();
  await row.getByRole("button", { name: "Erase for good: Bob Oduya" }).click();
  await expect(row.locator(".fate")).toContainText("Erased · Mia Berg");
  await expect(row.getByRole("button", { name: /^(Restore|Erase)/ })).toHaveCount(0);

  await mia.row("a telephone number").getByRole("button", { name: "Remove: Bob Oduya" }).click();
  await mia.row("a telephone number").getByRole("button", { name: "Erase for good", exact: true }).click();
  await mia.seesNot("a telephone number");
  await reader.seesNot("a telephone number");
  await expect(mia.page.locator(".fate", { hasText: "Erased" })).toHaveCount(2);
  await expect(mia.page.getByRole("button", { name: /^Restore/ })).toHaveCount(0);
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`at 360 pixels, ${colorScheme}: nothing sideways, axe finds nothing, targets are big enough`, async ({ server, visitor }) => {
    const bob = await server.person("Bob Oduya");
    await bob.says("something unkind");
    const mia = await (await visitor({ colorScheme, viewport: { width: 360, height: 740 } })).moderates((await server.invite("organiser")).code, "Mia Berg");
    const sideways = () => mia.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    await mia.row("something unkind").click();
    const mute = mia.row("something unkind").getByRole("button", { name: "Mute: Bob Oduya" });
    expect((await mute.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    await mute.click();
    await expect(mia.page.locator(".deed")).toBeVisible();
    expect(await sideways()).toBe(false);
    expect(await violations(mia.page)).toEqual([]);
    await mia.page.locator(".deed").getByRole("button", { name: "Mute", exact: true }).click();
    await expect(mia.page.getByRole("status").getByText("Muted · Bob Oduya")).toBeVisible();
    for (const [view, seen] of /** @type {const} */ ([["People", ".people .held"], ["Log", ".log li"]])) {
      await mia.page.getByRole("button", { name: view, exact: true }).click();
      await expect(mia.page.locator(seen).first()).toBeVisible();
      expect(await sideways()).toBe(false);
      expect(await violations(mia.page), view).toEqual([]);
    }
  });
}

test("a ban may keep the network out as well, where the event allows it", async ({ server, visitor }) => {
  const example = await readFile(new URL("../../examples/best-bits-2012.toml", import.meta.url), "utf8");
  await server.import(example.replace('network_bans = "0s"', 'network_bans = "2h"'));
  const raider = await server.person("Rex Raider");
  await raider.says("raid!");
  const mia = await (await visitor()).moderates((await server.invite("moderator")).code, "Mia Berg");
  await mia.sees("raid!");
  const network = mia.page.getByRole("checkbox", { name: "Also keep new guests from their network out for a while" });
  await mia.row("raid!").getByRole("button", { name: "Mute: Rex Raider" }).click();
  await expect(mia.page.getByRole("radio", { name: "10 minutes" })).toBeVisible();
  await expect(network).toHaveCount(0);
  await mia.page.keyboard.press("Escape");
  await mia.row("raid!").getByRole("button", { name: "Ban: Rex Raider" }).click();
  await expect(network).not.toBeChecked();
  await network.check();
  expect(await violations(mia.page)).toEqual([]);
  await mia.page.getByRole("button", { name: "Ban", exact: true }).click();
  await expect(mia.page.getByRole("status").getByText("Banned · Rex Raider")).toBeVisible();
  await expect(server.person("Rex Again")).rejects.toThrow(/403.*forbidden/);
  await server.person("Paula Invited", (await server.invite("participant")).code);
});
