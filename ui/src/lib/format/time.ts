/** Times for people. The moment "now" is always given: this page reads no clock by itself. */
import { locale as appLocale, messages } from "../i18n";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Up to this age a reading needs no remark: it is the longest interval between two polls. */
const RECENT = HOUR;

/** Milliseconds since 1970; null for none and for what is no time. */
export function parseTime(text: string | null): number | null {
  if (text === null) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

export function isRecent(text: string | null, now: number): boolean {
  const time = parseTime(text);
  return time !== null && now - time < RECENT;
}

/** "3 hours ago", "in 9 days", "just now". Rounds towards now: what is nearly due is not made to look far off. */
export function relativeTime(time: number, now: number, locale = appLocale): string {
  const span = time - now;
  const size = Math.abs(span);
  if (size < MINUTE) return span > 0 ? messages.times.inAMoment : messages.times.justNow;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const count = (unit: number) => Math.trunc(span / unit);
  if (size < HOUR) return format.format(count(MINUTE), "minute");
  if (size < DAY) return format.format(count(HOUR), "hour");
  if (size < 60 * DAY) return format.format(count(DAY), "day");
  if (size < 730 * DAY) return format.format(count(30.44 * DAY), "month");
  return format.format(count(365.25 * DAY), "year");
}

/** Of what has happened, which the page may hear of a moment before its own clock has come that far. */
export function pastTime(time: number, now: number, locale = appLocale): string {
  return relativeTime(Math.min(time, now), now, locale);
}

/** A moment in full: "20 Nov 2026, 14:05". */
export function absoluteTime(time: number, locale = appLocale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** The time of day, with the date where it is not today's. */
export function clockTime(time: number, now: number, locale = appLocale): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "short" });
  if (day.format(time) === day.format(now)) {
    return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(time);
  }
  return new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(time);
}

export function calendarDay(time: number, locale = appLocale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(time);
}

/** "Jun 1 – 30, 2026". */
export function dayRange(start: string | null, end: string | null, locale = appLocale): string | null {
  const from = parseTime(start);
  const to = parseTime(end);
  if (from !== null && to !== null && from <= to) {
    // A period ends with its last moment, whose day is the provider's: it is told in UTC, as it was given.
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).formatRange(from, to);
  }
  const only = from ?? to;
  return only === null ? null : calendarDay(only, locale);
}

export function resetText(resetsAt: string | null, now: number, locale = appLocale): string | null {
  const time = parseTime(resetsAt);
  if (time === null) return null;
  const when = relativeTime(time, now, locale);
  return time >= now ? messages.times.resets(when) : messages.times.resetDue(when);
}

export function expiryText(expiresAt: string | null, now: number, locale = appLocale): string | null {
  const time = parseTime(expiresAt);
  if (time === null) return null;
  const when = relativeTime(time, now, locale);
  return time >= now ? messages.times.expires(when) : messages.times.expired(when);
}
