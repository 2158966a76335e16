/** How the list of accounts is laid out: in which order, and together by provider when there are many. Pure. */
import type { AccountView } from "../ipc/generated/Snapshot";
import { byUrgency } from "./urgency";

/** More accounts than this are grouped. */
export const MANY = 12;

export interface Group {
  provider: string;
  name: string;
  accounts: AccountView[];
}

/** The person's own order, else the most urgent first. What the order does not name comes last, the most urgent first. */
export function arranged(accounts: readonly AccountView[], order: readonly string[] | null): AccountView[] {
  const urgent = byUrgency(accounts);
  if (order === null) return urgent;
  const places = new Map(order.map((id, place) => [id, place]));
  const place = (account: AccountView) => places.get(account.id) ?? places.size;
  return urgent.sort((a, b) => place(a) - place(b));
}

/** In the order in which the providers' first accounts come. */
export function grouped(accounts: readonly AccountView[]): Group[] {
  const groups = new Map<string, Group>();
  for (const account of accounts) {
    const group = groups.get(account.provider);
    if (group !== undefined) group.accounts.push(account);
    else
      groups.set(account.provider, {
        provider: account.provider,
        name: account.providerName,
        accounts: [account],
      });
  }
  return [...groups.values()];
}
