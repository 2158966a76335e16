import { describe, expect, it } from "vitest";

import { account, clock, failure, meter, plan, primary, reading } from "../ipc/fake/build";
import { balanceOf, balanceText, hasDetail, isOutdated, meterShare, nearestChange } from "./balance";

const at = clock(Date.parse("2026-11-20T10:00:00Z"));

describe("the balance", () => {
  it("is never zero where nothing was reported", () => {
    expect(balanceOf(reading([primary(null)]))).toEqual({ kind: "not_reported" });
    expect(balanceOf(reading([]))).toEqual({ kind: "not_reported" });
    expect(balanceText(balanceOf(reading([primary(null)])))).toBe("Not reported");
    expect(balanceOf(null)).toEqual({ kind: "none" });
  });

  it("is zero where zero was reported", () => {
    expect(balanceText(balanceOf(reading([primary("0")])))).toBe("0 credits");
  });

  it("says so when only what was used is told, or when there is no limit", () => {
    expect(balanceText(balanceOf(reading([primary(null, { used: "79" })])))).toBe("79 credits used");
    expect(balanceText(balanceOf(reading([primary(null, { unlimited: true })])))).toBe("Unlimited");
  });

  it("is the primary meter's, wherever that stands", () => {
    expect(balanceText(balanceOf(reading([meter({ remaining: "1" }), primary("2")])))).toBe("2 credits");
  });
});

describe("a meter's bar", () => {
  it("shows what is left, or what is used where only that is told", () => {
    expect(meterShare(meter({ remaining: "250", limit: "1000" }))).toEqual({ share: 0.25, used: false });
    expect(meterShare(meter({ used: "250", limit: "1000" }))).toEqual({ share: 0.25, used: true });
  });

  it("is not drawn where it cannot be said", () => {
    expect(meterShare(meter({ remaining: "5" }))).toBeNull();
    expect(meterShare(meter({ limit: "5" }))).toBeNull();
    expect(meterShare(meter({ remaining: "0", limit: "0" }))).toBeNull();
  });

  it("stays within its track", () => {
    expect(meterShare(meter({ remaining: "-5", limit: "10" }))?.share).toBe(0);
    expect(meterShare(meter({ remaining: "50", limit: "10" }))?.share).toBe(1);
  });
});

it("fades figures that are older than what is known since, and no others", () => {
  const view = account(at, { id: "a", provider: "p", label: "A", reading: reading([primary("1")]) });
  expect(isOutdated(view)).toBe(false);
  expect(isOutdated({ ...view, failure: failure("rate_limited") })).toBe(false);
  expect(isOutdated({ ...view, stale: true })).toBe(true);
  expect(isOutdated({ ...view, state: "failing" })).toBe(true);
  expect(isOutdated({ ...view, state: "empty", failure: failure("out_of_credits") })).toBe(true);
  expect(isOutdated({ ...view, state: "failing", reading: null })).toBe(false);
});

it("names the next change: the balance's own, else the nearest plan's", () => {
  const plans = [plan("Late", { expiresAt: at(90) }), plan("Soon", { resetsAt: at(9) }), plan("Never")];
  expect(nearestChange(reading([primary("1")], { plans }))).toEqual({
    kind: "resets",
    at: at(9),
    plan: "Soon",
  });
  expect(nearestChange(reading([primary("1", { expiresAt: at(5) })], { plans }))?.plan).toBeNull();
  expect(nearestChange(reading([primary("1")]))).toBeNull();
});

it("repeats a single figure only where it has more to say", () => {
  expect(hasDetail(reading([primary("1")]))).toBe(false);
  expect(hasDetail(reading([primary("1", { limit: "5" })]))).toBe(false);
  expect(hasDetail(reading([primary("1", { used: "4" })]))).toBe(true);
  expect(hasDetail(reading([primary("1"), meter()]))).toBe(true);
});
