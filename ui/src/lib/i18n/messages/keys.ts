/** The texts of adding, replacing, renaming and removing, by their type. */

export interface KeyTexts {
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
    pasteHint: string;
    waiting: string;
    waitingHint: string;
    forget: string;
    otherWays: string;
    fromVariables: string;
    fromVariablesHint: (count: number) => string;
  };
  /** What was made of what was pasted. */
  pasted: {
    quotes: string;
    assignment: (name: string) => string;
    header: (name: string) => string;
    bearer: string;
    curl: (header: string | null) => string;
    address: string;
    placeholder: string;
    noKey: string;
    several: string;
    /** The provider that it seems to belong to was taken. */
    recognised: (provider: string) => string;
    /** It seems to belong to another one than was chosen. */
    another: (provider: string) => string;
    useAnother: (provider: string) => string;
    leftOut: (lines: number) => string;
    repeated: (count: number) => string;
  };
  threshold: {
    title: string;
    on: string;
    hint: string;
    warning: string;
    critical: string;
    inUnit: (unit: string) => string;
    noAmount: string;
    order: string;
    /** Both amounts in one line. */
    both: (warning: string, critical: string) => string;
  };
  /** Several keys or variables, one after the other. */
  batch: {
    title: (count: number) => string;
    lead: string;
    ending: (characters: string) => string;
    unnamed: (number: number) => string;
    provider: string;
    providerOf: (key: string) => string;
    nameOf: (key: string) => string;
    chooseProvider: string;
    needsMore: string;
    check: (count: number) => string;
    progress: (done: number, all: number) => string;
    waiting: string;
    checking: string;
    saving: string;
    saved: string;
    save: string;
    saveOf: (key: string) => string;
    saveAll: (count: number) => string;
    leaveOut: (key: string) => string;
    thresholds: string;
    lost: string;
    notChecked: string;
    back: string;
    finish: string;
    summary: (works: number, all: number) => string;
  };
  variables: {
    title: string;
    lead: string;
    none: string;
    noneHint: string;
    keep: string;
    copy: string;
    copyHint: string;
    read: string;
    readHint: string;
    usedBy: (account: string) => string;
    choose: (variable: string) => string;
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
    historyStays: string;
  };
  rename: { title: string; name: string; save: string };
  removal: {
    title: (account: string) => string;
    lead: string;
    leadEnvironment: (variable: string) => string;
    keepHistory: string;
    keepHistoryHelp: string;
    dropHistory: string;
    dropHistoryHelp: string;
    history: string;
    confirm: string;
  };
}
