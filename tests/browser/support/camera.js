/** Takes pictures of pages, on a phone or a desktop, by day or by night. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { LAUNCH } from "./chromium.js";

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** @typedef {import("@playwright/test").Page} Page */

export class Camera {
  browser;
  #origin;
  #folder;

  /** @param {string} origin of the server @param {string} folder */
  static async open(origin, folder) {
    await mkdir(folder, { recursive: true });
    return new Camera(await chromium.launch(LAUNCH), origin, folder);
  }

  /** @param {import("@playwright/test").Browser} browser @param {string} origin @param {string} folder */
  constructor(browser, origin, folder) {
    this.browser = browser;
    this.#origin = origin;
    this.#folder = folder;
  }

  /** @param {string} address @param {{ phone?: boolean, dark?: boolean }} [how] */
  async look(address, { phone = false, dark = false } = {}) {
    const context = await this.browser.newContext({
      viewport: phone ? PHONE : DESKTOP,
      hasTouch: phone,
      isMobile: phone,
      colorScheme: dark ? "dark" : "light",
      locale: "en-GB",
      timezoneId: "Asia/Baku",
    });
    const page = await context.newPage();
    await page.goto(address.startsWith("/") ? this.#origin + address : address);
    await page.waitForLoadState("networkidle");
    return page;
  }

  /** @param {Page} page @param {string} name */
  async take(page, name) {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(this.#folder, `${name}.png`) });
    console.log(`${name}.png`);
  }

  close() {
    return this.browser.close();
  }
}
