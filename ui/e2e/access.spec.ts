import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

import { expect, test, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

import { GALLERY, open, PAGES, STRAINS } from "./pages";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

async function violations(page: Page): Promise<string[]> {
  // Evaluated by the test's own hand: a script element would be kept out by the page's policy.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
}

for (const theme of ["light", "dark"] as const)
  for (const look of [...PAGES, ...STRAINS, GALLERY])
    test(`axe finds nothing on ${look.name}, ${theme}`, async ({ page }) => {
      await open(page, look, { theme });
      // What is still on its way to its colour is looked at again; what is wrong stays wrong.
      await expect.poll(() => violations(page), { timeout: 30_000 }).toEqual([]);
    });

for (const look of PAGES)
  test(`${look.name} is not wider than its window at twice the text size`, async ({ page }) => {
    await open(page, { ...look, query: `${look.query}&text=200` }, { theme: "light" });
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);
  });

for (const look of PAGES)
  test(`the Tab key leads through ${look.name}, and shows where it is`, async ({ page }) => {
    await open(page, look, { theme: "light" });
    const seen = new Set<string>();
    for (let step = 0; step < 200; step += 1) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || focused === document.body) return null;
        // A field within a frame is marked by its frame.
        const marked = [focused, focused.parentElement].some((element) => {
          const style = element === null ? null : getComputedStyle(element);
          return style !== null && (style.outlineStyle !== "none" || style.boxShadow !== "none");
        });
        const path: string[] = [];
        for (let at: Element | null = focused; at; at = at.parentElement)
          path.push(`${at.tagName}${[...(at.parentElement?.children ?? [])].indexOf(at)}`);
        return { path: path.join(), marked, html: focused.outerHTML.slice(0, 120) };
      });
      // Behind the last one comes the browser itself, and then the first.
      if (here === null) continue;
      if (seen.has(here.path)) break;
      expect(here.marked, here.html).toBe(true);
      seen.add(here.path);
    }
    expect(seen.size).toBeGreaterThan(1);
  });
