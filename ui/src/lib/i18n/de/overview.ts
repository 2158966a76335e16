/** Auf Deutsch: was über das ganze Programm gesagt wird, und wie alle Konten zusammen stehen. */
import type { OverviewTexts } from "../messages/overview";

const accounts = (count: number) => (count === 1 ? "1 Konto" : `${count} Konten`);
const areIs = (word: string) => (count: number, first: boolean) =>
  `${first ? accounts(count) : count} ${count === 1 ? "ist" : "sind"} ${word}`;

export const overview = {
  app: {
    name: "Lowtide",
    demo: "Demo",
    demoHint: "Diese Anbieter sind nur vorgegeben. Es wird kein echter Schlüssel benutzt.",
    loading: "Wird geladen …",
    cancel: "Abbrechen",
    dismiss: "Ausblenden",
    details: "Einzelheiten",
  },
  writing: {
    heading: (title) => `${title}.`,
    sentences: (sentences) => sentences.join(" "),
    labelled: (label, text) => `${label}: ${text}`,
    listed: (parts) => parts.join(", "),
  },
  states: {
    ok: "In Ordnung",
    low: "Knapp",
    critical: "Kritisch",
    empty: "Leer",
    failing: "Nicht abrufbar",
    unknown: "Noch nicht abgerufen",
    paused: "Pausiert",
  },
  summary: {
    none: "Noch keine Schlüssel",
    offline: "Keine Verbindung",
    offlineHint: (age) =>
      age === null
        ? "Die Guthaben werden abgerufen, sobald das Netz wieder da ist."
        : `Stand dieser Zahlen: ${age}.`,
    allFine: (count) =>
      count === 1
        ? "Das Konto ist in Ordnung"
        : count === 2
          ? "Beide Konten sind in Ordnung"
          : `Alle ${count} Konten sind in Ordnung`,
    allPaused: (count) =>
      count === 1
        ? "Das Konto ist pausiert"
        : count === 2
          ? "Beide Konten sind pausiert"
          : `Alle ${count} Konten sind pausiert`,
    part: {
      empty: areIs("leer"),
      critical: areIs("kritisch"),
      failing: areIs("nicht abrufbar"),
      low: areIs("knapp"),
      unknown: areIs("noch nicht abgerufen"),
      paused: areIs("pausiert"),
    },
    join: (parts) => parts.join(", "),
    lastCheck: (age) => `Geprüft ${age}`,
  },
  problems: {
    config_broken: {
      title: "Einstellungsdatei fehlerhaft",
      advice:
        "Lowtide ändert nichts an ihr, bis sie berichtigt ist. Berichtige die hier genannte Zeile; sie wird von selbst neu gelesen.",
    },
    provider_broken: {
      title: "Eine Anbieterdatei ist fehlerhaft",
      advice: "Ihre Konten werden nicht abgerufen. Berichtige die hier genannte Datei oder entferne sie.",
    },
    keychain_unavailable: {
      title: "Schlüsselbund nicht erreichbar",
      advice:
        "Schlüssel können weder gelesen noch gespeichert werden. Starte den Schlüsselbund-Dienst (unter Linux: GNOME-Schlüsselbund oder KWallet).",
    },
    keychain_locked: {
      title: "Schlüsselbund gesperrt",
      advice: "Entsperre ihn und aktualisiere dann.",
    },
    notifications_unavailable: {
      title: "Keine Benachrichtigungen",
      advice:
        "Warnungen sind nur in diesem Fenster zu sehen. Starte einen Benachrichtigungsdienst oder erlaube Lowtide in den Systemeinstellungen.",
    },
    tray_unavailable: {
      title: "Kein Infobereich",
      advice:
        "Der Desktop zeigt keine Symbole im Infobereich (GNOME braucht die Erweiterung AppIndicator). Öffne Lowtide über das Anwendungsmenü.",
    },
    history_set_aside: {
      title: "Verlauf neu begonnen",
      advice:
        "Die Verlaufsdatei war beschädigt. Sie liegt unter dem hier genannten Namen, und eine neue wurde angelegt.",
    },
    history_unavailable: {
      title: "Verlauf wird nicht geschrieben",
      advice:
        "Guthaben werden angezeigt, aber nicht gemerkt. Prüfe freien Platz und Rechte des hier genannten Ordners.",
    },
    another_poller: {
      title: "Ein anderes Lowtide ruft ab",
      advice: "Dieses zeigt, was das andere abruft. Beende das andere, um von hier abzurufen.",
    },
  },
  moreProblems: (count) => (count === 1 ? "und 1 weiteres" : `und ${count} weitere`),
} satisfies OverviewTexts;
