/** In English: the page of alert rules, and what is typed into forms. */
import type { RulesTexts } from "../messages/rules";

const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
const days = (count: number) => (count === 1 ? "the last day" : `the last ${count} days`);

export const rules = {
  entry: {
    missing: "Enter a number.",
    notNumber: "Write digits alone, with one point or comma for decimals: 1000.5",
    ambiguous: (typed) =>
      `“${typed}” can be read in two ways. Leave out separators of thousands, or write another decimal.`,
    tooLong: "That is more digits than can be held exactly.",
    notWhole: "Enter a whole number.",
    notPercent: "Enter a percentage from 0 to 100.",
    fullFromZero: "Enter more than 0 %: every storage has reached that.",
    notTime: "Enter a time of day.",
    sameTimes: "Choose two different times.",
    spanRange: (least, most) => `Enter a time from ${least} to ${most}.`,
    noLevel: "Fill in one of the two, or switch the rule off.",
    criticalAbove: "Critical must not be above the warning.",
    refused: (words, detail) => `${words.replace(/\.$/, "")}: ${detail}`,
  },
  spanUnits: { s: "seconds", m: "minutes", h: "hours", d: "days", w: "weeks" },
  undoing: { undo: "Undo", dismiss: "Dismiss", undone: "Undone" },
  rules: {
    title: "Alerts",
    lead: "What Lowtide tells you, and when. Changes are saved as you make them.",
    scope: "Rules for",
    everyAccount: "All accounts",
    everyAccountHint: "They hold for every account that has none of its own.",
    oneAccountHint: "What you change here holds for this account only.",
    groups: { left: "What is left", wrong: "What else happens", manner: "How you are told" },
    names: {
      amount: "Amount left",
      share: "Share left",
      runway: "Days left",
      empty: "Nothing left",
      keyRejected: "Key rejected",
      unreachableAfter: "Not reachable",
      subscription: "Subscription",
      storage: "Storage",
      expiry: "Expiry",
      unusualSpend: "Unusual spend",
      toppedUp: "Topped up",
      reminder: "Reminders",
      quietHours: "Quiet hours",
      hysteresis: "Armed again",
    },
    explanations: {
      amount: "Less is left than an amount that you name.",
      share: "Less is left of the limit, or of the highest since the last top-up.",
      runway: "At the present pace, it lasts no longer than this.",
      empty: "Nothing is left, or the provider says so.",
      keyRejected: "The provider no longer takes the key.",
      unreachableAfter: "There has been no reading for a time.",
      subscription: "It is past due, cancelled or inactive.",
      storage: "A storage is nearly full.",
      expiry: "A grant or plan ends soon.",
      unusualSpend: "Far more is spent in an hour than ever before. A leaked key shows here.",
      toppedUp: "Something was added. It is in the record in any case.",
      reminder: "What still holds is told again.",
      quietHours: "Warnings wait until these hours end.",
      hysteresis: "A rule speaks again only after the amount was so far above its threshold.",
    },
    amountOfEach: "Less is left than an amount, in each account's own unit.",
    warningBelow: "Warning below",
    criticalBelow: "Critical below",
    fieldOf: {
      unreachableAfter: "After",
      storage: "From",
      expiry: "Within",
      reminder: "Every",
      hysteresis: "Above by",
    },
    unit: "Unit",
    quietFrom: "From",
    quietTo: "To",
    criticalPasses: "Critical alerts are told nevertheless",
    on: "on",
    off: "off",
    levels: (warning, critical) =>
      critical === null
        ? `warning below ${warning ?? ""}`
        : warning === null
          ? `critical below ${critical}`
          : `${warning} / ${critical}`,
    between: (from, to) => `${from} to ${to}`,
    asForAll: (value) => `As for all: ${value}`,
    asForAllPlain: "As for all",
    ownRule: "Only for this account",
    changedRule: "Changed",
    useGeneral: "Use the general rule",
    useDefault: "Back to the default",
    useGeneralFor: (rule) => `${rule}: use the general rule`,
    useDefaultFor: (rule) => `${rule}: back to the default`,
    fillIn: "Fill in an amount. Until then this rule is off.",
    suggestion: (warning, critical) =>
      `About five days' worth is ${warning}, about one day's worth ${critical}.`,
    useSuggestion: "Use this",
    noSuggestion: "Lowtide proposes amounts here once it knows how fast this account drains.",
    said: {
      switchedOn: (subject, rule) => `${subject}: “${rule}” switched on`,
      switchedOff: (subject, rule) => `${subject}: “${rule}” switched off`,
      changed: (subject, rule, value) => `${subject}: “${rule}” is now ${value}`,
      reset: (subject, rule) => `${subject}: own “${rule}” taken back`,
      woken: (account) => `${account} is no longer silent`,
    },
    preview: {
      title: "With these rules",
      told: (count, span) =>
        count === 0
          ? `You would have been told nothing in ${days(span)}.`
          : `You would have been told ${times(count)} in ${days(span)}.`,
      toldAll: (count, span, accounts) =>
        count === 0
          ? `You would have been told nothing about ${accounts === 1 ? "your account" : `${accounts} accounts`} in ${days(span)}.`
          : `You would have been told ${times(count)} about ${accounts === 1 ? "your account" : `${accounts} accounts`} in ${days(span)}.`,
      times: (count) => (count === 0 ? "never" : times(count)),
      decisions: (count) =>
        count === 1 ? "Show what would have been decided" : `Show all ${count} decisions`,
      working: "Working it out…",
      workingOf: (done, all) => `Working it out: ${done} of ${all} accounts…`,
      workOut: (accounts) => `Work it out for ${accounts} accounts`,
      noPast: "There is no past to judge by yet.",
      noAccounts: "Add a key to see what these rules would have told you.",
    },
    record: {
      title: "Record",
      lead: "What was told, what was held back, and why.",
      account: "Account",
      outcome: "Show",
      outcomes: { all: "All", told: "Told", held: "Held back" },
      older: "Show older",
      none: "Nothing has been told or held back yet.",
      noMatch: "Nothing matches.",
      noMatchYet: "Nothing so far matches.",
    },
    silence: {
      title: "Silence",
      given: "Alerts are given.",
      pauseAll: "Pause all alerts",
      hour: "For 1 hour",
      tomorrow: (time) => `Until tomorrow, ${time}`,
      untilResumed: "Until I resume them",
      accounts: "Silent accounts",
      nobody: "No account is snoozed or muted.",
      wake: "Wake",
      wakeInFull: (account) => `Wake ${account}`,
    },
  },
} satisfies RulesTexts;
