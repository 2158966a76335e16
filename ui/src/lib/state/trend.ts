/** How a balance went in the last days, as a line as small as a word and in words. Shares only, never amounts. Pure. */

export type Points = readonly (number | null)[];
export type TrendWord = "falling" | "rising" | "wavering" | "still";

/** The space of the drawing; it is stretched to the room there is. */
export const DRAWING = { width: 100, height: 20 };
/** Room for the line's thickness. */
const MARGIN = 2;
/** Below this a change is none: the line would not show it. */
const SLIGHT = 0.01;

export interface Line {
  line: string;
  /** What lies below it. */
  area: string;
}

/** Null where there is nothing that makes a line. What was not read breaks it. */
export function drawn(points: Points): Line | null {
  const runs = unbroken(points);
  if (runs.reduce((sum, run) => sum + run.length, 0) < 2) return null;
  const { width, height } = DRAWING;
  const step = width / Math.max(1, points.length - 1);
  const x = (at: number) => round(at * step);
  const y = (share: number) => round(MARGIN + (1 - Math.min(1, Math.max(0, share))) * (height - 2 * MARGIN));
  const along = (run: Run) => run.map(({ at, share }) => `${x(at)} ${y(share)}`).join("L");
  return {
    // One reading alone becomes a dot: a line without length, whose ends are round.
    line: runs.map((run) => `M${along(run)}${run.length === 1 ? "h.01" : ""}`).join(""),
    area: runs
      .filter((run) => run.length > 1)
      .map((run) => `M${x(run[0]?.at ?? 0)} ${height}L${along(run)}L${x(run.at(-1)?.at ?? 0)} ${height}Z`)
      .join(""),
  };
}

export function trendWord(points: Points): TrendWord | null {
  const known = points.filter((share) => share !== null);
  if (known.length < 2) return null;
  let [falls, rises] = [false, false];
  let from = known[0] ?? 0;
  for (const share of known) {
    // Counted from where it last turned, so that a slow change is one, too.
    if (from - share > SLIGHT) [falls, from] = [true, share];
    else if (share - from > SLIGHT) [rises, from] = [true, share];
  }
  return falls && rises ? "wavering" : falls ? "falling" : rises ? "rising" : "still";
}

type Run = { at: number; share: number }[];

function unbroken(points: Points): Run[] {
  const runs: Run[] = [];
  let run: Run | null = null;
  for (const [at, share] of points.entries()) {
    if (share === null || !Number.isFinite(share)) run = null;
    else if (run === null) runs.push((run = [{ at, share }]));
    else run.push({ at, share });
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
