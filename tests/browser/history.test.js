import { expect, test } from "./support/test.js";

test("older messages load on scrolling up, and the view does not jump", async ({ server, visitor }) => {
  await server.fill(160);
  const reader = await (await (await visitor()).opens()).isLive();
  await reader.sees("Line number 160");
  await expect(reader.row("Line number 160")).toBeInViewport();
  await expect(reader.row(/^Line number 60$/)).toHaveCount(0);

  // From here on, every frame of the screen notes where the topmost visible text was, and is.
  await reader.log.evaluate((log) => {
    const seen = /** @type {any} */ (globalThis);
    seen.jumps = [];
    /** @type {{ row: Element, top: number, scrolled: number } | null} */
    let last = null;
    const look = () => {
      const edge = log.getBoundingClientRect();
      if (last?.row.isConnected) {
        const moved = last.row.getBoundingClientRect().top - last.top;
        // While nobody scrolls, a text moves on the screen only if the view jumps.
        if (Math.abs(moved) > 1 && !seen.scrolling) seen.jumps.push(moved);
      }
      const row = [...log.querySelectorAll(".text")].find((each) => each.getBoundingClientRect().top > edge.top);
      last = row ? { row, top: row.getBoundingClientRect().top, scrolled: log.scrollTop } : null;
      requestAnimationFrame(look);
    };
    look();
  });

  const oldest = reader.rows.first();
  let pages = 0;
  for (; await oldest.getByText("Line number 1", { exact: true }).count() === 0; pages += 1) {
    const before = await oldest.getAttribute("id");
    await reader.log.evaluate((log) => new Promise((done) => {
      const seen = /** @type {any} */ (globalThis);
      seen.scrolling = true;
      log.scrollTop = 200;
      // Two frames: the scroll itself is no jump.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        seen.scrolling = false;
        done(undefined);
      }));
    }));
    await expect(oldest).not.toHaveAttribute("id", before ?? "");
  }
  expect(pages).toBeGreaterThan(0);
  await expect(reader.page.getByText("This is where the conversation begins.")).toHaveCount(1);
  await expect(reader.rows).toHaveCount(160);
  expect(await reader.page.evaluate(() => /** @type {any} */ (globalThis).jumps)).toEqual([]);
});

test("what comes while one reads above is counted on a button, and nothing moves", async ({ server, visitor }) => {
  await server.fill(80);
  const reader = await (await (await visitor()).opens()).isLive();
  await expect(reader.row("Line number 80")).toBeInViewport();
  await reader.log.hover();
  await reader.page.mouse.wheel(0, -900);
  await expect(reader.page.getByRole("button", { name: "To the newest message" })).toBeVisible();
  const top = () => reader.row(/^Line number 60$/).evaluate((row) => row.getBoundingClientRect().top);
  await expect.poll(async () => {
    const once = await top();
    return once === await top();
  }).toBe(true);
  const before = await top();

  const bob = await server.person("Bob Oduya");
  await bob.says("news");
  await expect(reader.page.getByRole("button", { name: "1 new message", exact: false })).toBeVisible();
  await bob.says("more news");
  const button = reader.page.getByRole("button", { name: "2 new messages" });
  await expect(button).toBeVisible();
  expect(Math.abs(await top() - before)).toBeLessThanOrEqual(1);

  await button.click();
  await expect(reader.row("more news")).toBeInViewport();
  await expect(button).toHaveCount(0);
  await bob.says("and more");
  await expect(reader.row("and more")).toBeInViewport();
});

test("an old message removed is removed also where the page of history is fetched later", async ({ server, visitor }) => {
  const bob = await server.person("Bob Oduya");
  const { id } = await bob.says("the very first");
  await server.fill(80);
  const reader = await visitor({ viewport: { width: 900, height: 400 } });
  await reader.opens();
  await reader.isLive();
  await reader.sees("Line number 80");
  await bob.removes(id);
  await expect(async () => {
    await reader.log.evaluate((log) => (log.scrollTop = 0));
    await expect(reader.page.getByText("This is where the conversation begins.")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(reader.log.getByText("Message removed")).toHaveCount(1);
  await reader.seesNot("the very first");
});
