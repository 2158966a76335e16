/** What stands around the line of a chart, drawn on its canvas: gaps, band, thresholds, forecast, marks. */
import type uPlot from "uplot";

import type { RiseKind } from "../ipc/generated/RiseKind";
import { alone, type Line } from "./line";
import type { Look } from "./look";
import { type Mark, SHAPES } from "./marks";
import { type Corner, type Projection, shapeOf, type Threshold } from "./outlook";
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
  /** Empty where nothing is to be told. */
  added: (mark: Mark) => string;
}

/** How high the strip of the marks above the grid is, in rem. */
export const STRIP = 1.5;
/** From a mark to its words, in rem. */
const BESIDE = 0.6;

/** Where a chart is painted and with what: places in the canvas's own pixels, sizes in CSS pixels. */
interface Brush {
  context: CanvasRenderingContext2D;
  look: Look;
  words: Words;
  ratio: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  x: (moment: number) => number;
  y: (amount: number) => number;
}

/** Before the line: what lies behind it. */
export function drawBehind(plot: uPlot, ratio: number, drawing: Drawing, look: Look, words: Words): void {
  const brush = brushOf(plot, ratio, look, words);
  paint(brush, 0, () => {
    for (const gap of drawing.gaps) drawGap(brush, gap);
    drawBand(brush, drawing);
    for (const threshold of drawing.thresholds) drawThreshold(brush, threshold);
  });
}

/** After the line: what must not be hidden by it. */
export function drawBefore(plot: uPlot, ratio: number, drawing: Drawing, look: Look, words: Words): void {
  const brush = brushOf(plot, ratio, look, words);
  paint(brush, STRIP * look.rem * ratio, () => {
    if (drawing.projection !== null) drawProjection(brush, drawing.projection);
    drawAlone(brush, drawing.line);
    drawMarks(brush, drawing.marks);
    for (const threshold of drawing.thresholds) writeThreshold(brush, threshold);
  });
}

function brushOf(plot: uPlot, ratio: number, look: Look, words: Words): Brush {
  const { left, top, width, height } = plot.bbox;
  return {
    ...{ context: plot.ctx, look, words, ratio, left, top, right: left + width, bottom: top + height },
    x: (moment) => plot.valToPos(moment, "x", true),
    y: (amount) => plot.valToPos(amount, "y", true),
  };
}

/**
 * Nothing is painted beyond the grid, but for so much above it, where a mark at its edge is whole; and nothing of the brush
 * stays for others.
 */
function paint(
  { context, look, ratio, left, top, right, bottom }: Brush,
  above: number,
  act: () => void,
): void {
  const beside = BESIDE * look.rem * ratio;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.rect(left - beside, top - above, right - left + 2 * beside, above);
  context.clip();
  act();
  context.restore();
}

function drawGap({ context, look, ratio, top, bottom, x }: Brush, { from, until }: Window): void {
  context.fillStyle = look.gap;
  const left = x(from);
  context.fillRect(left, top, Math.max(ratio, x(until) - left), bottom - top);
}

/** One area for each stretch in which columns have a least and a most; one corner above and below a pixel. */
function drawBand({ context, look, x, y }: Brush, { line, window }: Drawing): void {
  const beyond = window.until - window.from;
  context.beginPath();
  let area: { at: number; low: number; high: number }[] = [];
  const close = () => {
    for (const { at, high } of area) context.lineTo(at, y(high));
    for (const { at, low } of area.reverse()) context.lineTo(at, y(low));
    if (area.length > 0) context.closePath();
    area = [];
  };
  line.x.forEach((moment, index) => {
    const [low, high] = [line.low[index], line.high[index]];
    const near = moment >= window.from - beyond && moment <= window.until + beyond;
    if (low == null || high == null || low === high || !near) {
      close();
      return;
    }
    const at = Math.round(x(moment));
    const last = area.at(-1);
    if (last?.at === at) {
      last.low = Math.min(last.low, low);
      last.high = Math.max(last.high, high);
    } else {
      if (last === undefined) context.moveTo(at, y(high));
      area.push({ at, low, high });
    }
  });
  close();
  context.globalAlpha = 0.25;
  context.fillStyle = look.line;
  context.fill();
  context.globalAlpha = 1;
}

function drawAlone({ context, look, ratio, x, y }: Brush, line: Line): void {
  context.fillStyle = look.line;
  for (const index of alone(line)) {
    context.beginPath();
    context.arc(x(line.x[index] ?? 0), y(line.amount[index] ?? 0), 3 * ratio, 0, 2 * Math.PI);
    context.fill();
  }
}

function heightOf({ top, bottom, y }: Brush, { amount }: Threshold): number | null {
  const height = Math.round(y(amount)) + 0.5;
  return height < top || height > bottom ? null : height;
}

