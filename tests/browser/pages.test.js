import { expect, test } from "./support/test.js";

test("an invite link joins with its role, and its code leaves the address bar at once", async ({ server, visitor }) => {
  const { url, code } = await server.invite("moderator");
  const mia = await (await visitor()).opens(`${url}&name=Mia%20Berg`);
  await expect(mia.page.getByText("You are invited")).toBeVisible();
  expect(mia.page.url()).not.toContain(code);
  await expect(mia.name).toHaveValue("Mia Berg");
  await expect(mia.name).toBeFocused();
  await mia.joins("Mia Berg");
  await mia.says("I keep the peace");
  await mia.sees("I keep the peace");
  await expect(mia.row("I keep the peace").locator(".badge")).toHaveText("Moderator");
  expect(await mia.page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
});

test("an invite that is not known is said by the field", async ({ visitor }) => {
  const ann = await (await visitor()).opens("/e/best-bits-2012#invite=no-such-code");
  await ann.name.fill("Ann Lee");
  await ann.page.getByRole("button", { name: "Join" }).click();
  await expect(ann.page.getByRole("alert").filter({ hasText: /invite/i })).toBeVisible();
});

for (const [path, status, heading] of /** @type {const} */ ([
  ["/", 200, "Events"],
  ["/e/best-bits-2012", 200, "Best Bits"],
  ["/e/best-bits-2012/main", 200, "Best Bits"],
  ["/e/best-bits-2012/main/embed", 200, "Best Bits"],
  ["/e/best-bits-2012/moderate", 200, "Best Bits"],
  ["/e/no-such-event", 404, /./],
])) {
  test(`${path} asks nobody else, breaks no policy and holds at 320 pixels`, async ({ server, visitor }) => {
    const reader = await visitor({ viewport: { width: 320, height: 640 } });
    const response = await reader.page.goto(server.origin + path);
    expect(response?.status()).toBe(status);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    await expect(reader.page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await reader.page.waitForLoadState("networkidle");
    const width = await reader.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
  });
}

test("the moderators' page is never framed", async ({ server }) => {
  const response = await fetch(`${server.origin}/e/best-bits-2012/moderate`);
  expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test("a room that does not exist is said plainly", async ({ server, visitor }) => {
  const reader = await visitor();
  const response = await reader.page.goto(`${server.origin}/e/best-bits-2012/no-such-room`);
  expect(response?.status()).toBe(404);
  await expect(reader.page.getByRole("heading", { level: 1 })).toBeVisible();
});
