/** What to say of how long an account lasts. A forecast is as of its reading; here it is counted from now. Pure. */
import { estimate } from "../format/decimal";
import { formatAmount } from "../format/amount";
import { spanRange, spanText } from "../format/span";
import { expiryText, parseTime, relativeTime, resetText } from "../format/time";
import { messages } from "../i18n";
import type { AccountState, AccountView, Confidence, ReadingView } from "../ipc/generated/Snapshot";
import { nearestChange, primaryMeter } from "./balance";

const DAY = 86_400_000;
/** How an account must stand for a forecast to be worth a word at a glance. */
const TELLING: readonly AccountState[] = ["ok", "low", "critical"];

export type Outlook =
  | { kind: "learning" | "not_draining" | "empty" | "ran_out" }
  | { kind: "lasts"; when: string | null }
  | {
      kind: "runs_out";
      left: number;
      low: number | null;
      high: number | null;
      /** Days before the reset. */
      short: number | null;
      unsure: boolean;
    };

/** How long what is left lasts, from now on; null where there is no figure that could drain. */
export function outlookOf(account: AccountView, now: number): Outlook | null {
  const meter = primaryMeter(account.reading);
  if (meter === null || meter.remaining === null || meter.unlimited) return null;
  if (Number(meter.remaining) <= 0) return { kind: "empty" };
  const { forecast } = account;
  const change = nearestChange(account.reading);
  const reset = change?.kind === "resets" ? parseTime(change.at) : null;
  switch (forecast.state) {
    case "learning":
    case "not_draining":
      return { kind: forecast.state };
    case "lasts_until_reset":
      // What was said of a reset that should have been by now says nothing of the time after it.
      if (reset !== null && reset < now) return { kind: "learning" };
      return { kind: "lasts", when: reset === null ? null : relativeTime(reset, now) };
    case "steady": {
      if (forecast.daysLeft === null) return { kind: "learning" };
      const age = Math.max(0, (now - (parseTime(account.readAt) ?? now)) / DAY);
      const later = (days: number | null) => (days === null ? null : Math.max(0, days - age));
      const left = forecast.daysLeft - age;
      if (left <= 0 && age > 0) return { kind: "ran_out" };
      const { daysShortOfReset: short } = forecast;
      return {
        kind: "runs_out",
        left,
        low: later(forecast.daysLeftLow),
        high: later(forecast.daysLeftHigh),
        short: short !== null && short > 0 ? short : null,
        unsure: forecast.confidence === "low",
      };
    }
  }
}

type RunsOut = Extract<Outlook, { kind: "runs_out" }>;

/** "about 6 days left", and where that is not known well, "2 to 9 days left". */
export function leftText({ left, low, high, unsure }: RunsOut): string {
  return messages.forecast.left((unsure ? spanRange(low, high) : null) ?? spanText(left));
}

/** "about 6 days left", "runs out about 3 days before the reset"; null while there is nothing to tell. */
export function forecastText(outlook: Outlook | null): string | null {
  const texts = messages.forecast;
  if (outlook?.kind === "lasts") return texts.lastsUntilReset(outlook.when);
  if (outlook?.kind !== "runs_out") return null;
  const { short, unsure } = outlook;
  if (short !== null) return (unsure ? texts.mayRunOut : texts.runsOut)(spanText(short));
  return leftText(outlook);
}

/** "resets in 9 days", "expires in 3 days", with the plan's name where it is a plan's. */
export function changeText(reading: ReadingView | null, now: number): string | null {
  const next = nearestChange(reading);
  if (next === null) return null;
  const text = next.kind === "resets" ? resetText(next.at, now) : expiryText(next.at, now);
  return next.plan === null ? text : `${next.plan} ${text}`;
}

/** The one thing worth saying of an account's time to come: how long it lasts, else when it starts anew or lapses. */
export function cardHint(account: AccountView, now: number): string | null {
  if (account.state === "paused") return null;
  const change = changeText(account.reading, now);
  if (!TELLING.includes(account.state)) return change;
  const outlook = outlookOf(account, now);
  // What lapses before it could be used up is the nearer end.
  const next = nearestChange(account.reading);
  const lapses = next?.kind === "expires" && next.plan === null ? parseTime(next.at) : null;
  if (lapses !== null && outlook?.kind === "runs_out" && lapses < now + outlook.left * DAY) return change;
  return forecastText(outlook) ?? change;
}

/** "about 206 credits a day". */
export function burnText(account: AccountView): string | null {
  const { burnPerDay } = account.forecast;
  const unit = primaryMeter(account.reading)?.unit;
  const amount = burnPerDay === null ? null : estimate(burnPerDay);
  if (amount === null || unit === undefined) return null;
  return messages.forecast.perDay(messages.spans.about(formatAmount(amount, unit)));
}

export function confidenceText(confidence: Confidence | null): string | null {
  return confidence === null ? null : messages.forecast.confidences[confidence];
}
