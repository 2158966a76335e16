import { describe, expect, it } from "vitest";

import type { RiseView } from "../ipc/generated/RiseView";
import { messages } from "../i18n";
import { addedText, asDecimal, axisTexts, exactly, gridSteps, riseSpan, thresholdText } from "./amounts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("along the axis", () => {
  it.each<[string, number[], string[]]>([
    ["credits", [0, 50, 100], ["0", "50", "100"]],
    ["credits", [0, 0.5, 1], ["0.0", "0.5", "1.0"]],
    ["credits", [0.1 + 0.2, 0.4], ["0.3", "0.4"]],
    ["credits", [48_000, 48_500], ["48,000", "48,500"]],
    ["credits", [0, 500_000, 1_000_000], ["0", "500K", "1M"]],
    ["credits", [12_340_000, 12_341_000, 12_342_000], ["12.34M", "12.341M", "12.342M"]],
    ["credits", [0, 5e28, 1e29], ["0", "5E28", "1E29"]],
    ["credits", [-10, 0, 10], ["-10", "0", "10"]],
    ["USD", [0, 5, 10], ["$0", "$5", "$10"]],
    ["USD", [12.5, 12.55, 12.6], ["$12.50", "$12.55", "$12.60"]],
    ["USD", [0, 0.00002, 0.00004], ["$0.00000", "$0.00002", "$0.00004"]],
    ["bytes", [0, 33_554_432], ["0 bytes", "32 MB"]],
    ["seconds", [0, 3600, 7200], ["0 sec", "1 hr", "2 hr"]],
    ["percent", [0, 50], ["0%", "50%"]],
    ["credits", [7], ["7"]],
    ["credits", [], []],
  ])("%s %j are %j", (unit, values, expected) => {
    expect(axisTexts(values, unit, false, "en-US").map(plain)).toEqual(expected);
  });

  it("follows the locale", () => {
    expect(axisTexts([0, 1500], "credits", false, "de-DE")).toEqual(["0", "1.500"]);
    expect(axisTexts([0, 0.5], "EUR", false, "de-DE").map(plain)).toEqual(["0,0 €", "0,5 €"]);
  });

  it("tells one line from the next where others count in ten thousands", () => {
    const texts = axisTexts([123_456_000, 123_457_000], "credits", false, "zh-Hans");
    expect(texts).toEqual(["1.23456亿", "1.23457亿"]);
  });

  it("tells nothing of amounts that are hidden", () => {
    expect(axisTexts([0, 500], "USD", true).join()).not.toMatch(/\d/);
  });

  it("has lines at whole kilobytes and hours", () => {
    expect(gridSteps("bytes")).toContain(1024);
    expect(gridSteps("seconds")).toContain(3600);
    expect(gridSteps("seconds")).not.toContain(1000);
    expect(gridSteps("credits")).toBeUndefined();
    const steps = gridSteps("seconds") ?? [];
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
  });
});

it("tells an amount with every digit, unless it is hidden", () => {
  const huge = "12345678901234567890.123456789";
  expect(exactly(huge, "credits", false)).toBe("12,345,678,901,234,567,890.123456789 credits");
  expect(exactly(huge, "credits", true)).toBe(messages.history.covered);
});

it("tells a rise exactly, unless it is hidden", () => {
  const rise: RiseView = {
    ...{ id: 1, at: "2026-11-20T10:00:00Z", meter: "usd", unit: "USD", kind: "top_up", detected: "top_up" },
    before: "0.1",
    after: "20.3",
  };
  expect(addedText(rise, false)).toBe("+$20.20");
  expect(riseSpan(rise, false)).toBe("from $0.10 to $20.30");
  expect(addedText(rise, true) + riseSpan(rise, true)).not.toMatch(/\d/);
});

it("tells a threshold as it was said", () => {
  const level = "warning" as const;
  const amount = { level, amount: 1000, said: { amount: "1000" } };
  expect(thresholdText(amount, "credits", false)).toBe("1,000 credits");
  expect(thresholdText(amount, "credits", true)).toBe(messages.history.covered);
  expect(thresholdText({ level, amount: 218.82, said: { share: 0.2 } }, "credits", true)).toBe("20%");
});

it.each([
  [0.1 + 0.2, "0.3"],
  [1e21, "1000000000000000000000"],
  [0.0000005, "0.0000005"],
  [-4, "-4"],
])("%d is written out as %s", (value, expected) => {
  expect(asDecimal(value)).toBe(expected);
});
