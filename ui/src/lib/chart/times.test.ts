import { expect, it } from "vitest";

import { isoTime, momentText, timeTexts, windowText } from "./times";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

it.each<[string, number, string, string[], string[]]>([
  [
    "times of day, and the day at midnight",
    6 * HOUR,
    "en-US",
    ["2026-11-20T18:00:00Z", "2026-11-21T00:00:00Z", "2026-11-21T06:00:00Z"],
    ["6:00 PM", "Nov 21", "6:00 AM"],
  ],
  ["days", DAY, "en-US", ["2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"], ["Nov 20", "Nov 21"]],
  [
    "months, and the year where it begins",
    30 * DAY,
    "en-US",
    ["2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"],
    ["Dec", "2027", "Feb"],
  ],
  ["years", 365 * DAY, "en-US", ["2026-01-01T00:00:00Z"], ["2026"]],
  ["the person's own months", DAY, "de-DE", ["2026-10-20T00:00:00Z"], ["20. Okt."]],
  ["the person's own clock", HOUR, "de-DE", ["2026-10-20T18:00:00Z"], ["18:00"]],
  ["the person's own days", DAY, "ja-JP", ["2026-10-20T00:00:00Z"], ["10月20日"]],
])("below the grid are %s", (_name, step, locale, moments, expected) => {
  expect(timeTexts(moments.map(at), step, locale).map(plain)).toEqual(expected);
});

it.each([
  ["2026-11-13T10:00:00Z", "2026-11-20T10:00:00Z", "Nov 13 – 20, 2026"],
  ["2025-12-30T10:00:00Z", "2026-11-20T10:00:00Z", "Dec 30, 2025 – Nov 20, 2026"],
  ["2026-11-20T10:00:00Z", "2026-11-20T12:30:00Z", "Nov 20, 2026, 10:00 AM – 12:30 PM"],
])("from %s to %s is %s", (from, until, expected) => {
  expect(plain(windowText({ from: at(from), until: at(until) }, "en-US"))).toBe(expected);
});

it("tells a moment in full, and the backend in UTC", () => {
  expect(plain(momentText(at("2026-11-20T10:05:00Z"), "en-GB"))).toBe("20 Nov 2026, 10:05");
  expect(isoTime(at("2026-11-20T10:05:00Z"))).toBe("2026-11-20T10:05:00.000Z");
});
