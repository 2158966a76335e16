import { describe, expect, it } from "vitest";

import {
  clockTime,
  dayRange,
  expiryText,
  isRecent,
  parseTime,
  pastTime,
  relativeTime,
  resetText,
} from "./time";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const plainSpaces = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, " ");

describe("relative times", () => {
  it.each([
    [-10_000, "just now"],
    [10_000, "in a moment"],
    [-MINUTE, "1 minute ago"],
    [-59.9 * MINUTE, "59 minutes ago"],
    [-3.9 * HOUR, "3 hours ago"],
    [-25 * HOUR, "1 day ago"],
    [9.9 * DAY, "in 9 days"],
    [-59 * DAY, "59 days ago"],
    [-100 * DAY, "3 months ago"],
    [-800 * DAY, "2 years ago"],
  ])("%d ms away is %s", (span, expected) => {
    expect(relativeTime(NOW + span, NOW, "en-US")).toBe(expected);
  });
});

it("tells nothing that has happened as to come", () => {
  expect(pastTime(NOW + 300, NOW, "en-US")).toBe("just now");
  expect(pastTime(NOW - 5 * MINUTE, NOW, "en-US")).toBe("5 minutes ago");
});

it("has nothing to say of a time that is none", () => {
  expect(parseTime(null)).toBeNull();
  expect(parseTime("soon")).toBeNull();
  expect(resetText(null, NOW)).toBeNull();
  expect(expiryText("never", NOW)).toBeNull();
});

it("tells a coming reset from one that was due", () => {
  expect(resetText("2026-11-29T12:00:00Z", NOW, "en-US")).toBe("resets in 9 days");
  expect(resetText("2026-11-18T09:00:00Z", NOW, "en-US")).toBe("reset was due 2 days ago");
  expect(expiryText("2026-11-18T09:00:00Z", NOW, "en-US")).toBe("expired 2 days ago");
});

it("names the day only where it is another one", () => {
  expect(plainSpaces(clockTime(Date.parse("2026-11-20T14:05:00Z"), NOW, "en-GB"))).toBe("14:05");
  expect(plainSpaces(clockTime(Date.parse("2026-11-21T14:05:00Z"), NOW, "en-US"))).toBe("Nov 21, 2:05 PM");
});

it("tells a period by its days, as the provider counts them", () => {
  expect(plainSpaces(dayRange("2026-06-01T00:00:00.000Z", "2026-06-30T23:59:59.000Z", "en-US") ?? "")).toBe(
    "Jun 1 – 30, 2026",
  );
  expect(dayRange(null, null)).toBeNull();
  expect(dayRange("2026-06-01T00:00:00Z", null, "en-US")).toBe("Jun 1, 2026");
});

it("calls a reading recent for an hour", () => {
  expect(isRecent("2026-11-20T09:01:00Z", NOW)).toBe(true);
  expect(isRecent("2026-11-20T09:00:00Z", NOW)).toBe(false);
  expect(isRecent(null, NOW)).toBe(false);
});
