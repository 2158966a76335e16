/** Auf Deutsch: das Fenster am Infobereich. */
import type { PopupTexts } from "../messages/popup";

export const popup = {
  popup: {
    title: "Guthaben",
    accounts: "Konten",
    refresh: "Aktualisieren",
    refreshing: "Aktualisiert …",
    addKey: "Hinzufügen",
    openMain: "Lowtide öffnen",
    settings: "Einstellungen",
    hideAmounts: "Beträge verdecken",
    showAmounts: "Beträge zeigen",
    progress: (read, total) => `${read} von ${total} abgerufen`,
    filter: "Nach Name oder Anbieter filtern",
    clearFilter: "Filter löschen",
    found: (count) =>
      count === 0 ? "Kein Konto gefunden" : count === 1 ? "1 Konto gefunden" : `${count} Konten gefunden`,
    nothingFound: "Kein Konto und kein Anbieter hat das im Namen.",
    ownOrder: "In deiner eigenen Reihenfolge",
    urgentFirst: "Dringendste zuerst",
    urgentFirstNow: "Die dringendsten stehen wieder zuerst",
    grip: "Zieh, um die Reihenfolge zu ändern. Oder wähle das Konto und drücke Alt mit einer Pfeiltaste.",
    moved: (name, place, total) => `${name}, Platz ${place} von ${total}`,
    groupState: (state, count, total) =>
      count === total ? `${state} · ${total}` : `${state} · ${count} von ${total}`,
    showMore: (count) => `${count} weitere zeigen`,
    showFewer: "Weniger zeigen",
    trend: {
      falling: "in den letzten 7 Tagen gesunken",
      rising: "in den letzten 7 Tagen gestiegen",
      wavering: "in den letzten 7 Tagen gesunken und gestiegen",
      still: "in den letzten 7 Tagen unverändert",
    },
    welcome: "Gewarnt, bevor das Guthaben leer ist",
    welcomeLead:
      "Lowtide beobachtet das Guthaben hinter deinen API-Schlüsseln und sagt dir rechtzeitig Bescheid.",
    steps: [
      { title: "Anbieter wählen", text: "Durchsuche den Katalog." },
      { title: "Schlüssel einfügen", text: "Er kommt in den Schlüsselbund des Systems." },
      { title: "Guthaben sehen", text: "Sofort geprüft, dann beobachtet." },
    ],
    addFirst: "Ersten Schlüssel hinzufügen",
    privacy: "Keine Anmeldung, keine Telemetrie. Jeder Schlüssel geht nur an seinen Anbieter.",
  },
} satisfies PopupTexts;
