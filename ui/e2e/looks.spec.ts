import { expect, test } from "@playwright/test";

import { FAILURES, GALLERY, open, PAGES, STRAINS, type Look, type Manner } from "./pages";

/** A picture that differs was either broken or meant: `cargo xtask pictures` takes new ones, to be looked at. */
function looks(look: Look, manner: Manner): void {
  const { theme, language = "en" } = manner;
  const name = [look.name, ...(language === "en" ? [] : [language]), theme].join("-");
  test(name, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await open(page, look, manner);
    await expect(look.part === undefined ? page : page.locator(look.part)).toHaveScreenshot(`${name}.png`);
    // What the page's policy blocks is said here.
    expect(complaints).toEqual([]);
  });
}

for (const theme of ["light", "dark"] as const) {
  for (const language of ["en", "de"]) for (const look of PAGES) looks(look, { theme, language });
  for (const look of [...STRAINS, FAILURES, GALLERY]) looks(look, { theme });
}
