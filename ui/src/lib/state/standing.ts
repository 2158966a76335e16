/** A subscription's status in its provider's word, and whether it asks for something. As in the core's alerts. Pure. */

/** Providers write the same in several ways: letters alone are compared. What is not known is taken for good. */
const LAPSED = new Set(["pastdue", "overdue", "unpaid", "cancelled", "canceled", "inactive", "suspended"]);

export function hasLapsed(status: string | null): boolean {
  return status !== null && LAPSED.has(status.replace(/[^a-z]/gi, "").toLowerCase());
}

/** "past_due" as people write it. */
export function statusText(status: string): string {
  return status.replaceAll("_", " ");
}
