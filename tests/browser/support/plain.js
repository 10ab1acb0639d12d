/** Somebody on the plain page: forms and links, no script. */

import { expect } from "@playwright/test";

export class PlainVisitor {
  /** @param {import("./visitor.js").Visitor} visitor */
  constructor({ page }) {
    this.page = page;
  }

  get name() {
    return this.page.getByLabel("Your name");
  }

  get field() {
    return this.page.getByLabel("Your message");
  }

  get rows() {
    return this.page.getByRole("article");
  }

  /** @param {string | RegExp} text */
  row(text) {
    return this.rows.filter({ has: this.page.locator(".text", { hasText: text }) });
  }

  /** @param {string} text the whole text */
  async sees(text) {
    await expect(this.rows.locator(".text").getByText(text, { exact: true })).toHaveCount(1);
  }

  /** @param {string} name */
  async joins(name) {
    await this.page.getByRole("link", { name: "Join to write" }).click();
    await this.name.fill(name);
    await this.page.getByRole("button", { name: "Join", exact: true }).click();
    await expect(this.page.getByText(`You are here as ${name}.`)).toBeVisible();
  }

  /** @param {string} text */
  async says(text) {
    await this.field.fill(text);
    await this.page.getByRole("button", { name: "Send" }).click();
  }
}
