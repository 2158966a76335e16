/** Amounts of a chart for people: exact where one is told, short along the axis, covered where they are hidden. */
import { amountParts, formatAmount, formatShare } from "../format/amount";
import { difference } from "../format/decimal";
import { locale as appLocale, messages } from "../i18n";
import type { RiseView } from "../ipc/generated/RiseView";
import type { Threshold } from "./outlook";

const CURRENCY = /^[A-Z]{3}$/;
/** From this amount on the axis tells millions as "1.2M". */
const LONG = 1_000_000;
/** And from this one on by powers of ten. */
const VERY_LONG = 1e15;

/** An amount exactly as it was read. */
export function exactly(amount: string, unit: string, hidden: boolean): string {
  return hidden ? messages.history.covered : formatAmount(amount, unit, { precision: "exact" });
}

/** "+2,000 credits". */
export function addedText(rise: RiseView, hidden: boolean): string {
  if (hidden) return messages.history.covered;
  const more = difference(rise.after, rise.before) ?? rise.after;
  return messages.changes.added(formatAmount(more, rise.unit));
}

/** "from 140 to 2,140 credits". */
export function riseSpan(rise: RiseView, hidden: boolean): string {
  if (hidden) return messages.history.covered;
  return messages.changes.fromTo(
    amountParts(rise.before, rise.unit).figure,
    formatAmount(rise.after, rise.unit),
  );
}

/** A number that was reckoned for drawing, as a decimal of as many digits as it is good for. */
export function asDecimal(value: number): string {
  return new Intl.NumberFormat("en", { maximumSignificantDigits: 12, useGrouping: false }).format(value);
}

/** What stands beside the lines of the grid: as many digits as tell one line from the next. */
export function axisTexts(
  values: readonly number[],
  unit: string,
  hidden: boolean,
  locale = appLocale,
): string[] {
  if (hidden) return values.map(() => "•••");
  const most = Math.max(0, ...values.map(Math.abs));
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  const least = Math.min(...steps.filter((step) => step > 0), most === 0 ? 1 : most);
  const text = (value: number) => {
    // "0E0" is no way to write nothing.
    if (value === 0 && most >= VERY_LONG) return new Intl.NumberFormat(locale).format(0);
    if (unit === "bytes" || unit === "seconds" || unit === "percent")
      return formatAmount(asDecimal(value), unit, { locale });
    const style = CURRENCY.test(unit) ? ({ style: "currency", currency: unit } as const) : {};
    return new Intl.NumberFormat(locale, { ...style, ...digits(most, least) }).format(value);
  };
  return values.map(text);
}

function digits(most: number, least: number): Intl.NumberFormatOptions {
  if (most >= VERY_LONG) return { notation: "scientific", maximumFractionDigits: 2 };
  const shortened = most >= LONG;
  // Languages that count in ten thousands need up to two digits more.
  const magnitude = shortened ? 3 * Math.floor(Math.log10(most) / 3) + 2 : 0;
  const places = Math.min(20, Math.max(0, magnitude - Math.floor(Math.log10(least) + 1e-9)));
  return {
    ...(shortened ? { notation: "compact" } : {}),
    minimumFractionDigits: shortened ? 0 : places,
    maximumFractionDigits: places,
  };
}

/** Where lines of the grid may lie: whole kilobytes and hours, where ten of them are no round figure. Undefined for
 * the decimal ones. */
export function gridSteps(unit: string): number[] | undefined {
  if (unit === "bytes") return Array.from({ length: 60 }, (_, power) => 2 ** power);
  if (unit !== "seconds") return undefined;
  const hour = 3600;
  const hours = Array.from({ length: 30 }, (_, power) =>
    [1, 2, 5].map((step) => step * 10 ** power * hour),
  ).flat();
  return [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, ...hours];
}

/** A threshold as it was said: "1,000 credits", or "20%". */
export function thresholdText({ said }: Threshold, unit: string, hidden: boolean): string {
  if ("share" in said) return formatShare(said.share);
  return hidden ? messages.history.covered : formatAmount(said.amount, unit);
}
