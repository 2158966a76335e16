/** Auf Deutsch: die Seite der Anbieter. */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "Anbieter",
    lead: "Jeder ist eine Datei, die sagt, wo gefragt wird und was die Antwort bedeutet.",
    search: "Anbieter suchen",
    searchPlaceholder: "Name, Host oder Angebot",
    shown: (shown, all) => (shown === all ? `${all} Anbieter` : `${shown} von ${all} Anbietern`),
    none: (query) => `Kein Anbieter passt zu „${query}“.`,
    custom: "Eigener",
    customHint: "Aus einer Datei von dir, nicht aus dem Katalog von Lowtide.",
    host: "Adresse",
    key: "Schlüssel",
    accounts: (count) => (count === 0 ? "Noch kein Konto" : count === 1 ? "1 Konto" : `${count} Konten`),
    addKey: "Schlüssel hinzufügen",
    addKeyTo: (provider) => `Schlüssel von ${provider} hinzufügen`,
    openPage: (page, provider) => `${page} von ${provider}`,
    broken: "Dateien, die sich nicht lesen lassen",
    brokenLead:
      "Konten dieser Anbieter werden nicht abgerufen. Berichtige die Datei oder entferne sie; sie wird von selbst neu gelesen.",
  },
} satisfies ProvidersTexts;
