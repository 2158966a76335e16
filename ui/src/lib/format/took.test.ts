import { expect, it } from "vitest";

import { tookText } from "./took";

it.each([
  [0, "en-US", "0 ms"],
  [240, "en-US", "240 ms"],
  [1000, "en-US", "1 sec"],
  [1449, "en-US", "1.4 sec"],
  [20_000, "en-US", "20 sec"],
  [1449, "de-DE", "1,4 Sek."],
])("%d ms in %s are %s", (took, locale, text) => {
  expect(tookText(took, locale).replace(/[\u00a0\u202f]/g, " ")).toBe(text);
});
