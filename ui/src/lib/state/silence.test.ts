import { describe, expect, it } from "vitest";

import { account, clock } from "../ipc/fake/build";
import { nextMorning, pauseText, silenceMarks } from "./silence";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const at = clock(NOW);
const view = (snoozedUntil: string | null, muted: boolean) =>
  account(at, { id: "a", provider: "crun", label: "A", snoozedUntil, muted });
const plainSpaces = (text: string | null) => text?.replace(/[\u00a0\u2009\u202f]/g, " ");

describe("a pause of all alerts", () => {
  it("is told with its end, or with who ends it", () => {
    expect(plainSpaces(pauseText({ until: at(4.0833) }, NOW))).toBe("Alerts paused until 2:04 PM");
    expect(pauseText({ until: null }, NOW)).toBe("Alerts paused until you resume them");
  });

  it("is over at its end, also before the next snapshot says so", () => {
    expect(pauseText({ until: at(0) }, NOW)).toBeNull();
    expect(pauseText(null, NOW)).toBeNull();
  });
});

describe("the marks of an account", () => {
  it("say until when, and until what", () => {
    expect(silenceMarks(view(at(1), true), NOW).map(plainSpaces)).toEqual([
      "Snoozed until 11:00 AM",
      "Muted until topped up",
    ]);
    expect(silenceMarks(view(null, false), NOW)).toEqual([]);
  });

  it("leave out a snooze that is over", () => {
    expect(silenceMarks(view(at(-0.01), false), NOW)).toEqual([]);
  });
});

it.each([
  ["2026-11-20T10:00:00Z", "2026-11-21T08:00:00.000Z"],
  ["2026-11-20T23:59:00Z", "2026-11-21T08:00:00.000Z"],
  ["2026-11-21T03:59:00Z", "2026-11-21T08:00:00.000Z"],
  ["2026-11-21T04:00:00Z", "2026-11-22T08:00:00.000Z"],
  ["2026-12-31T20:00:00Z", "2027-01-01T08:00:00.000Z"],
])("at %s, the next morning is %s: whoever is still up means the one that comes", (now, morning) => {
  expect(new Date(nextMorning(Date.parse(now))).toISOString()).toBe(morning);
});
