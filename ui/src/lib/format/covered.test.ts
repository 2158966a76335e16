import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { difference } from "./decimal";
import { amountParts, formatAmount, formatShare } from "./amount";
import { coverAmounts, coverNumbers } from "./covered.svelte";
import { factText } from "./fact";

const en = { locale: "en-US" };

beforeEach(() => coverAmounts(true));
afterEach(() => coverAmounts(false));

describe("a covered amount", () => {
  it.each([
    ["1250", "credits", "•••• credits"],
    ["1", "credits", "•••• credits"],
    ["-3.07", "USD", "$••••"],
    ["12.5", "EUR", "€••••"],
    ["4.37", "percent", "••••%"],
    ["10737418240", "bytes", "••••"],
    ["18360", "seconds", "••••"],
    ["5", "GPU hours", "•••• GPU hours"],
    ["n/a", "credits", "•••• credits"],
  ])("%s %s is “%s”", (value, unit, text) => {
    expect(formatAmount(value, unit, en)).toBe(text);
    expect(formatAmount(value, unit, { ...en, precision: "exact" })).toBe(text);
  });

  it("has the same length whatever it is, also in another locale's place", () => {
    for (const value of ["1", "123456789.12", "-5"]) {
      expect(amountParts(value, "credits", en).figure).toHaveLength(4);
      expect(formatAmount(value, "USD", { locale: "de-DE" })).toBe("••••\u00a0$");
    }
  });

  it("hides shares, differences and numbered facts with it", () => {
    expect([0, 0.004, 0.42, 1].map((share) => formatShare(share, "en-US"))).toEqual(Array(4).fill("••••%"));
    expect(formatAmount(difference("12", "7") ?? "", "credits", en)).not.toMatch(/\d/);
    const fact = { id: "f", label: "Requests", value: "206", kind: "number", unit: null };
    expect(factText(fact, "en-US")).toBe("••••");
    expect(factText({ ...fact, kind: "text", value: "ada@example.org" }, "en-US")).toBe("ada@example.org");
  });
});

describe("the numbers of a sentence from elsewhere", () => {
  it.each([
    ["812 credits left, below your 1,000", "•••• credits left, below your ••••"],
    ["$12.50 left.", "$•••• left."],
    ["12’000,5 übrig", "•••• übrig"],
    ["٣٤٥ left", "•••• left"],
    ["Nothing is left", "Nothing is left"],
  ])("“%s” → “%s”", (sentence, hidden) => {
    expect(coverNumbers(sentence)).toBe(hidden);
  });

  it("stay where amounts are shown", () => {
    coverAmounts(false);
    expect(coverNumbers("812 credits left")).toBe("812 credits left");
    expect(formatAmount("812", "credits", en)).toBe("812 credits");
  });
});
