/** In English: the popup. */
import type { PopupTexts } from "../messages/popup";

export const popup = {
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
} satisfies PopupTexts;
