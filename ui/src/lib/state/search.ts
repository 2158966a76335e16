/** Finding accounts among many. Pure. */
import type { AccountView } from "../ipc/generated/Snapshot";
import { fold } from "./catalogue";

/** Those whose label or provider holds every word, in the order they came in. */
export function matching(accounts: readonly AccountView[], query: string): AccountView[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  return accounts.filter((account) => {
    const text = fold(`${account.label} ${account.providerName}`);
    return words.every((word) => text.includes(word));
  });
}
