/** What axe finds on a page, one line a rule, so that a failure reads as what it is about. */

import { AxeBuilder } from "@axe-core/playwright";

/**
 * @param {import("@playwright/test").Page} page
 * @param {import("axe-core").RunOptions} [options]
 * @returns {Promise<string[]>}
 */
export async function violations(page, options = {}) {
  const { violations } = await new AxeBuilder({ page }).options(options).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
