/** The texts of the page of alert rules, and of what is typed into forms, by their type. */
import type { AlertsInput } from "../../ipc/generated/AlertsInput";

export type RuleName = keyof AlertsInput;
export type LevelsRule = "amount" | "share" | "runway";
export type RuleGroup = "left" | "wrong" | "manner";

export interface RulesTexts {
  /** What is wrong with what was typed. */
  entry: {
    missing: string;
    notNumber: string;
    ambiguous: (typed: string) => string;
    tooLong: string;
    notWhole: string;
    notPercent: string;
    fullFromZero: string;
    notTime: string;
    sameTimes: string;
    spanRange: (least: string, most: string) => string;
    noLevel: string;
    criticalAbove: string;
    /** The words for a refusal, and what the core says about it in English. */
    refused: (words: string, detail: string) => string;
  };
  /** Units of time to choose from, and a counted span ("3 days"). */
  spanUnits: Record<"s" | "m" | "h" | "d" | "w", string>;
  undoing: { undo: string; dismiss: string; undone: string };
  rules: {
    title: string;
    lead: string;
    scope: string;
    everyAccount: string;
    everyAccountHint: string;
    oneAccountHint: string;
    groups: Record<RuleGroup, string>;
    names: Record<RuleName, string>;
    explanations: Record<RuleName, string>;
    /** Instead, where the rules hold for all accounts. */
    amountOfEach: string;
    warningBelow: string;
    criticalBelow: string;
    fieldOf: Record<"unreachableAfter" | "storage" | "expiry" | "reminder" | "hysteresis", string>;
    unit: string;
    quietFrom: string;
    quietTo: string;
    criticalPasses: string;
    on: string;
    off: string;
    levels: (warning: string | null, critical: string | null) => string;
    between: (from: string, to: string) => string;
    asForAll: (value: string) => string;
    asForAllPlain: string;
    ownRule: string;
    changedRule: string;
    useGeneral: string;
    useDefault: string;
    /** Names the button for whoever cannot see what stands beside it. */
    useGeneralFor: (rule: string) => string;
    useDefaultFor: (rule: string) => string;
    fillIn: string;
    suggestion: (warning: string, critical: string) => string;
    useSuggestion: string;
    noSuggestion: string;
    said: {
      switchedOn: (subject: string, rule: string) => string;
      switchedOff: (subject: string, rule: string) => string;
      changed: (subject: string, rule: string, value: string) => string;
      reset: (subject: string, rule: string) => string;
      woken: (account: string) => string;
    };
    preview: {
      title: string;
      told: (count: number, days: number) => string;
      toldAll: (count: number, days: number, accounts: number) => string;
      times: (count: number) => string;
      decisions: (count: number) => string;
      working: string;
      workingOf: (done: number, all: number) => string;
      workOut: (accounts: number) => string;
      noPast: string;
      noAccounts: string;
    };
    record: {
      title: string;
      lead: string;
      account: string;
      outcome: string;
      outcomes: Record<"all" | "told" | "held", string>;
      older: string;
      none: string;
      noMatch: string;
      noMatchYet: string;
    };
    silence: {
      title: string;
      given: string;
      pauseAll: string;
      hour: string;
      tomorrow: (time: string) => string;
      untilResumed: string;
      accounts: string;
      nobody: string;
      wake: string;
      wakeInFull: (account: string) => string;
    };
  };
}
