/** What lies ahead of a line, and below which amounts a warning comes: geometry, for drawing alone. Pure. */
import { parseTime } from "../format/time";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { MeterEntry } from "../ipc/generated/MeterEntry";
import type { AccountView, MeterView } from "../ipc/generated/Snapshot";
import type { Window } from "./window";

const DAY = 86_400_000;
/** A forecast longer than this is no line worth drawing. */
const FAR = 730;

export interface Projection {
  /** The last good reading. */
  at: number;
  amount: number;
  /** When nothing is left, if it goes on like this. */
  zero: number;
  /** At the soonest; at the latest, null where that is not known. */
  soonest: number;
  latest: number | null;
  /** When it starts anew, if that comes before: what is forecast ends there. */
  reset: number | null;
}

/** The meter as it was last read, if the account is judged by it and it tells what is left. */
export function judged(account: AccountView, meter: MeterEntry): MeterView | null {
  const found = account.reading?.meters.find(({ id, unit }) => id === meter.id && unit === meter.unit);
  return found?.primary === true && found.remaining !== null && !found.unlimited ? found : null;
}

/** Only where it drains at a known pace, and only of the meter that the forecast is of. */
export function projectionOf(account: AccountView, meter: MeterEntry): Projection | null {
  const { forecast } = account;
  const found = judged(account, meter);
  const at = parseTime(account.readAt);
  if (found === null || at === null || forecast.state !== "steady" || forecast.daysLeft === null) return null;
  const amount = Number(found.remaining);
  if (!(amount > 0) || !(forecast.daysLeft > 0) || forecast.daysLeft > FAR) return null;
  const zero = at + forecast.daysLeft * DAY;
  const { daysLeftLow: low, daysLeftHigh: high } = forecast;
  const reset = parseTime(found.resetsAt);
  return {
    at,
    amount,
    zero,
    soonest: low === null ? zero : Math.min(zero, at + Math.max(0, low) * DAY),
    latest: high === null || high > FAR ? null : Math.max(zero, at + high * DAY),
    reset: reset !== null && reset > at ? reset : null,
  };
}

/** When the forecast ends: a view may show so much of the time to come. */
export function endOf(projection: Projection): number {
  const end = projection.latest ?? projection.zero;
  // A little more than the end itself, so that it is not the frame's edge.
  return (
    projection.at +
    ((projection.reset === null ? end : Math.min(end, projection.reset)) - projection.at) * 1.05
  );
}

export interface Corner {
  x: number;
  y: number;
}

/** The dashed line, and the area in which it may turn out to lie; cut at the reset, where they end. */
export function shapeOf(projection: Projection): { line: Corner[]; band: Corner[] } {
  const { at, amount, zero, soonest, reset } = projection;
  const latest = projection.latest ?? zero + (zero - soonest);
  const end = reset ?? Number.POSITIVE_INFINITY;
  const begin = { x: at, y: amount };
  const reach = (until: number): Corner => {
    if (until <= end) return { x: until, y: 0 };
    return { x: end, y: amount * (1 - (end - at) / (until - at)) };
  };
  const [low, high] = [reach(soonest), reach(latest)];
  // Down to zero before the reset on the one side, cut by it on the other: the corner between belongs to the area.
  const corner = low.y === 0 && high.y > 0 ? [{ x: end, y: 0 }] : [];
  return { line: [begin, reach(zero)], band: [begin, low, ...corner, high] };
}

export interface Threshold {
  level: "warning" | "critical";
  /** For drawing. */
  amount: number;
  /** How it was said: an amount, or a share of the whole. */
  said: { amount: string } | { share: number };
}

/** Below which amounts of this meter something is said: amounts that were set, and shares of the known whole. */
export function thresholdsOf(
  account: AccountView,
  meter: MeterEntry,
  rules: AlertsInput | null,
): Threshold[] {
  const found = judged(account, meter);
  if (found === null) return [];
  const whole = wholeOf(account, found);
  const amounts = rules?.amount === false || rules?.amount == null ? null : rules.amount;
  return (["warning", "critical"] as const).flatMap((level) => {
    const said: Threshold[] = [];
    const set = amounts?.[level] ?? null;
    if (set !== null) said.push({ level, amount: Number(set), said: { amount: set } });
    const share = account.level?.[level] ?? null;
    if (share !== null && whole !== null) said.push({ level, amount: whole * share, said: { share } });
    const drawable = said.filter(({ amount }) => Number.isFinite(amount) && amount > 0);
    // Whichever is met first is what is noticed; two lines of one name would only confuse.
    return drawable.sort((a, b) => b.amount - a.amount).slice(0, 1);
  });
}

/** What the share is of: the limit, or the most since the last top-up, which the share itself tells. */
function wholeOf({ level }: AccountView, meter: MeterView): number | null {
  if (level === null) return null;
  if (level.basis === "limit") return meter.limit === null ? null : Number(meter.limit);
  const whole = Number(meter.remaining) / level.share;
  return level.share > 0 && Number.isFinite(whole) ? whole : null;
}

/** What the vertical axis shows of it: from nothing on, unless all that is drawn lies far above. */
export function amountRange(
  drawn: { low: number; high: number } | null,
  thresholds: readonly Threshold[],
  projection: Projection | null,
  view: Window,
): [number, number] {
  if (drawn === null) return [0, 1];
  let { low, high } = drawn;
  if (projection !== null && projection.at < view.until) {
    // The lowest corner of the forecast that is in view.
    const share =
      (Math.min(view.until, projection.soonest) - projection.at) / (projection.soonest - projection.at);
    low = Math.min(
      low,
      projection.amount * (1 - Math.min(1, Math.max(0, Number.isFinite(share) ? share : 1))),
    );
  }
  for (const { amount } of thresholds) {
    if (amount >= low / 2 && amount < low) low = amount;
    else if (amount > high && amount <= high * 1.5) high = amount;
  }
  if (low > 0 && low <= high / 2) low = 0;
  const span = high - low;
  if (span === 0) return high === 0 ? [0, 1] : high > 0 ? [0, high * 1.25] : [high * 1.25, 0];
  return [low === 0 ? 0 : low - span * 0.08, high === 0 ? 0 : high + span * 0.12];
}
