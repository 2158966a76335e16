/** What keeps alerts from being told. A time that has passed keeps nothing, whatever the last snapshot said. Pure. */
import { clockTime, parseTime } from "../format/time";
import { messages } from "../i18n";
import type { AccountView, PauseView } from "../ipc/generated/Snapshot";

export const DAY = 86_400_000;

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
