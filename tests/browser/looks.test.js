import { hostSite } from "./support/host.js";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

/** @param {string} origin of the server @param {string} element */
const page = (origin, element) => `<!doctype html><title>A site</title>
  <script>
    globalThis.heard = [];
    for (const type of ["social-stream:ready", "social-stream:unread"])
      document.addEventListener(type, ({ detail }) => heard.push({ type, ...detail }));
  </script>
  <script src="${origin}/embed.js" defer></script>${element}`;

/** @param {import("@playwright/test").Page} page @returns {Promise<any[]>} */
const heard = (page) => page.evaluate(() => /** @type {any} */ (globalThis).heard);

test("the element takes the page's looks, tells that it is ready, and how much is unread", async ({ server, visitor, hosts }) => {
  const site = await hostSite({
    "/": page(server.origin, `<social-stream event="${EVENT}" theme="dark" accent="#ffd600" height="480"
      style="--social-stream-radius: 0; --social-stream-size: 110%"></social-stream>`),
  });
  hosts.add(site.host);
  const guest = await (await visitor({ colorScheme: "light" })).opens(`${site.origin}/`);
  const frame = guest.page.frameLocator("iframe");
  const element = guest.page.locator("social-stream");
  await expect(frame.locator("[data-status=live]")).toBeVisible();
  await expect.poll(() => heard(guest.page)).toEqual([{ type: "social-stream:ready" }]);
  expect((await element.boundingBox())?.height).toBe(480);
  await expect(frame.locator("body")).toHaveCSS("color", "rgb(231, 233, 234)");
  const join = frame.getByRole("button", { name: "Join", exact: true });
  await expect(join).toHaveCSS("background-color", "rgb(255, 214, 0)");
  await expect(join).toHaveCSS("color", "rgb(0, 0, 0)");
  await expect(join).toHaveCSS("border-radius", "0px");
  await expect(frame.locator("html")).toHaveCSS("font-size", "17.6px");

  // What changes later goes by message: nothing is loaded anew.
  const loads = /** @type {string[]} */ ([]);
  guest.page.on("framenavigated", (each) => loads.push(each.url()));
  await element.evaluate((each) => each.setAttribute("theme", "light"));
  await expect(frame.locator("body")).toHaveCSS("color", "rgb(30, 34, 37)");
  await element.evaluate((each) => each.setAttribute("accent", "#303"));
  await expect(join).toHaveCSS("background-color", "rgb(51, 0, 51)");
  await expect(join).toHaveCSS("color", "rgb(255, 255, 255)");
  expect(loads).toEqual([]);

  // Out of sight, what comes is unread; in sight again, it is not.
  await element.evaluate((each) => (each.style.marginTop = "4000px"));
  // What the frame watches for the same was there first, so it is told no later.
  await frame.locator("html").evaluate((root) => new Promise((gone) => {
    new IntersectionObserver(([entry]) => !entry?.isIntersecting && gone(undefined)).observe(root);
  }));
  await (await server.person("Bob Oduya")).says("Is anybody there?");
  await expect.poll(() => heard(guest.page)).toContainEqual({ type: "social-stream:unread", count: 1 });
  await element.evaluate((each) => (each.style.marginTop = ""));
  await expect.poll(async () => (await heard(guest.page)).at(-1)).toEqual({ type: "social-stream:unread", count: 0 });
  await site.stop();
});

test("an attribute that does not fit is ignored with one warning", async ({ server, visitor, hosts }) => {
  const site = await hostSite({
    "/": page(server.origin, `<social-stream event="${EVENT}" theme="pink" accent="red" height="calc(1px)"></social-stream>`),
  });
  hosts.add(site.host);
  const guest = await visitor();
  /** @type {string[]} */ const warnings = [];
  guest.page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await guest.opens(`${site.origin}/`);
  const frame = guest.page.frameLocator("iframe");
  await expect(frame.locator("[data-status=live]")).toBeVisible();
  await guest.page.locator("social-stream").evaluate((each) => each.setAttribute("title", "The chat"));
  expect(warnings.toSorted()).toEqual([
    '<social-stream>: accent is ignored, since it cannot be "red"',
    '<social-stream>: height is ignored, since it cannot be "calc(1px)"',
    '<social-stream>: theme is ignored, since it cannot be "pink"',
  ]);
  await site.stop();
});

