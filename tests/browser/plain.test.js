import { violations } from "./support/axe.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";
import { PlainVisitor } from "./support/plain.js";

const PLAIN = "/e/best-bits-2012/main/plain";

test("without scripts: one reads, joins, writes, replies and removes; a reload repeats nothing",
  async ({ server, visitor }) => {
    const bob = await server.person("Bob Oduya");
    await bob.says("Who takes notes? See https://example.org/agenda.");
    const ann = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
    await ann.page.goto(server.origin + PLAIN);
    await expect(ann.row("Who takes notes?").getByRole("link", { name: "https://example.org/agenda" }))
      .toHaveAttribute("rel", "nofollow noopener noreferrer");
    await expect(ann.page.locator("noscript p")).toHaveText("This page renews itself every 30 seconds. Stop that");

    await ann.joins("Ann Lee");
    expect(ann.page.url()).not.toContain("token");
    expect(await ann.page.context().cookies()).toEqual([]);
    await ann.page.reload();
    await expect(ann.page.getByText("You are here as Ann Lee.")).toBeVisible();

    await ann.says("I do");
    await ann.sees("I do");
    await ann.page.reload();
    await ann.sees("I do");
    expect((await server.history()).messages).toHaveLength(2);

    await ann.field.fill("half a thought");
    await ann.row("Who takes notes?").getByRole("button", { name: "Reply to Bob Oduya" }).click();
    await expect(ann.field).toHaveValue("half a thought");
    await ann.says("half a thought, now whole");
    await expect(ann.row("now whole").locator(".quote")).toContainText("Who takes notes?");

    await bob.says("Thank you");
    await ann.page.getByRole("button", { name: "Refresh" }).click();
    await ann.sees("Thank you");
    await expect(ann.row("Thank you").getByRole("button", { name: /^Remove/ })).toHaveCount(0);
    await ann.row("I do").getByRole("button", { name: /^Remove/ }).click();
    await ann.page.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(ann.page.getByText("The message is removed.")).toBeVisible();
    await expect(ann.row("I do")).toHaveCount(0);
    await expect(ann.page.getByText("Message removed")).toBeVisible();
  });

test("without scripts: a page that only reads renews itself", async ({ server, visitor }) => {
  const reader = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
  // The same page with its half minute made short.
  await reader.page.route("**/plain", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('content="30"', 'content="1"');
    await route.fulfill({ response, body });
  });
  await reader.page.goto(server.origin + PLAIN);
  await expect(reader.page.getByText("Nothing said yet")).toBeVisible();
  await (await server.person("Bob Oduya")).says("Good morning");
  await reader.sees("Good morning");
});

test("without scripts: one pages back and on again, joined or not", async ({ server, visitor }) => {
  await server.fill(120);
  const ann = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
  await ann.page.goto(server.origin + PLAIN);
  for (const name of ["", "Ann Lee"]) {
    if (name) await ann.joins(name);
    /** @param {string} words */
    const goes = (words) => ann.page.getByRole(name ? "button" : "link", { name: words }).click();
    await ann.sees("Line number 120");
    await goes("Earlier messages");
    await ann.sees("Line number 70");
    await expect(ann.rows).toHaveCount(50);
    await goes("Earlier messages");
    await ann.sees("Line number 1");
    await expect(ann.rows).toHaveCount(20);
    await expect(ann.page.getByText("This is where the conversation begins.")).toBeVisible();
    await goes("Later messages");
    await expect(ann.rows).toHaveCount(50);
    await ann.sees("Line number 21");
    await goes("Newest last");
    await expect(ann.rows.first()).toContainText("Line number 21");
    await goes("Newest messages");
    await expect(ann.rows.last()).toContainText("Line number 120");
    await goes("Newest first");
    await expect(ann.rows.first()).toContainText("Line number 120");
  }
});

test("without scripts: what cannot be sent is given back with the reason", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("Good morning");
  const ann = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
  await ann.page.goto(server.origin + PLAIN);
  await ann.page.getByRole("link", { name: "Join to write" }).click();
  await ann.name.fill("Вob Oduya");
  await ann.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(ann.page.getByRole("alert")).toHaveText(/^This name is taken/);
  await expect(ann.name).toHaveValue("Вob Oduya");
  await ann.name.fill("Ann Lee");
  await ann.page.getByRole("button", { name: "Join", exact: true }).click();

  const long = `${"文".repeat(2_100)}\nand an end`;
  await ann.says(long);
  await expect(ann.page.getByRole("alert")).toHaveText("111 characters too many. Your text stays here until it fits.");
  await expect(ann.field).toHaveValue(long);
  await expect(ann.field).toBeFocused();
  // All at once and past the page, so that no machine is too slow to be too quick.
  const authorization = `Bearer ${await ann.page.locator("input[name=token]").first().inputValue()}`;
  await Promise.all(Array.from({ length: 8 }, (_, n) => fetch(`${server.origin}/api/v1/events/${EVENT}/rooms/main/messages`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ nonce: `quickly-${n}`, text: `quick ${n}` }),
  })));
  await ann.says("too quick");
  await expect(ann.page.getByRole("alert")).toHaveText(/^That was too quick\. Send it again in (a second|2 seconds)\.$/);
  await expect(ann.field).toHaveValue("too quick");
  await expect(async () => {
    await ann.page.getByRole("button", { name: "Send" }).click();
    await expect(ann.row("too quick")).toHaveCount(1, { timeout: 1_000 }); // another try soon, not after all the time a page may take
  }).toPass();
});

