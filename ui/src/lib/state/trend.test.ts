import { describe, expect, it } from "vitest";

import { drawn, type Points, trendWord } from "./trend";

describe("the line of a trend", () => {
  it("runs from the oldest to the newest, the most at the top", () => {
    expect(drawn([1, 0.5, 0])?.line).toBe("M0 2L50 10L100 18");
    expect(drawn([1, 0.5, 0])?.area).toBe("M0 20L0 2L50 10L100 18L100 20Z");
  });

  it("breaks where nothing was read, and shows a lone reading as a dot", () => {
    expect(drawn([1, 0.5, null, 0.5, 0])?.line).toBe("M0 2L25 10M75 10L100 18");
    expect(drawn([1, null, 0.5, null, null])?.line).toBe("M0 2h.01M50 10h.01");
    expect(drawn([1, null, 0.5])?.area).toBe("");
  });

  it("stays in its place whatever comes", () => {
    expect(drawn([7, -3, Number.NaN, 0.5])?.line).toBe("M0 2L33.3 18M100 10h.01");
  });

  it.each<[Points]>([[[]], [[0.5]], [[null, null]], [[null, 1, null]]])("of %j is none", (points) => {
    expect(drawn(points)).toBeNull();
  });
});

describe("a trend in words", () => {
  it.each<[Points, string | null]>([
    [[1, 0.9, null, 0.2], "falling"],
    [[0.2, null, 0.9], "rising"],
    [[0.3, 0.1, 1, 0.8], "wavering"],
    [[0.5, 0.505, 0.5], "still"],
    [Array.from({ length: 28 }, (_, step) => 1 - step * 0.004), "falling"],
    [[0.5], null],
    [[null, null], null],
  ])("%j is %s", (points, word) => {
    expect(trendWord(points)).toBe(word);
  });
});
