/** In English: figures, shares and times. */
import type { FigureTexts } from "../messages/figures";

export const figures = {
  amounts: {
    notReported: "Not reported",
    notReportedHint: "The provider did not say how much is left.",
    unlimited: "Unlimited",
    covered: "amount hidden",
    used: "Used",
    of: (whole) => `of ${whole}`,
    usedOf: (used, whole) => (whole === null ? `${used} used` : `${used} used of ${whole}`),
    ofUsed: (whole) => `of ${whole} used`,
    ofLifetime: (whole) => `of all ${whole} ever added`,
  },
  units: {
    credits: { one: "credit", other: "credits" },
    characters: { one: "character", other: "characters" },
    seconds: { one: "second", other: "seconds" },
    requests: { one: "request", other: "requests" },
    pages: { one: "page", other: "pages" },
  },
  level: {
    label: (account) => `${account}: share left`,
    ofLimit: (percent) => `${percent} left`,
    ofHighWater: (percent) => `${percent} of the highest since the last top-up`,
    used: (percent) => `${percent} used`,
    warningAt: (percent) => `warning below ${percent}`,
  },
  times: {
    justNow: "just now",
    inAMoment: "in a moment",
    read: (age) => `read ${age}`,
    resets: (when) => `resets ${when}`,
    resetDue: (when) => `reset was due ${when}`,
    expires: (when) => `expires ${when}`,
    expired: (when) => `expired ${when}`,
    askedAgainAt: (time) => `Asked again at ${time}.`,
    askedAgainSoon: "Asked again by itself.",
  },
} satisfies FigureTexts;
