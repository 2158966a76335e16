import { describe, expect, it } from "vitest";

import {
  compareDecimals,
  decimalPoint,
  readAmount,
  readPercent,
  readSpan,
  readTime,
  spanSeconds,
  typedFigure,
  typedSpan,
} from "./entry";

const outcome = (read: ReturnType<typeof readAmount>) => ("value" in read ? read.value : read.fault);

describe("an amount", () => {
  it.each([
    ["1000", "1000"],
    [" 1000 ", "1000"],
    ["1000.5", "1000.5"],
    ["1000,5", "1000.5"],
    ["0,005", "0.005"],
    ["0.005", "0.005"],
    [".5", "0.5"],
    ["007", "7"],
    ["12.50", "12.5"],
    ["12.0", "12"],
    ["-3", "-3"],
    ["−3,25", "-3.25"],
    ["-0", "0"],
    ["１２００．５", "1200.5"],
    ["1000,500", "1000.5"],
    ["1.2345", "1.2345"],
    ["9007199254740993.1", "9007199254740993.1"],
  ])("%j is read as %s", (typed, value) => expect(outcome(readAmount(typed))).toBe(value));

  it.each([
    ["", "missing"],
    ["   ", "missing"],
    ["1,000", "ambiguous"],
    ["1.000", "ambiguous"],
    ["12.345", "ambiguous"],
    ["-999,000", "ambiguous"],
    ["1.000,5", "notNumber"],
    ["1,000.5", "notNumber"],
    ["1 000", "notNumber"],
    ["1'000", "notNumber"],
    ["1_000", "notNumber"],
    ["1e3", "notNumber"],
    ["5.", "notNumber"],
    [".", "notNumber"],
    ["-", "notNumber"],
    ["many", "notNumber"],
    ["$5", "notNumber"],
    ["Infinity", "notNumber"],
    ["0x10", "notNumber"],
    ["12345678901234567890123456789", "tooLong"],
  ])("%j is refused: %s", (typed, fault) => expect(outcome(readAmount(typed))).toBe(fault));
});

describe("a percentage", () => {
  it.each([
    ["20", "20%"],
    ["20%", "20%"],
    ["20 %", "20%"],
    ["2,5", "2.5%"],
    ["0", "0%"],
    ["100", "100%"],
    ["100.1", "notPercent"],
    ["-1", "notPercent"],
    ["101", "notPercent"],
    ["", "missing"],
    ["%", "missing"],
    ["half", "notNumber"],
  ])("%j is %s", (typed, result) => expect(outcome(readPercent(typed))).toBe(result));
});

describe("a span", () => {
  it.each([
    ["3", "d", "3d"],
    [" 06", "h", "6h"],
    ["３", "d", "3d"],
    ["2", "w", "2w"],
    ["90", "s", "90s"],
    ["", "d", "missing"],
    ["1.5", "h", "notWhole"],
    ["-1", "h", "notWhole"],
    ["59", "s", "spanRange"],
    ["0", "d", "spanRange"],
    ["3651", "d", "spanRange"],
    ["99999999999999999999", "d", "spanRange"],
  ])("%j in %s is %s", (text, unit, result) =>
    expect(outcome(readSpan({ text, unit }, "1m", "3650d"))).toBe(result),
  );

  it.each<[string, number | null]>([
    ["90s", 90],
    ["1h30m", 5400],
    ["1w1d1h1m1s", 694_861],
    ["0s", 0],
    ["", null],
    ["15", null],
    ["30m1h", null],
    ["1.5h", null],
    ["9".repeat(30) + "d", null],
  ])("%j has %s seconds", (span, seconds) => expect(spanSeconds(span)).toBe(seconds));

  it.each([
    ["3d", "3", "d"],
    ["1h30m", "90", "m"],
    ["24h", "1", "d"],
    ["36h", "36", "h"],
    ["2w", "14", "d"],
    ["1m30s", "90", "s"],
    ["nonsense", "", "d"],
  ])("%s is shown as %s %s", (span, text, unit) => expect(typedSpan(span)).toEqual({ text, unit }));

  it("is shown in the units that can be chosen", () => {
    expect(typedSpan("7d", ["h", "m"])).toEqual({ text: "168", unit: "h" });
  });
});

it.each([
  ["00:00", "00:00"],
  ["23:59", "23:59"],
  ["24:00", "notTime"],
  ["8:00", "08:00"],
  ["12:60", "notTime"],
  ["8", "notTime"],
  ["", "notTime"],
])("the time of day %j is %s", (typed, result) => expect(outcome(readTime(typed))).toBe(result));

it("shows what it reads", () => {
  for (const value of ["1000", "1000.5", "0.005", "-3.25"]) {
    for (const point of [".", ","]) {
      const { text } = typedFigure("amount", value, "", point);
      expect(readAmount(text)).toEqual({ value });
    }
  }
  expect(typedFigure("percent", "2.5%", "%", ",")).toEqual({ text: "2,5", unit: "%" });
  expect(typedFigure("span", null, "d", ".")).toEqual({ text: "", unit: "d" });
});

it("compares without losing a digit", () => {
  expect(compareDecimals("9007199254740993", "9007199254740992")).toBe(1);
  expect(compareDecimals("0.1", "0.10")).toBe(0);
  expect(compareDecimals("-5", "3.2")).toBe(-1);
});

it("writes decimals as the person does", () => {
  expect([decimalPoint("en-US"), decimalPoint("de-DE"), decimalPoint("ja")]).toEqual([".", ",", "."]);
});
