import { expect, it } from "vitest";

import { factText } from "./fact";

const fact = (value: string, kind: string, unit: string | null = null) => ({
  id: "x",
  label: "X",
  value,
  kind,
  unit,
});

it.each([
  [fact("Alex", "text"), "Alex"],
  [fact("2720", "number", "ms"), "2,720 ms"],
  [fact("4.37", "number", "%"), "4.37%"],
  [fact("12", "number"), "12"],
  [fact("n/a", "number", "ms"), "n/a ms"],
  [fact("not a time", "time"), "not a time"],
])("%o is shown as %s", (given, expected) => {
  expect(factText(given, "en-US")).toBe(expected);
});

it("shows a time as a time", () => {
  expect(factText(fact("2026-03-29T17:48:46Z", "time"), "en-US")).toMatch(/Mar 29, 2026, 5:48\sPM/);
});
