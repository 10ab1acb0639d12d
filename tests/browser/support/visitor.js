/** Somebody with a browser: does what people do, and sees what people see. */

import { expect } from "@playwright/test";
import { EVENT } from "./server.js";

export class Visitor {
  /**
   * @param {import("@playwright/test").Page} page
   * @param {import("./server.js").Server} server
   * @param {import("@playwright/test").Page | import("@playwright/test").Frame} [where] the frame the chat is in
   */
  constructor(page, server, where = page) {
    this.page = page;
    this.server = server;
    this.chat = where;
  }

  /** @param {string} [path] */
  async opens(path = `/e/${EVENT}`) {
    await this.page.goto(/^\w+:/.test(path) ? path : this.server.origin + path);
    return this;
  }

  /** Until the stream is there, so that what is said next is heard live. */
  async isLive() {
    await expect(this.chat.locator("social-stream-chat[data-status=live]")).toBeVisible();
    return this;
  }

  get name() {
    return this.chat.getByLabel("Your name");
  }

  get field() {
    return this.chat.getByRole("textbox", { name: "Write a message" });
  }

  get log() {
    return this.chat.getByRole("log");
  }

  get rows() {
    return this.log.locator("article.row");
  }

  /** Goes to the console with an invitation and keeps the rooms from then on. @param {string} code @param {string} name */
  async moderates(code, name) {
    await this.opens(`/e/${EVENT}/moderate#invite=${code}`);
    await this.name.fill(name);
    await this.page.getByRole("button", { name: "Join", exact: true }).click();
    await expect(this.page.getByText(`Moderating as ${name}`)).toBeVisible();
    return this;
  }

  /** @param {string} name */
  async joins(name) {
    await this.name.fill(name);
    await this.chat.getByRole("button", { name: "Join", exact: true }).click();
    await expect(this.field).toBeVisible();
    await this.isLive();
    return this;
  }

  /** @param {string} text */
  async says(text) {
    await this.field.fill(text);
    await this.field.press("Enter");
    await expect(this.field).toHaveValue("");
  }

  /**
   * @param {string | RegExp} text
   */
  row(text) {
    return this.rows.filter({ has: this.chat.locator(".text", { hasText: text }) });
  }

  /** The message is there once, and stored. @param {string} text */
  async sees(text) {
    await expect(this.row(text)).toHaveCount(1);
    await expect(this.row(text)).toHaveAttribute("data-id", /./);
  }

  /** @param {string} text */
  async seesNot(text) {
    await expect(this.row(text)).toHaveCount(0);
  }

  /** One's own, or somebody else's who keeps the room. @param {string} text of the message */
  async removes(text) {
    const row = this.row(text);
    await row.hover();
    await row.getByRole("button", { name: /^(Remove|Moderate)/ }).click();
    await row.getByRole("button", { name: "Remove", exact: true }).click();
  }
}
