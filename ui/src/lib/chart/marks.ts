/** Where something rose, and which of it is meant by a place of the chart. Pure. */
import { parseTime } from "../format/time";
import type { RiseKind } from "../ipc/generated/RiseKind";
import type { RiseView } from "../ipc/generated/RiseView";

export interface Mark {
  at: number;
  rise: RiseView;
}

/** Each kind by a shape of its own, on a grid of 10 around its middle, as path data: told without colour. */
export const SHAPES: Record<RiseKind, string> = {
  top_up: "M0-5 5 4H-5Z",
  reset: "M0-4.5A4.5 4.5 0 1 1 0 4.5 4.5 4.5 0 1 1 0-4.5ZM0-1.8A1.8 1.8 0 1 0 0 1.8 1.8 1.8 0 1 0 0-1.8Z",
  refund: "M0-5.5 5.5 0 0 5.5-5.5 0Z",
  correction: "M-4-4H4V4H-4Z",
};

export function marksOf(rises: readonly RiseView[]): Mark[] {
  return rises.flatMap((rise) => {
    const at = parseTime(rise.at);
    return at === null ? [] : [{ at, rise }];
  });
}

/** The mark nearest to a moment, no further away than `reach`; the latest of equals. */
export function markNear(marks: readonly Mark[], moment: number, reach: number): Mark | null {
  let found: Mark | null = null;
  for (const mark of marks) {
    const distance = Math.abs(mark.at - moment);
    if (distance <= reach && (found === null || distance <= Math.abs(found.at - moment))) found = mark;
  }
  return found;
}
