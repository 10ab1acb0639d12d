import { refuseWebSockets } from "./support/network.js";
import { expect, test } from "./support/test.js";

test("where no WebSocket gets through, one reads, joins, writes and removes all the same", async ({ server, visitor }) => {
  const bob = await (await (await visitor()).opens()).isLive();
  await bob.joins("Bob Oduya");
  await bob.says("from before");
  const guest = await visitor();
  await refuseWebSockets(guest.page);
  /** @type {string[]} */ const asked = [];
  guest.page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname.split("/main")[1] ?? ""}`));
  const ann = await (await guest.opens()).isLive();
  await ann.sees("from before");
  await ann.joins("Ann Lee");
  await ann.says("Written over HTTP");
  await bob.sees("Written over HTTP");
  await ann.sees("Written over HTTP");
  await bob.says("Heard as an event");
  await ann.sees("Heard as an event");
  await ann.removes("Written over HTTP");
  await bob.seesNot("Written over HTTP");
  await ann.seesNot("Written over HTTP");
  await bob.removes("Heard as an event");
  await ann.seesNot("Heard as an event");
  expect(asked.filter((request) => request.startsWith("GET /events"))).toHaveLength(2);
  expect(asked.filter((request) => request.startsWith("POST /messages"))).toHaveLength(1);

  await server.kill();
  await expect(ann.page.getByText("Offline")).toBeVisible();
  await ann.says("written while offline");
  await server.restart();
  await ann.sees("written while offline");
  await bob.sees("written while offline");
  expect((await server.history()).messages.filter((/** @type {any} */ each) => each.text)).toHaveLength(2);

  // What was found out is known after a reload: no WebSocket is tried first.
  let sockets = 0;
  guest.page.on("websocket", () => (sockets += 1));
  await guest.page.reload();
  await ann.isLive();
  await ann.sees("written while offline");
  expect(sockets).toBe(0);
});

test("where nothing lasting gets through, the plain page is offered", async ({ visitor }) => {
  const ann = await visitor();
  await refuseWebSockets(ann.page);
  // A proxy that gathers an answer until it ends: what lasts never arrives.
  await ann.page.addInitScript(() => {
    const native = globalThis.fetch;
    globalThis.fetch = async (address, init) => {
      const response = await native(address, init);
      return String(address).includes("/events") ? new Response(new ReadableStream(), response) : response;
    };
  });
  await ann.opens();
  const link = ann.page.getByRole("link", { name: "Go on with the plain page" });
  await expect(link).toBeVisible({ timeout: 30_000 });
  await link.click();
  await expect(ann.page).toHaveURL(/\/main\/plain\?lang=en$/);
});
