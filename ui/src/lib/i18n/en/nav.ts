/** In English: the ways through the window. */
import type { NavTexts } from "../messages/nav";

export const nav = {
  nav: {
    label: "Sections",
    sections: {
      accounts: "Accounts",
      history: "History",
      alerts: "Alerts",
      providers: "Providers",
      settings: "Settings",
      diagnostics: "Diagnostics",
    },
    withKeys: (name, keys) => `${name} (${keys})`,
    notices: "Notices",
  },
} satisfies NavTexts;