test("without scripts: pins, announcements, how quiet the room is, and what waits of one's own", async ({ server, visitor }) => {
  const mia = await server.person("Mia Berg", (await server.invite("moderator")).code);
  const old = await mia.says("The agenda is on the table");
  await server.fill(56);
  await mia.asks("PUT", `/messages/${old.id}/pin`, {});
  await mia.asks("POST", "/messages", { nonce: "announced-1", text: "The main session begins", announcement: true });
  const ann = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
  await ann.page.goto(server.origin + PLAIN);
  await expect(ann.row("The main session begins")).toHaveAccessibleName("Announcement Mia Berg");
  const pins = ann.page.getByRole("region", { name: "Pinned" });
  await expect(pins.getByRole("listitem")).toHaveText(/^Mia Berg\s+The agenda is on the table$/);
  await pins.getByRole("link").click();
  await ann.sees("The agenda is on the table");
  await ann.page.goto(server.origin + PLAIN);
  await ann.joins("Ann Lee");
  await pins.getByRole("button").click();
  await ann.sees("The agenda is on the table");

  await mia.asks("PATCH", "", { hold: "guests", slow_mode_ms: 3_600_000, links: false });
  await ann.page.getByRole("button", { name: "Newest messages" }).click();
  await expect(ann.page.getByText("Slow mode: one message every 60 minutes.")).toBeVisible();
  await expect(ann.page.getByText("A moderator looks at messages before they appear here.")).toBeVisible();
  await ann.says("see www.example.org");
  await expect(ann.page.getByRole("alert")).toHaveText("Links are off for guests here. Take the address out, and you can send your message.");
  await ann.says("may I?");
  await expect(ann.page.getByText("Your message waits for a moderator.")).toBeVisible();
  await expect(ann.row("may I?")).toContainText("waits for a moderator");
  await ann.says("and now?");
  await expect(ann.page.getByRole("alert")).toHaveText("You can write again in 60 minutes.");
  const reader = new PlainVisitor(await visitor({ javaScriptEnabled: false }));
  await reader.page.goto(server.origin + PLAIN);
  await expect(reader.page.getByText("Slow mode")).toBeVisible();
  expect(await reader.page.content()).not.toContain("may I?");

  const [{ id }] = (await mia.asks("GET", "/held")).held;
  await mia.asks("POST", `/held/${id}/approve`, {});
  await mia.asks("DELETE", `/messages/${old.id}`, {});
  await mia.asks("PATCH", "", { locked: true });
  await ann.field.fill("");
  await ann.page.getByRole("button", { name: "Refresh" }).click();
  await ann.sees("may I?");
  await expect(ann.page.getByText("waits for a moderator")).toHaveCount(0);
  await expect(pins).toHaveCount(0);
  await expect(ann.page.getByText("Only moderators write here for now.")).toBeVisible();
  await expect(ann.field).toHaveCount(0);
});

test("scripts switched off, full page and frame lead to the plain page", async ({ server, visitor }) => {
  for (const path of ["/e/best-bits-2012", "/e/best-bits-2012/main/embed"]) {
    const reader = await visitor({ javaScriptEnabled: false });
    await reader.page.goto(server.origin + path);
    await reader.page.getByRole("link", { name: "Read and write on the plain page" }).click();
    await expect(reader.page).toHaveURL(server.origin + PLAIN);
    await expect(reader.page.getByRole("heading", { level: 1 })).toHaveText("Best Bits");
  }
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing on the plain page in any state, and it holds at 320 pixels, ${colorScheme}`,
    async ({ server, visitor }) => {
      const bob = await server.person("Bob Oduya");
      const { id } = await bob.says("Have you seen https://example.org/paper?");
      await bob.says("Read it", id);
      await bob.says("w".repeat(1_000));
      await bob.removes((await bob.says("gone soon")).id);
      const { url } = await server.invite("moderator");
      // axe is a script; the pages are the same ones with scripts on.
      const mia = new PlainVisitor(await visitor({ colorScheme, viewport: { width: 320, height: 640 } }));
      /** @param {string} state */
      const holds = async (state) => {
        expect(await violations(mia.page), state).toEqual([]);
        expect(await mia.page.evaluate(() => document.documentElement.scrollWidth), state).toBeLessThanOrEqual(320);
      };
      const keeper = await server.person("Nia Koch", (await server.invite("moderator")).code);
      await keeper.asks("POST", "/messages", { nonce: "announced-1", text: "The main session begins", announcement: true });
      await keeper.asks("PUT", `/messages/${id}/pin`, {});
      await keeper.asks("PATCH", "", { slow_mode_ms: 30_000, hold: "guests" });
      await mia.page.goto(server.origin + PLAIN);
      await holds("reading");
      await mia.page.getByRole("link", { name: "Join to write" }).click();
      await holds("joining");
      await mia.page.getByLabel("Invite link or code").fill(url);
      await mia.name.fill("Bob Oduya");
      await mia.page.getByRole("button", { name: "Join", exact: true }).click();
      await holds("name taken");
      await mia.name.fill("Mia Berg");
      await mia.page.getByRole("button", { name: "Join", exact: true }).click();
      await expect(mia.page.getByText("You are here as Mia Berg.")).toBeVisible();
      await holds("joined");
      await mia.row("Read it").getByRole("button", { name: /^Reply/ }).click();
      await mia.says(" ");
      await holds("refused");
      await mia.row("Read it").getByRole("button", { name: /^Remove/ }).click();
      await holds("asked");
      await mia.page.getByLabel("Reason (optional)").fill("off topic");
      await mia.page.getByRole("button", { name: "Remove", exact: true }).click();
      await expect(mia.row("Read it")).toHaveCount(0);
      await holds("removed");
    });
}
