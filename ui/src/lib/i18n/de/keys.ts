/** Auf Deutsch: hinzufügen, ersetzen, umbenennen und entfernen. */
import type { KeyTexts } from "../messages/keys";

export const keys = {
  add: {
    title: "Schlüssel hinzufügen",
    chooseProvider: "Anbieter wählen",
    searchPlaceholder: "Name oder Angebot",
    providers: "Anbieter",
    noProvider: (query) => `Kein Anbieter passt zu „${query}“.`,
    custom: "Eigener",
    change: "Ändern",
    key: "API-Schlüssel",
    keyHelp: "Er wird dem Anbieter zum Prüfen gesendet und erst beim Speichern abgelegt.",
    whereKey: (provider) => `Schlüssel bei ${provider} holen`,
    name: "Name",
    nameHelp: "Um mehrere Schlüssel zu unterscheiden.",
    optional: "optional",
    advanced: "Erweitert: andere Adresse",
    baseUrl: "Adresse",
    baseUrlHelp:
      "Ersetzt die des Anbieters, für ein Gateway oder einen Proxy von dir. Sie muss mit https:// beginnen.",
    paramDefault: (value) => `Leer bedeutet ${value}`,
    check: "Schlüssel prüfen",
    checking: (provider) => `Fragt ${provider} …`,
    works: "Der Schlüssel funktioniert",
    save: "Speichern",
    saving: "Speichert …",
    saveAnyway: "Trotzdem speichern",
    saveAnywayHint: "Am Schlüssel liegt es nicht. Speicherst du ihn jetzt, wird abgerufen, sobald das geht.",
    pasteHint:
      "Oder füge hier einen Schlüssel, eine Liste von Schlüsseln oder eine curl-Zeile ein. Sie werden erkannt und nie angezeigt.",
    waiting: "Ein eingefügter Schlüssel wartet",
    waitingHint: "Ihm ist nicht anzusehen, von wem er ist. Wähle seinen Anbieter.",
    forget: "Verwerfen",
    otherWays: "Andere Wege",
    fromVariables: "Schlüssel aus Umgebungsvariablen nehmen",
    fromVariablesHint: (count) =>
      count === 0
        ? "Keine ist gesetzt, die nach einem Anbieter benannt ist."
        : count === 1
          ? "1 ist gesetzt, die nach einem Anbieter benannt ist."
          : `${count} sind gesetzt, die nach Anbietern benannt sind.`,
  },
  pasted: {
    quotes: "Die Anführungszeichen wurden weggelassen.",
    assignment: (name) => `Der Schlüssel wurde der Zeile entnommen, die ${name} setzt.`,
    header: (name) => `Der Schlüssel wurde dem Header ${name} entnommen.`,
    bearer: "Das Wort vor dem Schlüssel wurde weggelassen.",
    curl: (header) =>
      header === null
        ? "Der Schlüssel wurde einer curl-Zeile entnommen."
        : `Der Schlüssel wurde einer curl-Zeile entnommen (${header}).`,
    address: "Der Schlüssel wurde einer Adresse entnommen.",
    placeholder: "Wo der Schlüssel stehen sollte, steht ein Platzhalter. Kopiere den Schlüssel selbst.",
    noKey: "Im Eingefügten wurde kein Schlüssel gefunden.",
    several: "Das sind mehrere Schlüssel. Füge den für dieses Konto ein.",
    recognised: (provider) => `Als Schlüssel von ${provider} erkannt.`,
    another: (provider) => `Das sieht nach einem Schlüssel von ${provider} aus.`,
    useAnother: (provider) => `${provider} nehmen`,
    leftOut: (lines) =>
      lines === 1
        ? "1 Zeile ohne Schlüssel wurde ausgelassen."
        : `${lines} Zeilen ohne Schlüssel wurden ausgelassen.`,
    repeated: (count) =>
      count === 1
        ? "1 Schlüssel kam doppelt vor und wird einmal genommen."
        : `${count} Schlüssel kamen mehrfach vor und werden je einmal genommen.`,
  },
  threshold: {
    title: "Grenzen",
    on: "Warne mich, wenn es knapp wird",
    hint: "Vorgeschlagen nach diesem ersten Abruf. Du kannst die Grenzen später unter „Warnungen“ ändern.",
    warning: "Warnung unter",
    critical: "Kritisch unter",
    inUnit: (unit) => `in ${unit}`,
    noAmount: "Gib einen Betrag ein, etwa 250.",
    order: "Kritisch muss unter der Warnung liegen.",
    both: (warning, critical) => `Warnung unter ${warning}, kritisch unter ${critical}`,
  },
  batch: {
    title: (count) => `${count} Schlüssel`,
    lead: "Sie werden nacheinander geprüft. Keiner wird abgelegt, bevor du ihn speicherst.",
    ending: (characters) => `Schlüssel mit der Endung ${characters}`,
    unnamed: (number) => `Schlüssel ${number}`,
    provider: "Anbieter",
    providerOf: (key) => `Anbieter: ${key}`,
    nameOf: (key) => `Name: ${key}`,
    chooseProvider: "Anbieter wählen",
    needsMore: "Dieser Anbieter braucht mehr als einen Schlüssel. Füge diesen einzeln hinzu.",
    check: (count) => `${count} Schlüssel prüfen`,
    progress: (done, all) => `${done} von ${all} geprüft`,
    waiting: "Noch nicht geprüft",
    checking: "Wird geprüft …",
    saving: "Wird gespeichert …",
    saved: "Gespeichert",
    save: "Speichern",
    saveOf: (key) => `Speichern: ${key}`,
    saveAll: (count) => (count === 1 ? "1 Konto speichern" : `Alle ${count} speichern, die funktionieren`),
    leaveOut: (key) => `Auslassen: ${key}`,
    thresholds: "Warne mich bei den vorgeschlagenen Grenzen",
    lost: "Der Schlüssel liegt nicht mehr vor. Füge ihn noch einmal ein.",
    notChecked: "Konnte nicht geprüft werden",
    back: "Zurück",
    finish: "Fertig",
    summary: (works, all) => `${works} von ${all} ${works === 1 ? "funktioniert" : "funktionieren"}.`,
  },
  variables: {
    title: "Aus Umgebungsvariablen",
    lead: "Diese sind gesetzt und nach einem Anbieter benannt. Ihre Werte werden nie angezeigt.",
    none: "Keine Variable ist gesetzt, die nach einem Anbieter benannt ist.",
    noneHint:
      "Ein Programm, das vom Desktop aus gestartet wird, hat selten die Variablen deiner Shell. Füge den Schlüssel ein oder starte Lowtide aus einem Terminal.",
    keep: "Was mit dem Schlüssel geschieht",
    copy: "In den Schlüsselbund kopieren",
    copyHint:
      "Funktioniert von jetzt an auch dort, wo die Variable nicht gesetzt ist. Für den Desktop empfohlen.",
    read: "Jedes Mal die Variable lesen",
    readHint:
      "Lowtide speichert nur den Namen. Wo die Variable fehlt, wie in den meisten Desktop-Sitzungen, lässt sich das Konto nicht abrufen.",
    usedBy: (account) => `Wird schon von ${account} gelesen`,
    choose: (variable) => `${variable} prüfen`,
  },
  replace: {
    title: (account) => `Schlüssel von ${account} ersetzen`,
    lead: "Der neue Schlüssel wird zuerst geprüft. Der alte wird nur ersetzt, wenn der neue funktioniert.",
    key: "Neuer API-Schlüssel",
    check: "Prüfen und ersetzen",
    checking: "Wird geprüft …",
    anyway: "Trotzdem speichern",
    anywayHint: "Am Schlüssel liegt es nicht. Um ihn ungeprüft zu speichern, füge ihn noch einmal ein.",
    keyAgain: "Neuer API-Schlüssel, noch einmal",
    done: "Der Schlüssel wurde ersetzt.",
    storedAnyway: "Der Schlüssel wurde ungeprüft gespeichert.",
    historyStays: "Verlauf, Warnregeln und Name bleiben, wie sie sind.",
  },
  rename: { title: "Konto umbenennen", name: "Name", save: "Umbenennen" },
  removal: {
    title: (account) => `${account} entfernen?`,
    lead: "Der Schlüssel wird aus dem Schlüsselbund gelöscht und das Konto nicht mehr abgerufen. Beim Anbieter ändert sich nichts.",
    leadEnvironment: (variable) =>
      `Das Konto wird nicht mehr abgerufen. Die Umgebungsvariable ${variable} und das Konto beim Anbieter bleiben, wie sie sind.`,
    history: "Sein Verlauf",
    keepHistory: "Behalten",
    keepHistoryHelp: "Frühere Werte bleiben in der Verlaufsdatei auf diesem Rechner.",
    dropHistory: "Löschen",
    dropHistoryHelp: "Frühere Werte, Warnungen und Aufladungen dieses Kontos sind dann endgültig weg.",
    confirm: "Konto entfernen",
  },
} satisfies KeyTexts;
