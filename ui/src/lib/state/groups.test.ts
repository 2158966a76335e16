import { describe, expect, it } from "vitest";

import { account, clock } from "../ipc/fake/build";
import type { AccountState } from "../ipc/generated/Snapshot";
import { foldOf, type Fold, grouped, opened, shownOf, usualFold } from "./groups";
import { matching } from "./search";

const at = clock(Date.parse("2026-11-20T10:00:00Z"));
let number = 0;
const of = (provider: string, state: AccountState, label = "x") =>
  account(at, {
    id: `${provider}-${(number += 1)}`,
    provider,
    providerName: provider.toUpperCase(),
    label,
    state,
  });
const one = (...states: AccountState[]) => {
  const [group] = grouped(states.map((state) => of("p", state)));
  if (group === undefined) throw new Error("no group");
  return group;
};

describe("groups", () => {
  it("come in the order of their first accounts, and lose none", () => {
    const accounts = [of("b", "empty"), of("a", "low"), of("b", "ok"), of("c", "ok"), of("a", "ok")];
    const groups = grouped(accounts);
    expect(groups.map((group) => [group.provider, group.name, group.accounts.length])).toEqual([
      ["b", "B", 2],
      ["a", "A", 2],
      ["c", "C", 1],
    ]);
  });

  it.each<[AccountState[], AccountState, number]>([
    [["ok", "critical", "low", "critical"], "critical", 2],
    [["paused", "ok"], "ok", 1],
    [["unknown", "ok"], "unknown", 1],
    [["failing", "empty"], "empty", 1],
  ])("of %j say the worst state, %s, of %i", (states, worst, count) => {
    expect(one(...states)).toMatchObject({ worst, worstCount: count });
  });

  it.each<[AccountState[], Fold, number]>([
    [["ok", "ok", "paused", "unknown"], "folded", 0],
    [["low", "ok", "ok", "ok"], "part", 1],
    [["low", "ok", "ok"], "all", 3],
    [["failing"], "all", 1],
  ])("of %j are %s at first, with %i shown", (states, fold, shown) => {
    const group = one(...states);
    expect(usualFold(group)).toBe(fold);
    expect(shownOf(group, fold)).toHaveLength(shown);
  });

  it("keep what was chosen, as far as it still means something", () => {
    const calm = one("ok", "ok", "ok", "ok");
    expect(foldOf(calm, undefined)).toBe("folded");
    expect(foldOf(calm, "all")).toBe("all");
    expect(foldOf(calm, "part")).toBe("all");
    expect(foldOf(one("low", "ok", "ok", "ok"), "folded")).toBe("folded");
  });

  it("open step by step", () => {
    const group = one("low", "ok", "ok", "ok");
    expect(opened(group, "folded")).toBe("part");
    expect(opened(group, "part")).toBe("all");
    expect(opened(one("ok", "ok"), "folded")).toBe("all");
  });
});

describe("looking for accounts", () => {
  const accounts = [of("crun", "ok", "Renders"), of("supertone", "ok", "Räume"), of("crun", "ok", "Night")];
  it.each([
    ["ren", ["Renders"]],
    ["CRUN", ["Renders", "Night"]],
    ["crun ni", ["Night"]],
    ["raum", ["Räume"]],
    ["  ", ["Renders", "Räume", "Night"]],
    ["nothing", []],
  ])("“%s” finds %j", (query, labels) => {
    expect(matching(accounts, query).map((account) => account.label)).toEqual(labels);
  });
});
