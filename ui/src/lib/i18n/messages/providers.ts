/** The texts of the page of providers, by their type. */

export interface ProvidersTexts {
  providers: {
    title: string;
    lead: string;
    search: string;
    searchPlaceholder: string;
    /** How many are shown of how many there are. */
    shown: (shown: number, all: number) => string;
    none: (query: string) => string;
    custom: string;
    customHint: string;
    host: string;
    key: string;
    accounts: (count: number) => string;
    addKey: string;
    /** For a screen reader: the button of that provider. */
    addKeyTo: (provider: string) => string;
    openPage: (page: string, provider: string) => string;
    broken: string;
    brokenLead: string;
  };
}
