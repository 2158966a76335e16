import { describe, expect, it } from "vitest";

import { beginning, figureText, GROUPS, isOn, over, ruleText, spanInWords, UNSAID } from "./rules";

const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, " ");

describe("a rule in words", () => {
  it.each([
    [true, "on"],
    [false, "off"],
    [null, "off"],
    ["6h", "6 hours"],
    ["90%", "90%"],
    [{ warning: "20%", critical: "5%" }, "20% / 5%"],
    [{ warning: "3d", critical: null }, "warning below 3 days"],
    [{ warning: null, critical: "200" }, "critical below 200 credits"],
    [{ warning: "1000.5", critical: "200" }, "1,000.5 credits / 200 credits"],
    [{ from: "22:00", to: "08:00", criticalPasses: true }, "22:00 to 08:00"],
  ])("%j is “%s”", (value, words) => expect(plain(ruleText(value, "credits", "en-US"))).toBe(words));

  it("has no unit where it holds for accounts of different ones", () => {
    expect(figureText("1000", null, "en-US")).toBe("1,000");
    expect(figureText("12.50", "USD", "en-US")).toBe("$12.50");
  });

  it.each([
    ["1d", "1 day"],
    ["1h30m", "90 minutes"],
    ["2w", "14 days"],
    ["90s", "90 seconds"],
    ["nonsense", "nonsense"],
  ])("%s is %s", (span, words) => expect(spanInWords(span, "en-US")).toBe(words));
});

describe("one table over another", () => {
  it("says what the upper one says, a no included, and else what the lower one says", () => {
    const both = over(
      { ...UNSAID, share: { warning: "20%", critical: null }, empty: true },
      { ...UNSAID, empty: false },
    );
    expect(both.empty).toBe(false);
    expect(both.share).toEqual({ warning: "20%", critical: null });
    expect(both.amount).toBeNull();
  });
});

describe("a rule that is switched on", () => {
  const general = { warning: "30%", critical: "10%" };

  it("begins as it was, else as it is for all, else as most want it", () => {
    expect(beginning("share", { warning: "1%", critical: null }, general)).toEqual({
      warning: "1%",
      critical: null,
    });
    expect(beginning("share", false, general)).toBe(general);
    expect(beginning("share", null, false)).toEqual({ warning: "20%", critical: "5%" });
    expect(beginning("empty", false, false)).toBe(true);
  });

  it("has no amount to begin with that could be guessed", () => {
    expect(beginning("amount", null, false)).toBeNull();
  });
});

it("sets out every rule once", () => {
  const shown = GROUPS.flatMap(([, rules]) => rules);
  expect([...shown].sort()).toEqual(Object.keys(UNSAID).sort());
  expect(isOn(false) || isOn(null)).toBe(false);
});
