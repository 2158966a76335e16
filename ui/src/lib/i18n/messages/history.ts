/** The texts of the charts, by their type. */
import type { ExportFormat } from "../../ipc/generated/Command";

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
    between: (low: string, high: string) => string;
    mark: (kind: string, added: string, span: string) => string;
    key: {
      line: string;
      used: string;
      band: string;
      gap: string;
      projection: string;
    };
    thresholds: Record<"warning" | "critical", (amount: string) => string>;
    resets: string;
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
