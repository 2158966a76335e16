/**
 * Amounts for people. They come as decimal strings and stay strings: `Intl` takes them whole, and the little arithmetic
 * there is (bytes, hours) is done in integers. Where amounts are covered, none of their digits leaves this file.
 */
import { locale as appLocale, messages } from "../i18n";
import { amountsCovered, COVER } from "./covered.svelte";

/** A figure and what stands behind it, so that the figure can be set larger. */
export interface Amount {
  figure: string;
  /** "credits"; null where the unit is part of the figure ("$12.50", "200 MB"). */
  unit: string | null;
}

export interface AmountOptions {
  /** `short` for a glance, `exact` with every digit. */
  precision?: "short" | "exact";
  locale?: string;
}

type Decimal = `${number}`;

const DECIMAL = /^-?\d+(\.\d+)?$/;
const CURRENCY = /^[A-Z]{3}$/;
const STEP = 1024n;
const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const;
/** From this many digits on, a short figure is "12.34T", and from that many "1.23E29". */
const LONG = 13;
const VERY_LONG = 16;

export function isDecimal(text: string): text is Decimal {
  return DECIMAL.test(text);
}

export function amountParts(value: string, unit: string, options: AmountOptions = {}): Amount {
  const precision = options.precision ?? "short";
  const locale = options.locale ?? appLocale;
  if (amountsCovered()) return coveredAmount(unit, locale);
  // Never guess at what is no decimal: show it as it came.
  if (!isDecimal(value)) return { figure: value, unit: unitWord(value, unit, locale) };
  const exact = precision === "exact";
  if (unit === "bytes")
    return { figure: exact ? exactBytes(value, locale) : bytes(value, locale), unit: null };
  if (unit === "seconds" && !exact) return { figure: duration(value, locale), unit: null };
  if (unit === "percent") return { figure: percent(value, locale), unit: null };
  if (CURRENCY.test(unit)) return { figure: currency(value, unit, exact, locale), unit: null };
  return { figure: plain(value, exact, locale), unit: unitWord(value, unit, locale) };
}

export function formatAmount(value: string, unit: string, options: AmountOptions = {}): string {
  const { figure, unit: word } = amountParts(value, unit, options);
  return word === null ? figure : `${figure} ${word}`;
}

/** A share between 0 and 1, which is for drawing and rough words only. */
export function formatShare(share: number, locale = appLocale): string {
  const style = { style: "percent", maximumFractionDigits: 0, roundingMode: "floor" } as const;
  if (amountsCovered())
    return covered(new Intl.NumberFormat(locale, { style: "percent" }).formatToParts(0.5));
  if (share > 0 && share < 0.01) return `<${new Intl.NumberFormat(locale, style).format(0.01)}`;
  return new Intl.NumberFormat(locale, style as Intl.NumberFormatOptions).format(share);
}

/** The sign of a currency and a plain unit stay; the step of a size or a span ("GB", "h") would tell too much. */
function coveredAmount(unit: string, locale: string): Amount {
  const parts = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).formatToParts(5);
  if (unit === "bytes" || unit === "seconds") return { figure: COVER, unit: null };
  if (unit === "percent") return { figure: covered(parts({ style: "unit", unit: "percent" })), unit: null };
  if (CURRENCY.test(unit))
    return {
      figure: covered(parts({ style: "currency", currency: unit, maximumFractionDigits: 0 })),
      unit: null,
    };
  return { figure: COVER, unit: unitWord("5", unit, locale) };
}

function covered(parts: Intl.NumberFormatPart[]): string {
  return parts.map(({ type, value }) => (type === "integer" ? COVER : value)).join("");
}

function plain(value: Decimal, exact: boolean, locale: string): string {
  if (exact) return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value);
  if (integerDigits(value) >= LONG) return number(locale, shortened(value)).format(value);
  return number(locale, { maximumFractionDigits: fractionDigits(value, 2) }).format(value);
}

