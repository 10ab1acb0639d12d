/**
 * Debian's Chromium; nothing is downloaded. As root, as in most containers, it has no sandbox of its own.
 * @type {import("@playwright/test").LaunchOptions}
 */
export const LAUNCH = {
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"],
};
