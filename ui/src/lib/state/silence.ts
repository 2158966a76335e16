/** What keeps alerts from being told. A time that has passed keeps nothing, whatever the last snapshot said. Pure. */
import { clockTime, parseTime } from "../format/time";
import { messages } from "../i18n";
import type { AccountView, PauseView } from "../ipc/generated/Snapshot";

export const HOUR = 3_600_000;
export const DAY = 86_400_000;
/** When a day begins for somebody who is told again "tomorrow", and until when it is still the evening before. */
const MORNING = 8;
const NIGHT_ENDS = 4;

/** Eight in the morning by the local clock: of today for whoever is still up, else of tomorrow. As in the tray's menu. */
export function nextMorning(now: number): number {
  const day = new Date(now);
  if (day.getHours() >= NIGHT_ENDS) day.setDate(day.getDate() + 1);
  return day.setHours(MORNING, 0, 0, 0);
}

/** "Alerts paused until 14:05"; null when they are not. */
export function pauseText(pause: PauseView | null, now: number): string | null {
  if (pause === null) return null;
  const until = parseTime(pause.until);
  if (until === null) return messages.alerts.pausedUntilResumed;
  return until <= now ? null : messages.alerts.pausedUntil(clockTime(until, now));
}

/** "Snoozed until 14:05"; null when it is not. */
export function snoozeText(account: AccountView, now: number): string | null {
  const until = parseTime(account.snoozedUntil);
  return until === null || until <= now ? null : messages.alerts.snoozedUntil(clockTime(until, now));
}

/** Why nothing is heard of an account, in as few words as a card has room for. */
export function silenceMarks(account: AccountView, now: number): string[] {
  const snoozed = snoozeText(account, now);
  return [...(snoozed === null ? [] : [snoozed]), ...(account.muted ? [messages.alerts.muted] : [])];
}
