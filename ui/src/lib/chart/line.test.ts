import { describe, expect, it } from "vitest";

import type { ChartPoint, ChartView } from "../ipc/generated/ChartView";
import type { RiseView } from "../ipc/generated/RiseView";
import { alone, amountsIn, edgeOf, following, gapsOf, lineOf, nearest, rowsOf } from "./line";

const HOUR = 3_600_000;
const BEGIN = Date.parse("2026-11-20T00:00:00Z");
const at = (hour: number) => new Date(BEGIN + hour * HOUR).toISOString();
const hours = (moments: number[]) => moments.map((moment) => (moment - BEGIN) / HOUR);

/** A column: from when to when, and its first, least, most and last amount. */
function column(from: number, until: number, amounts: string): ChartPoint {
  const [first = "", min = first, max = first, last = first] = amounts.split(" ");
  return { at: at(from), until: at(until), first, min, max, last };
}

const flat = (hour: number, amount: string) => column(hour, hour, amount);

function rise(hour: number, before: string, after: string): RiseView {
  return {
    id: hour,
    at: at(hour),
    meter: "credits",
    unit: "credits",
    before,
    after,
    kind: "top_up",
    detected: "top_up",
  };
}

const chart = (points: ChartPoint[], part: Partial<ChartView> = {}): ChartView => ({
  points,
  rises: [],
  gaps: [],
  ...part,
});

describe("the line", () => {
  it.each<[string, ChartView, number[], (number | null)[]]>([
    ["is empty where nothing was read", chart([]), [], []],
    ["is a place where one reading is", chart([flat(1, "5")]), [1], [5]],
    ["goes from reading to reading", chart([flat(1, "5"), flat(2, "3")]), [1, 2], [5, 3]],
    [
      "has a column's first and last amount",
      chart([column(1, 2, "9 4 9 6"), flat(3, "5")]),
      [1, 2, 3],
      [9, 6, 5],
    ],
    [
      "is broken where nothing was read, and nothing is put there",
      chart([flat(1, "5"), flat(9, "3")], { gaps: [{ from: at(1), until: at(9) }] }),
      [1, 5, 9],
      [5, null, 3],
    ],
    [
      "is broken at each of several gaps",
      chart([flat(1, "5"), flat(9, "3"), flat(20, "2"), flat(21, "1")], {
        gaps: [
          { from: at(1), until: at(9) },
          { from: at(9), until: at(20) },
        ],
      }),
      [1, 5, 9, 14.5, 20, 21],
      [5, null, 3, null, 2, 1],
    ],
    [
      "is whole where the gap lies within one column",
      chart([column(1, 9, "5 3 5 3"), flat(10, "3")], { gaps: [{ from: at(2), until: at(8) }] }),
      [1, 9, 10],
      [5, 3, 3],
    ],
    [
      "steps where something rose",
      chart([flat(1, "5"), flat(2, "105")], { rises: [rise(2, "5.0", "105")] }),
      [1, 2, 2],
      [5, 5, 105],
    ],
    [
      "does not step where the columns are too coarse to tell when",
      chart([flat(1, "5"), flat(2, "100")], { rises: [rise(2, "4", "105")] }),
      [1, 2],
      [5, 100],
    ],
    [
      "is broken rather than stepping where something rose unseen",
      chart([flat(1, "5"), flat(9, "105")], {
        gaps: [{ from: at(1), until: at(9) }],
        rises: [rise(9, "5", "105")],
      }),
      [1, 5, 9],
      [5, null, 105],
    ],
    ["leaves out what has no time", chart([{ ...flat(1, "5"), at: "?" }, flat(2, "3")]), [2], [3]],
    ["draws nothing for what is no number", chart([flat(1, "many"), flat(2, "3")]), [1, 2], [null, 3]],
  ])("%s", (_name, given, x, amount) => {
    const line = lineOf(given);
    expect(hours(line.x)).toEqual(x);
    expect(line.amount).toEqual(amount);
  });

  it("never goes back in time, as uPlot asks", () => {
    const line = lineOf(
      chart([column(1, 3, "5"), flat(4, "9"), flat(9, "3")], {
        rises: [rise(4, "5", "9")],
        gaps: [{ from: at(4), until: at(9) }],
      }),
    );
    expect([...line.x].sort((a, b) => a - b)).toEqual(line.x);
  });

  it("has a band from the least to the most of each column", () => {
    const line = lineOf(chart([column(1, 2, "9 4 12 6"), flat(3, "5")]));
    expect(line.low).toEqual([4, 4, 5]);
    expect(line.high).toEqual([12, 12, 5]);
  });

  it("tells amounts digit by digit, which a binary number could not", () => {
    const huge = "123456789012345678901234567890.12";
    const line = lineOf(chart([flat(1, huge), column(2, 3, "0.30 0.1 0.30 0.1")]));
    expect(line.told.map((told) => told?.amount)).toEqual([huge, "0.30", "0.1"]);
    expect(line.told.map((told) => told?.between)).toEqual([
      null,
      { low: "0.1", high: "0.30" },
      { low: "0.1", high: "0.30" },
    ]);
  });

  it.each<[string, ChartView, number[]]>([
    ["the only reading", chart([flat(1, "5")]), [0]],
    [
      "one between two gaps",
      chart([flat(1, "9"), flat(2, "8"), flat(9, "7"), flat(20, "6"), flat(21, "5")], {
        gaps: [
          { from: at(2), until: at(9) },
          { from: at(9), until: at(20) },
        ],
      }),
      [3],
    ],
    ["none of a line", chart([flat(1, "5"), flat(2, "3")]), []],
    ["none where nothing was read", chart([]), []],
  ])("has as places alone %s", (_name, given, expected) => {
    expect(alone(lineOf(given))).toEqual(expected);
  });

  it("tells nothing at breaks and steps", () => {
    const line = lineOf(
      chart([flat(1, "5"), flat(2, "9"), flat(8, "3")], {
        rises: [rise(2, "5", "9")],
        gaps: [{ from: at(2), until: at(8) }],
      }),
    );
    expect(line.told.map((told) => told?.amount ?? null)).toEqual(["5", null, "9", null, "3"]);
  });
});

