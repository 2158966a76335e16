/** The English texts. Plain and specific: what is so, and what to do. */
import { errors } from "./errors";
import type { Messages } from "./messages";

const accounts = (count: number) => (count === 1 ? "1 account" : `${count} accounts`);
const areIs = (word: string) => (count: number, first: boolean) =>
  `${first ? accounts(count) : count} ${count === 1 ? "is" : "are"} ${word}`;

export const en = {
  app: {
    name: "Lowtide",
    demo: "Demo",
    demoHint: "These providers are pretended. No real key is used.",
    loading: "Loading…",
    cancel: "Cancel",
    dismiss: "Dismiss",
    details: "Details",
  },
  states: {
    ok: "Fine",
    low: "Low",
    critical: "Critical",
    empty: "Empty",
    failing: "Not readable",
    unknown: "Not read yet",
    paused: "Paused",
  },
  summary: {
    none: "No keys yet",
    offline: "You are offline",
    offlineHint: (age) =>
      age === null ? "Balances are read as soon as the network is back." : `These figures were read ${age}.`,
    allFine: (count) =>
      count === 1
        ? "Your account is fine"
        : count === 2
          ? "Both accounts are fine"
          : `All ${count} accounts are fine`,
    allPaused: (count) =>
      count === 1
        ? "Your account is paused"
        : count === 2
          ? "Both accounts are paused"
          : `All ${count} accounts are paused`,
    part: {
      empty: areIs("empty"),
      critical: areIs("critical"),
      failing: (count, first) => `${first ? accounts(count) : count} cannot be read`,
      low: areIs("low"),
      unknown: areIs("not read yet"),
      paused: areIs("paused"),
    },
    join: (parts) => parts.join(", "),
    lastCheck: (age) => `Checked ${age}`,
  },
  amounts: {
    notReported: "Not reported",
    notReportedHint: "The provider did not say how much is left.",
    unlimited: "Unlimited",
    used: "Used",
    of: (whole) => `of ${whole}`,
    usedOf: (used, whole) => (whole === null ? `${used} used` : `${used} used of ${whole}`),
    ofUsed: (whole) => `of ${whole} used`,
    ofLifetime: (whole) => `of all ${whole} ever added`,
  },
  units: {
    credits: { one: "credit", other: "credits" },
    characters: { one: "character", other: "characters" },
    seconds: { one: "second", other: "seconds" },
    requests: { one: "request", other: "requests" },
    pages: { one: "page", other: "pages" },
  },
  level: {
    label: (account) => `${account}: share left`,
    ofLimit: (percent) => `${percent} left`,
    ofHighWater: (percent) => `${percent} of the highest since the last top-up`,
    used: (percent) => `${percent} used`,
    warningAt: (percent) => `warning below ${percent}`,
  },
  times: {
    justNow: "just now",
    inAMoment: "in a moment",
    read: (age) => `read ${age}`,
    resets: (when) => `resets ${when}`,
    resetDue: (when) => `reset was due ${when}`,
    expires: (when) => `expires ${when}`,
    expired: (when) => `expired ${when}`,
    askedAgainAt: (time) => `Asked again at ${time}.`,
    askedAgainSoon: "Asked again by itself.",
  },
  failures: {
    key_missing: {
      title: "No key stored",
      explanation: ({ variable }) =>
        variable === null
          ? "The keychain has no key for this account. Enter it again."
          : `The environment variable ${variable} is not set for Lowtide. Set it, then start Lowtide again.`,
      action: { kind: "replace_key" },
    },
    keychain_locked: {
      title: "Keychain locked",
      explanation: () => "Unlock your system's keychain, then try again.",
      action: { kind: "retry" },
    },
    keychain_unavailable: {
      title: "Keychain not reachable",
      explanation: () =>
        "Your system's keychain does not answer. Start it (on Linux: GNOME Keyring or KWallet), then try again.",
      action: { kind: "retry" },
    },
    unauthorized: {
      title: "Key rejected",
      explanation: ({ provider }) =>
        `${provider} does not accept this key. It may be mistyped, revoked or expired.`,
      action: { kind: "replace_key" },
    },
    wrong_key_kind: {
      title: "Wrong kind of key",
      explanation: ({ provider }) =>
        `${provider} knows this key, but it may not read the balance. Use a key that may.`,
      action: { kind: "replace_key" },
    },
    out_of_credits: {
      title: "Out of credits",
      explanation: ({ provider }) => `${provider} says that nothing is left. Top up to go on.`,
      action: { kind: "open_page", page: "billing" },
    },
    rate_limited: {
      title: "Asked too often",
      explanation: ({ provider }) => `${provider} asks to wait. Nothing is wrong with your key.`,
      action: { kind: "wait" },
    },
    network_dns: {
      title: "Address not found",
      explanation: ({ provider }) =>
        `The address of ${provider} could not be looked up. Check your connection, VPN or DNS.`,
      action: { kind: "retry" },
    },
    network_connect: {
      title: "No connection",
      explanation: ({ provider }) =>
        `${provider} could not be reached, or the connection broke off. Check your network, firewall or proxy.`,
      action: { kind: "retry" },
    },
    network_tls: {
      title: "Connection not trusted",
      explanation: ({ provider }) =>
        `The certificate of ${provider} could not be verified, so the key was not sent. Check your computer's clock, or a proxy that inspects traffic.`,
      action: { kind: "retry" },
    },
    timeout: {
      title: "No answer in time",
      explanation: ({ provider }) =>
        `${provider} took too long to answer. It may be busy, or your connection slow.`,
      action: { kind: "retry" },
    },
    server_error: {
      title: "Provider has a fault",
      explanation: ({ provider, httpStatus }) =>
        `${provider} answered with an error of its own${httpStatus === null ? "" : ` (HTTP ${httpStatus})`}. Nothing is wrong with your key.`,
      action: { kind: "retry" },
    },
    maintenance: {
      title: "Under maintenance",
      explanation: ({ provider }) => `${provider} is being maintained. Nothing is wrong with your key.`,
      action: { kind: "wait" },
    },
    blocked_redirect: {
      title: "Redirect refused",
      explanation: ({ provider }) =>
        `${provider} points to another address. Lowtide does not follow, because your key would travel there. See whether the documented address has changed.`,
      action: { kind: "open_page", page: "docs" },
    },
    blocked_too_large: {
      title: "Answer too large",
      explanation: ({ provider }) =>
        `${provider} sent far more than a balance. See whether the documented address has changed.`,
      action: { kind: "open_page", page: "docs" },
    },
    blocked_insecure: {
      title: "Address not secure",
      explanation: () =>
        "The address does not begin with https://, so the key was not sent. Add the account again with a secure address.",
      action: { kind: "add_again" },
    },
    not_json: {
      title: "Unreadable answer",
      explanation: ({ provider }) =>
        `What came back is no data from ${provider}: often the sign-in page of a hotel or company network. Sign in there, then try again.`,
      action: { kind: "retry" },
    },
    unexpected_shape: {
      title: "Answer has changed",
      explanation: ({ provider }) =>
        `The answer of ${provider} is not as documented. Lowtide shows no number rather than a wrong one.`,
      action: { kind: "open_page", page: "docs" },
    },
    rejected: {
      title: "Request refused",
      explanation: ({ provider, httpStatus }) =>
        `${provider} refused the request${httpStatus === null ? "" : ` (HTTP ${httpStatus})`}. Its documentation says what it expects.`,
      action: { kind: "open_page", page: "docs" },
    },
    internal: {
      title: "Fault in Lowtide",
      explanation: () =>
        "Something went wrong in Lowtide itself. Try again; if it stays, report it with the details.",
      action: { kind: "retry" },
    },
  },
  environmentKey: (variable) =>
    `This key comes from the environment variable ${variable}. Change it there, then start Lowtide again.`,
  actions: {
    replaceKey: "Replace key",
    enterKey: "Enter key",
    retry: "Try again",
    addAgain: "Add again",
    openPage: {
      home: "Open website",
      docs: "Open documentation",
      keys: "Open key page",
      billing: "Open billing",
    },
  },
  problems: {
    config_broken: {
      title: "Settings file is broken",
      advice:
        "Lowtide changes nothing in it until it is mended. Correct the line named here; it is read again by itself.",
    },
    provider_broken: {
      title: "A provider's definition is broken",
      advice: "Its accounts are not read. Correct the file named here, or remove it.",
    },
    keychain_unavailable: {
      title: "Keychain not reachable",
      advice:
        "Keys can be neither read nor saved. Start your keychain service (on Linux: GNOME Keyring or KWallet).",
    },
    keychain_locked: {
      title: "Keychain locked",
      advice: "Unlock it, then refresh.",
    },
    notifications_unavailable: {
      title: "No notifications",
      advice:
        "Warnings cannot be shown outside this window. Start a notification service, or allow Lowtide in the system's settings.",
    },
    tray_unavailable: {
      title: "No tray",
      advice:
        "Your desktop shows no tray icon (GNOME needs the AppIndicator extension). Open Lowtide from the application menu.",
    },
    history_set_aside: {
      title: "History started afresh",
      advice: "The history file was damaged. It was kept under the name given here, and a new one begun.",
    },
    history_unavailable: {
      title: "History is not written",
      advice:
        "Balances are shown, but not remembered. Check free space and permissions of the folder named here.",
    },
    another_poller: {
      title: "Another Lowtide is reading",
      advice: "This one shows what the other reads. Close the other to read from here.",
    },
  },
  moreProblems: (count) => (count === 1 ? "and 1 more" : `and ${count} more`),
  errors,
  popup: {
    title: "Balances",
    accounts: "Accounts",
    refresh: "Refresh",
    refreshing: "Refreshing…",
    addKey: "Add key",
    openMain: "Open",
    openMainInFull: "Open Lowtide",
    welcome: "Know before it runs dry",
    welcomeLead: "Lowtide watches the credits behind your API keys and tells you in time.",
    steps: [
      { title: "Choose a provider", text: "Search the catalogue." },
      { title: "Paste a key", text: "It goes into your system's keychain." },
      { title: "See the balance", text: "Checked at once, then watched." },
    ],
    addFirst: "Add your first key",
    privacy: "No account, no telemetry. Keys go to their own provider only.",
  },
  main: {
    accounts: "Accounts",
    addKey: "Add key",
    filter: "Filter accounts",
    noMatch: "No account matches.",
    chooseAccount: "Choose an account to see its balance.",
    gone: "This account no longer exists.",
    refresh: "Refresh",
    refreshing: "Refreshing…",
    replaceKey: "Replace key",
    rename: "Rename",
    pages: { home: "Website", docs: "Docs", keys: "Keys", billing: "Billing" },
    pause: "Pause",
    resume: "Resume",
    remove: "Remove…",
    pausedHint: "Paused: this account is not read and does not warn.",
    firstReading: "Waiting for the first reading.",
    noReading: "No reading yet",
    meters: "Balance in detail",
    plans: "Plans",
    plan: "Plan",
    status: "Status",
    left: "Left",
    renews: "Renews or ends",
    facts: "Also reported",
    details: "About this account",
    period: "Period",
    accountStatus: "Status at the provider",
    asOf: "Provider's figures of",
    readAt: "Last good reading",
    checkedAt: "Last asked",
    nextCheck: "Asked next",
    nextCheckWaits: "Waits for you",
    never: "Never",
    keySource: "Key",
    keychain: "In the system's keychain",
    demoKey: "In memory only: this is the demo",
    environment: (name) => `Environment variable ${name}`,
    address: "Other address",
    oddities: "Not as documented",
    odditiesHint: "The answer could be read, but these values differ from the provider's documentation.",
    oddity: (expected, found) => `expected ${expected}, found ${found}`,
    lastGood: (age) => `Last good reading, ${age}`,
    httpStatus: (status) => `HTTP ${status}`,
  },
  add: {
    title: "Add a key",
    chooseProvider: "Choose the provider",
    searchPlaceholder: "Name or what it sells",
    providers: "Providers",
    noProvider: (query) => `No provider matches “${query}”.`,
    custom: "Your own",
    change: "Change",
    key: "API key",
    keyHelp: "Sent to the provider to be checked, and stored only when you save.",
    whereKey: (provider) => `Get a key at ${provider}`,
    name: "Name",
    nameHelp: "To tell several keys apart.",
    optional: "optional",
    advanced: "Advanced: other address",
    baseUrl: "Address",
    baseUrlHelp: "Replaces the provider's own, for a gateway or proxy of yours. It must begin with https://.",
    paramDefault: (value) => `${value} if left empty`,
    check: "Check key",
    checking: (provider) => `Asking ${provider}…`,
    works: "The key works",
    save: "Save",
    saving: "Saving…",
    saveAnyway: "Save anyway",
    saveAnywayHint: "This is not the key's fault. Saved now, it is read as soon as that works.",
  },
  replace: {
    title: (account) => `Replace the key of ${account}`,
    lead: "The new key is checked first. History and settings stay.",
    key: "New API key",
    check: "Check and replace",
    checking: "Checking…",
    anyway: "Store it anyway",
    anywayHint: "This is not the key's fault. To store it unchecked, paste it once more.",
    keyAgain: "New API key, once more",
    done: "The key has been replaced.",
    storedAnyway: "The key has been stored unchecked.",
  },
  rename: { title: "Rename account", name: "Name", save: "Rename" },
  removal: {
    title: (account) => `Remove ${account}?`,
    lead: "The key is deleted from the keychain, and the account is no longer read. At the provider nothing changes.",
    leadEnvironment: (variable) =>
      `The account is no longer read. The environment variable ${variable} and the provider stay as they are.`,
    keepHistory: "Keep its history",
    keepHistoryHelp: "Past readings stay on this computer.",
    confirm: "Remove account",
  },
} satisfies Messages;
