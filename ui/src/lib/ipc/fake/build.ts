/** Short ways to write the contract's views down. Times are given as hours from now. */
import type { FailureKind } from "../generated/FailureKind";
import type {
  AccountView,
  Confidence,
  FactView,
  FailureView,
  ForecastState,
  ForecastView,
  LevelView,
  MeterView,
  PlanView,
  ReadingView,
} from "../generated/Snapshot";
import { CATALOGUE } from "./catalogue";

export type At = (hours: number) => string;

export function clock(now: number): At {
  return (hours) => new Date(now + hours * 3_600_000).toISOString();
}

export function meter(part: Partial<MeterView> = {}): MeterView {
  return {
    id: "credits",
    label: "Credits",
    unit: "credits",
    primary: false,
    remaining: null,
    used: null,
    limit: null,
    limitIsLifetime: false,
    unlimited: false,
    period: null,
    resetsAt: null,
    expiresAt: null,
    ...part,
  };
}

export function primary(remaining: string | null, part: Partial<MeterView> = {}): MeterView {
  return meter({ primary: true, remaining, ...part });
}

export function plan(name: string, part: Partial<PlanView> = {}): PlanView {
  return { name, status: "active", remaining: null, limit: null, resetsAt: null, expiresAt: null, ...part };
}

export function fact(
  id: string,
  label: string,
  value: string,
  kind = "text",
  unit: string | null = null,
): FactView {
  return { id, label, value, kind, unit };
}

export function reading(meters: MeterView[], part: Partial<ReadingView> = {}): ReadingView {
  return { meters, plans: [], facts: [], status: null, asOf: null, oddities: [], ...part };
}

export function level(share: number, part: Partial<LevelView> = {}): LevelView {
  return { share, basis: "limit", warning: 0.2, critical: 0.05, ...part };
}

export function failure(kind: FailureKind, part: Partial<FailureView> = {}): FailureView {
  return {
    kind,
    message: MESSAGES[kind] ?? "The poll gave no reading.",
    httpStatus: null,
    retryAt: null,
    ...part,
  };
}

const MESSAGES: Partial<Record<FailureKind, string>> = {
  unauthorized: "the provider answered 401: Invalid or inactive API key",
  network_dns: "no address found for api.crun.ai",
  unexpected_shape: "at $.data.balance: expected a number, found an object",
  blocked_redirect: "301 to https://www.structocr.com/v1/account/balance",
  server_error: "the provider answered 500: Failed to fetch usage data",
};

export function account(
  at: At,
  part: Partial<AccountView> & Pick<AccountView, "id" | "provider" | "label">,
): AccountView {
  const known = CATALOGUE.find((provider) => provider.id === part.provider);
  return {
    providerName: known?.name ?? part.provider,
    state: "ok",
    stale: false,
    refreshing: false,
    keySource: { kind: "keychain" },
    checkedAt: at(-0.05),
    readAt: at(-0.05),
    nextCheckAt: at(0.2),
    reading: null,
    level: null,
    forecast: forecast("learning"),
    snoozedUntil: null,
    muted: false,
    failure: null,
    baseUrl: null,
    ...part,
  };
}

export function forecast(state: ForecastState, part: Partial<ForecastView> = {}): ForecastView {
  return {
    state,
    daysLeft: null,
    daysLeftLow: null,
    daysLeftHigh: null,
    burnPerDay: null,
    confidence: null,
    daysShortOfReset: null,
    ...part,
  };
}

/** It drains, and lasts that many days. */
export function lasting(
  daysLeft: number,
  [daysLeftLow, daysLeftHigh]: [number, number],
  confidence: Confidence,
  burnPerDay: number,
  part: Partial<ForecastView> = {},
): ForecastView {
  return forecast("steady", { daysLeft, daysLeftLow, daysLeftHigh, confidence, burnPerDay, ...part });
}
