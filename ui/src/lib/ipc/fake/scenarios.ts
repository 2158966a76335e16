/** Snapshots to look at and to test with: every state, every kind of failure, and what strains the layout. */
import type { FailureKind } from "../generated/FailureKind";
import type { AccountView, AppProblem, AppProblemKind, Snapshot } from "../generated/Snapshot";
import { account, type At, clock, failure, level, lasting, reading, primary } from "./build";
import { CATALOGUE } from "./catalogue";
import { forecasts } from "./forecasts";
import { sixty } from "./sixty";
import { crun, gateway, sociavault, srtgen, structocr, supertone } from "./readings";

export const SCENARIOS = [
  "mixed",
  "fine",
  "empty",
  "failing",
  "long",
  "many",
  "sixty",
  "offline",
  "demo",
  "problems",
  "one",
  "forecasts",
  "paused",
] as const;
export type Scenario = (typeof SCENARIOS)[number];

export function scenario(name: Scenario, now: number): Snapshot {
  const at = clock(now);
  const snapshot: Snapshot = {
    at: at(0),
    demo: false,
    offline: false,
    refreshing: false,
    interface: { theme: "system", language: "en", locale: "en-US", hideAmounts: false, order: null },
    alertsPaused: null,
    accounts: [],
    problems: [],
  };
  switch (name) {
    case "mixed":
      return { ...snapshot, accounts: mixed(at) };
    case "fine":
      return { ...snapshot, accounts: fine(at) };
    case "empty":
      return snapshot;
    case "one":
      return { ...snapshot, accounts: fine(at).slice(0, 1) };
    case "failing":
      return { ...snapshot, accounts: failing(at) };
    case "long":
      return { ...snapshot, accounts: long(at) };
    case "many":
      return { ...snapshot, accounts: many(at) };
    case "sixty":
      return { ...snapshot, accounts: sixty(at) };
    case "offline":
      return { ...snapshot, offline: true, accounts: offline(at) };
    case "demo":
      return { ...snapshot, demo: true, accounts: fine(at) };
    case "forecasts":
      return { ...snapshot, accounts: forecasts(at), alertsPaused: { until: at(4.1) } };
    case "paused":
      return { ...snapshot, accounts: fine(at).slice(0, 2), alertsPaused: { until: null } };
    case "problems":
      return { ...snapshot, accounts: fine(at).slice(0, 2), problems: PROBLEMS.map(problem) };
  }
}

function fine(at: At): AccountView[] {
  return [
    account(at, {
      id: "srtgen",
      provider: "srtgen",
      label: "Subtitles",
      reading: srtgen(at),
      level: level(0.83, { basis: "high_water" }),
    }),
    account(at, {
      id: "crun",
      provider: "crun",
      label: "Crun",
      reading: crun(at),
      level: level(0.5, { basis: "high_water" }),
    }),
    account(at, { id: "supertone", provider: "supertone", label: "Narration", reading: supertone(at) }),
    account(at, {
      id: "structocr",
      provider: "structocr",
      label: "Invoices",
      reading: structocr(at),
      level: level(0.966),
    }),
    account(at, {
      id: "sociavault",
      provider: "sociavault",
      label: "SociaVault",
      reading: sociavault(at),
      level: level(0.47, { basis: "high_water" }),
    }),
  ];
}

/** Every state once, and a provider that reports no number. */
export function mixed(at: At): AccountView[] {
  return [
    account(at, {
      id: "srtgen-work",
      provider: "srtgen",
      label: "Subtitles",
      reading: srtgen(at),
      level: level(0.83, { basis: "high_water" }),
    }),
    account(at, {
      id: "crun-renders",
      provider: "crun",
      label: "Renders",
      state: "low",
      reading: crun(at, "186"),
      forecast: lasting(1.3, [1, 1.7], "medium", 143.4),
      level: level(0.17, { basis: "high_water" }),
    }),
    account(at, {
      id: "structocr-invoices",
      provider: "structocr",
      label: "Invoices",
      state: "critical",
      reading: structocr(at, "1204", "49365"),
      forecast: lasting(4, [1.8, 9.2], "low", 301.2),
      snoozedUntil: at(7.4),
      level: level(0.024),
    }),
    account(at, {
      id: "sociavault-trends",
      provider: "sociavault",
      label: "Trends",
      state: "empty",
      reading: sociavault(at, "0", "past_due"),
      level: level(0, { basis: "high_water" }),
    }),
    account(at, {
      id: "supertone-voice",
      provider: "supertone",
      label: "Narration",
      state: "failing",
      stale: true,
      readAt: at(-3.2),
      nextCheckAt: null,
      reading: supertone(at),
      forecast: lasting(12.3, [10, 15], "high", 702.5),
      level: level(0.43, { basis: "high_water" }),
      failure: failure("unauthorized", { httpStatus: 401 }),
    }),
    account(at, {
      id: "supertone-null",
      provider: "supertone",
      label: "Supertone trial",
      state: "ok",
      reading: supertone(at, null),
    }),
    account(at, {
      id: "house-gateway",
      provider: "house-gateway",
      label: "House gateway",
      reading: gateway(at),
      forecast: lasting(6.2, [5.1, 7.4], "high", 2.0161),
      level: level(0.62, { basis: "high_water" }),
      keySource: { kind: "environment", name: "HOUSE_GATEWAY_KEY" },
      baseUrl: "https://gateway.internal.example/v2",
      nextCheckAt: at(0.1),
    }),
    account(at, {
      id: "crun-new",
      provider: "crun",
      label: "Crun, new",
      state: "unknown",
      refreshing: true,
      checkedAt: null,
      readAt: null,
    }),
    account(at, {
      id: "sociavault-old",
      provider: "sociavault",
      label: "Archive",
      state: "paused",
      readAt: at(-200),
      nextCheckAt: null,
      reading: sociavault(at, "4020"),
      forecast: lasting(40, [30, 50], "medium", 100),
      level: level(0.8, { basis: "high_water" }),
    }),
  ];
}

