/** Every text of the page, by its type: a locale that lacks one does not compile. */
import type { Page } from "../ipc/generated/Command";
import type { FailureKind } from "../ipc/generated/FailureKind";
import type { ErrorCode } from "../ipc/generated/IpcError";
import type { AccountState, AppProblemKind } from "../ipc/generated/Snapshot";

/** The one thing that helps. */
export type HelpAction =
  | { kind: "replace_key" }
  | { kind: "open_page"; page: Page }
  | { kind: "retry" }
  | { kind: "add_again" }
  /** Nothing to do: it is asked again by itself. */
  | { kind: "wait" };

/** Whom a failure is about. */
export interface FailureSubject {
  provider: string;
  /** The environment variable that the key is taken from, if it is. */
  variable: string | null;
  httpStatus: number | null;
}

export interface FailureText {
  title: string;
  explanation: (subject: FailureSubject) => string;
  action: HelpAction;
}

export interface UnitText {
  one: string;
  other: string;
}

export interface Messages {
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
  amounts: {
    notReported: string;
    notReportedHint: string;
    unlimited: string;
    used: string;
    of: (whole: string) => string;
    usedOf: (used: string, whole: string | null) => string;
    ofUsed: (whole: string) => string;
    ofLifetime: (whole: string) => string;
  };
  units: Record<"credits" | "characters" | "seconds" | "requests" | "pages", UnitText>;
  level: {
    label: (account: string) => string;
    ofLimit: (percent: string) => string;
    ofHighWater: (percent: string) => string;
    used: (percent: string) => string;
    warningAt: (percent: string) => string;
  };
  times: {
    justNow: string;
    inAMoment: string;
    read: (age: string) => string;
    resets: (when: string) => string;
    resetDue: (when: string) => string;
    expires: (when: string) => string;
    expired: (when: string) => string;
    askedAgainAt: (time: string) => string;
    askedAgainSoon: string;
  };
  failures: Record<FailureKind, FailureText>;
  /** What is done about a key from the environment, which Lowtide cannot replace. */
  environmentKey: (variable: string) => string;
  actions: {
    replaceKey: string;
    enterKey: string;
    retry: string;
    addAgain: string;
    openPage: Record<Page, string>;
  };
  problems: Record<AppProblemKind, { title: string; advice: string }>;
  moreProblems: (count: number) => string;
  errors: Record<ErrorCode, string>;
  popup: {
    title: string;
    accounts: string;
    refresh: string;
    refreshing: string;
    addKey: string;
    openMain: string;
    openMainInFull: string;
    welcome: string;
    welcomeLead: string;
    steps: { title: string; text: string }[];
    addFirst: string;
    privacy: string;
  };
  main: {
    accounts: string;
    addKey: string;
    filter: string;
    noMatch: string;
    chooseAccount: string;
    gone: string;
    refresh: string;
    refreshing: string;
    replaceKey: string;
    rename: string;
    pages: Record<Page, string>;
    pause: string;
    resume: string;
    remove: string;
    pausedHint: string;
    firstReading: string;
    noReading: string;
    meters: string;
    plans: string;
    plan: string;
    status: string;
    left: string;
    renews: string;
    facts: string;
    details: string;
    period: string;
    accountStatus: string;
    asOf: string;
    readAt: string;
    checkedAt: string;
    nextCheck: string;
    nextCheckWaits: string;
    never: string;
    keySource: string;
    keychain: string;
    demoKey: string;
    environment: (name: string) => string;
    address: string;
    oddities: string;
    odditiesHint: string;
    oddity: (expected: string, found: string) => string;
    lastGood: (age: string) => string;
    httpStatus: (status: number) => string;
  };
  add: {
    title: string;
    chooseProvider: string;
    searchPlaceholder: string;
    providers: string;
    noProvider: (query: string) => string;
    custom: string;
    change: string;
    key: string;
    keyHelp: string;
    whereKey: (provider: string) => string;
    name: string;
    nameHelp: string;
    optional: string;
    advanced: string;
    baseUrl: string;
    baseUrlHelp: string;
    paramDefault: (value: string) => string;
    check: string;
    checking: (provider: string) => string;
    works: string;
    save: string;
    saving: string;
    saveAnyway: string;
    saveAnywayHint: string;
  };
  replace: {
    title: (account: string) => string;
    lead: string;
    key: string;
    check: string;
    checking: string;
    anyway: string;
    anywayHint: string;
    keyAgain: string;
    done: string;
    storedAnyway: string;
  };
  rename: { title: string; name: string; save: string };
  removal: {
    title: (account: string) => string;
    lead: string;
    leadEnvironment: (variable: string) => string;
    keepHistory: string;
    keepHistoryHelp: string;
    confirm: string;
  };
}
