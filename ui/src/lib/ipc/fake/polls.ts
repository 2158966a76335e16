/** What the pretended polls brought: their log, the last answer, and the variables that hold keys. */
import type { EnvironmentKey } from "../generated/EnvironmentKey";
import type { FailureKind } from "../generated/FailureKind";
import type { LastAnswer } from "../generated/LastAnswer";
import type { PollEntry } from "../generated/PollEntry";
import type { AccountView } from "../generated/Snapshot";
import { answerOf } from "./answers";
import { type At, clock, failure } from "./build";

/** As many as the agent keeps. */
const KEPT = 50;
/** What went wrong now and then, by how many polls ago. */
const TROUBLES: Record<number, [FailureKind, number | null]> = {
  4: ["timeout", null],
  11: ["server_error", 503],
  12: ["server_error", 503],
  23: ["rate_limited", 429],
  31: ["network_dns", null],
};

export class Polls {
  readonly #at: At;
  /** The variables that are set. */
  variables: EnvironmentKey[] = [
    { variable: "CRUN_API_KEY", provider: "crun", usedBy: null },
    { variable: "SOCIAVAULT_API_KEY", provider: "sociavault", usedBy: null },
  ];

  constructor(now: number) {
    this.#at = clock(now);
  }

  log(account: AccountView): PollEntry[] {
    if (account.checkedAt === null) return [];
    const primary = account.reading?.meters.find((meter) => meter.primary);
    const left = primary?.remaining ?? null;
    return Array.from({ length: KEPT }, (_, index): PollEntry => {
      const [kind, httpStatus] = TROUBLES[index] ?? [null, null];
      const trouble = index === 0 ? account.failure : kind === null ? null : failure(kind, { httpStatus });
      return {
        at: this.#at(-0.05 - index * 0.25),
        // How long the oldest took is no longer known.
        tookMs: index > 45 ? null : trouble?.kind === "timeout" ? 20_000 : 180 + ((index * 137) % 1290),
        remaining: trouble === null ? earlier(left, index) : null,
        unit: trouble === null ? (primary?.unit ?? null) : null,
        failure: trouble,
      };
    });
  }

  lastAnswer(account: AccountView): LastAnswer | null {
    if (account.checkedAt === null) return null;
    return { at: account.checkedAt, ...answerOf(account) };
  }

  environmentKeys(): EnvironmentKey[] {
    return this.variables;
  }
}

/** A little more was left before, in whole steps. */
function earlier(left: string | null, steps: number): string | null {
  if (left === null || !/^\d{1,9}$/.test(left)) return left;
  return String(Number(left) + steps * 3);
}
