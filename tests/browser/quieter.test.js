import { violations } from "./support/axe.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("./support/visitor.js").Visitor} Visitor */

/** @param {import("./support/server.js").Server} server */
const moderator = async (server) => server.person("Mia Berg", (await server.invite("moderator")).code);

/** Enters as a moderator. @param {Visitor} who @param {string} [name] */
const enters = async (who, name = "Mia Berg") => {
  await who.opens(`/e/${EVENT}#invite=${(await who.server.invite("moderator")).code}`);
  return who.joins(name);
};

/** @param {Visitor} who @param {string} text @param {string | RegExp} button */
const presses = async (who, text, button) => {
  await who.row(text).hover();
  await who.row(text).getByRole("button", { name: button }).click();
};

/** @param {Visitor} who */
const pins = (who) => who.page.getByRole("region", { name: "Pinned" }).getByRole("listitem");

/** @param {Visitor} who */
const send = (who) => who.page.getByRole("button", { name: "Send" });

test("what moderators pin stands above the stream, also when it is old, leads there, and goes when it is removed",
  async ({ server, visitor }) => {
    const keeper = await moderator(server);
    const bob = await server.person("Bob Oduya");
    const old = await bob.says("The agenda is on the table");
    await server.fill(60);
    await keeper.asks("PUT", `/messages/${old.id}/pin`, {});

    const ann = await (await (await visitor()).opens()).isLive();
    await expect(pins(ann)).toHaveText(["Bob Oduya The agenda is on the table"]);
    await ann.seesNot("The agenda is on the table");
    const last = await bob.says("Lunch is at one");
    await keeper.asks("PUT", `/messages/${last.id}/pin`, {});
    await expect(pins(ann)).toHaveText(["Bob Oduya The agenda is on the table", "Bob Oduya Lunch is at one"]);
    await expect(ann.page.getByRole("button", { name: /^(Pin|Unpin)/ })).toHaveCount(0);

    await pins(ann).first().getByRole("link").click();
    await expect(ann.row("The agenda is on the table")).toBeFocused();

    await bob.removes(last.id);
    await expect(pins(ann)).toHaveText(["Bob Oduya The agenda is on the table"]);
    await keeper.asks("DELETE", `/messages/${old.id}`, {});
    await expect(ann.page.getByRole("region", { name: "Pinned" })).toHaveCount(0);
    expect(await ann.page.content()).not.toContain("The agenda is on the table");
  });

test("moderators pin from a message's row and unpin there and above; a fourth is told to wait", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  for (const text of ["one", "two", "three", "four"]) await bob.says(text);
  const mia = await enters(await visitor());
  const ann = await (await (await visitor()).opens()).isLive();
  for (const text of ["one", "two", "three"]) {
    await presses(mia, text, "Pin message by Bob Oduya");
    await expect(pins(ann).filter({ hasText: text })).toBeVisible();
  }
  await presses(mia, "four", "Pin message by Bob Oduya");
  await expect(mia.row("four").getByRole("alert")).toContainText("Three messages are pinned already. Unpin one of them first.");
  await mia.row("four").getByRole("button", { name: "OK" }).click();
  await presses(mia, "one", "Unpin message by Bob Oduya");
  // In hers too, before she presses: the rows move up.
  for (const each of [ann, mia]) await expect(pins(each)).toHaveText([/two/, /three/]);
  await pins(mia).filter({ hasText: "two" }).getByRole("button", { name: "Unpin message by Bob Oduya" }).click();
  await expect(pins(ann)).toHaveText(["Bob Oduya three"]);
});

