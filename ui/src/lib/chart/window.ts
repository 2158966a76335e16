/** Which time a chart shows. Pure; all in milliseconds since 1970. */
const MINUTE = 60_000;
const DAY = 86_400_000;

export const RANGES = ["24h", "7d", "30d", "1y", "all"] as const;
export type Range = (typeof RANGES)[number];

const SPANS: Record<Range, number> = {
  "24h": DAY,
  "7d": 7 * DAY,
  "30d": 30 * DAY,
  "1y": 365 * DAY,
  all: Number.POSITIVE_INFINITY,
};

export interface Window {
  from: number;
  until: number;
}

/** Narrower than this there is nothing to see: readings are minutes apart. */
export const NARROWEST = 10 * MINUTE;
/** How much of a forecast a range shows, as a share of its past. */
const AHEAD = 0.4;

/** From when to when there is something to see: the past that is kept, and `ahead` the end of a forecast, if any. */
export interface Extent extends Window {
  ahead: number | null;
}

/** The time of a range: no longer than what is kept, and with a view of what is forecast. */
export function windowOf(range: Range, { from, until, ahead }: Extent): Window {
  const begin = Math.max(from, until - SPANS[range]);
  const past = Math.max(until - begin, NARROWEST);
  const end = ahead === null ? until : Math.min(Math.max(ahead, until), until + past * AHEAD);
  return { from: until - past, until: end };
}

/** Larger than 1 shows less time. What is at `anchor` stays where it is. */
export function zoomed(window: Window, factor: number, anchor: number, extent: Extent): Window {
  const span = (window.until - window.from) / factor;
  const share = (anchor - window.from) / (window.until - window.from);
  const from = anchor - span * Math.min(1, Math.max(0, share));
  return within({ from, until: from + span }, extent);
}

/** Later by that share of what is shown, or earlier. */
export function moved(window: Window, share: number, extent: Extent): Window {
  const by = (window.until - window.from) * share;
  return within({ from: window.from + by, until: window.until + by }, extent);
}

/** As wide as asked where that is possible, and nowhere beyond what there is. */
export function within(window: Window, extent: Extent): Window {
  const whole = windowOf("all", extent);
  const span = Math.min(Math.max(window.until - window.from, NARROWEST), whole.until - whole.from);
  const from = Math.min(Math.max(window.from, whole.from), whole.until - span);
  return { from, until: from + span };
}

/** Whether the present is in view. */
export function isLive(window: Window, extent: Extent): boolean {
  return window.from < extent.until && window.until >= extent.until;
}

export function isSame(a: Window, b: Window): boolean {
  return Math.abs(a.from - b.from) < 1 && Math.abs(a.until - b.until) < 1;
}
