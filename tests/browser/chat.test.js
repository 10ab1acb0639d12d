import { expect, test } from "./support/test.js";

test("two people chat and a third reads along without joining", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  const bob = await (await (await visitor()).opens()).isLive();
  const reader = await (await (await visitor()).opens()).isLive();

  await ann.joins("Ann Lee");
  await bob.joins("Bob Oduya");
  await ann.says("Good morning from Baku");
  await bob.says("Good morning from Nairobi");

  for (const each of [ann, bob, reader]) {
    await each.sees("Good morning from Baku");
    await each.sees("Good morning from Nairobi");
  }
  await expect(reader.name).toBeVisible();
  await expect(reader.field).toHaveCount(0);
  await expect(reader.page.getByText("3 online")).toBeVisible();
});

test("a moderator's removal empties the message everywhere at once", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  const reader = await (await (await visitor()).opens()).isLive();
  const { url } = await server.invite("moderator");
  const mod = await (await visitor()).opens(url);
  await ann.joins("Ann Lee");
  await mod.joins("Mia Moderator");
  await ann.says("something unkind");
  for (const each of [ann, reader, mod]) await each.sees("something unkind");

  await mod.removes("something unkind");

  for (const each of [ann, reader, mod]) {
    await each.seesNot("something unkind");
    await expect(each.log.getByText(each === ann ? "A moderator removed your message." : "Message removed")).toHaveCount(1);
    expect(await each.page.content()).not.toContain("something unkind");
  }
  expect(JSON.stringify(await server.history())).not.toContain("something unkind");
  await reader.page.reload();
  await expect(reader.log.getByText("Message removed")).toHaveCount(1);
  expect(await reader.page.content()).not.toContain("something unkind");
});

test("an author removes their own, and can think twice", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.says("a slip of the pen");
  await ann.sees("a slip of the pen");

  const row = ann.row("a slip of the pen");
  await row.hover();
  await row.getByRole("button", { name: "Remove your message" }).click();
  await row.getByRole("button", { name: "Keep" }).click();
  await expect(row.getByRole("button", { name: "Keep" })).toHaveCount(0);
  await ann.sees("a slip of the pen");

  await ann.removes("a slip of the pen");
  await ann.seesNot("a slip of the pen");
});

test("others' messages have no button to remove them for a guest", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("mine alone to remove");
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await expect(ann.row("mine alone").getByRole("button", { name: /Reply/ })).toHaveCount(1);
  await expect(ann.row("mine alone").getByRole("button", { name: /Remove|Moderate/ })).toHaveCount(0);
});

test("a post is there at once as pending, and is sent when the server has stored it", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");

  server.pause();
  await ann.says("quick thought");
  await expect(ann.row("quick thought")).toHaveAttribute("data-status", "sending");
  await expect(ann.row("quick thought")).toContainText("Sending…");
  server.resume();

  await ann.sees("quick thought");
  await expect(ann.row("quick thought")).not.toContainText("Sending…");
});

test("Enter during composition does not send, Shift+Enter breaks the line", async ({ server, visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.field.fill("こんにちは");
  await ann.field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
  await ann.field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true });
  await expect(ann.field).toHaveValue("こんにちは");
  await expect(ann.rows).toHaveCount(0);

  await ann.field.press("Shift+Enter");
  await ann.field.pressSequentially("second line");
  await expect(ann.field).toHaveValue("こんにちは\nsecond line");
  await ann.field.press("Enter");
  await ann.sees("second line");
  const { messages } = await server.history();
  expect(messages.map((/** @type {any} */ each) => each.text)).toEqual(["こんにちは\nsecond line"]);
});

test("a real composition in the browser ends without sending", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.field.focus();
  const devtools = await ann.page.context().newCDPSession(ann.page);
  await devtools.send("Input.imeSetComposition", { text: "你好", selectionStart: 2, selectionEnd: 2 });
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", windowsVirtualKeyCode: 229 });
  await devtools.send("Input.insertText", { text: "你好" });
  await expect(ann.field).toHaveValue("你好");
  await expect(ann.rows).toHaveCount(0);
  await ann.field.press("Enter");
  await ann.sees("你好");
});

test("a reply quotes what it answers, and Escape cancels it", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("Shall we start with the mailing list?");
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  const original = ann.row("Shall we start");

  await original.hover();
  await original.getByRole("button", { name: "Reply to Bob Oduya" }).click();
  await expect(ann.page.getByText("Replying to Bob Oduya")).toBeVisible();
  await expect(ann.field).toBeFocused();
  await ann.field.press("Escape");
  await expect(ann.page.getByText("Replying to Bob Oduya")).toHaveCount(0);

  await original.hover();
  await original.getByRole("button", { name: "Reply to Bob Oduya" }).click();
  await ann.says("Yes, gladly");
  await expect(ann.row("Yes, gladly").locator(".quote")).toContainText("Shall we start with the mailing list?");
  await expect(ann.row("Yes, gladly")).toHaveAttribute("data-id", /./);
  const { messages } = await server.history();
  expect(messages.at(-1)).toMatchObject({ text: "Yes, gladly", reply_to: id });

  await bob.removes(id);
  await expect(ann.row("Yes, gladly").locator(".quote")).toHaveText("Message removed");
});

