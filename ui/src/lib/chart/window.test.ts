import { describe, expect, it } from "vitest";

import { isLive, isSame, moved, NARROWEST, type Range, windowOf, within, zoomed } from "./window";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-20T10:00:00Z");
const days = (count: number) => NOW + count * DAY;
const extent = { from: days(-100), until: NOW, ahead: null };
const view = (from: number, until: number) => ({ from: days(from), until: days(until) });

describe("the time of a range", () => {
  it.each<[Range, number]>([
    ["24h", -1],
    ["7d", -7],
    ["30d", -30],
    ["1y", -100],
    ["all", -100],
  ])("%s begins %d days from now, and not before the first reading", (range, from) => {
    expect(windowOf(range, extent)).toEqual(view(from, 0));
  });

  it("reaches into the forecast, to its end or for two fifths of the past", () => {
    expect(windowOf("30d", { ...extent, ahead: days(3) })).toEqual(view(-30, 3));
    expect(windowOf("30d", { ...extent, ahead: days(60) })).toEqual(view(-30, 12));
    expect(windowOf("30d", { ...extent, ahead: days(-3) })).toEqual(view(-30, 0));
  });

  it("has a width even where only one reading is", () => {
    const window = windowOf("7d", { from: NOW, until: NOW, ahead: null });
    expect(window).toEqual({ from: NOW - NARROWEST, until: NOW });
  });
});

describe("zooming", () => {
  it("keeps what is pointed to where it is", () => {
    const window = zoomed(view(-8, 0), 2, days(-2), extent);
    expect(isSame(window, view(-5, -1))).toBe(true);
    expect(isSame(zoomed(window, 0.5, days(-2), extent), view(-8, 0))).toBe(true);
  });

  it("ends at the narrowest, and at all there is", () => {
    const narrow = zoomed(view(-1, 0), 1e9, days(-0.5), extent);
    expect(narrow.until - narrow.from).toBe(NARROWEST);
    expect(zoomed(view(-50, -10), 0.01, days(-20), extent)).toEqual(view(-100, 0));
  });

  it("moves no further than there is something", () => {
    expect(moved(view(-10, 0), -0.5, extent)).toEqual(view(-15, -5));
    expect(moved(view(-10, 0), 0.5, extent)).toEqual(view(-10, 0));
    expect(moved(view(-98, -88), -1, extent)).toEqual(view(-100, -90));
  });

  it("takes a stretch that was drawn across beyond the edge for as much as there is", () => {
    expect(within({ from: days(-2), until: days(9) }, extent)).toEqual(view(-11, 0));
    expect(within({ from: days(-300), until: days(9) }, extent)).toEqual(view(-100, 0));
  });
});

it.each([
  [-7, 0, true],
  [-7, 3, true],
  [-7, -1, false],
])("from %d to %d days, the present is in view: %s", (from, until, live) => {
  expect(isLive(view(from, until), extent)).toBe(live);
});