const KINDS: FailureKind[] = [
  "key_missing",
  "keychain_locked",
  "keychain_unavailable",
  "unauthorized",
  "wrong_key_kind",
  "out_of_credits",
  "rate_limited",
  "network_dns",
  "network_connect",
  "network_tls",
  "timeout",
  "server_error",
  "maintenance",
  "blocked_redirect",
  "blocked_too_large",
  "blocked_insecure",
  "not_json",
  "unexpected_shape",
  "rejected",
  "internal",
];
const STOPS = new Set<FailureKind>(["key_missing", "unauthorized", "wrong_key_kind"]);
const WAITS = new Set<FailureKind>(["rate_limited", "maintenance"]);

/** One account for each kind of failure, each with a last good reading but the first. */
export function failing(at: At): AccountView[] {
  return KINDS.map((kind, index) =>
    account(at, {
      id: kind.replaceAll("_", "-"),
      provider: CATALOGUE[index % 5]?.id ?? "crun",
      label: `Account ${index + 1}`,
      state: kind === "out_of_credits" ? "empty" : WAITS.has(kind) ? "ok" : "failing",
      stale: !WAITS.has(kind),
      readAt: index === 0 ? null : at(-0.5 - index),
      nextCheckAt: STOPS.has(kind) ? null : at(0.25),
      reading: index === 0 ? null : crun(at, String(1000 + index * 37)),
      level: index === 0 ? null : level(0.4, { basis: "high_water" }),
      failure: failure(kind, {
        httpStatus: { unauthorized: 401, server_error: 500, rejected: 422 }[kind as string] ?? null,
        retryAt: WAITS.has(kind) ? at(0.4) : null,
      }),
    }),
  );
}

function long(at: At): AccountView[] {
  return [
    account(at, {
      id: "long-label",
      provider: "structocr",
      label: "Accounts payable, Northern Europe, scanned invoices and delivery notes (production)",
      state: "low",
      reading: structocr(at, "123456789012.75", "1", "999999999999"),
      level: level(0.12),
      forecast: lasting(26.4, [9, 71], "low", 4676400000.1, { daysShortOfReset: 3.2 }),
      snoozedUntil: at(30),
      muted: true,
    }),
    account(at, {
      id: "long-word",
      provider: "house-gateway",
      label: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
      providerName: "The House Gateway of the Language Model Working Group",
      state: "failing",
      stale: true,
      readAt: at(-700),
      reading: reading([primary("9876543.21", { unit: "USD" })]),
      level: level(0.5),
      failure: failure("network_tls"),
    }),
    account(at, {
      id: "huge",
      provider: "crun",
      label: "Huge",
      reading: crun(at, "123456789012345678901234567890.12"),
    }),
    account(at, {
      id: "negative",
      provider: "crun",
      label: "Overdrawn",
      state: "empty",
      reading: reading([primary("-3.07", { unit: "USD" })]),
      level: level(0),
    }),
    account(at, {
      id: "tiny",
      provider: "house-gateway",
      label: "小さな口座",
      reading: reading([primary("0.000042", { unit: "USD" })]),
    }),
  ];
}

function many(at: At): AccountView[] {
  return Array.from({ length: 60 }, (_, index) => {
    const provider = CATALOGUE[index % 5]?.id ?? "crun";
    const share = ((index * 37) % 100) / 100;
    const state = share === 0 ? "empty" : share < 0.05 ? "critical" : share < 0.2 ? "low" : "ok";
    return account(at, {
      id: `${provider}-${index}`,
      provider,
      label: `Client ${String(index + 1).padStart(2, "0")}`,
      state,
      reading: crun(at, String(Math.round(share * 10_000))),
      level: level(share, { basis: "high_water" }),
    });
  });
}

function offline(at: At): AccountView[] {
  return fine(at).map((view) => ({
    ...view,
    stale: true,
    readAt: at(-2.4),
    failure: failure("network_dns"),
  }));
}

const PROBLEMS: AppProblemKind[] = [
  "keychain_locked",
  "notifications_unavailable",
  "config_broken",
  "provider_broken",
  "keychain_unavailable",
  "tray_unavailable",
  "history_set_aside",
  "history_unavailable",
  "another_poller",
];

function problem(kind: AppProblemKind): AppProblem {
  const details: Partial<Record<AppProblemKind, string>> = {
    config_broken: "config.toml, line 14: expected a string",
    provider_broken: "providers/mine.toml, line 3: unknown field `remaning`",
    history_set_aside: "history.sqlite.damaged-2026-11-20",
  };
  return { kind, message: details[kind] ?? "" };
}
