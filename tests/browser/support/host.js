/** Somebody else's web site: a server of its own that serves the pages it is given. */

import { once } from "node:events";
import { createServer } from "node:http";

/**
 * @param {Readonly<Record<string, string>>} pages HTML by path
 * @returns {Promise<{ origin: string, host: string, stop: () => Promise<void> }>}
 */
export async function hostSite(pages) {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""];
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(page ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  return {
    origin: `http://${host}`,
    host,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
