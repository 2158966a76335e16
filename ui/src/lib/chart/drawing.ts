/** What stands around the line of a chart, drawn on its canvas: gaps, band, thresholds, forecast, marks. */
import type uPlot from "uplot";

import type { RiseKind } from "../ipc/generated/RiseKind";
import type { Line } from "./line";
import type { Look } from "./look";
import { type Mark, SHAPES } from "./marks";
import { type Projection, shapeOf, type Threshold } from "./outlook";
import type { Window } from "./window";

export interface Drawing {
  line: Line;
  window: Window;
  gaps: readonly Window[];
  marks: readonly Mark[];
  thresholds: readonly Threshold[];
  projection: Projection | null;
  unit: string;
  hidden: boolean;
}

/** What is written on the canvas. */
export interface Words {
  threshold: (threshold: Threshold) => string;
  resets: string;
  added: (mark: Mark) => string;
}

/** Nothing lies beyond the plotting area, and distances are in CSS pixels. */
class Brush {
  readonly context: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly ratio: number;
  readonly #plot: uPlot;

  constructor(plot: uPlot, ratio: number) {
    const { left, top, width, height } = plot.bbox;
    this.#plot = plot;
    this.context = plot.ctx;
    this.ratio = ratio;
    [this.left, this.top, this.right, this.bottom] = [left, top, left + width, top + height];
  }

  x(moment: number): number {
    return this.#plot.valToPos(moment, "x", true);
  }

  y(amount: number): number {
    return this.#plot.valToPos(amount, "y", true);
  }

  within(paint: (context: CanvasRenderingContext2D) => void): void {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(this.left, this.top, this.right - this.left, this.bottom - this.top);
    context.clip();
    paint(context);
    context.restore();
  }

  font(font: string): string {
    return font.replace(/(\d+)px/, (_, size: string) => `${Math.round(Number(size) * this.ratio)}px`);
  }
}

/** Before the line: what lies behind it. */
export function drawBehind(plot: uPlot, ratio: number, drawing: Drawing, look: Look, words: Words): void {
  const brush = new Brush(plot, ratio);
  brush.within((context) => {
    drawGaps(brush, context, drawing.gaps, look);
    drawBand(brush, context, drawing, look);
    for (const threshold of drawing.thresholds) drawThreshold(brush, context, threshold, look, words);
  });
}

/** After the line: what must not be hidden by it. */
export function drawBefore(plot: uPlot, ratio: number, drawing: Drawing, look: Look, words: Words): void {
  const brush = new Brush(plot, ratio);
  brush.within((context) => {
    if (drawing.projection !== null) drawProjection(brush, context, drawing.projection, look, words);
    drawMarks(brush, context, drawing.marks, look, words);
  });
}

function drawGaps(brush: Brush, context: CanvasRenderingContext2D, gaps: readonly Window[], look: Look): void {
  context.fillStyle = look.gap;
  for (const { from, until } of gaps) {
    const left = brush.x(from);
    context.fillRect(left, brush.top, Math.max(brush.ratio, brush.x(until) - left), brush.bottom - brush.top);
  }
}

/** One area for each stretch in which columns have a least and a most. */
function drawBand(brush: Brush, context: CanvasRenderingContext2D, { line, window }: Drawing, look: Look): void {
  const { x, low, high } = line;
  const beyond = window.until - window.from;
  const moves = (index: number) => {
    const at = x[index];
    if (at === undefined || at < window.from - beyond || at > window.until + beyond) return false;
    return low[index] !== high[index];
  };
  context.beginPath();
  let start = -1;
  for (let index = 0; index <= x.length; index += 1) {
    if (moves(index)) {
      if (start < 0) {
        start = index;
        context.moveTo(brush.x(x[index] ?? 0), brush.y(high[index] ?? 0));
      } else context.lineTo(brush.x(x[index] ?? 0), brush.y(high[index] ?? 0));
    } else if (start >= 0) {
      for (let at = index - 1; at >= start; at -= 1) context.lineTo(brush.x(x[at] ?? 0), brush.y(low[at] ?? 0));
      context.closePath();
      start = -1;
    }
  }
  context.globalAlpha = 0.25;
  context.fillStyle = look.line;
  context.fill();
  context.globalAlpha = 1;
}

