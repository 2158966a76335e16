/** What to show of an account's figures. Null is "not reported" and never becomes a zero. Pure. */
import { amountParts, formatAmount } from "../format/amount";
import { messages } from "../i18n";
import type { AccountView, MeterView, ReadingView } from "../ipc/generated/Snapshot";

export type Balance =
  | { kind: "none" }
  | { kind: "not_reported" }
  | { kind: "unlimited" }
  /** `figure` is what is left, or, where only that is told, what was used. */
  | {
      kind: "amount";
      figure: string;
      unit: string | null;
      used: boolean;
      negative: boolean;
      whole: string | null;
    };

export function primaryMeter(reading: ReadingView | null): MeterView | null {
  return reading?.meters.find((meter) => meter.primary) ?? null;
}

export function balanceOf(reading: ReadingView | null): Balance {
  const meter = primaryMeter(reading);
  if (reading === null) return { kind: "none" };
  if (meter === null) return { kind: "not_reported" };
  return meterBalance(meter);
}

export function meterBalance(meter: MeterView): Balance {
  if (meter.unlimited && meter.remaining === null) return { kind: "unlimited" };
  const value = meter.remaining ?? meter.used;
  if (value === null) return { kind: "not_reported" };
  return {
    kind: "amount",
    ...amountParts(value, meter.unit),
    used: meter.remaining === null,
    negative: value.startsWith("-"),
    whole: meter.limit === null ? null : formatAmount(meter.limit, meter.unit),
  };
}

/** Balance and unit in one line, for lists and screen readers. */
export function balanceText(balance: Balance): string {
  switch (balance.kind) {
    case "none":
      return messages.states.unknown;
    case "not_reported":
      return messages.amounts.notReported;
    case "unlimited":
      return messages.amounts.unlimited;
    case "amount": {
      const text = balance.unit === null ? balance.figure : `${balance.figure} ${balance.unit}`;
      return balance.used ? messages.amounts.usedOf(text, null) : text;
    }
  }
}

/** Whether the figures are older than what is known of the account since, so that they are shown faded. */
export function isOutdated(account: AccountView): boolean {
  if (account.reading === null) return false;
  return (
    account.stale ||
    account.state === "failing" ||
    account.state === "paused" ||
    account.failure?.kind === "out_of_credits"
  );
}

export interface Share {
  /** 0 to 1, for drawing alone. */
  share: number;
  /** What is used rather than what is left, where the provider tells it that way (storage). */
  used: boolean;
}

/** How much of its limit a meter stands at; null where that cannot be said. */
export function meterShare(meter: MeterView): Share | null {
  const value = meter.remaining ?? meter.used;
  if (value === null || meter.limit === null || meter.unlimited) return null;
  const share = Number(value) / Number(meter.limit);
  return Number.isFinite(share)
    ? { share: Math.min(1, Math.max(0, share)), used: meter.remaining === null }
    : null;
}

/** Whether the meters say more than the headline does. */
export function hasDetail(reading: ReadingView): boolean {
  const [only] = reading.meters;
  return reading.meters.length > 1 || (only?.remaining != null && only.used !== null) || only?.period != null;
}

export interface Change {
  kind: "resets" | "expires";
  at: string;
  /** Which plan it is about; null for the balance itself. */
  plan: string | null;
}

/** The nearest reset or expiry: the primary meter's, else a plan's. */
export function nearestChange(reading: ReadingView | null): Change | null {
  if (reading === null) return null;
  const meter = primaryMeter(reading);
  if (meter?.resetsAt) return { kind: "resets", at: meter.resetsAt, plan: null };
  if (meter?.expiresAt) return { kind: "expires", at: meter.expiresAt, plan: null };
  const dated = reading.plans.flatMap((plan): Change[] => {
    if (plan.resetsAt !== null) return [{ kind: "resets", at: plan.resetsAt, plan: plan.name }];
    if (plan.expiresAt !== null) return [{ kind: "expires", at: plan.expiresAt, plan: plan.name }];
    return [];
  });
  return dated.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}
