import { describe, expect, it } from "vitest";

import { amountParts, formatAmount, formatShare } from "./amount";

const en = { locale: "en-US" };
const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("an amount at a glance", () => {
  it.each([
    ["1250", "credits", "1,250 credits"],
    ["1", "credits", "1 credit"],
    ["1.0", "credits", "1 credit"],
    ["0", "credits", "0 credits"],
    ["-1", "credits", "-1 credit"],
    ["8640.5", "credits", "8,640.5 credits"],
    ["0.004", "credits", "0.004 credits"],
    ["48849", "characters", "48,849 characters"],
    ["206", "requests", "206 requests"],
    ["1", "pages", "1 page"],
    ["12.5", "USD", "$12.50"],
    ["-3.07", "USD", "-$3.07"],
    ["0.000042", "USD", "$0.000042"],
    ["36.2", "CNY", "CN¥36.20"],
    ["1200", "JPY", "¥1,200"],
    ["4.37", "percent", "4.37%"],
    ["209715200", "bytes", "200 MB"],
    ["10737418240", "bytes", "10 GB"],
    ["1023", "bytes", "1,023 bytes"],
    ["1536", "bytes", "1.5 kB"],
    ["0", "bytes", "0 bytes"],
    ["42.5", "seconds", "42.5 sec"],
    ["750", "seconds", "12 min 30 sec"],
    ["18360", "seconds", "5 hr 6 min"],
    ["36000", "seconds", "10 hr"],
    ["7", "tokens", "7 tokens"],
  ])("%s %s is %s", (value, unit, expected) => {
    expect(plainSpaces(formatAmount(value, unit, en))).toBe(expected);
  });

  it("never rounds up to more than there is", () => {
    expect(formatAmount("0.999", "USD", en)).toBe("$0.99");
    expect(formatAmount("1.999", "credits", en)).toBe("1.99 credits");
    expect(plainSpaces(formatAmount("1073741823", "bytes", en))).toBe("1,023.9 MB");
  });

  it("shortens what would not fit", () => {
    expect(formatAmount("12345678901234.5", "credits", en)).toBe("12.34T credits");
    expect(formatAmount("123456789012345678901234567890", "credits", en)).toBe("1.23E29 credits");
  });

  it("shows what is no decimal as it came", () => {
    expect(formatAmount("many", "credits", en)).toBe("many credits");
    expect(formatAmount("1e5", "credits", en)).toBe("1e5 credits");
  });
});

describe("an amount in full", () => {
  const exact = { ...en, precision: "exact" } as const;

  it("keeps digits that a binary number would lose", () => {
    expect(formatAmount("12345678901234567890.123456789", "credits", exact)).toBe(
      "12,345,678,901,234,567,890.123456789 credits",
    );
    expect(formatAmount("0.1234567890123456789", "USD", exact)).toBe("$0.1234567890123456789");
  });

  it("tells bytes and seconds by the one", () => {
    expect(formatAmount("10737418240", "bytes", exact)).toBe("10,737,418,240 bytes");
    expect(formatAmount("18360", "seconds", exact)).toBe("18,360 seconds");
  });
});

describe("figure and unit apart", () => {
  it("leaves a unit alone that is part of the figure", () => {
    expect(amountParts("12.5", "EUR", en)).toEqual({ figure: "€12.50", unit: null });
    expect(amountParts("12", "credits", en)).toEqual({ figure: "12", unit: "credits" });
  });

  it("follows the locale", () => {
    expect(amountParts("1234.5", "credits", { locale: "de-DE" }).figure).toBe("1.234,5");
  });
});

it.each([
  [0, "0%"],
  [0.004, "<1%"],
  [0.199, "19%"],
  [1, "100%"],
])("a share of %d is %s", (share, expected) => {
  expect(formatShare(share, "en-US")).toBe(expected);
});
