/** Many accounts by their providers: which groups there are, and how much of each is shown. Pure. */
import type { AccountState, AccountView } from "../ipc/generated/Snapshot";
import { URGENCY } from "./urgency";

/** More accounts than this are grouped. */
export const MANY = 12;
/** So few calm accounts are not worth folding away. */
const FEW = 2;

/** What asks something of the person. */
const TROUBLE: readonly AccountState[] = ["empty", "critical", "failing", "low"];

/** `part` shows those in trouble. */
export type Fold = "folded" | "part" | "all";

export interface Group {
  provider: string;
  name: string;
  accounts: AccountView[];
  /** Those that ask something of the person. */
  troubled: AccountView[];
  worst: AccountState;
  /** How many stand so badly. */
  worstCount: number;
}

/** In the order in which the providers' first accounts come: ordered by urgency, the most urgent group is first. */
export function grouped(accounts: readonly AccountView[]): Group[] {
  const providers = new Map<string, AccountView[]>();
  for (const account of accounts) {
    const group = providers.get(account.provider);
    if (group === undefined) providers.set(account.provider, [account]);
    else group.push(account);
  }
  return [...providers].map(([provider, members]) => {
    const count = (state: AccountState) => members.filter((account) => account.state === state).length;
    const worst = URGENCY.find((state) => count(state) > 0) ?? "ok";
    return {
      provider,
      name: members[0]?.providerName ?? provider,
      accounts: members,
      troubled: members.filter((account) => TROUBLE.includes(account.state)),
      worst,
      worstCount: count(worst),
    };
  });
}

/** Trouble is open, with the calm accounts beside it folded away; what is calm altogether is folded. */
export function usualFold({ accounts, troubled }: Group): Fold {
  if (troubled.length === 0) return "folded";
  return accounts.length - troubled.length > FEW ? "part" : "all";
}

/** Whatever was chosen for a group, as far as it still means something. */
export function foldOf(group: Group, chosen: Fold | undefined): Fold {
  if (chosen === undefined) return usualFold(group);
  return chosen === "part" ? (usualFold(group) === "part" ? "part" : "all") : chosen;
}

export function shownOf(group: Group, fold: Fold): AccountView[] {
  return fold === "folded" ? [] : fold === "part" ? group.troubled : group.accounts;
}

/** One step further open. */
export function opened(group: Group, fold: Fold): Fold {
  return fold === "folded" && usualFold(group) === "part" ? "part" : "all";
}