test("an announcement stands apart, is read out as one, and only those who keep the room write one", async ({ server, visitor }) => {
  const bob = await (await (await visitor()).opens()).joins("Moderator Bob");
  await expect(bob.page.getByRole("checkbox", { name: "As an announcement" })).toHaveCount(0);
  await bob.says("hello");
  const mia = await enters(await visitor());
  const box = mia.page.getByRole("checkbox", { name: "As an announcement" });
  await box.check();
  await mia.says("The main session begins");
  await expect(box).not.toBeChecked();
  await expect(bob.row("The main session begins")).toHaveClass(/announcement/);
  await expect(bob.row("The main session begins").getByText("Announcement", { exact: true })).toBeVisible();
  await expect(bob.page.locator(".announcements")).toHaveText("Announcement by Mia Berg: The main session begins");
  await mia.says("as I said");
  await expect(bob.row("as I said")).not.toHaveClass(/announcement/);
  await expect(bob.row("as I said").locator(".name")).toBeVisible(); // it says anew who speaks

  await expect(bob.row("as I said").locator(".badge")).toHaveText("Moderator");
  // A name is no badge, also to who hears it.
  await expect(bob.row("as I said").getByRole("img", { name: "Moderator" })).toBeVisible();
  await expect(mia.row("hello").locator(".byline")).toContainText("Moderator Bob");
  await expect(mia.row("hello").getByRole("img")).toHaveCount(0);
  expect((await server.history()).messages.map((/** @type {any} */ each) => each.announcement)).toEqual([undefined, true, undefined]);
});

test("in a slow room one is told how long to wait, the text stays, and a listener hears no ticking", async ({ server, visitor }) => {
  const keeper = await moderator(server);
  const ann = await (await (await visitor()).opens()).joins("Ann Lee");
  const pace = ann.page.locator("stream-pace");
  await keeper.asks("PATCH", "", { slow_mode_ms: 4_000 });
  await expect(pace).toContainText("Slow mode: one message every 4 seconds.");
  await ann.says("first");
  await ann.sees("first");
  await ann.field.fill("second");
  await expect(pace.getByText("You can write again in 3 seconds.", { exact: true })).toBeVisible();
  await expect(send(ann)).toBeDisabled();
  await ann.field.press("Enter");
  await expect(ann.field).toHaveValue("second");
  await expect(pace.getByText("You can write again in a second.", { exact: true })).toBeVisible();
  await expect(pace.getByRole("status")).toHaveText("You can write again in 4 seconds.");
  await expect(pace.getByRole("status")).toHaveText("You can write again.");
  await expect(send(ann)).toBeEnabled();
  await ann.says("second");
  await ann.sees("second");

  // A page that does not know of the post before is told by the server, and what was sent waits and goes.
  await ann.page.reload();
  await ann.says("third");
  await expect(pace).toContainText(/You can write again in/);
  await ann.sees("third");

  const nia = await enters(await visitor(), "Nia Koch");
  await nia.says("one");
  await nia.says("two");
  await nia.sees("two");
  await expect(nia.page.locator("stream-pace")).toHaveText("");
  await keeper.asks("PATCH", "", { slow_mode_ms: 0 });
  await expect(pace).toHaveText("");
});

test("a room that is closed says so instead of offering to write, and what one had begun stays", async ({ server, visitor }) => {
  const keeper = await moderator(server);
  await keeper.says("Welcome");
  const ann = await (await (await visitor()).opens()).joins("Ann Lee");
  await keeper.asks("PATCH", "", { locked: true });
  const told = ann.page.locator("#write-room");
  await expect(told).toHaveText("Only moderators write here for now.");
  await expect(ann.field).toHaveCount(0);
  await ann.row("Welcome").hover();
  await expect(ann.row("Welcome").getByRole("button", { name: /^(Reply|React)/ })).toHaveCount(0);
  await keeper.asks("PATCH", "", { locked: false, participants_only: true });
  await expect(told).toHaveText("Only invited participants write here for now.");
  await keeper.asks("PATCH", "", { participants_only: false });
  await expect(told).toHaveText("");

  await ann.field.fill("half a thought");
  await keeper.asks("PATCH", "", { locked: true });
  await expect(told).toHaveText("Only moderators write here for now.");
  await expect(send(ann)).toBeDisabled();
  await expect(ann.field).toHaveValue("half a thought");
  await keeper.asks("PATCH", "", { locked: false });
  await expect(send(ann)).toBeEnabled();

  await keeper.asks("PATCH", "", { links: false });
  await ann.field.fill("see www.example.org");
  await expect(ann.page.getByText("Links are off for guests here. Take the address out, and you can send your message.")).toBeVisible();
  await expect(send(ann)).toBeDisabled();
  await ann.says("see my paper");
  await ann.sees("see my paper");
});

