import { expect, it } from "vitest";

import { difference, estimate } from "./decimal";

it.each([
  ["2140", "140", "2000"],
  ["0.3", "0.1", "0.2"],
  ["12.5", "-3.07", "15.57"],
  ["1", "0.999999999999999999", "0.000000000000000001"],
  ["100.10", "0.1", "100"],
  ["1", "3.5", "-2.5"],
  ["123456789012345678901234567890.12", "0.02", "123456789012345678901234567890.1"],
  ["5", "5", "0"],
  ["2000", "1000.0", "1000"],
])("%s is more than %s by %s", (after, before, expected) => {
  expect(difference(after, before)).toBe(expected);
});

it("reckons with nothing that is no decimal", () => {
  expect(difference("many", "1")).toBeNull();
  expect(difference("1", "1e3")).toBeNull();
});

it.each([
  [206.3333, "206"],
  [1_234_567, "1230000"],
  [0.000000123456, "0.000000123"],
  [1e21, "1000000000000000000000"],
  [12, "12"],
])("an estimate of %d is told as %s", (value, expected) => {
  expect(estimate(value)).toBe(expected);
});

it("has no words for what is no number", () => {
  expect(estimate(Number.POSITIVE_INFINITY)).toBeNull();
});
