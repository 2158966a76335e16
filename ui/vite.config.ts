import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [svelte(), ...(mode === "test" ? [svelteTesting()] : [])],
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  build: {
    target: ["safari15.4", "chrome106"],
    // One stylesheet: a view that is loaded later never appears unstyled.
    cssCodeSplit: false,
    // The page's policy allows scripts from its own files alone, so nothing is inlined.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    env: { TZ: "UTC" },
    restoreMocks: true,
    // The rules of axe take their time on a busy machine.
    testTimeout: 30_000,
  },
}));
