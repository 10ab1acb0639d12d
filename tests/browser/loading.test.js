import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

/** What it may cost on a poor link until one reads, the stream and its first frames included. */
const BYTES = 40 * 1_024;
const REQUESTS = 6;

for (const [page, path] of /** @type {const} */ ([
  ["the full page", `/e/${EVENT}`],
  ["the full page in Russian, whose words take the most bytes", `/e/${EVENT}?lang=ru`],
  ["the page for frames", `/e/${EVENT}/main/embed`],
])) {
  test(`${page} is live within ${REQUESTS} requests and ${BYTES / 1_024} KB, and asks for nothing again the next time`,
    async ({ server, visitor }) => {
      const ann = await visitor();
      const first = await traffic(ann.page);
      await (await ann.opens(path)).isLive();
      const icon = await ann.page.locator("link[rel=icon]").evaluate((/** @type {HTMLLinkElement} */ link) => link.href);
      await expect.poll(() => [...first.bytes.keys()]).toContain(icon);
      await expect(ann.page.locator("stream-finder:defined")).toBeAttached();
      expect([...first.later].map((address) => new URL(address).pathname.split("/").at(-1)))
        .toEqual(["later.js", expect.stringMatching(/^later\.[\w-]+\.json$/), "later.css"]);
      first.print(page);
      expect(first.bytes.size).toBeLessThanOrEqual(REQUESTS);
      expect(first.total()).toBeLessThanOrEqual(BYTES);

      const tab = await ann.page.context().newPage();
      const second = await traffic(tab);
      await tab.goto(server.origin + path);
      await expect(tab.locator("social-stream-chat[data-status=live]")).toBeVisible();
      expect([...second.bytes.keys()].map((address) => new URL(address).pathname)).toEqual([
        new URL(path, server.origin).pathname, `/api/v1/events/${EVENT}/rooms/main/stream`,
      ]);
    });
}

/**
 * What a page's requests bring over the wire from now on until one reads, headers included; and what is asked for later.
 * @param {import("@playwright/test").Page} page
 */
async function traffic(page) {
  /** By address. @type {Map<string, number>} */
  const bytes = new Map();
  /** @type {Map<string, string>} */
  const addresses = new Map();
  /** @param {string} request @param {number} count */
  const came = (request, count) => {
    const address = addresses.get(request);
    if (address !== undefined) bytes.set(address, (bytes.get(address) ?? 0) + count);
  };
  const network = await page.context().newCDPSession(page);
  /** @type {Set<string>} */
  const later = new Set();
  let reading = false;
  network.on("Network.requestWillBeSent", ({ requestId, request }) => {
    // Browsers ask for the icon when they like.
    if (reading && !request.url.endsWith("/icon.svg")) later.add(request.url);
    else addresses.set(requestId, request.url);
  });
  network.on("Network.requestServedFromCache", ({ requestId }) => addresses.delete(requestId));
  network.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache) addresses.delete(requestId);
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => came(requestId, encodedDataLength));
  network.on("Network.webSocketCreated", ({ requestId, url }) => addresses.set(requestId, url));
  network.on("Network.webSocketHandshakeResponseReceived", ({ requestId, response }) =>
    came(requestId, response.headersText?.length ?? 0));
  network.on("Network.webSocketFrameReceived", ({ requestId, response }) => {
    came(requestId, Buffer.byteLength(response.payloadData));
    reading ||= JSON.parse(response.payloadData).type === "welcome";
  });
  await network.send("Network.enable");
  const total = () => [...bytes.values()].reduce((sum, each) => sum + each, 0);
  return {
    bytes,
    later,
    total,
    /** @param {string} title */
    print(title) {
      const rows = [...bytes].map(([address, count]) => `  ${String(count).padStart(6)}  ${new URL(address).pathname}`);
      console.log([`${title}: ${bytes.size} requests, ${total()} bytes`, ...rows].join("\n"));
    },
  };
}
