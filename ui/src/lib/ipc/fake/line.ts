/** A pretended meter's readings: spent in office hours, topped up now and then, not read at times. */
import type { ArgsOf } from "../backend";
import type { ChartGap, ChartPoint, ChartView } from "../generated/ChartView";
import type { RiseView } from "../generated/RiseView";
import type { MeterView } from "../generated/Snapshot";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Between two readings. */
const EVERY = 15 * MINUTE;
/** Since when there are readings, in hours before now. */
const BEGUN = -9300;
/** When nothing was read, in hours before now. */
const UNREAD: [number, number][] = [
  [-8100, -7900],
  [-700, -676],
  [-60, -52],
];
/** What the pretended changes are about: the scale of other amounts is shifted to theirs. */
const USUAL = 1240;

interface Reading {
  at: number;
  /** For comparing alone. */
  value: number;
  amount: string;
}

/** From one amount to another, by the share of what is spent in between. */
interface Piece {
  from: number;
  until: number;
  first: number;
  last: number;
}

export class PretendedLine {
  readonly rises: RiseView[];
  readonly #readings: Reading[];

  /** `shapes` are the changes of the main balance, the newest first. */
  constructor(meter: MeterView, shapes: readonly RiseView[], now: number, readAt: number) {
    const final = meter.remaining ?? meter.used ?? "0";
    const shift = shiftOf(final);
    const ends = Number(shifted(final, -shift));
    const begun = now + BEGUN * HOUR;
    const pieces: Piece[] = [];
    this.rises = [];
    if (meter.primary) {
      this.rises = shapes
        .map((rise) => ({
          ...rise,
          meter: meter.id,
          unit: meter.unit,
          before: shifted(rise.before, shift),
          after: shifted(rise.after, shift),
        }))
        .reverse();
      let [from, first] = [begun, 2400];
      for (const rise of [...shapes].reverse()) {
        const until = Date.parse(rise.at);
        pieces.push({ from, until: until - EVERY, first, last: Number(rise.before) });
        [from, first] = [until, Number(rise.after)];
      }
      pieces.push({ from, until: readAt, first, last: ends });
    } else {
      const first = meter.remaining === null ? ends * 0.2 : ends * 1.6;
      pieces.push({ from: begun, until: readAt, first, last: ends });
    }
    this.#readings = pieces.flatMap((piece) => readingsOf(piece, shift, now));
    const last = this.#readings.at(-1);
    if (last !== undefined) last.amount = final;
  }

  chart({ since, until, columns }: Pick<ArgsOf<"meter_history">, "since" | "until" | "columns">): ChartView {
    const all = this.#readings;
    const from = since === null ? (all[0]?.at ?? 0) : Date.parse(since);
    const end = until === null ? (all.at(-1)?.at ?? 0) : Date.parse(until);
    const points: ChartPoint[] = [];
    const gaps: ChartGap[] = [];
    let before: Reading | null = null;
    let last = { column: -1, min: 0, max: 0 };
    for (const reading of all) {
      if (reading.at < from || reading.at > end) continue;
      const at = new Date(reading.at).toISOString();
      if (before !== null && reading.at - before.at > HOUR)
        gaps.push({ from: new Date(before.at).toISOString(), until: at });
      before = reading;
      const column = Math.floor(((reading.at - from) * columns) / (end - from + 1));
      const point = points.at(-1);
      if (point === undefined || column !== last.column) {
        const { amount, value } = reading;
        points.push({ at, until: at, first: amount, min: amount, max: amount, last: amount });
        last = { column, min: value, max: value };
      } else {
        point.until = at;
        point.last = reading.amount;
        if (reading.value < last.min) [last.min, point.min] = [reading.value, reading.amount];
        if (reading.value > last.max) [last.max, point.max] = [reading.value, reading.amount];
      }
    }
    const rises = this.rises.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= end);
    return { points, rises, gaps };
  }

  count({ since, until }: Pick<ArgsOf<"export_history">, "since" | "until">): number {
    const [from, end] = [Date.parse(since ?? "1970-01-01"), Date.parse(until ?? "2970-01-01")];
    return this.#readings.filter(({ at }) => at >= from && at <= end).length;
  }
}

function readingsOf({ from, until, first, last }: Piece, shift: number, now: number): Reading[] {
  const moments: number[] = [from];
  for (let at = Math.ceil((from + 1) / EVERY) * EVERY; at < until; at += EVERY) moments.push(at);
  moments.push(until);
  let spent = 0;
  const shares = moments.map((at) => (spent += at === from ? 0 : busy(at)));
  return moments.flatMap((at, index) => {
    const hours = (at - now) / HOUR;
    if (UNREAD.some(([begin, end]) => hours > begin && hours < end)) return [];
    const value = first + (last - first) * (spent === 0 ? 1 : (shares[index] ?? 0) / spent);
    const amount = shifted(value.toFixed(1).replace(/\.0$/, ""), shift);
    return [{ at, value: Number(amount), amount }];
  });
}

/** How much is spent at that time: much in office hours, little else, and unlike from day to day. */
function busy(at: number): number {
  const date = new Date(at);
  const hour = date.getUTCHours();
  const weekend = date.getUTCDay() % 6 === 0;
  const day = Math.floor(at / (24 * HOUR));
  const mood = 0.4 + ((day * 7919) % 13) / 10;
  if (weekend) return 0.03 * mood;
  return mood * (hour >= 8 && hour < 18 ? 1 + ((Math.floor(at / EVERY) * 31) % 7) / 7 : 0.05);
}

/** By how many places the usual amounts are shifted to be of this size. */
function shiftOf(amount: string): number {
  const size = Math.abs(Number(amount));
  return size === 0 ? 0 : Math.round(Math.log10(size / USUAL));
}

/** The decimal with its point so many places further right. */
export function shifted(decimal: string, places: number): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const tail = padded.slice(at).replace(/0+$/, "");
  return `${negative ? "-" : ""}${head}${tail === "" ? "" : `.${tail}`}`;
}
