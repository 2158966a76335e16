/** Times along a chart in the person's own way of writing them. */
import { locale as appLocale } from "../i18n";
import { absoluteTime } from "../format/time";
import type { Window } from "./window";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What stands below the grid: the time of day, and where a day, month or year begins, that one instead. */
export function timeTexts(moments: readonly number[], step: number, locale = appLocale): string[] {
  const text = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (moment: number) => format.format(moment);
  };
  const day = text({ month: "short", day: "numeric" });
  const month = text({ month: "short" });
  const year = text({ year: "numeric" });
  const time = text({ hour: "numeric", minute: "2-digit" });
  return moments.map((moment) => {
    const date = new Date(moment);
    const midnight = date.getHours() === 0 && date.getMinutes() === 0;
    if (step >= 360 * DAY) return year(moment);
    if (step >= 28 * DAY) return date.getMonth() === 0 ? year(moment) : month(moment);
    if (step >= DAY || midnight) return day(moment);
    return time(moment);
  });
}

/** "Nov 13 – 20, 2026", with times of day where it is no more than two days. */
export function windowText({ from, until }: Window, locale = appLocale): string {
  const options: Intl.DateTimeFormatOptions =
    until - from > 2 * DAY ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale, options).formatRange(from, until);
}

export function momentText(moment: number, locale = appLocale): string {
  return absoluteTime(moment, locale);
}

/** As the backend is told it. */
export function isoTime(moment: number): string {
  return new Date(moment).toISOString();
}
