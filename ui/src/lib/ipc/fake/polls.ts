/** What the pretended polls brought: their log, the last answer, and the variables that hold keys. */
import type { EnvironmentKey } from "../generated/EnvironmentKey";
import type { LastAnswer } from "../generated/LastAnswer";
import type { PollEntry } from "../generated/PollEntry";
import type { AccountView } from "../generated/Snapshot";
import { type At, clock, failure } from "./build";

export class Polls {
  readonly #at: At;

  constructor(now: number) {
    this.#at = clock(now);
  }

  log(account: AccountView): PollEntry[] {
    if (account.checkedAt === null) return [];
    const primary = account.reading?.meters.find((meter) => meter.primary);
    return Array.from({ length: 12 }, (_, index) => ({
      at: this.#at(-0.05 - index * 0.25),
      tookMs: 180 + ((index * 37) % 90),
      remaining: primary?.remaining ?? null,
      unit: primary?.unit ?? null,
      failure: index === 0 ? account.failure : index === 4 ? failure("timeout") : null,
    }));
  }

  lastAnswer(account: AccountView): LastAnswer | null {
    if (account.checkedAt === null) return null;
    const body = { success: true, data: { balance: 1250, key: "•••" } };
    return {
      at: account.checkedAt,
      httpStatus: account.failure?.httpStatus ?? 200,
      body: JSON.stringify(body),
      truncated: false,
    };
  }

  environmentKeys(): EnvironmentKey[] {
    return [
      { variable: "CRUN_API_KEY", provider: "crun", usedBy: null },
      { variable: "SOCIAVAULT_API_KEY", provider: "sociavault", usedBy: null },
    ];
  }
}
