import { readFile, writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { hostSite } from "./support/host.js";
import { expect, test } from "./support/test.js";
import { Visitor } from "./support/visitor.js";

const EXAMPLE = new URL("../../examples/event-page.html", import.meta.url);

/** @param {string} origin */
async function examplePage(origin) {
  return (await readFile(EXAMPLE, "utf8")).replaceAll("http://127.0.0.1:8080", origin);
}

/**
 * @param {Visitor} visitor
 * @param {string} [path] a part of the frame's address
 */
async function frameOf(visitor, path = "/embed") {
  await expect.poll(() => visitor.page.frames().some((frame) => frame.url().includes(path))).toBe(true);
  const frame = visitor.page.frames().find((each) => each.url().includes(path));
  if (!frame) throw new Error("no frame");
  return new Visitor(visitor.page, visitor.server, frame);
}

test("an organiser's page on another origin has the chat at its side", async ({ server, visitor, hosts }) => {
  const site = await hostSite({ "/": await examplePage(server.origin) });
  hosts.add(site.host);
  const bob = await (await (await visitor()).opens()).isLive();
  await bob.joins("Bob Oduya");

  const guest = await visitor({ viewport: { width: 1280, height: 800 } });
  await guest.opens(`${site.origin}/`);
  const ann = await (await frameOf(guest)).isLive();
  await ann.joins("Ann Lee");
  await ann.says("Hello from the organiser's page");
  await bob.sees("Hello from the organiser's page");
  await expect(ann.chat.getByRole("heading", { level: 1 })).toHaveText("Best Bits");

  const box = await guest.page.locator("social-stream").boundingBox();
  expect(box?.x).toBeGreaterThan(700);
  await guest.page.setViewportSize({ width: 360, height: 740 });
  const below = await guest.page.locator("social-stream").boundingBox();
  expect(below?.x).toBeLessThan(40);
  expect(below?.width).toBeGreaterThan(300);
  await site.stop();
});

test("the script works as a module just as well", async ({ server, visitor, hosts }) => {
  const page = (await examplePage(server.origin)).replace("<script src", '<script type="module" src').replace(" defer", "");
  const site = await hostSite({ "/": page });
  hosts.add(site.host);
  const guest = await visitor();
  await guest.opens(`${site.origin}/`);
  await (await frameOf(guest)).isLive();
  await site.stop();
});

test("the same page works opened as a file", async ({ server, visitor }) => {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  const file = join(folder, "event-page.html");
  await writeFile(file, await examplePage(server.origin));
  const guest = await visitor();
  await guest.opens(pathToFileURL(file).href);
  await (await frameOf(guest)).isLive();
  await rm(folder, { recursive: true });
});

test("as WordPress embeds it, in a sandboxed frame of what oEmbed gave, one reads, joins, writes and removes",
  async ({ server, visitor, hosts }) => {
    // WordPress finds the link in the page, asks there, and puts the frame into its own page with its own sandbox, where
    // storage throws, the origin is null and forms are not submitted, and a fragment of its own behind the address.
    const page = await (await fetch(`${server.origin}/e/best-bits-2012`)).text();
    const [, link = ""] = /type="application\/json\+oembed" href="([^"]+)"/.exec(page) ?? [];
    const { html, type } = await (await fetch(`${link.replaceAll("&#38;", "&")}&maxwidth=400`)).json();
    expect(type).toBe("rich");
    const frame = String(html)
      .replace("<iframe", '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"')
      .replace(/ src="([^"]+)"/, ' src="$1#?secret=aBcDeFgHiJ" data-secret="aBcDeFgHiJ"');
    const site = await hostSite({ "/": `<!doctype html><title>A blog</title>${frame}` });
    hosts.add(site.host);
    const bob = await (await (await visitor()).opens()).isLive();
    const guest = await visitor();
    await guest.opens(`${site.origin}/`);
    await expect(guest.page.locator("iframe")).toHaveAttribute("width", "400");
    const ann = await (await frameOf(guest, "#?secret=aBcDeFgHiJ")).isLive();
    expect(await ann.chat.evaluate(() => {
      try {
        return String(globalThis.localStorage);
      } catch {
        return `throws, origin ${self.origin}`;
      }
    })).toBe("throws, origin null");

    await ann.joins("Ann Lee");
    await ann.field.fill("Written in a sandbox");
    await ann.chat.getByRole("button", { name: "Send" }).click();
    await bob.sees("Written in a sandbox");
    await ann.sees("Written in a sandbox");
    await ann.removes("Written in a sandbox");
    await bob.seesNot("Written in a sandbox");

    const keys = await visitor();
    await keys.opens(`${site.origin}/`);
    const carlos = await (await frameOf(keys, "#?secret=aBcDeFgHiJ")).isLive();
    await carlos.name.fill("Carlos Ruiz");
    await carlos.name.press("Enter");
    await carlos.says("Written by keyboard");
    await bob.sees("Written by keyboard");
    await site.stop();
  });
