import { describe, expect, it } from "vitest";

import { account, clock, level } from "../ipc/fake/build";
import type { AccountState } from "../ipc/generated/Snapshot";
import { arranged, type Box, landing, makingWay, placed, sameOrder } from "./order";

const at = clock(Date.parse("2026-11-20T10:00:00Z"));
const of = (id: string, state: AccountState = "ok", share = 0.5) =>
  account(at, { id, provider: "p", label: id, state, level: level(share) });
const ids = (accounts: { id: string }[]) => accounts.map(({ id }) => id).join("");

describe("the order of accounts", () => {
  const accounts = [of("a"), of("b", "low"), of("c", "empty"), of("d", "ok", 0.1)];

  it.each<[string[] | null, string, string]>([
    [null, "cbda", "the most urgent first where the person chose none"],
    [["a", "b", "c", "d"], "abcd", "the person's own"],
    [["d"], "dcba", "what is not named last, by urgency"],
    [["x", "a", "y"], "acbd", "a name that is gone changes nothing"],
    [[], "cbda", "an empty order is none"],
  ])("for %j is %s: %s", (order, expected) => {
    expect(ids(arranged(accounts, order))).toBe(expected);
    expect(ids(accounts)).toBe("abcd");
  });
});

describe("putting one next to another", () => {
  it.each([
    ["a", "after", "c", "bcad"],
    ["a", "before", "c", "bacd"],
    ["d", "before", "a", "dabc"],
    ["b", "after", "d", "acdb"],
    ["b", "after", "a", "abcd"],
    ["b", "before", "b", "abcd"],
    ["x", "after", "a", "abcd"],
    ["a", "after", "x", "abcd"],
  ] as const)("%s %s %s gives %s", (id, side, beside, expected) => {
    expect(placed([..."abcd"], id, side, beside).join("")).toBe(expected);
  });

  it("keeps every account exactly once, wherever it goes", () => {
    const all = [..."abcde"];
    for (const id of all)
      for (const beside of all)
        for (const side of ["before", "after"] as const)
          expect(placed(all, id, side, beside).sort()).toEqual(all);
  });
});

it("knows one order from another", () => {
  expect(sameOrder(["a", "b"], ["a", "b"])).toBe(true);
  expect(sameOrder(["a", "b"], ["b", "a"])).toBe(false);
  expect(sameOrder(["a"], ["a", "b"])).toBe(false);
  expect(sameOrder(null, [])).toBe(false);
  expect(sameOrder(null, null)).toBe(true);
});

describe("dragging", () => {
  // A high card (failing) among low ones, 8 pixels apart.
  const boxes: Box[] = [
    { top: 0, height: 100 },
    { top: 108, height: 200 },
    { top: 316, height: 100 },
    { top: 424, height: 100 },
  ];

  it.each([
    [0, 0, 0],
    [0, 107, 0],
    [0, 109, 1],
    [0, 270, 2],
    [0, 9999, 3],
    [3, -57, 3],
    [3, -59, 2],
    [3, -216, 2],
    [3, -217, 1],
    [3, -9999, 0],
    [1, -57, 1],
    [1, -59, 0],
    [1, 59, 2],
    [9, 50, 9],
  ])("the card at %i by %i pixels lands at %i", (from, offset, to) => {
    expect(landing(boxes, from, offset)).toBe(to);
  });

  it("makes the others give way by the dragged card's own height", () => {
    const ways = (from: number, to: number) => boxes.map((_, index) => makingWay(boxes, from, to, index));
    expect(ways(0, 2)).toEqual([0, -108, -108, 0]);
    expect(ways(1, 0)).toEqual([208, 0, 0, 0]);
    expect(ways(3, 1)).toEqual([0, 108, 108, 0]);
    expect(ways(2, 2)).toEqual([0, 0, 0, 0]);
    expect(makingWay([], 0, 1, 1)).toBe(0);
  });
});