test("what waits for a moderator is seen by its author alone, also after a reload, until it is decided on", async ({ server, visitor }) => {
  const keeper = await moderator(server);
  await keeper.asks("PATCH", "", { hold: "guests" });
  const bob = await (await (await visitor()).opens()).joins("Bob Oduya");
  const ann = await (await (await visitor()).opens()).joins("Ann Lee");
  await expect(ann.page.locator("#write-room")).toHaveText("A moderator looks at messages before they appear here.");
  await ann.says("may I?");
  const waiting = ann.row("may I?");
  await expect(waiting).toHaveCount(1);
  await expect(waiting).toContainText("waits for a moderator");
  await expect(ann.page.locator("#write-room")).toHaveText("Your message waits for a moderator.");
  await ann.page.reload();
  await expect(waiting).toContainText("waits for a moderator");
  await server.kill();
  await server.restart();
  await ann.isLive();
  await expect(waiting).toContainText("waits for a moderator");

  const { held } = await keeper.asks("GET", "/held");
  await keeper.asks("POST", `/held/${held[0].id}/approve`, {});
  await bob.sees("may I?");
  await ann.sees("may I?");
  await expect(ann.page.getByText("waits for a moderator")).toHaveCount(0);

  await ann.says("and this?");
  await expect(ann.row("and this?")).toContainText("waits for a moderator");
  const [{ id }] = (await keeper.asks("GET", "/held")).held;
  expect(await bob.page.content()).not.toContain("and this?");
  await keeper.asks("POST", `/held/${id}/reject`, { reason: "off topic" });
  await expect(ann.page.getByText("A moderator did not let your message through.")).toContainText("Reason: off topic");
  await ann.seesNot("and this?");
  expect(await bob.page.content()).not.toContain("and this?");
});

test("where no WebSocket gets through, the answer to a post tells that it waits", async ({ server, visitor }) => {
  const keeper = await moderator(server);
  const ann = await visitor();
  await ann.page.routeWebSocket(/\/stream$/, (socket) => socket.close({ code: 1006 }));
  await ann.page.addInitScript(() => sessionStorage.setItem("events-until", String(Date.now() + 60_000)));
  await (await ann.opens()).joins("Ann Lee");
  await keeper.asks("PATCH", "", { hold: "guests" });
  await expect(ann.page.locator("#write-room")).toHaveText("A moderator looks at messages before they appear here.");
  await ann.says("may I?");
  await expect(ann.row("may I?")).toContainText("waits for a moderator");
  const [{ id }] = (await keeper.asks("GET", "/held")).held;
  await keeper.asks("POST", `/held/${id}/approve`, {});
  await ann.sees("may I?");
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing where a room is quieter, and 360 pixels are wide enough, ${colorScheme}`, async ({ server, visitor }) => {
    const keeper = await moderator(server);
    const looks = { colorScheme, viewport: { width: 360, height: 640 } };
    /** @param {Visitor} who @param {string} state */
    const fine = async ({ page }, state) => {
      expect(await violations(page, { rules: { "target-size": { enabled: true } } }), state).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), state).toBeLessThanOrEqual(360);
    };
    const { id } = await keeper.says(`A long line that says where all of the papers are ${"w".repeat(300)}`);
    await keeper.asks("PUT", `/messages/${id}/pin`, {});
    await keeper.asks("PUT", `/messages/${(await keeper.says("Lunch is at one")).id}/pin`, {});
    await keeper.asks("POST", "/messages", { nonce: "announced-1", text: "The main session begins", announcement: true });
    const ann = await (await (await visitor(looks)).opens(`/e/${EVENT}/main/embed`)).joins("Ann Lee");
    await keeper.asks("PATCH", "", { slow_mode_ms: 60_000, hold: "guests", links: false });
    await ann.says("may I?");
    await expect(ann.page.locator("stream-pace")).toContainText("You can write again in");
    await ann.field.fill("see www.example.org");
    await fine(ann, "waiting");
    await ann.field.fill("");
    await keeper.asks("PATCH", "", { locked: true });
    await expect(ann.page.locator("#write-room")).toHaveText("Only moderators write here for now.");
    await fine(ann, "locked");
    const mia = await visitor(looks);
    await mia.opens(`/e/${EVENT}/main/embed#invite=${(await server.invite("moderator")).code}`);
    await mia.joins("Nia Berg");
    await mia.page.getByRole("checkbox", { name: "As an announcement" }).check();
    await presses(mia, "Lunch is at one", /^Unpin message/);
    await fine(mia, "moderating");
  });
}
