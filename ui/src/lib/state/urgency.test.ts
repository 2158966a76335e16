import { describe, expect, it } from "vitest";

import { messages } from "../i18n";
import { account, clock, level } from "../ipc/fake/build";
import type { AccountState } from "../ipc/generated/Snapshot";
import { byUrgency, newestReading, summarise, URGENCY } from "./urgency";

const at = clock(Date.parse("2026-11-20T10:00:00Z"));
const of = (state: AccountState, share: number | null = null, id: string = state) =>
  account(at, { id, provider: "p", label: id, state, level: share === null ? null : level(share) });
const says = (...states: AccountState[]) =>
  summarise({ accounts: states.map((state) => of(state)), offline: false }, messages);

describe("the order of accounts", () => {
  it("puts what needs the person first and what was paused last", () => {
    const shuffled = ["paused", "ok", "low", "unknown", "empty", "failing", "critical"] as const;
    expect(byUrgency(shuffled.map((state) => of(state))).map((view) => view.state)).toEqual([
      "empty",
      "critical",
      "failing",
      "low",
      "unknown",
      "ok",
      "paused",
    ]);
    expect(new Set(URGENCY).size).toBe(7);
  });

  it("puts the smaller share first, and last what has none", () => {
    const accounts = [of("ok", null, "a"), of("ok", 0.9, "b"), of("ok", 0.3, "c"), of("low", 0.19, "d")];
    expect(byUrgency(accounts).map((view) => view.id)).toEqual(["d", "c", "b", "a"]);
  });

  it("otherwise keeps the order of the configuration, and leaves the list as it was", () => {
    const accounts = [of("ok", 0.5, "z"), of("ok", 0.5, "a"), of("ok", null, "y"), of("ok", null, "b")];
    expect(byUrgency(accounts).map((view) => view.id)).toEqual(["z", "a", "y", "b"]);
    expect(accounts.map((view) => view.id)).toEqual(["z", "a", "y", "b"]);
  });
});

describe("the sentence about all accounts", () => {
  it.each<[AccountState[], string, string]>([
    [["ok", "ok", "ok"], "ok", "All 3 accounts are fine"],
    [["ok", "ok"], "ok", "Both accounts are fine"],
    [["ok"], "ok", "Your account is fine"],
    [["ok", "empty", "low", "low"], "empty", "1 account is empty, 2 are low"],
    [["failing", "failing"], "failing", "2 accounts cannot be read"],
    [["critical", "failing", "ok"], "critical", "1 account is critical, 1 cannot be read"],
    [["low", "unknown", "paused"], "low", "1 account is low"],
    [["unknown", "ok"], "unknown", "1 account is not read yet"],
    [["ok", "paused"], "ok", "1 account is paused"],
    [["paused", "paused"], "paused", "Both accounts are paused"],
  ])("for %j", (states, tone, sentence) => {
    expect(says(...states)).toEqual({ tone, sentence });
  });

  it("says that there is none, or no network, before anything else", () => {
    expect(says()).toEqual({ tone: "none", sentence: "No keys yet" });
    expect(summarise({ accounts: [of("empty")], offline: true }, messages).tone).toBe("offline");
  });
});

it("finds the newest reading by time, not by text", () => {
  const early = { ...of("ok"), readAt: "2026-11-20T09:00:00.5Z" };
  const late = { ...of("ok"), readAt: "2026-11-20T10:30:00+01:00" };
  expect(newestReading([early, late, { ...of("ok"), readAt: null }])).toBe(late.readAt);
  expect(newestReading([])).toBeNull();
});
