/** A meter's line on a canvas, by uPlot. Knows no texts, no backend and no page: it is given what it shows. */
// Before uPlot, which does not load without it everywhere.
import "./language-tag";

import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import { axisTexts, gridSteps } from "./amounts";
import { type Drawing, drawBefore, drawBehind, STRIP, type Words } from "./drawing";
import { amountsIn, nearest } from "./line";
import type { Look } from "./look";
import { amountRange } from "./outlook";
import { timeTexts } from "./times";
import type { Window } from "./window";

/** Less than this many CSS pixels is a click, no drag. */
const SHORTEST_DRAG = 6;

export interface Handlers {
  /** The pointer is at that moment, or nowhere. */
  onpoint: (moment: number | null) => void;
  /** A stretch of time was drawn across. */
  onselect: (window: Window) => void;
}

export interface Spot {
  left: number;
  top: number;
}

export class Plot {
  readonly #plot: uPlot;
  readonly #look: Look;
  #drawing: Drawing;
  #axisWidth = 0;

  constructor(host: HTMLElement, drawing: Drawing, look: Look, words: Words, handlers: Handlers) {
    this.#look = look;
    this.#drawing = drawing;
    const { rem } = look;
    this.#plot = new uPlot(
      {
        width: host.clientWidth,
        height: host.clientHeight,
        ms: 1,
        tzDate: (moment) => new Date(moment),
        legend: { show: false },
        // The marks have a strip of their own above the grid.
        padding: [STRIP * rem, 0.75 * rem, 0, 0],
        cursor: {
          x: false,
          y: false,
          points: { show: false },
          drag: { x: true, y: false, setScale: false, dist: SHORTEST_DRAG },
        },
        scales: { x: { time: true, auto: false }, y: { auto: false } },
        series: [{}, { stroke: look.line, width: 1.75, points: { show: false }, pxAlign: 0 }],
        axes: [this.#timeAxis(), this.#amountAxis()],
        hooks: {
          drawAxes: [(plot) => drawBehind(plot, uPlot.pxRatio, this.#drawing, look, words)],
          draw: [(plot) => drawBefore(plot, uPlot.pxRatio, this.#drawing, look, words)],
          setSelect: [(plot) => this.#select(plot, handlers)],
        },
      },
      [[], []],
      host,
    );
    const { over } = this.#plot;
    over.addEventListener("pointermove", ({ offsetX }) =>
      handlers.onpoint(this.#plot.posToVal(offsetX, "x")),
    );
    over.addEventListener("pointerleave", () => handlers.onpoint(null));
    this.draw(drawing);
  }

  draw(drawing: Drawing): void {
    this.#drawing = drawing;
    const { line, window, thresholds, projection } = drawing;
    const [min, max] = amountRange(amountsIn(line, window), thresholds, projection, window);
    this.#plot.batch(() => {
      this.#plot.setData([line.x, line.amount], false);
      this.#plot.setScale("x", { min: window.from, max: window.until });
      this.#plot.setScale("y", { min, max });
    });
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  /** Where a place of the line is, in CSS pixels from the host's corner; null where it is out of view. */
  spotOf(index: number): Spot | null {
    const { line, window } = this.#drawing;
    const [at, amount] = [line.x[index], line.amount[index]];
    if (at === undefined || amount == null || at < window.from || at > window.until) return null;
    const { offsetLeft, offsetTop } = this.#plot.over;
    return {
      left: offsetLeft + this.#plot.valToPos(at, "x"),
      top: offsetTop + this.#plot.valToPos(amount, "y"),
    };
  }

  nearest(moment: number): number | null {
    return nearest(this.#drawing.line, moment);
  }

  /** So long is what so many CSS pixels show. */
  timeOf(pixels: number): number {
    return this.#plot.posToVal(pixels, "x") - this.#plot.posToVal(0, "x");
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #timeAxis(): uPlot.Axis {
    const { font, soft, rem } = this.#look;
    return {
      font,
      stroke: soft,
      size: 1.75 * rem,
      gap: 0.4 * rem,
      space: 5 * rem,
      grid: { show: false },
      ticks: { stroke: this.#look.grid, width: 1, size: 0.3 * rem },
      border: { show: true, stroke: this.#look.grid, width: 1 },
      values: (_plot, moments, _axis, _space, step) => timeTexts(moments, step),
    };
  }

  #amountAxis(): uPlot.Axis {
    const { font, soft, rem } = this.#look;
    const steps = gridSteps(this.#drawing.unit);
    return {
      font,
      stroke: soft,
      gap: 0.4 * rem,
      space: 2.5 * rem,
      grid: { stroke: this.#look.grid, width: 1 },
      ticks: { show: false },
      ...(steps === undefined ? {} : { incrs: steps }),
      values: (_plot, amounts) => axisTexts(amounts, this.#drawing.unit, this.#drawing.hidden),
      // As wide as the longest figure; measured once a drawing, or it would never come to rest.
      size: (plot, texts, _axis, cycle) => {
        if (cycle > 1) return this.#axisWidth;
        plot.ctx.font = font;
        const widths = (texts as string[] | null)?.map((text) => plot.ctx.measureText(text).width) ?? [];
        this.#axisWidth = Math.ceil(Math.max(rem, ...widths) + 0.75 * rem);
        return this.#axisWidth;
      },
    };
  }

  #select(plot: uPlot, { onselect }: Handlers): void {
    const { left, width } = plot.select;
    if (width < SHORTEST_DRAG) return;
    const window = { from: plot.posToVal(left, "x"), until: plot.posToVal(left + width, "x") };
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    onselect(window);
  }
}
