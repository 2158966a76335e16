/** In English: the popup. */
import type { PopupTexts } from "../messages/popup";

export const popup = {
  popup: {
    title: "Balances",
    accounts: "Accounts",
    refresh: "Refresh",
    refreshing: "Refreshing…",
    addKey: "Add key",
    openMain: "Open Lowtide",
    settings: "Settings",
    hideAmounts: "Hide amounts",
    showAmounts: "Show amounts",
    progress: (read, total) => `${read} of ${total} read`,
    filter: "Filter by name or provider",
    clearFilter: "Clear filter",
    found: (count) =>
      count === 0 ? "No account found" : count === 1 ? "1 account found" : `${count} accounts found`,
    nothingFound: "No account or provider has this in its name.",
    ownOrder: "In your own order",
    urgentFirst: "Most urgent first",
    urgentFirstNow: "The most urgent come first again",
    grip: "Drag to change the order. Or select the account and press Alt with an arrow key.",
    moved: (name, place, total) => `${name}, place ${place} of ${total}`,
    groupState: (state, count, total) =>
      count === total ? `${state} · ${total}` : `${state} · ${count} of ${total}`,
    showMore: (count) => `Show ${count} more`,
    showFewer: "Show fewer",
    trend: {
      falling: "fell in the last 7 days",
      rising: "rose in the last 7 days",
      wavering: "fell and rose in the last 7 days",
      still: "did not move in the last 7 days",
    },
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
} satisfies PopupTexts;
