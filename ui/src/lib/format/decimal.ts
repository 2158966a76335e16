/** The little arithmetic that the page does with amounts, exactly: decimal strings in, a decimal string out. */
import { isDecimal } from "./amount";

/** How much more `after` is than `before`; null where one of them is no decimal. */
export function difference(after: string, before: string): string | null {
  if (!isDecimal(after) || !isDecimal(before)) return null;
  const places = Math.max(fraction(after).length, fraction(before).length);
  const scaled = (value: string) =>
    BigInt(value.replace(".", "") + "0".repeat(places - fraction(value).length));
  const result = scaled(after) - scaled(before);
  const digits = (result < 0n ? -result : result).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const rest = places === 0 ? "" : `.${digits.slice(-places)}`.replace(/\.?0+$/, "");
  return `${result < 0n ? "-" : ""}${whole}${rest}`;
}

/** An estimate as a decimal of three significant digits; it is not known better. Null where it is no number. */
export function estimate(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  return new Intl.NumberFormat("en", { maximumSignificantDigits: 3, useGrouping: false }).format(value);
}

function fraction(value: string): string {
  return value.split(".")[1] ?? "";
}
