/** In English: the page of providers. */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "Providers",
    lead: "Each one is a file that says where to ask and what the answer means.",
    search: "Search providers",
    searchPlaceholder: "Name, host or what it sells",
    shown: (shown, all) =>
      shown === all ? `${all} ${all === 1 ? "provider" : "providers"}` : `${shown} of ${all} providers`,
    none: (query) => `No provider matches “${query}”.`,
    custom: "Your own",
    customHint: "From a file of yours, not from Lowtide's catalogue.",
    host: "Asked at",
    key: "Key",
    accounts: (count) => (count === 0 ? "No account yet" : count === 1 ? "1 account" : `${count} accounts`),
    addKey: "Add key",
    addKeyTo: (provider) => `Add a key of ${provider}`,
    openPage: (page, provider) => `${page} of ${provider}`,
    broken: "Files that cannot be read",
    brokenLead:
      "Accounts of these providers are not read. Correct the file, or remove it; it is read again by itself.",
  },
} satisfies ProvidersTexts;
