/** The texts of what is said of the whole app, and how all accounts together stand, by their type. */
import type { AccountState, AppProblemKind } from "../../ipc/generated/Snapshot";

export interface OverviewTexts {
  app: {
    name: string;
    demo: string;
    demoHint: string;
    loading: string;
    cancel: string;
    dismiss: string;
    details: string;
  };
  states: Record<AccountState, string>;
  summary: {
    none: string;
    offline: string;
    offlineHint: (readAge: string | null) => string;
    allFine: (count: number) => string;
    allPaused: (count: number) => string;
    /** "1 account is empty"; later parts leave the noun out: "2 are low". */
    part: Record<Exclude<AccountState, "ok">, (count: number, first: boolean) => string>;
    join: (parts: string[]) => string;
    lastCheck: (age: string) => string;
  };
  problems: Record<AppProblemKind, { title: string; advice: string }>;
  moreProblems: (count: number) => string;
}
