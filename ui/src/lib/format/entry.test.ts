import { expect, it } from "vitest";

import { editableAmount, parseAmount } from "./entry";

it.each([
  ["250", "en-US", "250"],
  [" 1,250 ", "en-US", "1250"],
  ["1,250,000.5", "en-US", "1250000.5"],
  ["1 250", "en-US", "1250"],
  ["0.004", "en-US", "0.004"],
  [".5", "en-US", "0.5"],
  ["5.", "en-US", "5"],
  ["1.250", "de-DE", "1250"],
  ["1.250,5", "de-DE", "1250.5"],
  ["0,5", "de-DE", "0.5"],
  ["1250,5", "es-ES", "1250.5"],
  ["1,250.5", "ja-JP", "1250.5"],
  ["12345678901234567890.123", "en-US", "12345678901234567890.123"],
])("%j in %s is %s", (text, locale, value) => {
  expect(parseAmount(text, locale)).toBe(value);
});

it.each([
  ["", "en-US"],
  ["many", "en-US"],
  ["-5", "en-US"],
  ["1e5", "en-US"],
  ["12,5", "en-US"],
  ["1,25", "en-US"],
  ["1.5", "de-DE"],
  ["1.2.3", "en-US"],
  ["5 credits", "en-US"],
])("%j in %s could mean anything", (text, locale) => {
  expect(parseAmount(text, locale)).toBeNull();
});

it.each([
  ["1250.5", "en-US", "1250.5"],
  ["1250.5", "de-DE", "1250,5"],
])("%s is typed in %s as %s, and read back", (value, locale, typed) => {
  expect(editableAmount(value, locale)).toBe(typed);
  expect(parseAmount(typed, locale)).toBe(value);
});
