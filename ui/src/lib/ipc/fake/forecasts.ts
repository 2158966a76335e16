/** One account for each sort of forecast, some of them kept silent. */
import type { AccountView, ReadingView } from "../generated/Snapshot";
import { account, type At, forecast, lasting, level, primary, reading } from "./build";
import { crun, gateway, sociavault, structocr, supertone } from "./readings";

export function forecasts(at: At): AccountView[] {
  const monthly = (remaining: string, hours: number): ReadingView =>
    reading([primary(remaining, { label: "Monthly credits", limit: "1000", resetsAt: at(hours) })]);
  return [
    account(at, {
      id: "steady",
      provider: "crun",
      label: "Renders",
      reading: crun(at, "1240"),
      level: level(0.62, { basis: "high_water" }),
      forecast: lasting(6.2, [5.1, 7.4], "high", 200.4),
    }),
    account(at, {
      id: "hours",
      provider: "structocr",
      label: "Invoices",
      state: "critical",
      reading: structocr(at, "404", "50165"),
      level: level(0.008),
      forecast: lasting(1.3, [1, 1.7], "medium", 310.8),
    }),
    account(at, {
      id: "unsure",
      provider: "supertone",
      label: "Narration",
      state: "low",
      reading: supertone(at, "1100"),
      level: level(0.18, { basis: "high_water" }),
      forecast: lasting(4, [1.9, 9.2], "low", 275),
      snoozedUntil: at(22),
    }),
    account(at, {
      id: "lasts",
      provider: "srtgen",
      label: "Subtitles",
      reading: monthly("790", 219),
      level: level(0.79),
      forecast: forecast("lasts_until_reset", {
        daysLeft: 31,
        daysLeftLow: 24,
        daysLeftHigh: 40,
        burnPerDay: 25.4,
        confidence: "high",
      }),
    }),
    account(at, {
      id: "short",
      provider: "srtgen",
      label: "Subtitles, second team",
      state: "low",
      reading: monthly("180", 219),
      level: level(0.18),
      forecast: lasting(6, [5, 7.2], "medium", 30, { daysShortOfReset: 3.1 }),
      muted: true,
    }),
    account(at, {
      id: "learning",
      provider: "sociavault",
      label: "Trends",
      reading: sociavault(at),
      level: level(0.95, { basis: "high_water" }),
    }),
    account(at, {
      id: "not-draining",
      provider: "house-gateway",
      label: "House gateway",
      reading: gateway(at),
      level: level(1, { basis: "high_water" }),
      forecast: forecast("not_draining"),
    }),
    account(at, {
      id: "ends-unused",
      provider: "crun",
      label: "Trial",
      reading: reading([primary("500", { expiresAt: at(100) })]),
      level: level(0.9, { basis: "high_water" }),
      forecast: lasting(420, [200, 1000], "medium", 1.2),
    }),
  ];
}
