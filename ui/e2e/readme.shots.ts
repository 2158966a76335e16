/** The pictures of the README: `cargo xtask screenshots`. */
import { test } from "@playwright/test";

import { open, type Look } from "./pages";

const SHOTS: (Look & { theme: "light" | "dark" })[] = [
  {
    name: "popup-light",
    query: "surface=popup&scenario=mixed",
    theme: "light",
    size: { width: 380, height: 620 },
  },
  {
    name: "popup-dark",
    query: "surface=popup&scenario=mixed",
    theme: "dark",
    size: { width: 380, height: 620 },
  },
  { name: "account", query: "surface=main&account=srtgen-work", theme: "light" },
  { name: "history", query: "section=history&account=crun-renders", theme: "dark" },
];

for (const { theme, ...look } of SHOTS)
  test(look.name, async ({ page }) => {
    await open(page, look, { theme });
    await page.screenshot({ path: `../docs/images/${look.name}.png` });
  });
