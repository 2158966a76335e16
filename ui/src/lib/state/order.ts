/** In which order the accounts stand: the person's own, else the most urgent first. Pure. */
import type { AccountView, Snapshot } from "../ipc/generated/Snapshot";
import { byUrgency } from "./urgency";

/** Those that the person's order does not name come last, the most urgent first. */
export function inOrder(snapshot: Pick<Snapshot, "accounts" | "interface"> | null): AccountView[] {
  if (snapshot === null) return [];
  const { order } = snapshot.interface;
  const urgent = byUrgency(snapshot.accounts);
  if (order === null) return urgent;
  const place = (account: AccountView) => {
    const at = order.indexOf(account.id);
    return at < 0 ? order.length : at;
  };
  return urgent.sort((a, b) => place(a) - place(b));
}

export interface ProviderGroup {
  provider: string;
  name: string;
  accounts: AccountView[];
}

/** By provider, each where its first account stands. */
export function byProvider(accounts: readonly AccountView[]): ProviderGroup[] {
  const groups: ProviderGroup[] = [];
  for (const account of accounts) {
    const group = groups.find(({ provider }) => provider === account.provider);
    if (group === undefined)
      groups.push({ provider: account.provider, name: account.providerName, accounts: [account] });
    else group.accounts.push(account);
  }
  return groups;
}
