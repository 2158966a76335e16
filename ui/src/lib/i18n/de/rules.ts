/** Auf Deutsch: die Seite der Warnregeln, und was in Formulare eingegeben wird. */
import type { RulesTexts } from "../messages/rules";

const times = (count: number) => (count === 1 ? "einmal" : count === 2 ? "zweimal" : `${count}-mal`);
const alerts = (count: number) =>
  count === 0 ? "keine Warnung" : count === 1 ? "1 Warnung" : `${count} Warnungen`;
const inDays = (count: number) => (count === 1 ? "Am letzten Tag" : `In den letzten ${count} Tagen`);

export const rules = {
  entry: {
    missing: "Gib eine Zahl ein.",
    notNumber: "Schreib nur Ziffern, mit einem Komma oder Punkt für Dezimalstellen: 1000,5",
    ambiguous: (typed) =>
      `„${typed}“ lässt sich auf zwei Arten lesen. Lass Tausendertrennzeichen weg oder schreib eine weitere Dezimalstelle.`,
    tooLong: "Das sind mehr Ziffern, als sich genau speichern lassen.",
    notWhole: "Gib eine ganze Zahl ein.",
    notPercent: "Gib einen Prozentsatz von 0 bis 100 ein.",
    fullFromZero: "Gib mehr als 0 % ein: So voll ist jeder Speicher.",
    notTime: "Gib eine Uhrzeit ein.",
    sameTimes: "Wähle zwei verschiedene Uhrzeiten.",
    spanRange: (least, most) => `Gib eine Dauer ein: mindestens ${least}, höchstens ${most}.`,
    noLevel: "Fülle eines der beiden Felder aus oder schalte die Regel aus.",
    criticalAbove: "Kritisch darf nicht über der Warnung liegen.",
    refused: (words, detail) => `${words} (${detail})`,
  },
  spanUnits: { s: "Sekunden", m: "Minuten", h: "Stunden", d: "Tage", w: "Wochen" },
  undoing: { undo: "Rückgängig", dismiss: "Ausblenden", undone: "Rückgängig gemacht" },
  rules: {
    title: "Warnungen",
    lead: "Was Lowtide dir meldet und wann. Änderungen werden sofort gespeichert.",
    scope: "Regeln für",
    everyAccount: "Alle Konten",
    everyAccountHint: "Sie gelten für jedes Konto, das keine eigenen hat.",
    oneAccountHint: "Was du hier änderst, gilt nur für dieses Konto.",
    groups: { left: "Was übrig ist", wrong: "Was sonst geschieht", manner: "Wie du es erfährst" },
    names: {
      amount: "Restbetrag",
      share: "Restanteil",
      runway: "Resttage",
      empty: "Nichts übrig",
      keyRejected: "Schlüssel abgelehnt",
      unreachableAfter: "Nicht erreichbar",
      subscription: "Abonnement",
      storage: "Speicher",
      expiry: "Verfall",
      unusualSpend: "Ungewöhnlicher Verbrauch",
      toppedUp: "Aufgeladen",
      reminder: "Erinnerungen",
      quietHours: "Ruhezeiten",
      hysteresis: "Wieder scharf",
    },
    explanations: {
      amount: "Es ist weniger übrig als ein Betrag, den du festlegst.",
      share: "Übrig ist weniger als dieser Teil des Tarifs oder des Höchststands seit der letzten Aufladung.",
      runway: "Beim jetzigen Tempo reicht es höchstens noch so lange.",
      empty: "Es ist nichts mehr übrig, oder der Anbieter sagt das.",
      keyRejected: "Der Anbieter nimmt den Schlüssel nicht mehr an.",
      unreachableAfter: "Seit einiger Zeit ist kein Abruf gelungen.",
      subscription: "Es ist überfällig, gekündigt oder nicht mehr aktiv.",
      storage: "Ein Speicher ist fast voll.",
      expiry: "Ein Guthaben verfällt bald, oder ein Tarif endet bald.",
      unusualSpend:
        "In einer Stunde wird weit mehr verbraucht als je zuvor. So zeigt sich ein entwendeter Schlüssel.",
      toppedUp: "Etwas ist dazugekommen. In der Aufzeichnung steht es auf jeden Fall.",
      reminder: "Was weiterhin gilt, wird noch einmal gemeldet.",
      quietHours: "Warnungen warten, bis diese Zeit vorbei ist.",
      hysteresis: "Eine Regel meldet sich erst wieder, nachdem der Betrag so weit über ihrer Grenze lag.",
    },
    amountOfEach: "Es ist weniger übrig als ein Betrag, in der Einheit des jeweiligen Kontos.",
    warningBelow: "Warnung unter",
    criticalBelow: "Kritisch unter",
    fieldOf: {
      unreachableAfter: "Dauer",
      storage: "Ab",
      expiry: "Vorlauf",
      reminder: "Abstand",
      hysteresis: "Darüber um",
    },
    unit: "Einheit",
    quietFrom: "Von",
    quietTo: "Bis",
    criticalPasses: "Kritische Warnungen werden trotzdem gemeldet",
    on: "ein",
    off: "aus",
    levels: (warning, critical) =>
      critical === null
        ? `Warnung unter ${warning ?? ""}`
        : warning === null
          ? `kritisch unter ${critical}`
          : `${warning} / ${critical}`,
    between: (from, to) => `${from} bis ${to}`,
    asForAll: (value) => `Wie für alle: ${value}`,
    asForAllPlain: "Wie für alle",
    ownRule: "Nur für dieses Konto",
    changedRule: "Geändert",
    useGeneral: "Allgemeine Regel nehmen",
    useDefault: "Zurück zum Standard",
    useGeneralFor: (rule) => `${rule}: allgemeine Regel nehmen`,
    useDefaultFor: (rule) => `${rule}: zurück zum Standard`,
    fillIn: "Gib einen Betrag ein. Bis dahin ist diese Regel aus.",
    suggestion: (warning, critical) =>
      `Für etwa fünf Tage braucht es ${warning}, für etwa einen Tag ${critical}.`,
    useSuggestion: "Übernehmen",
    noSuggestion: "Hier schlägt Lowtide Beträge vor, sobald klar ist, wie schnell dieses Konto verbraucht.",
    said: {
      switchedOn: (subject, rule) => `${subject}: „${rule}“ eingeschaltet`,
      switchedOff: (subject, rule) => `${subject}: „${rule}“ ausgeschaltet`,
      changed: (subject, rule, value) => `${subject}: „${rule}“ ist jetzt ${value}`,
      reset: (subject, rule) => `${subject}: eigene Regel „${rule}“ zurückgenommen`,
      woken: (account) => `${account} wird wieder gemeldet`,
    },
    preview: {
      title: "Mit diesen Regeln",
      told: (count, span) => `${inDays(span)} hättest du ${alerts(count)} bekommen.`,
      toldAll: (count, span, accounts) =>
        `${inDays(span)} hättest du ${alerts(count)} zu ${accounts === 1 ? "deinem Konto" : `${accounts} Konten`} bekommen.`,
      times: (count) => (count === 0 ? "nie" : times(count)),
      decisions: (count) =>
        count === 1 ? "Zeigen, was entschieden worden wäre" : `Alle ${count} Entscheidungen zeigen`,
      working: "Wird ausgerechnet …",
      workingOf: (done, all) => `Wird ausgerechnet: ${done} von ${all} Konten …`,
      workOut: (accounts) =>
        accounts === 1 ? "Für 1 Konto ausrechnen" : `Für ${accounts} Konten ausrechnen`,
      noPast: "Es gibt noch keine Vergangenheit, nach der sich urteilen ließe.",
      noAccounts: "Füge einen Schlüssel hinzu, um zu sehen, was diese Regeln gemeldet hätten.",
    },
    record: {
      title: "Aufzeichnung",
      lead: "Was gemeldet und was zurückgehalten wurde, und warum.",
      account: "Konto",
      outcome: "Zeigen",
      outcomes: { all: "Alles", told: "Gemeldet", held: "Zurückgehalten" },
      older: "Ältere zeigen",
      none: "Es wurde noch nichts gemeldet oder zurückgehalten.",
      noMatch: "Nichts passt.",
      noMatchYet: "Bisher passt nichts.",
    },
    silence: {
      title: "Stille",
      given: "Warnungen werden gemeldet.",
      pauseAll: "Alle Warnungen pausieren",
      hour: "Für 1 Stunde",
      tomorrow: (time) => `Bis morgen, ${time}`,
      untilResumed: "Bis ich sie fortsetze",
      accounts: "Stille Konten",
      nobody: "Kein Konto ruht oder ist stumm.",
      wake: "Wecken",
      wakeInFull: (account) => `${account} wecken`,
    },
  },
} satisfies RulesTexts;
