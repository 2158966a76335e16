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
  /** How texts are put together: signs and spaces are a language's own. */
  writing: {
    /** A title, as the first of several sentences. */
    heading: (title: string) => string;
    sentences: (sentences: string[]) => string;
    labelled: (label: string, text: string) => string;
    listed: (parts: string[]) => string;
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