function drawThreshold(
  brush: Brush,
  context: CanvasRenderingContext2D,
  threshold: Threshold,
  look: Look,
  words: Words,
): void {
  const y = Math.round(brush.y(threshold.amount)) + 0.5;
  if (y < brush.top || y > brush.bottom) return;
  const { ratio } = brush;
  context.strokeStyle = look[threshold.level];
  context.lineWidth = ratio;
  // A dash of its own for each, so that colour alone tells nothing.
  context.setLineDash(threshold.level === "warning" ? [6 * ratio, 4 * ratio] : [2 * ratio, 3 * ratio]);
  context.beginPath();
  context.moveTo(brush.left, y);
  context.lineTo(brush.right, y);
  context.stroke();
  context.setLineDash([]);
  context.font = brush.font(look.font);
  context.fillStyle = look[threshold.level];
  context.textAlign = "left";
  const above = y - 0.4 * look.rem * ratio > brush.top + look.rem * ratio;
  context.textBaseline = above ? "bottom" : "top";
  context.fillText(words.threshold(threshold), brush.left + 6 * ratio, above ? y - 2 * ratio : y + 3 * ratio);
}

function drawProjection(
  brush: Brush,
  context: CanvasRenderingContext2D,
  projection: Projection,
  look: Look,
  words: Words,
): void {
  const { ratio } = brush;
  const { line, band } = shapeOf(projection);
  const follow = (corners: { x: number; y: number }[]) => {
    context.beginPath();
    for (const { x, y } of corners) context.lineTo(brush.x(x), brush.y(y));
  };
  follow(band);
  context.closePath();
  context.globalAlpha = 0.16;
  context.fillStyle = look.projection;
  context.fill();
  context.globalAlpha = 1;
  follow(line);
  context.setLineDash([5 * ratio, 4 * ratio]);
  context.lineWidth = 1.5 * ratio;
  context.strokeStyle = look.projection;
  context.stroke();
  context.setLineDash([]);
  drawUpright(brush, context, projection.at, look.grid, []);
  if (projection.reset === null) return;
  drawUpright(brush, context, projection.reset, look.projection, [2 * ratio, 3 * ratio]);
  drawShape(brush, context, "reset", projection.reset, look);
  context.font = brush.font(look.font);
  context.fillStyle = look.soft;
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText(words.resets, brush.x(projection.reset) - 0.6 * look.rem * ratio, brush.top + 3 * ratio);
}

/** Above the line, on a line of their own to the ground; the amounts where there is room for them. */
function drawMarks(
  brush: Brush,
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  look: Look,
  words: Words,
): void {
  const { ratio } = brush;
  let taken = brush.left;
  context.font = brush.font(look.strongFont);
  context.textBaseline = "top";
  context.textAlign = "left";
  marks.forEach((mark, index) => {
    const x = brush.x(mark.at);
    if (x < brush.left || x > brush.right) return;
    drawUpright(brush, context, mark.at, look.soft, [ratio, 2 * ratio]);
    drawShape(brush, context, mark.rise.kind, mark.at, look);
    const text = words.added(mark);
    const from = x + 0.6 * look.rem * ratio;
    const until = from + context.measureText(text).width;
    const next = marks[index + 1];
    const room = next === undefined ? brush.right : brush.x(next.at) - 0.6 * look.rem * ratio;
    if (from < taken || until > Math.min(room, brush.right)) return;
    context.fillStyle = look.ink;
    context.fillText(text, from, brush.top + 3 * ratio);
    taken = until;
  });
}

function drawUpright(
  brush: Brush,
  context: CanvasRenderingContext2D,
  moment: number,
  colour: string,
  dash: number[],
): void {
  const x = Math.round(brush.x(moment)) + 0.5;
  context.strokeStyle = colour;
  context.lineWidth = brush.ratio;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x, brush.top);
  context.lineTo(x, brush.bottom);
  context.stroke();
  context.setLineDash([]);
}

function drawShape(
  brush: Brush,
  context: CanvasRenderingContext2D,
  kind: RiseKind,
  moment: number,
  look: Look,
): void {
  const size = (look.rem / 16) * brush.ratio;
  context.save();
  context.translate(brush.x(moment), brush.top + 9 * size);
  context.scale(size, size);
  const path = new Path2D(SHAPES[kind]);
  // A rim in the ground's colour parts it from the line below.
  context.lineWidth = 3;
  context.strokeStyle = look.surface;
  context.stroke(path);
  context.fillStyle = look.ink;
  context.fill(path, "evenodd");
  context.restore();
}
