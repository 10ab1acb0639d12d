/** Networks as some people have them. */

/** A network that lets no WebSocket through. @param {import("@playwright/test").Page} page */
export async function refuseWebSockets(page) {
  await page.addInitScript(() => {
    const Native = globalThis.WebSocket;
    // An address that is no stream: the handshake fails as a proxy makes it fail.
    globalThis.WebSocket = class extends Native {
      /** @param {string | URL} address @param {string | string[]} [protocol] */
      constructor(address, protocol) {
        super(String(address).replace(/\/stream$/, "/refused"), protocol);
      }
    };
  });
}