test("page and frame hear only each other, and only what is declared", async ({ server, visitor, hosts }) => {
  const site = await hostSite({
    "/": page(server.origin, `<social-stream event="${EVENT}"></social-stream>`),
    // Another page that shows the frame as if it were the first.
    "/liar": `<!doctype html><title>A liar</title>
      <iframe src="${server.origin}/e/${EVENT}/main/embed?host=https://elsewhere.example"></iframe>
      <script>globalThis.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script>`,
  });
  hosts.add(site.host);
  const guest = await (await visitor({ colorScheme: "light" })).opens(`${site.origin}/`);
  await expect.poll(() => heard(guest.page)).toEqual([{ type: "social-stream:ready" }]);
  const said = { "social-stream": 1, type: "unread", count: 9 };
  await guest.page.evaluate((data) => postMessage(data, "*"), said); // the page itself is not the frame
  const looks = { "social-stream": 1, type: "looks", theme: "dark", accent: null, radius: null, font: null, size: null };
  const inside = guest.page.frames()[1];
  await inside?.evaluate((data) => postMessage(data, "*"), looks); // nor the frame the page
  const outside = (/** @type {unknown} */ data) => guest.page.evaluate((each) => {
    document.querySelector("social-stream")?.shadowRoot?.querySelector("iframe")?.contentWindow?.postMessage(each, "*");
  }, data);
  await outside({ ...looks, type: "open" });
  await outside({ ...looks, "social-stream": 2 });
  await outside({ ...looks, font: "url(https://evil.example)" });
  await outside({ ...looks, theme: "light", size: "120%" }); // this alone is taken, and comes after the others
  await expect(guest.page.frameLocator("iframe").locator("html")).toHaveCSS("font-size", "19.2px");
  await expect(guest.page.frameLocator("iframe").locator("html")).toHaveAttribute("data-theme", "light");
  expect(await heard(guest.page)).toEqual([{ type: "social-stream:ready" }]);

  await guest.opens(`${site.origin}/liar`);
  const frame = guest.page.frameLocator("iframe");
  await expect(frame.locator("[data-status=live]")).toBeVisible();
  await guest.page.locator("iframe").evaluate((each, data) =>
    /** @type {HTMLIFrameElement} */ (each).contentWindow?.postMessage(data, "*"), looks);
  await guest.page.evaluate(() => new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard))));
  await expect(frame.locator("html")).not.toHaveAttribute("data-theme", /./);
  expect(await heard(guest.page)).toEqual([]);
  await site.stop();
});

test("in a page that is sandboxed itself, where nobody has an origin, the two still find each other",
  async ({ server, visitor, hosts }) => {
    const inner = page(server.origin, `<social-stream event="${EVENT}" theme="dark"></social-stream>`);
    const site = await hostSite({
      "/": '<!doctype html><title>Around</title><iframe sandbox="allow-scripts" src="/inner" width="600" height="700"></iframe>',
      "/inner": inner,
    });
    hosts.add(site.host);
    const guest = await (await visitor({ colorScheme: "light" })).opens(`${site.origin}/`);
    const middle = () => guest.page.frames().find((each) => each.url().endsWith("/inner"));
    await expect.poll(() => middle()?.evaluate(() => /** @type {any} */ (globalThis).heard)).toEqual([{ type: "social-stream:ready" }]);
    await middle()?.locator("social-stream").evaluate((each) => each.setAttribute("theme", "light"));
    const chat = guest.page.frameLocator("iframe").frameLocator("iframe");
    await expect(chat.locator("html")).toHaveAttribute("data-theme", "light");
    await expect(chat.locator(".pop-out")).toHaveCount(0);
    await site.stop();
  });

test("out of the frame leads a window of its own", async ({ server, visitor, hosts }) => {
  const site = await hostSite({ "/": page(server.origin, `<social-stream event="${EVENT}"></social-stream>`) });
  hosts.add(site.host);
  const guest = await (await visitor()).opens(`${site.origin}/`);
  const link = guest.page.frameLocator("iframe").getByRole("link", { name: "Open in a window of its own" });
  await link.focus();
  const [opened] = await Promise.all([guest.page.waitForEvent("popup"), guest.page.keyboard.press("Enter")]);
  await expect(opened.locator("[data-status=live]")).toBeVisible();
  await expect(opened.locator(".pop-out")).toHaveCount(0);
  await site.stop();
});
