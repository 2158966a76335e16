import { afterEach, expect, it } from "vitest";

import { LANGUAGES, use } from "../i18n";
import { en } from "../i18n/en";
import { hasLapsed, statusText } from "./standing";

afterEach(() => use(en, "en"));

it.each([
  ["past_due", true],
  ["Past due", true],
  ["CANCELED", true],
  ["cancelled", true],
  ["inactive", true],
  ["suspended", true],
  ["active", false],
  ["trialing", false],
  ["", false],
  [null, false],
])("%s has lapsed: %s", (status, lapsed) => {
  expect(hasLapsed(status)).toBe(lapsed);
});

it.each([
  ["past_due", "past due"],
  ["CANCELED", "cancelled"],
  ["on_trial", "on trial"],
])("%s is written %s", (status, text) => {
  expect(statusText(status)).toBe(text);
});

it("is told in the person's language where the word is known", async () => {
  use(await LANGUAGES.de(), "de");
  expect(statusText("Past due")).toBe("überfällig");
  expect(statusText("on_trial")).toBe("on trial");
});