test("links become links, and nothing else does", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("See https://example.org/a(b)?c=d, javascript:alert(1) data:text/html,x <img src=x onerror=alert(1)>");
  const reader = await (await (await visitor()).opens()).isLive();
  const row = reader.row("See https").locator(".text");
  await expect(row.getByRole("link")).toHaveCount(1);
  const link = row.getByRole("link");
  await expect(link).toHaveText("https://example.org/a(b)?c=d");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(row).toContainText("<img src=x onerror=alert(1)>");
  await expect(row.locator("img")).toHaveCount(0);
});

test("a name that is taken is said by the field, and the form stays", async ({ server, visitor }) => {
  await server.person("Bob Oduya");
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.name.fill("Bob Oduya");
  await ann.page.getByRole("button", { name: "Join" }).click();
  await expect(ann.page.getByRole("alert").filter({ hasText: "This name is taken" })).toBeVisible();
  await expect(ann.name).toHaveAttribute("aria-invalid", "true");
  await expect(ann.name).toHaveAccessibleDescription(/This name is taken/);
  await expect(ann.name).toHaveValue("Bob Oduya");
  await ann.joins("Ann Lee");
});

test("a text that is too long is said before sending, and stays", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.field.fill("a".repeat(1_950));
  await expect(ann.page.getByText("50 characters left")).toBeVisible();
  await ann.field.fill("a".repeat(2_003));
  await expect(ann.page.getByText("3 characters too many")).toBeVisible();
  await ann.field.press("Enter");
  await expect(ann.field).toHaveValue("a".repeat(2_003));
  await expect(ann.rows).toHaveCount(0);
});

test("a draft outlives a reload, and so does the person", async ({ visitor }) => {
  const ann = await (await (await visitor()).opens()).isLive();
  await ann.joins("Ann Lee");
  await ann.field.fill("half a thought");
  await ann.page.reload();
  await expect(ann.field).toHaveValue("half a thought");
  await ann.isLive();
  await ann.field.press("Enter");
  await ann.sees("half a thought");
});

test("hostile texts are shown as text and the layout holds", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("x".repeat(2_000));
  await bob.says("<script>window.hit = 1</script><b onclick=window.hit=1>bold</b>");
  await bob.says(Array.from({ length: 900 }, () => "l").join("\n"));
  const reader = await visitor({ viewport: { width: 320, height: 640 } });
  await reader.opens("/e/best-bits-2012/main/embed");
  await reader.isLive();
  await expect(reader.rows).toHaveCount(3);
  await expect(reader.name).toBeInViewport();
  const overflow = await reader.log.evaluate((log) => log.scrollWidth - log.clientWidth);
  expect(overflow).toBe(0);
  expect(await reader.page.evaluate(() => "hit" in window)).toBe(false);
  const lines = reader.rows.last();
  const folded = (await lines.boundingBox())?.height ?? 0;
  expect(folded).toBeLessThan(450);
  await lines.getByRole("button", { name: "Show more" }).click();
  await expect.poll(async () => (await lines.boundingBox())?.height ?? 0).toBeGreaterThan(5_000);
});

test("on a phone a tap on a message shows its buttons", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  await bob.says("who brings the adapter?");
  const ann = await visitor({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await ann.opens("/e/best-bits-2012/main/embed");
  await ann.isLive();
  await ann.joins("Ann Lee");
  const actions = ann.row("who brings").locator(".actions");
  await expect(actions).toHaveCSS("opacity", "0");
  await ann.row("who brings").tap();
  await expect(actions).toHaveCSS("opacity", "1");
  await actions.getByRole("button", { name: "Reply to Bob Oduya" }).tap();
  await expect(ann.page.getByText("Replying to Bob Oduya")).toBeVisible();
});

test("where only those who joined can read, the page says so and lets one join", async ({ visitor }) => {
  const ann = await visitor();
  await ann.page.routeWebSocket(/\/stream$/, (client) => {
    const upstream = client.connectToServer();
    client.onMessage((frame) => {
      const { type, token } = JSON.parse(String(frame));
      if (type === "hello" && token === undefined) {
        client.send(JSON.stringify({ type: "error", code: "not_joined", message: "join first" }));
        void client.close({ code: 1008 });
      } else {
        upstream.send(frame);
      }
    });
  });
  await ann.opens();
  await expect(ann.page.getByText("Only those who joined can read here.")).toBeVisible();
  await expect(ann.page.getByText("The server closed this connection")).toHaveCount(0);
  await ann.joins("Ann Lee");
  await ann.says("here I am");
  await ann.sees("here I am");
});

test("a ban is said plainly, and the page does not come back by itself", async ({ visitor }) => {
  const ann = await visitor();
  let connections = 0;
  await ann.page.routeWebSocket(/\/stream$/, (client) => {
    connections += 1;
    client.onMessage(() => void client.close({ code: 4003 }));
  });
  await ann.opens();
  await expect(ann.page.getByRole("alert").filter({ hasText: "You have been banned from this room." })).toBeVisible();
  await ann.page.evaluate(() => dispatchEvent(new Event("online")));
  expect(connections).toBe(1);
});
