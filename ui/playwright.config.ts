import { defineConfig } from "@playwright/test";

const PORT = 4173;

// Pictures are compared on any machine, so everything that a machine may have of its own is fixed here: fonts, how they
// are smoothed, time, zone, language, motion, and the size of a pixel.
process.env["FONTCONFIG_FILE"] = new URL("e2e/fonts.conf", import.meta.url).pathname;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../target/pages",
  // One picture a file, named by what is on it.
  snapshotPathTemplate: "e2e/baselines/{arg}{ext}",
  // A picture that is missing was not looked at by anyone.
  updateSnapshots: "none",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: [["list", { printSteps: false }]],
  expect: {
    toHaveScreenshot: { maxDiffPixels: 100, threshold: 0.2, animations: "disabled", caret: "hide" },
  },
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: "en-US",
    timezoneId: "UTC",
    deviceScaleFactor: 1,
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-lcd-text",
        "--font-render-hinting=none",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "pages", testMatch: /\.spec\.ts$/ },
    { name: "readme", testMatch: /\.shots\.ts$/, use: { deviceScaleFactor: 2 } },
  ],
  webServer: { command: `node e2e/serve.mjs ${PORT}`, port: PORT, reuseExistingServer: true },
});
