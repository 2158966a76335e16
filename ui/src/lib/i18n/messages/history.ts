/** The texts of the charts, by their type. */
import type { ExportFormat } from "../../ipc/generated/Command";

/** What one moment of the chart is told with. */
export interface MomentText {
  time: string;
  amount: string;
  /** Null where nothing between was lower or higher. */
  low: string | null;
  high: string | null;
}

export interface HistoryTexts {
  history: {
    title: string;
    account: string;
    meter: string;
    meterUsed: (meter: string) => string;
    range: string;
    ranges: Record<"24h" | "7d" | "30d" | "1y" | "all", { short: string; long: string }>;
    zoomIn: string;
    zoomOut: string;
    earlier: string;
    later: string;
    resetZoom: string;
    chart: string;
    chartKind: string;
    chartName: (account: string, meter: string, time: string) => string;
    chartHelp: string;
    loading: string;
    none: { title: string; text: string };
    noAccounts: string;
    nothingInView: string;
    covered: string;
    coveredHint: string;
    /** "1,240 credits, in between from 1,198 to 1,260 credits" */
    moment: (moment: MomentText) => string;
    between: (low: string, high: string) => string;
    mark: (kind: string, added: string, span: string) => string;
    key: {
      line: string;
      used: string;
      band: string;
      gap: string;
      projection: string;
      warning: string;
      critical: string;
    };
    thresholds: Record<"warning" | "critical", (amount: string) => string>;
    now: string;
    resets: string;
    runsOut: string;
    projection: (forecast: string) => string;
    table: {
      show: string;
      hide: string;
      caption: (chart: string) => string;
      time: string;
      amount: string;
      low: string;
      high: string;
      gap: string;
    };
    changesNone: string;
    changesLead: string;
    relabelled: (added: string, kind: string) => string;
    undo: string;
    undone: string;
    export: {
      title: string;
      lead: (time: string) => string;
      formats: Record<ExportFormat, string>;
      saved: (path: string, readings: string) => string;
      readings: { one: (count: string) => string; other: (count: string) => string };
      openFolder: string;
    };
  };
}
