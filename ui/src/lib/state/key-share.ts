/**
 * This key's figures beside the whole account's. A provider that tells both names this key's with `key_` before the
 * name of the account's (`key_requests` beside `period_requests` or `requests`; see the catalogue's format). Pure.
 */
import type { FactView, MeterView, ReadingView } from "../ipc/generated/Snapshot";

const OF_KEY = /^key_/;
/** What the account's own may have before the shared name; the period's fits a key's better than a lifetime's. */
const OF_ACCOUNT = ["period_", "account_", ""];

/** One quantity, told twice. The values are decimals; `share` and the bars are for drawing and rough words. */
export interface Compared<Item> {
  key: Item;
  account: Item;
  keyValue: string;
  accountValue: string;
  /** How long the bars are, 0 to 1; the longer one is whole. */
  keyBar: number;
  accountBar: number;
  /** How much of the account's is this key's; null where that makes no sense (a rate, a time). */
  share: number | null;
}

export interface KeyShare {
  meters: Compared<MeterView>[];
  facts: Compared<FactView>[];
}

export function keyShare(reading: ReadingView): KeyShare {
  return {
    meters: pairs(reading.meters).flatMap(([key, account]) => {
      // Used is compared with used, what is left with what is left.
      const told = key.used !== null && account.used !== null ? "used" : "remaining";
      const keyValue = key[told];
      const accountValue = account[told];
      if (keyValue === null || accountValue === null || key.unit !== account.unit) return [];
      return [compare(key, account, keyValue, accountValue, true)];
    }),
    facts: pairs(reading.facts).flatMap(([key, account]) => {
      if (key.kind !== "number" || account.kind !== "number" || key.unit !== account.unit) return [];
      return [compare(key, account, key.value, account.value, false)];
    }),
  };
}

/** The meters that the comparison does not show already. The primary one is always shown by itself as well. */
export function otherMeters(reading: ReadingView, shown: KeyShare): MeterView[] {
  const pairs = shown.meters.flatMap(({ key, account }) => [key, account]);
  return reading.meters.filter((meter) => meter.primary || !pairs.includes(meter));
}

export function otherFacts(reading: ReadingView, shown: KeyShare): FactView[] {
  const pairs = shown.facts.flatMap(({ key, account }) => [key, account]);
  return reading.facts.filter((fact) => !pairs.includes(fact));
}

function pairs<Item extends { id: string }>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((key): [Item, Item][] => {
    if (!OF_KEY.test(key.id)) return [];
    const name = key.id.replace(OF_KEY, "");
    const account = OF_ACCOUNT.map((before) => items.find(({ id }) => id === before + name)).find(
      (item) => item !== undefined,
    );
    return account === undefined ? [] : [[key, account]];
  });
}

function compare<Item>(
  key: Item,
  account: Item,
  keyValue: string,
  accountValue: string,
  isPart: boolean,
): Compared<Item> {
  const part = Math.max(0, Number(keyValue));
  const whole = Math.max(0, Number(accountValue));
  const longest = Math.max(part, whole);
  const bar = (value: number) => (longest > 0 && Number.isFinite(value / longest) ? value / longest : 0);
  const share = isPart && whole > 0 && part <= whole ? part / whole : null;
  return { key, account, keyValue, accountValue, keyBar: bar(part), accountBar: bar(whole), share };
}
