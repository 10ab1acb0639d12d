import { defineConfig } from "@playwright/test";
import { LAUNCH } from "./support/chromium.js";

// One worker: each test starts a server of its own, and timing on a busy small machine stays true.
export default defineConfig({
  testDir: ".",
  testMatch: "*.test.js",
  globalSetup: "./support/built.js",
  outputDir: "../../test-results/browser",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: { browserName: "chromium", launchOptions: LAUNCH, trace: "retain-on-failure", locale: "en-GB", timezoneId: "Europe/Berlin" },
});
