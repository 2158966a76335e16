/** The texts of the main window's account pages, by their type. */
import type { Page } from "../../ipc/generated/Command";

export interface MainTexts {
  main: {
    /** The words for what providers say of a subscription. */
    statuses: Record<"active" | "inactive" | "cancelled" | "past_due" | "unpaid" | "suspended", string>;
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
    history: string;
    alertRules: string;
    checkNow: string;
    checking: string;
    renameDone: (label: string) => string;
    /** The list, by provider when there are many: its name and how many there are. */
    group: (provider: string, count: number) => string;
  };
  keyShare: {
    title: string;
    thisKey: string;
    account: string;
    /** How much of the account's figure is this key's. */
    share: (percent: string) => string;
  };
  lastAnswer: {
    title: string;
    lead: string;
    none: string;
    came: (age: string) => string;
    truncated: string;
    notJson: string;
    copy: string;
    copied: string;
    copyFailed: string;
    covered: string;
    uncover: string;
    cover: string;
  };
  pollLog: {
    title: string;
    none: string;
    time: string;
    result: string;
    status: string;
    took: string;
    left: string;
    read: string;
    next: (when: string) => string;
    nextSoon: string;
    nextWaits: string;
    notBefore: (time: string) => string;
  };
}