it("knows gaps that have a length only", () => {
  const gaps = [
    { from: at(1), until: at(3) },
    { from: at(4), until: at(4) },
    { from: "?", until: at(9) },
  ];
  expect(gapsOf(chart([], { gaps }))).toEqual([{ from: BEGIN + HOUR, until: BEGIN + 3 * HOUR }]);
});

describe("a place of the line", () => {
  const line = lineOf(
    chart([flat(1, "5"), flat(2, "9"), flat(8, "3")], {
      rises: [rise(2, "5", "9")],
      gaps: [{ from: at(2), until: at(8) }],
    }),
  );
  const hourOf = (index: number | null) => (index === null ? null : hours([line.x[index] ?? 0])[0]);

  it.each([
    [-50, 1],
    [1.4, 1],
    [1.6, 2],
    [4.9, 2],
    [5.1, 8],
    [99, 8],
  ])("nearest to hour %d is that of hour %d, over breaks", (hour, expected) => {
    expect(hourOf(nearest(line, BEGIN + hour * HOUR))).toBe(expected);
  });

  it("is followed by the next that can tell something", () => {
    const first = nearest(line, BEGIN) ?? -1;
    const second = following(line, first, 1) ?? -1;
    expect(hourOf(second)).toBe(2);
    expect(hourOf(following(line, second, 1))).toBe(8);
    expect(hourOf(following(line, second, -1))).toBe(1);
    expect(following(line, first, -1)).toBeNull();
  });

  it("is not followed by another of the same moment, or one would never get past it", () => {
    const twice = lineOf(chart([flat(1, "5"), flat(1, "4"), flat(2, "3")]));
    expect(following(twice, 0, 1)).toBe(2);
    expect(following(twice, 1, -1)).toBeNull();
  });

  it.each<[number, number, 1 | -1, number | null]>([
    [0, 9, 1, 1],
    [0, 9, -1, 8],
    [1.5, 7, 1, 2],
    [1.5, 7, -1, 2],
    [3, 7, 1, null],
    [3, 7, -1, null],
  ])("from hour %d to %d, going %d, begins with %s", (from, until, direction, expected) => {
    const window = { from: BEGIN + from * HOUR, until: BEGIN + until * HOUR };
    expect(hourOf(edgeOf(line, window, direction))).toBe(expected);
  });

  it("is nowhere on an empty line", () => {
    expect(nearest(lineOf(chart([])), BEGIN)).toBeNull();
  });
});

describe("the least and the most in view", () => {
  const line = lineOf(chart([flat(0, "100"), column(5, 6, "50 40 60 45"), flat(20, "1")]));
  const view = (from: number, until: number) => ({ from: BEGIN + from * HOUR, until: BEGIN + until * HOUR });

  it.each<[number, number, { low: number; high: number } | null]>([
    [0, 20, { low: 1, high: 100 }],
    [4, 7, { low: 1, high: 100 }],
    [5.2, 5.4, { low: 40, high: 60 }],
    [30, 40, null],
  ])("from hour %d to %d, with what leads into it", (from, until, expected) => {
    expect(amountsIn(line, view(from, until))).toEqual(expected);
  });
});

describe("the rows of the table", () => {
  it("put columns together and keep the least and the most, exactly", () => {
    const rows = rowsOf(
      chart([column(0, 1, "9 8 9 8"), column(1, 2, "8 0.1 8 5"), flat(3, "4"), column(4, 5, "4 4 11 10")]),
      2,
    );
    expect(rows).toEqual([
      { kind: "amount", ...column(0, 2, "9 0.1 9 5") },
      { kind: "amount", ...column(3, 5, "4 4 11 10") },
    ]);
  });

  it("compare decimals, not their letters", () => {
    const [row] = rowsOf(chart([flat(0, "9"), flat(1, "10"), flat(2, "-3")]), 1);
    expect(row).toMatchObject({ min: "-3", max: "10", first: "9", last: "-3" });
  });

  it("tell a gap between two rows, and put nothing together over it", () => {
    const gaps = [{ from: at(1), until: at(9) }];
    expect(rowsOf(chart([flat(0, "9"), flat(1, "8"), flat(9, "7")], { gaps }), 1)).toEqual([
      { kind: "amount", ...column(0, 1, "9 8 9 8") },
      { kind: "gap", ...gaps[0] },
      { kind: "amount", ...flat(9, "7") },
    ]);
  });

  it("are none where nothing was read", () => {
    expect(rowsOf(chart([]), 40)).toEqual([]);
  });
});