function drawThreshold(brush: Brush, threshold: Threshold): void {
  const { context, look, left, right } = brush;
  const height = heightOf(brush, threshold);
  if (height === null) return;
  // A dash of its own for each: colour alone tells nothing.
  const dash = threshold.level === "warning" ? [6, 4] : [2, 3];
  stroke(brush, look[threshold.level], 1, dash, () => {
    context.moveTo(left, height);
    context.lineTo(right, height);
  });
}

function writeThreshold(brush: Brush, threshold: Threshold): void {
  const { look, ratio, top, left, words } = brush;
  const height = heightOf(brush, threshold);
  if (height === null) return;
  const above = height - 1.25 * look.rem * ratio > top;
  write(brush, words.threshold(threshold), {
    x: left + 6 * ratio,
    y: above ? height - 2 * ratio : height + 3 * ratio,
    colour: look[threshold.level],
    baseline: above ? "bottom" : "top",
  });
}

function drawProjection(brush: Brush, projection: Projection): void {
  const { context, look, ratio, top, words, x, y } = brush;
  const { line, band } = shapeOf(projection);
  const follow = (corners: Corner[]) => {
    for (const corner of corners) context.lineTo(x(corner.x), y(corner.y));
  };
  context.beginPath();
  follow(band);
  context.closePath();
  context.globalAlpha = 0.16;
  context.fillStyle = look.projection;
  context.fill();
  context.globalAlpha = 1;
  stroke(brush, look.projection, 1.5, [5, 4], () => follow(line));
  drawUpright(brush, projection.at, look.grid, []);
  if (projection.reset === null) return;
  drawUpright(brush, projection.reset, look.projection, [2, 3]);
  drawShape(brush, "reset", projection.reset);
  const left = x(projection.reset) - BESIDE * look.rem * ratio;
  const middle = top - (STRIP / 2) * look.rem * ratio;
  write(brush, words.resets, { x: left, y: middle, colour: look.soft, baseline: "middle", align: "right" });
}

/** Above the line, each with an upright to the ground; the amounts where there is room for them. */
function drawMarks(brush: Brush, marks: readonly Mark[]): void {
  const { context, look, words, ratio, left, right, top, x } = brush;
  const beside = BESIDE * look.rem * ratio;
  let taken = left;
  marks.forEach((mark, index) => {
    const at = x(mark.at);
    if (at < left || at > right) return;
    drawUpright(brush, mark.at, look.soft, [1, 2]);
    drawShape(brush, mark.rise.kind, mark.at);
    const text = words.added(mark);
    context.font = scaled(look.strongFont, ratio);
    const end = at + beside + context.measureText(text).width;
    const next = marks[index + 1];
    const room = next === undefined ? right : Math.min(right, x(next.at) - beside);
    if (text === "" || at + beside < taken || end > room) return;
    const y = top - (STRIP / 2) * look.rem * ratio;
    write(brush, text, { x: at + beside, y, colour: look.ink, baseline: "middle", strong: true });
    taken = end;
  });
}

function drawUpright(brush: Brush, moment: number, colour: string, dash: number[]): void {
  const { context, top, bottom, x } = brush;
  const at = Math.round(x(moment)) + 0.5;
  stroke(brush, colour, 1, dash, () => {
    context.moveTo(at, top);
    context.lineTo(at, bottom);
  });
}

function drawShape({ context, look, ratio, top, x }: Brush, kind: RiseKind, moment: number): void {
  const size = (look.rem / 16) * ratio;
  context.save();
  context.translate(x(moment), top - (STRIP / 2) * look.rem * ratio);
  context.scale(size, size);
  context.fillStyle = look.ink;
  context.fill(new Path2D(SHAPES[kind]), "evenodd");
  context.restore();
}

function stroke(
  { context, ratio }: Brush,
  colour: string,
  width: number,
  dash: number[],
  follow: () => void,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width * ratio;
  context.setLineDash(dash.map((length) => length * ratio));
  context.beginPath();
  follow();
  context.stroke();
  context.setLineDash([]);
}

interface Writing {
  x: number;
  y: number;
  colour: string;
  baseline: CanvasTextBaseline;
  align?: CanvasTextAlign;
  strong?: boolean;
}

/** With a rim in the ground's colour, so that no line runs through the words. */
function write({ context, look, ratio }: Brush, text: string, writing: Writing): void {
  context.font = scaled(writing.strong ? look.strongFont : look.font, ratio);
  context.textAlign = writing.align ?? "left";
  context.textBaseline = writing.baseline;
  context.lineJoin = "round";
  context.lineWidth = 4 * ratio;
  context.strokeStyle = look.surface;
  context.strokeText(text, writing.x, writing.y);
  context.fillStyle = writing.colour;
  context.fillText(text, writing.x, writing.y);
}

/** A font in the canvas's own pixels. */
function scaled(font: string, ratio: number): string {
  return font.replace(/(\d+)px/, (_, size: string) => `${Math.round(Number(size) * ratio)}px`);
}
