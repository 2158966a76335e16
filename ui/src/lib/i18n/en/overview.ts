/** In English: what is said of the whole app, and how all accounts together stand. */
import type { OverviewTexts } from "../messages/overview";

const accounts = (count: number) => (count === 1 ? "1 account" : `${count} accounts`);
const areIs = (word: string) => (count: number, first: boolean) =>
  `${first ? accounts(count) : count} ${count === 1 ? "is" : "are"} ${word}`;

export const overview = {
  app: {
    name: "Lowtide",
    demo: "Demo",
    demoHint: "These providers are pretended. No real key is used.",
    loading: "Loading…",
    cancel: "Cancel",
    dismiss: "Dismiss",
    details: "Details",
  },
  writing: {
    heading: (title) => `${title}.`,
    sentences: (sentences) => sentences.join(" "),
    labelled: (label, text) => `${label}: ${text}`,
    listed: (parts) => parts.join(", "),
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
} satisfies OverviewTexts;
