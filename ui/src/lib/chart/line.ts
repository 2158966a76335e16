/**
 * From the history's columns to what is drawn: one place on the time axis after another, each with the line's amount
 * and the band between the least and the most. Binary numbers are for drawing alone; whoever tells an amount takes it
 * from the point itself. Pure.
 */
import { difference } from "../format/decimal";
import { parseTime } from "../format/time";
import type { ChartPoint, ChartView } from "../ipc/generated/ChartView";
import type { RiseView } from "../ipc/generated/RiseView";
import type { Window } from "./window";

type Amounts = (number | null)[];

export interface Line {
  x: number[];
  amount: Amounts;
  low: Amounts;
  high: Amounts;
  /** What each place can tell; null where the line is broken or steps. */
  told: (Told | null)[];
}

/** What a place of the line can tell, exactly. */
export interface Told {
  at: number;
  amount: string;
  /** Lower and higher than the amount itself, within this column; null where it did not move. */
  between: { low: string; high: string } | null;
}

export const EMPTY_LINE: Line = { x: [], amount: [], low: [], high: [], told: [] };

interface Placed {
  point: ChartPoint;
  at: number;
  until: number;
}

export function lineOf(chart: ChartView): Line {
  const line: Line = { x: [], amount: [], low: [], high: [], told: [] };
  const gaps = gapsOf(chart);
  const rises = chart.rises.flatMap((rise) => {
    const at = parseTime(rise.at);
    return at === null ? [] : [{ rise, at }];
  });
  let gap = 0;
  let rise = 0;
  let before: Placed | null = null;
  for (const placed of chart.points.flatMap(place)) {
    if (before !== null) {
      while (gap < gaps.length && (gaps[gap]?.until ?? 0) <= before.until) gap += 1;
      const broken = gaps[gap];
      if (broken !== undefined && broken.until <= placed.at) {
        push(line, (before.until + placed.at) / 2, null, null, null, null);
      } else {
        while (rise < rises.length && (rises[rise]?.at ?? 0) <= before.until) rise += 1;
        const risen = rises[rise];
        // What rose did so at once: the line steps, where it would otherwise lean from one reading to the next.
        if (risen !== undefined && risen.at <= placed.at && isStep(risen.rise, before, placed))
          pushAmount(line, placed.at, Number(before.point.last));
      }
    }
    pushPoint(line, placed);
    before = placed;
  }
  return line;
}

export function gapsOf(chart: ChartView): Window[] {
  return chart.gaps.flatMap(({ from, until }) => {
    const [begin, end] = [parseTime(from), parseTime(until)];
    return begin === null || end === null || begin >= end ? [] : [{ from: begin, until: end }];
  });
}

/** Places without a neighbour, which no line goes through: a first reading, or one between two gaps. */
export function alone({ amount }: Line): number[] {
  const drawn = (index: number) => amount[index] != null;
  return [...amount.keys()].filter((index) => drawn(index) && !drawn(index - 1) && !drawn(index + 1));
}

/** The least and the most of what is drawn in that time; null where nothing is. */
export function amountsIn(line: Line, window: Window): { low: number; high: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < line.x.length; index += 1) {
    const at = line.x[index] ?? 0;
    // The line's neighbours outside lead into the view.
    const next = line.x[index + 1] ?? at;
    const last = line.x[index - 1] ?? at;
    if (next < window.from || last > window.until) continue;
    low = Math.min(low, line.low[index] ?? low);
    high = Math.max(high, line.high[index] ?? high);
  }
  return low <= high ? { low, high } : null;
}

/** The place that can tell something nearest to a moment; null where none can. */
export function nearest(line: Line, moment: number): number | null {
  let low = 0;
  let high = line.x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line.x[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  const before = step(line, low, -1);
  const after = line.told[low] == null ? step(line, low, 1) : low;
  if (before === null || after === null) return before ?? after;
  return moment - (line.x[before] ?? 0) < (line.x[after] ?? 0) - moment ? before : after;
}

/** The next place that can tell something of another moment, in that direction. */
export function following(line: Line, from: number, direction: 1 | -1): number | null {
  let index = step(line, from, direction);
  while (index !== null && line.x[index] === line.x[from]) index = step(line, index, direction);
  return index;
}

/** Where one comes in who goes in that direction: the first place in view, or the last; null where none is. */
export function edgeOf(line: Line, { from, until }: Window, direction: 1 | -1): number | null {
  let index = direction > 0 ? step(line, -1, 1) : step(line, line.x.length, -1);
  const outside = (at: number) => (direction > 0 ? at < from : at > until);
  while (index !== null && outside(line.x[index] ?? 0)) index = step(line, index, direction);
  const at = index === null ? undefined : line.x[index];
  return at === undefined || at < from || at > until ? null : index;
}

function step(line: Line, from: number, direction: 1 | -1): number | null {
  for (let index = from + direction; index >= 0 && index < line.x.length; index += direction)
    if (line.told[index] != null) return index;
  return null;
}

function place(point: ChartPoint): Placed[] {
  const at = parseTime(point.at);
  if (at === null) return [];
  return [{ point, at, until: Math.max(at, parseTime(point.until) ?? at) }];
}

function isStep(rise: RiseView, before: Placed, after: Placed): boolean {
  const same = (a: string, b: string) => difference(a, b) === "0";
  return same(before.point.last, rise.before) && same(after.point.first, rise.after);
}

function pushPoint(line: Line, { point, at, until }: Placed): void {
  const [low, high] = [Number(point.min), Number(point.max)];
  const between = point.min === point.max ? null : { low: point.min, high: point.max };
  if (until > at) {
    push(line, at, Number(point.first), low, high, { at, amount: point.first, between });
    push(line, until, Number(point.last), low, high, { at: until, amount: point.last, between });
  } else push(line, at, Number(point.last), low, high, { at, amount: point.last, between });
}

function pushAmount(line: Line, at: number, amount: number): void {
  push(line, at, amount, amount, amount, null);
}

function push(
  line: Line,
  x: number,
  amount: number | null,
  low: number | null,
  high: number | null,
  told: Told | null,
): void {
  line.x.push(x);
  line.amount.push(finite(amount));
  line.low.push(finite(low));
  line.high.push(finite(high));
  line.told.push(told);
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** A row of the table: some columns together, or a time without readings. */
export type Row = ({ kind: "amount" } & ChartPoint) | { kind: "gap"; from: string; until: string };

/** The same in at most so many rows as a person reads. The least and the most are kept exactly; gaps come between. */
export function rowsOf(chart: ChartView, most: number): Row[] {
  const each = Math.max(1, Math.ceil(chart.points.length / most));
  const rows: Row[] = [];
  const gaps = chart.gaps.filter(({ from, until }) => Date.parse(until) > Date.parse(from));
  let count = 0;
  let gap = 0;
  for (const point of chart.points) {
    const broken = gaps[gap];
    if (broken !== undefined && Date.parse(broken.until) <= Date.parse(point.at)) {
      if (rows.length > 0) rows.push({ kind: "gap", ...broken });
      gap += 1;
      count = 0;
    }
    const row = rows.at(-1);
    if (count > 0 && row?.kind === "amount") {
      row.until = point.until;
      row.last = point.last;
      if (isLess(point.min, row.min)) row.min = point.min;
      if (isLess(row.max, point.max)) row.max = point.max;
    } else rows.push({ kind: "amount", ...point });
    count = (count + 1) % each;
  }
  return rows;
}

function isLess(a: string, b: string): boolean {
  return difference(a, b)?.startsWith("-") ?? false;
}
