/** Builds what is measured, apart from what is shipped. */
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  plugins: [svelte({ configFile: fileURLToPath(new URL("../svelte.config.js", import.meta.url)) })],
  build: {
    outDir: fileURLToPath(new URL("../node_modules/.cache/bench", import.meta.url)),
    emptyOutDir: true,
    target: ["safari15.4", "chrome106"],
    modulePreload: { polyfill: false },
    rolldownOptions: { input: fileURLToPath(new URL("chart.html", import.meta.url)) },
  },
});
