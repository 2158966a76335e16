import { describe, expect, it } from "vitest";

import type { LevelsInput } from "../ipc/generated/AlertsInput";
import { readFigure, readLevels, readRuleFigure, typedLevels } from "./rule-entry";
import type { LevelsRule } from "./rules";

const UNIT = { amount: "", share: "%", runway: "d" } as const;

function read(rule: LevelsRule, warning: string, critical: string, saved: LevelsInput | false = false) {
  const field = (text: string) => ({ text, unit: UNIT[rule] });
  return readLevels(rule, { warning: field(warning), critical: field(critical) }, saved, ".");
}

describe("two levels", () => {
  it.each<[LevelsRule, string, string, LevelsInput]>([
    ["amount", "1000", "200", { warning: "1000", critical: "200" }],
    ["amount", "0,5", "", { warning: "0.5", critical: null }],
    ["amount", "", "-3", { warning: null, critical: "-3" }],
    ["share", "20", "5%", { warning: "20%", critical: "5%" }],
    ["share", "5", "5", { warning: "5%", critical: "5%" }],
    ["runway", "3", "1", { warning: "3d", critical: "1d" }],
  ])("of %s: %j and %j", (rule, warning, critical, value) => {
    expect(read(rule, warning, critical)).toEqual({ value });
  });

  it.each<[LevelsRule, string, string, string, string | null]>([
    ["amount", "", "", "noLevel", null],
    ["amount", "100", "100.1", "criticalAbove", "critical"],
    ["amount", "9", "10", "criticalAbove", "critical"],
    ["amount", "1,000", "200", "ambiguous", "warning"],
    ["amount", "1000", "many", "notNumber", "critical"],
    ["share", "101", "5", "notPercent", "warning"],
    ["runway", "3", "4", "criticalAbove", "critical"],
    ["runway", "0", "", "spanRange", "warning"],
    ["runway", "2.5", "", "notWhole", "warning"],
  ])("of %s are refused: %j and %j, for %s", (rule, warning, critical, fault, at) => {
    expect(read(rule, warning, critical)).toEqual({ fault, at });
  });

  it("compares times of different units", () => {
    const typed = { warning: { text: "2", unit: "d" }, critical: { text: "36", unit: "h" } };
    expect(readLevels("runway", typed, false, ".")).toEqual({ value: { warning: "2d", critical: "36h" } });
    const longer = { ...typed, critical: { text: "49", unit: "h" } };
    expect(readLevels("runway", longer, false, ".")).toEqual({ fault: "criticalAbove", at: "critical" });
  });

  it("keeps what was not touched, though it could not be typed so", () => {
    const saved = { warning: "12.345", critical: "1" };
    const typed = typedLevels("amount", saved, ".");
    expect(readLevels("amount", { ...typed, critical: { text: "2", unit: "" } }, saved, ".")).toEqual({
      value: { warning: "12.345", critical: "2" },
    });
    const hours = { warning: "1h30m", critical: null };
    expect(readLevels("runway", typedLevels("runway", hours, "."), hours, ".")).toEqual({ value: hours });
  });

  it("are shown with the person's own point, and read back", () => {
    const saved = { warning: "1000.5", critical: null };
    expect(typedLevels("amount", saved, ",").warning.text).toBe("1000,5");
    expect(readLevels("amount", typedLevels("amount", saved, ","), false, ",")).toEqual({ value: saved });
  });
});

describe("one figure", () => {
  it.each([
    ["storage", "0", "%", { fault: "fullFromZero" }],
    ["storage", "90", "%", { value: "90%" }],
    ["hysteresis", "0", "%", { value: "0%" }],
    ["reminder", "23", "h", { fault: "spanRange" }],
    ["reminder", "24", "h", { value: "24h" }],
    ["expiry", "", "d", { fault: "missing" }],
  ] as const)("of %s: %j %s", (rule, text, unit, result) => {
    expect(readRuleFigure(rule, { text, unit }, null, ".")).toEqual(result);
  });

  it("is kept where it was not touched", () => {
    expect(readFigure("unreachableAfter", { text: "90", unit: "m" }, "1h30m", ".")).toEqual({
      value: "1h30m",
    });
  });
});
