/** Which account matters most, and what to say of all of them. Pure. */
import type { Messages } from "../i18n";
import type { AccountState, AccountView, Snapshot } from "../ipc/generated/Snapshot";

/** Most urgent first. */
export const URGENCY: readonly AccountState[] = [
  "empty",
  "critical",
  "failing",
  "low",
  "unknown",
  "ok",
  "paused",
];

/** By state, then by what is left of the whole (unknown last), then as configured. */
export function byUrgency(accounts: readonly AccountView[]): AccountView[] {
  const share = (account: AccountView) => account.level?.share ?? Number.POSITIVE_INFINITY;
  const compare = (a: number, b: number) => (a === b ? 0 : a - b);
  return [...accounts].sort(
    (a, b) => compare(URGENCY.indexOf(a.state), URGENCY.indexOf(b.state)) || compare(share(a), share(b)),
  );
}

/** How all accounts together stand, for a sentence and its icon. */
export interface Summary {
  tone: AccountState | "offline" | "none";
  sentence: string;
}

export function summarise(snapshot: Pick<Snapshot, "accounts" | "offline">, messages: Messages): Summary {
  const { accounts } = snapshot;
  const texts = messages.summary;
  if (accounts.length === 0) return { tone: "none", sentence: texts.none };
  if (snapshot.offline) return { tone: "offline", sentence: texts.offline };

  const count = (state: AccountState) => accounts.filter((account) => account.state === state).length;
  if (count("ok") === accounts.length) return { tone: "ok", sentence: texts.allFine(accounts.length) };
  if (count("paused") === accounts.length)
    return { tone: "paused", sentence: texts.allPaused(accounts.length) };

  const parts: string[] = [];
  for (const state of URGENCY) {
    const number = count(state);
    if (number === 0) continue;
    if (state === "ok") continue;
    // What asks for nothing is worth a word only where nothing asks for anything.
    if ((state === "paused" || state === "unknown") && parts.length > 0) continue;
    parts.push(texts.part[state](number, parts.length === 0));
  }
  const tone = URGENCY.find((state) => count(state) > 0) ?? "ok";
  return { tone, sentence: texts.join(parts) };
}

/** The newest reading of all, for "checked 2 minutes ago". */
export function newestReading(accounts: readonly AccountView[]): string | null {
  const times = accounts.flatMap((account) => (account.readAt === null ? [] : [account.readAt]));
  return times.reduce<string | null>(
    (newest, time) => (newest === null || Date.parse(time) > Date.parse(newest) ? time : newest),
    null,
  );
}
