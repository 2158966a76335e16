/** Auf Deutsch: was schiefging und was hilft. */
import type { FailureTexts } from "../messages/failures";

const status = (httpStatus: number | null) => (httpStatus === null ? "" : ` (HTTP ${httpStatus})`);

export const failures = {
  failures: {
    key_missing: {
      title: "Kein Schlüssel gespeichert",
      explanation: ({ variable }) =>
        variable === null
          ? "Im Schlüsselbund liegt kein Schlüssel für dieses Konto. Gib ihn neu ein."
          : `Die Umgebungsvariable ${variable} ist für Lowtide nicht gesetzt. Setze sie und starte Lowtide neu.`,
    },
    keychain_locked: {
      title: "Schlüsselbund gesperrt",
      explanation: () => "Entsperre den Schlüsselbund des Systems und versuche es erneut.",
    },
    keychain_unavailable: {
      title: "Schlüsselbund nicht erreichbar",
      explanation: () =>
        "Der Schlüsselbund des Systems antwortet nicht. Starte ihn (unter Linux: GNOME-Schlüsselbund oder KWallet) und versuche es erneut.",
    },
    unauthorized: {
      title: "Schlüssel abgelehnt",
      explanation: ({ provider }) =>
        `${provider} nimmt diesen Schlüssel nicht an. Er kann falsch abgetippt, widerrufen oder abgelaufen sein.`,
    },
    wrong_key_kind: {
      title: "Falsche Art von Schlüssel",
      explanation: ({ provider }) =>
        `${provider} kennt diesen Schlüssel, aber er darf das Guthaben nicht abrufen. Nimm einen, der es darf.`,
    },
    out_of_credits: {
      title: "Guthaben aufgebraucht",
      explanation: ({ provider }) =>
        `${provider} meldet, dass nichts übrig ist. Lade auf, um weiterzumachen.`,
    },
    rate_limited: {
      title: "Zu oft gefragt",
      explanation: ({ provider }) => `${provider} bittet um Geduld. Mit dem Schlüssel ist alles in Ordnung.`,
    },
    network_dns: {
      title: "Adresse nicht gefunden",
      explanation: ({ provider }) =>
        `Die Adresse von ${provider} ließ sich nicht auflösen. Prüfe Verbindung, VPN oder DNS.`,
    },
    network_connect: {
      title: "Keine Verbindung",
      explanation: ({ provider }) =>
        `${provider} war nicht erreichbar, oder die Verbindung brach ab. Prüfe Netz, Firewall oder Proxy.`,
    },
    network_tls: {
      title: "Verbindung nicht vertrauenswürdig",
      explanation: ({ provider }) =>
        `Das Zertifikat von ${provider} ließ sich nicht prüfen, daher wurde der Schlüssel nicht gesendet. Prüfe die Uhr des Rechners oder einen Proxy, der den Verkehr mitliest.`,
    },
    timeout: {
      title: "Keine Antwort zur rechten Zeit",
      explanation: ({ provider }) =>
        `${provider} brauchte zu lange. Vielleicht ist der Dienst ausgelastet oder die Verbindung langsam.`,
    },
    server_error: {
      title: "Störung beim Anbieter",
      explanation: ({ provider, httpStatus }) =>
        `Bei ${provider} selbst trat ein Fehler auf${status(httpStatus)}. Mit dem Schlüssel ist alles in Ordnung.`,
    },
    maintenance: {
      title: "Wartungsarbeiten",
      explanation: ({ provider }) =>
        `Bei ${provider} wird gerade gewartet. Mit dem Schlüssel ist alles in Ordnung.`,
    },
    blocked_redirect: {
      title: "Umleitung abgelehnt",
      explanation: ({ provider }) =>
        `Die Antwort von ${provider} verweist auf eine andere Adresse. Lowtide folgt nicht, weil der Schlüssel mitginge. Sieh nach, ob sich die dokumentierte Adresse geändert hat.`,
    },
    blocked_too_large: {
      title: "Antwort zu groß",
      explanation: ({ provider }) =>
        `${provider} schickte weit mehr als ein Guthaben. Sieh nach, ob sich die dokumentierte Adresse geändert hat.`,
    },
    blocked_insecure: {
      title: "Adresse nicht sicher",
      explanation: () =>
        "Die Adresse beginnt nicht mit https://, daher wurde der Schlüssel nicht gesendet. Füge das Konto mit einer sicheren Adresse neu hinzu.",
    },
    not_json: {
      title: "Unlesbare Antwort",
      explanation: ({ provider }) =>
        `Zurück kamen keine Daten von ${provider}: oft ist es die Anmeldeseite eines Hotel- oder Firmennetzes. Melde dich dort an und versuche es erneut.`,
    },
    unexpected_shape: {
      title: "Antwort hat sich geändert",
      explanation: ({ provider }) =>
        `Die Antwort von ${provider} ist nicht wie dokumentiert. Lowtide zeigt lieber keine Zahl als eine falsche.`,
    },
    rejected: {
      title: "Anfrage abgelehnt",
      explanation: ({ provider, httpStatus }) =>
        `Die Anfrage wurde von ${provider} abgelehnt${status(httpStatus)}. Was erwartet wird, steht in der Dokumentation.`,
    },
    internal: {
      title: "Fehler in Lowtide",
      explanation: () =>
        "In Lowtide selbst ging etwas schief. Versuche es erneut; bleibt es so, melde es mit den Einzelheiten.",
    },
  },
  environmentKey: (variable) =>
    `Dieser Schlüssel kommt aus der Umgebungsvariablen ${variable}. Ändere ihn dort und starte Lowtide neu.`,
  actions: {
    replaceKey: "Schlüssel ersetzen",
    enterKey: "Schlüssel eingeben",
    retry: "Erneut versuchen",
    addAgain: "Neu hinzufügen",
    openPage: {
      home: "Website öffnen",
      docs: "Dokumentation öffnen",
      keys: "Schlüsselseite öffnen",
      billing: "Abrechnung öffnen",
    },
  },
  errors: {
    key_empty: "Füge zuerst einen Schlüssel ein.",
    key_control_character:
      "Der Schlüssel enthält einen Zeilenumbruch oder ein unsichtbares Zeichen. Kopiere ihn noch einmal, nur den Schlüssel.",
    key_not_ascii:
      "Der Schlüssel enthält ein Zeichen, das kein Schlüssel hat, etwa „…“ oder einen Akzent. Kopiere ihn noch einmal vollständig.",
    key_too_long: "Das ist länger als jeder Schlüssel. Kopiere nur den Schlüssel.",
    unknown_account: "Dieses Konto gibt es nicht mehr.",
    unknown_provider: "Dieser Anbieter steht nicht mehr im Katalog.",
    draft_expired:
      "Der geprüfte Schlüssel wurde nur zehn Minuten aufbewahrt. Füge ihn ein und prüfe ihn noch einmal.",
    invalid_input: "Dieser Wert hat nicht die erwartete Form.",
    config_broken:
      "Die Einstellungsdatei ist fehlerhaft, daher wurde nichts gespeichert. Berichtige sie zuerst.",
    config_write: "Die Einstellungen konnten nicht gespeichert werden. Prüfe freien Platz und Rechte.",
    keychain_locked: "Der Schlüsselbund ist gesperrt. Entsperre ihn und versuche es erneut.",
    keychain_unavailable:
      "Der Schlüsselbund antwortet nicht, daher konnte der Schlüssel nicht gespeichert werden.",
    history: "Die Verlaufsdatei konnte nicht gelesen oder geschrieben werden.",
    unknown_change: "Diese Änderung steht nicht mehr im Verlauf.",
    another_poller: "Ein anderes Lowtide beobachtet diese Konten. Tu es dort.",
    notification: "Die Benachrichtigung konnte nicht gezeigt werden.",
    export: "Die Datei konnte nicht geschrieben werden.",
    page_missing: "Dieser Anbieter nennt keine solche Seite.",
    agent_gone: "Lowtide wurde beendet. Starte es wieder über das Anwendungsmenü.",
    internal: "In Lowtide selbst ging etwas schief.",
  },
} satisfies FailureTexts;
