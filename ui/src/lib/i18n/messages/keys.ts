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
