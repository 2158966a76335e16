/** Auf Deutsch: Zahlen, Anteile und Zeiten. */
import type { FigureTexts } from "../messages/figures";

export const figures = {
  amounts: {
    notReported: "Keine Angabe",
    notReportedHint: "Der Anbieter sagt nicht, wie viel übrig ist.",
    unlimited: "Unbegrenzt",
    covered: "Verdeckt",
    used: "Verbraucht",
    of: (whole) => `von ${whole}`,
    usedOf: (used, whole) => (whole === null ? `${used} verbraucht` : `${used} von ${whole} verbraucht`),
    ofUsed: (whole) => `von ${whole} verbraucht`,
    ofLifetime: (whole) => `von insgesamt ${whole} je aufgeladen`,
  },
  units: {
    credits: { one: "Credit", other: "Credits" },
    characters: { one: "Zeichen", other: "Zeichen" },
    seconds: { one: "Sekunde", other: "Sekunden" },
    requests: { one: "Anfrage", other: "Anfragen" },
    pages: { one: "Seite", other: "Seiten" },
  },
  level: {
    label: (account) => `${account}: Anteil übrig`,
    ofLimit: (percent) => `${percent} übrig`,
    ofHighWater: (percent) => `${percent} des Höchststands seit der letzten Aufladung`,
    used: (percent) => `${percent} verbraucht`,
    warningAt: (percent) => `Warnung unter ${percent}`,
  },
  times: {
    justNow: "gerade eben",
    inAMoment: "gleich",
    read: (age) => `abgerufen ${age}`,
    resets: (when) => `beginnt ${when} neu`,
    resetDue: (when) => `Neubeginn war ${when} fällig`,
    expires: (when) => `verfällt ${when}`,
    expired: (when) => `verfiel ${when}`,
    askedAgainAt: (time) => `Nächster Versuch um ${time}.`,
    askedAgainSoon: "Wird von selbst wiederholt.",
  },
} satisfies FigureTexts;
