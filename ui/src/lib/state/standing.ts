/** A subscription's status in its provider's word, and whether it asks for something. As in the core's alerts. Pure. */
import { messages } from "../i18n";

/** Providers write the same in several ways: letters alone are compared. What is not known is taken for good. */
const LAPSED = new Set(["pastdue", "overdue", "unpaid", "cancelled", "canceled", "inactive", "suspended"]);

export function hasLapsed(status: string | null): boolean {
  return status !== null && LAPSED.has(letters(status));
}

/** Its spellings, and the one that there are words for. */
const KNOWN: Record<string, keyof typeof messages.main.statuses> = {
  active: "active",
  inactive: "inactive",
  cancelled: "cancelled",
  canceled: "cancelled",
  pastdue: "past_due",
  overdue: "past_due",
  unpaid: "unpaid",
  suspended: "suspended",
};

/** "past_due" in the person's language; a word that is not known as the provider writes it. */
export function statusText(status: string): string {
  const known = KNOWN[letters(status)];
  return known === undefined ? status.replaceAll("_", " ") : messages.main.statuses[known];
}

function letters(status: string): string {
  return status.replace(/[^a-z]/gi, "").toLowerCase();
}
