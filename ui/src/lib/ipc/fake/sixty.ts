/** Sixty accounts, unevenly spread: calm providers, troubled ones, and one with a single account. */
import type { AccountState, AccountView } from "../generated/Snapshot";
import { account, type At, failure, lasting, level, primary, reading } from "./build";

/** A provider, how many accounts it has, and the states of the first of them; the others are fine. */
const PROVIDERS: [string, number, AccountState[]][] = [
  ["srtgen", 14, []],
  ["crun", 22, ["low", "empty", "failing", "low"]],
  ["supertone", 10, ["paused", "paused"]],
  ["structocr", 8, ["critical"]],
  ["sociavault", 5, []],
  ["house-gateway", 1, ["low"]],
];
const SHARES: Partial<Record<AccountState, number>> = { low: 0.14, critical: 0.03, empty: 0 };
const NAMES = [
  "Renders",
  "Archive",
  "Night jobs",
  "Team Nord",
  "Trial",
  "Client work",
  "Research",
  "Website",
];

export function sixty(at: At): AccountView[] {
  return PROVIDERS.flatMap(([provider, count, states]) =>
    Array.from({ length: count }, (_, index) => {
      const state = states[index] ?? "ok";
      const share = SHARES[state] ?? 0.3 + ((index * 29) % 70) / 100;
      const left = String(Math.round(share * 8000));
      return account(at, {
        id: `${provider}-${index + 1}`,
        provider,
        label: `${NAMES[index % NAMES.length] ?? ""} ${index + 1}`,
        state,
        reading: reading([
          primary(left, { unit: provider === "house-gateway" ? "USD" : "credits", limit: "8000" }),
        ]),
        level: level(share),
        forecast: lasting(share * 40, [share * 30, share * 55], "medium", 200),
        ...(state === "failing"
          ? { stale: true, readAt: at(-5), failure: failure("unauthorized", { httpStatus: 401 }) }
          : {}),
        ...(state === "paused" ? { nextCheckAt: null } : {}),
      });
    }),
  );
}
