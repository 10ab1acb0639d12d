/**
 * The test's fixtures: a fresh server, and visitors. Every visitor is watched: whatever the test is
 * about, a request to another host, a break of the Content-Security-Policy or an uncaught error fails it.
 */

import { test as base, expect } from "@playwright/test";
import { Server } from "./server.js";
import { Visitor } from "./visitor.js";

/**
 * @typedef {{ server: Server, visitor: (options?: import("@playwright/test").BrowserContextOptions) => Promise<Visitor>,
 *   hosts: Set<string> }} Fixtures
 */

/** @type {import("@playwright/test").TestType<
 *   import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & Fixtures,
 *   import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>} */
export const test = base.extend({
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.stop();
  },

  /** Hosts that pages may ask: the server, and what a test adds. */
  hosts: async ({ server }, use) => {
    await use(new Set([new URL(server.origin).host]));
  },

  visitor: async ({ browser, server, hosts }, use) => {
    /** @type {import("@playwright/test").BrowserContext[]} */
    const contexts = [];
    /** @type {string[]} */
    const trouble = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      watch(context, hosts, trouble);
      return new Visitor(await context.newPage(), server);
    });
    for (const context of contexts) await context.close();
    expect(trouble).toEqual([]);
  },
});

/**
 * @param {import("@playwright/test").BrowserContext} context
 * @param {Set<string>} hosts
 * @param {string[]} trouble
 */
function watch(context, hosts, trouble) {
  /** @param {string} address */
  const asked = (address) => {
    const { protocol, host } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && !hosts.has(host)) trouble.push(`asked another host: ${address}`);
  };
  context.on("request", (request) => asked(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => asked(socket.url())));
  context.on("console", (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) trouble.push(message.text());
  });
  context.on("weberror", (error) => trouble.push(`uncaught: ${error.error().stack ?? error.error().message}`));
}

export { expect };
