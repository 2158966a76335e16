/** The texts of figures, shares and times, by their type. */

export interface UnitText {
  one: string;
  other: string;
}

export interface FigureTexts {
  amounts: {
    notReported: string;
    notReportedHint: string;
    unlimited: string;
    /** For whoever listens, in the place of an amount that is covered. */
    covered: string;
    used: string;
    of: (whole: string) => string;
    usedOf: (used: string, whole: string | null) => string;
    ofUsed: (whole: string) => string;
    ofLifetime: (whole: string) => string;
  };
  units: Record<"credits" | "characters" | "seconds" | "requests" | "pages", UnitText>;
  level: {
    label: (account: string) => string;
    ofLimit: (percent: string) => string;
    ofHighWater: (percent: string) => string;
    used: (percent: string) => string;
    warningAt: (percent: string) => string;
  };
  times: {
    justNow: string;
    inAMoment: string;
    read: (age: string) => string;
    resets: (when: string) => string;
    resetDue: (when: string) => string;
    expires: (when: string) => string;
    expired: (when: string) => string;
    askedAgainAt: (time: string) => string;
    askedAgainSoon: string;
  };
}
