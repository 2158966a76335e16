import { describe, expect, it } from "vitest";

import { spanRange, spanText } from "./span";

describe("a span of days", () => {
  it.each([
    [0, "less than 1 hour"],
    [0.04, "less than 1 hour"],
    [0.05, "about 1 hour"],
    [1.3, "about 31 hours"],
    [1.99, "about 48 hours"],
    [2, "about 2 days"],
    [6.4, "about 6 days"],
    [6.5, "about 7 days"],
    [59, "about 59 days"],
    [100, "about 3 months"],
    [800, "more than 2 years"],
    [36_500, "more than 2 years"],
  ])("of %d is %s", (days, expected) => {
    expect(spanText(days, "en-US")).toBe(expected);
  });
});

describe("a range of days", () => {
  it.each<[number | null, number | null, string | null]>([
    [2.2, 9.1, "2 to 9 days"],
    [0.2, 1.9, "5 to 46 hours"],
    [0.3, 9, "up to 9 days"],
    [0.01, 1, "up to 24 hours"],
    [5.9, 6.1, "about 6 days"],
    [20, 100, "20 to 100 days"],
    [70, 130, "2 to 4 months"],
    [2, 36_500, "at least 2 days"],
    [1.5, null, "at least 36 hours"],
    [0.001, null, null],
    [900, 2000, "more than 2 years"],
    [null, 9, null],
    [0, 0, "up to 1 hour"],
  ])("from %s to %s is %s", (low, high, expected) => {
    expect(spanRange(low, high, "en-US")).toBe(expected);
  });
});
