import { describe, expect, it } from "vitest";

import { scenario } from "../ipc/fake/scenarios";
import type { AccountView } from "../ipc/generated/Snapshot";
import { kept } from "./kept";

const accounts = scenario("mixed", Date.parse("2026-11-20T10:00:00Z")).accounts;
const anew = () => JSON.parse(JSON.stringify(accounts)) as AccountView[];

describe("what a snapshot leaves as it was", () => {
  it("is the same list where nothing changed", () => {
    expect(kept(accounts, anew())).toBe(accounts);
    expect(kept([], [])).toEqual([]);
  });

  it.each<[string, (account: AccountView) => void]>([
    ["a word", (account) => (account.label = "Other")],
    ["a figure deep in it", (account) => account.reading?.meters.forEach((meter) => (meter.remaining = "1"))],
    ["a value that is gone", (account) => (account.reading = null)],
    ["a value that came", (account) => (account.snoozedUntil = "2026-11-21T10:00:00Z")],
    ["a plan more", (account) => account.reading?.plans.push(...structuredClone(account.reading.plans))],
  ])("is all but the account with %s changed", (_what, change) => {
    const next = anew();
    const changed = next[0];
    if (changed === undefined) throw new Error("no account");
    change(changed);
    const result = kept(accounts, next);
    expect(result[0]).toBe(changed);
    for (const [place, account] of result.entries()) if (place > 0) expect(account).toBe(accounts[place]);
  });

  it("is told apart from another order, from fewer and from more", () => {
    expect(kept(accounts, anew().reverse()).map(({ id }) => id)).toEqual(
      accounts.map(({ id }) => id).reverse(),
    );
    expect(kept(accounts, anew().slice(1))).toHaveLength(accounts.length - 1);
    expect(kept(accounts.slice(1), anew())).toHaveLength(accounts.length);
  });

  it("does not take a list for a record", () => {
    const list = { id: "a", part: [] as unknown };
    const record = { id: "a", part: {} as unknown };
    expect(kept([list], [record])[0]).toBe(record);
  });
});
