/** Spans of days for people: estimates, so that they are told as roughly as they are known. */
import { locale as appLocale, messages } from "../i18n";

const HOURS_A_DAY = 24;
const DAYS_A_MONTH = 30.44;
/** Below this many days it is told in hours, as in notifications. */
const IN_HOURS = 2;
/** From this many days on it is told in months. */
const IN_MONTHS = 60;
/** From this many days on it is far enough away to be left at that. */
const FAR = 730;

type Unit = "hour" | "day" | "month" | "year";

/** "about 6 days", "about 31 hours", "less than 1 hour", "more than 2 years". */
export function spanText(days: number, locale = appLocale): string {
  const { spans } = messages;
  if (days * HOURS_A_DAY < 1) return spans.lessThan(counted(1, "hour", locale));
  if (days >= FAR) return spans.moreThan(counted(2, "year", locale));
  const unit = days < IN_HOURS ? "hour" : days < IN_MONTHS ? "day" : "month";
  return spans.about(counted(inUnit(days, unit), unit, locale));
}

/** "2 to 9 days"; null where there is no range to speak of. */
export function spanRange(low: number | null, high: number | null, locale = appLocale): string | null {
  const { spans } = messages;
  if (low === null) return null;
  const far = high === null || high >= FAR;
  if (low >= FAR) return spans.moreThan(counted(2, "year", locale));
  const unit = (far ? low : high) < IN_HOURS ? "hour" : low < IN_MONTHS ? "day" : "month";
  const from = inUnit(low, unit);
  if (far) return from === 0 ? null : spans.atLeast(counted(from, unit, locale));
  const to = Math.max(1, inUnit(high, unit));
  if (from === 0) return spans.upTo(counted(to, unit, locale));
  if (from === to) return spans.about(counted(to, unit, locale));
  return spans.range(new Intl.NumberFormat(locale).format(from), counted(to, unit, locale));
}

function inUnit(days: number, unit: Unit): number {
  return Math.round(unit === "hour" ? days * HOURS_A_DAY : unit === "month" ? days / DAYS_A_MONTH : days);
}

function counted(count: number, unit: Unit, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