function currency(value: Decimal, code: string, exact: boolean, locale: string): string {
  const options: Intl.NumberFormatOptions = { style: "currency", currency: code };
  if (exact) return number(locale, { ...options, maximumFractionDigits: 20 }).format(value);
  if (integerDigits(value) >= LONG) return number(locale, { ...options, ...shortened(value) }).format(value);
  const usual = new Intl.NumberFormat(locale, options).resolvedOptions().maximumFractionDigits ?? 2;
  return number(locale, { ...options, maximumFractionDigits: fractionDigits(value, usual) }).format(value);
}

function shortened(value: Decimal): Intl.NumberFormatOptions {
  return { notation: integerDigits(value) >= VERY_LONG ? "scientific" : "compact", maximumFractionDigits: 2 };
}

function percent(value: Decimal, locale: string): string {
  return number(locale, { style: "unit", unit: "percent", maximumFractionDigits: 2 }).format(value);
}

/** What is left is never rounded up: $0.999 is not a dollar. */
function number(locale: string, options: Intl.NumberFormatOptions): { format: (value: Decimal) => string } {
  return new Intl.NumberFormat(locale, { ...options, roundingMode: "trunc" } as Intl.NumberFormatOptions);
}

/** As many fraction digits as usual, but enough that a small amount is not shown as none at all. */
function fractionDigits(value: Decimal, usual: number): number {
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  if (/[1-9]/.test(whole)) return usual;
  const first = fraction.search(/[1-9]/);
  return first < 0 ? usual : Math.min(20, Math.max(usual, first + 2));
}

function integerDigits(value: Decimal): number {
  return value.replace(/^-?0*/, "").split(".")[0]?.length ?? 0;
}

/** In steps of 1024, as the providers write them, to one decimal. */
function bytes(value: Decimal, locale: string): string {
  const negative = value.startsWith("-");
  const whole = BigInt(value.replace("-", "").split(".")[0] ?? "0");
  let step = 0;
  let size = 1n;
  while (step < BYTE_UNITS.length - 1 && whole >= size * STEP) {
    size *= STEP;
    step += 1;
  }
  const tenths = (whole * 10n) / size;
  const text = `${negative ? "-" : ""}${tenths / 10n}.${tenths % 10n}` as Decimal;
  return number(locale, {
    style: "unit",
    unit: BYTE_UNITS[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(text);
}

function exactBytes(value: Decimal, locale: string): string {
  return number(locale, {
    style: "unit",
    unit: "byte",
    unitDisplay: "long",
    maximumFractionDigits: 20,
  }).format(value);
}

/** "5 h 6 min": the two largest parts. */
function duration(value: Decimal, locale: string): string {
  const negative = value.startsWith("-");
  const seconds = BigInt(value.replace("-", "").split(".")[0] ?? "0");
  const part = (count: bigint, unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(count);
  if (seconds < 60n) {
    return number(locale, {
      style: "unit",
      unit: "second",
      unitDisplay: "short",
      maximumFractionDigits: fractionDigits(value, 1),
    }).format(value);
  }
  const parts =
    seconds < 3600n
      ? [part(seconds / 60n, "minute"), seconds % 60n > 0n ? part(seconds % 60n, "second") : ""]
      : [
          part(seconds / 3600n, "hour"),
          (seconds / 60n) % 60n > 0n ? part((seconds / 60n) % 60n, "minute") : "",
        ];
  return `${negative ? "−" : ""}${parts.filter((text) => text !== "").join(" ")}`;
}

function unitWord(value: string, unit: string, locale: string): string {
  if (!(unit in messages.units)) return unit;
  const words = messages.units[unit as keyof typeof messages.units];
  // Rough is enough to choose between "credit" and "credits".
  return new Intl.PluralRules(locale).select(Math.abs(Number(value))) === "one" ? words.one : words.other;
}
