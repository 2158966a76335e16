import { expect, it } from "vitest";

import { hasLapsed, statusText } from "./standing";

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

it("is written in words", () => {
  expect(statusText("past_due")).toBe("past due");
});
