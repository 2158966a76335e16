/** Auf Deutsch: die Wege durch das Fenster. */
import type { NavTexts } from "../messages/nav";

export const nav = {
  nav: {
    label: "Bereiche",
    sections: {
      accounts: "Konten",
      history: "Verlauf",
      alerts: "Warnungen",
      providers: "Anbieter",
      settings: "Einstellungen",
      diagnostics: "Diagnose",
    },
    withKeys: (name, keys) => `${name} (${keys})`,
    notices: "Hinweise",
  },
} satisfies NavTexts;
