/**
 * How long a chart of 5,000 points takes to be drawn anew, as a drag does it: other data, another window, the whole
 * canvas. Each draw is followed by reading a pixel back, so that what the canvas put off is counted, too.
 */
import "../src/styles/tokens.css";
import "../src/styles/base.css";

import type { Drawing, Words } from "../src/lib/chart/drawing";
import { lineOf } from "../src/lib/chart/line";
import { lookOf } from "../src/lib/chart/look";
import { marksOf } from "../src/lib/chart/marks";
import { Plot } from "../src/lib/chart/plot";
import type { ChartPoint } from "../src/lib/ipc/generated/ChartView";

const POINTS = 5000;
const ROUNDS = 200;
const EVERY = 300_000;
const NOW = Date.parse("2026-11-20T10:00:00Z");
const WORDS: Words = {
  threshold: ({ level }) => `${level} below 1,000 credits`,
  resets: "Resets",
  added: () => "+2,000 credits",
};

function drawing(round: number): Drawing {
  const from = NOW - POINTS * EVERY;
  const points = Array.from({ length: POINTS / 2 }, (_, index): ChartPoint => {
    const left = 2000 - ((index * 2 + round) % 1000) * 1.9;
    const text = (more: number) => (left + more).toFixed(2);
    const moment = (more: number) => new Date(from + (index * 2 + more) * EVERY).toISOString();
    return {
      ...{ at: moment(0), until: moment(1) },
      ...{ first: text(3), min: text(-9), max: text(9), last: text(-3) },
    };
  });
  const rises = Array.from({ length: 10 }, (_, index) => ({
    ...{ id: index, meter: "credits", unit: "credits", before: "100", after: "2000" },
    ...{ kind: "top_up" as const, detected: "top_up" as const },
    at: new Date(from + index * 500 * EVERY).toISOString(),
  }));
  return {
    line: lineOf({ points, rises: [], gaps: [] }),
    window: { from: from + round * EVERY, until: NOW + round * EVERY },
    gaps: [{ from: from + 900 * EVERY, until: from + 950 * EVERY }],
    marks: marksOf(rises),
    thresholds: [{ level: "warning", amount: 1000, said: { amount: "1000" } }],
    projection: {
      ...{ at: NOW, amount: 1200, reset: null },
      ...{ zero: NOW + 6e8, soonest: NOW + 5e8, latest: NOW + 8e8 },
    },
    unit: "credits",
    hidden: false,
  };
}

const host = document.getElementById("chart");
const result = document.getElementById("result");
if (host === null || result === null) throw new Error("chart.html lacks its places");
host.style.width = "1000px";
host.style.height = "400px";
const drawings = Array.from({ length: ROUNDS }, (_, round) => drawing(round));
const first = drawings[0] ?? drawing(0);
const nothing = () => undefined;
const plot = new Plot(host, first, lookOf(host), WORDS, { onpoint: nothing, onselect: nothing });
const canvas = host.querySelector("canvas")?.getContext("2d");
const times = drawings.map((each) => {
  const begin = performance.now();
  plot.draw(each);
  canvas?.getImageData(500, 200, 1, 1);
  return performance.now() - begin;
});
// The first draws are those of code that is not compiled yet; they are in the worst, not in the usual.
const sorted = [...times].sort((a, b) => a - b);
const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2));
result.textContent = JSON.stringify({
  points: first.line.x.length,
  rounds: ROUNDS,
  milliseconds: { best: at(0), median: at(0.5), p95: at(0.95), worst: at(1) },
});
