/** One meter's past, as much of it as is looked at. What is drawn stays until what is asked for instead has come. */
import { lineOf } from "../chart/line";
import { isoTime } from "../chart/times";
import { type Extent, type Range, type Window, windowOf, within } from "../chart/window";
import { parseTime } from "../format/time";
import { asIpcError, type Backend } from "../ipc/backend";
import type { ChartView } from "../ipc/generated/ChartView";
import type { IpcError } from "../ipc/generated/IpcError";
import type { MeterEntry } from "../ipc/generated/MeterEntry";
import type { RiseKind } from "../ipc/generated/RiseKind";

/** The backend answers no more than this. */
const MOST_COLUMNS = 4000;
/** What is asked for on either side of the view, so that the line leads into it: half of it, an hour at least. */
const MARGIN = 0.5;
const LEAST_MARGIN = 3_600_000;

type Frame = (callback: () => void) => unknown;

export class MeterHistory {
  /** From the first reading to the present; null until it is known, and where nothing was ever read. */
  past = $state.raw<Window | null>(null);
  /** Whether the history has answered at all. */
  known = $state(false);
  chart = $state.raw<ChartView | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** Why a change could not be relabelled. */
  refusal = $state.raw<IpcError | null>(null);
  range = $state.raw<Range>("7d");
  /** What was zoomed to; null for the whole range. */
  zoom = $state.raw<Window | null>(null);
  /** When the forecast ends, which the view may reach into. */
  ahead = $state.raw<number | null>(null);

  readonly line = $derived(this.chart === null ? null : lineOf(this.chart));
  readonly extent = $derived.by((): Extent | null => this.past && { ...this.past, ahead: this.ahead });
  readonly window = $derived.by(() => {
    if (this.extent === null) return null;
    return this.zoom === null ? windowOf(this.range, this.extent) : within(this.zoom, this.extent);
  });

  readonly #backend: Backend;
  readonly #meter: { account: string; meter: string; unit: string };
  readonly #frame: Frame;
  #wanted: { window: Window; columns: number } | null = null;
  #framed = false;
  #begun = 0;
  #asked = 0;

  constructor(
    backend: Backend,
    account: string,
    meter: MeterEntry,
    frame: Frame = (callback) => requestAnimationFrame(callback),
  ) {
    this.#backend = backend;
    this.#meter = { account, meter: meter.id, unit: meter.unit };
    this.#frame = frame;
  }

  /** Since when there is something, and until when: a single column of all tells. */
  async begin(now: number): Promise<void> {
    const number = (this.#begun += 1);
    try {
      const { points } = await this.#backend.meterHistory({
        ...this.#meter,
        since: null,
        until: null,
        columns: 1,
      });
      if (number !== this.#begun) return;
      const from = parseTime(points[0]?.at ?? null);
      const last = parseTime(points.at(-1)?.until ?? null);
      this.past = from === null ? null : { from, until: Math.max(now, last ?? from) };
      this.error = null;
    } catch (thrown) {
      if (number !== this.#begun) return;
      this.error = asIpcError(thrown);
    }
    this.known = true;
  }

  /** Asks for what a view shows with that many columns: once a frame at most, and only the last one counts. */
  look(window: Window, columns: number): void {
    this.#wanted = { window, columns };
    if (this.#framed) return;
    this.#framed = true;
    this.#frame(() => {
      this.#framed = false;
      void this.#ask();
    });
  }

  choose(range: Range): void {
    this.range = range;
    this.zoom = null;
  }

  /** Whether it took the new name. */
  async relabel(id: number, kind: RiseKind | null): Promise<boolean> {
    this.refusal = null;
    try {
      await this.#backend.relabelChange({ id, kind });
    } catch (thrown) {
      this.refusal = asIpcError(thrown);
    }
    await this.#ask();
    return this.refusal === null;
  }

  /** Nobody looks any more: what is still on its way changes nothing. */
  stop(): void {
    this.#wanted = null;
    this.#begun += 1;
    this.#asked += 1;
  }

  async #ask(): Promise<void> {
    const { past } = this;
    if (this.#wanted === null || past === null) return;
    const { window, columns } = this.#wanted;
    const number = (this.#asked += 1);
    const span = window.until - window.from;
    const margin = Math.max(span * MARGIN, LEAST_MARGIN);
    const from = Math.max(past.from, window.from - margin);
    const until = Math.min(past.until, window.until + margin);
    if (from >= until && past.from !== past.until) return;
    try {
      const chart = await this.#backend.meterHistory({
        ...this.#meter,
        since: isoTime(from),
        // The history refuses a time of no length; what was read but once is asked for a moment longer.
        until: isoTime(Math.max(until, from + 1)),
        columns: Math.min(MOST_COLUMNS, Math.max(1, Math.ceil((columns * (until - from)) / span))),
      });
      if (number !== this.#asked) return;
      this.chart = chart;
      this.error = null;
    } catch (thrown) {
      if (number === this.#asked) this.error = asIpcError(thrown);
    }
  }
}
