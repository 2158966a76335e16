import { describe, expect, it } from "vitest";

import { account, clock } from "../ipc/fake/build";
import { pauseText, silenceMarks } from "./silence";

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
