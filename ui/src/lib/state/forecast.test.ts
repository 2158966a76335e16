import { describe, expect, it } from "vitest";

import { account, clock, forecast, lasting, meter, plan, primary, reading } from "../ipc/fake/build";
import type { AccountView, ForecastView, MeterView } from "../ipc/generated/Snapshot";
import { burnText, cardHint, forecastText, outlookOf } from "./forecast";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const at = clock(NOW);

function view(
  said: ForecastView,
  part: Partial<AccountView> = {},
  figures: Partial<MeterView> = {},
): AccountView {
  return account(at, {
    id: "a",
    provider: "crun",
    label: "A",
    readAt: at(0),
    reading: reading([primary("100", figures)]),
    forecast: said,
    ...part,
  });
}

describe("the hint on a card", () => {
  it.each<[string, AccountView, string | null]>([
    ["days", view(lasting(6.2, [5, 7], "high", 16)), "about 6 days left"],
    ["hours below two days", view(lasting(1.3, [1, 1.7], "medium", 80)), "about 31 hours left"],
    ["a range where it is not sure", view(lasting(4, [2, 9], "low", 25)), "2 to 9 days left"],
    ["no range without an upper end", view(lasting(4, [0, 36_500], "low", 25)), "about 4 days left"],
    ["a reset that it lasts until", view(forecast("lasts_until_reset")), "lasts until the reset"],
    [
      "when that reset is",
      view(forecast("lasts_until_reset"), {}, { resetsAt: at(219) }),
      "lasts until the reset in 9 days",
    ],
    [
      "that it runs out before the reset",
      view(lasting(6, [5, 7], "high", 16, { daysShortOfReset: 3.1 }), {}, { resetsAt: at(219) }),
      "runs out about 3 days before the reset",
    ],
    [
      "that it may, where it is not sure",
      view(lasting(6, [2, 17], "low", 16, { daysShortOfReset: 3.1 })),
      "may run out about 3 days before the reset",
    ],
    [
      "a reset it reaches, no shortfall of none",
      view(lasting(6, [5, 7], "high", 16, { daysShortOfReset: 0 })),
      "about 6 days left",
    ],
    ["nothing while learning", view(forecast("learning")), null],
    ["nothing where nothing drains", view(forecast("not_draining")), null],
    ["the reset while learning", view(forecast("learning"), {}, { resetsAt: at(219) }), "resets in 9 days"],
    [
      "the expiry where that comes first",
      view(lasting(20, [15, 25], "high", 5), {}, { expiresAt: at(100) }),
      "expires in 4 days",
    ],
    [
      "the days where they end before the expiry",
      view(lasting(2.5, [2, 3], "high", 40), {}, { expiresAt: at(100) }),
      "about 3 days left",
    ],
    [
      "nothing of an empty account",
      view(lasting(0, [0, 0], "high", 5), { state: "empty" }, { remaining: "0" }),
      null,
    ],
    ["nothing of a paused one", view(lasting(6, [5, 7], "high", 5), { state: "paused" }), null],
    ["nothing of one that cannot be read", view(lasting(6, [5, 7], "high", 5), { state: "failing" }), null],
    [
      "nothing where no figure is reported",
      view(lasting(6, [5, 7], "high", 5), {}, { remaining: null }),
      null,
    ],
  ])("tells %s", (_what, account, expected) => {
    expect(cardHint(account, NOW)).toBe(expected);
  });

  it("does not take another plan's end for the balance's", () => {
    const plans = [plan("Trial", { expiresAt: at(48) })];
    const two = view(lasting(20, [15, 25], "high", 5), { reading: reading([primary("100")], { plans }) });
    expect(cardHint(two, NOW)).toBe("about 20 days left");
  });
});

describe("an old forecast", () => {
  it("is counted from now", () => {
    const old = view(lasting(6.2, [5, 7], "high", 16), { readAt: at(-72), stale: true });
    expect(forecastText(outlookOf(old, NOW))).toBe("about 3 days left");
  });

  it("never has less than nothing left, and says so where it is over", () => {
    const old = view(lasting(2, [1, 4], "high", 16), { readAt: at(-72), stale: true });
    expect(outlookOf(old, NOW)).toEqual({ kind: "ran_out" });
    expect(cardHint(old, NOW)).toBeNull();
  });

  it("says nothing of the time after a reset", () => {
    const old = view(forecast("lasts_until_reset"), { readAt: at(-72) }, { resetsAt: at(-1) });
    expect(outlookOf(old, NOW)).toEqual({ kind: "learning" });
    expect(cardHint(old, NOW)).toBe("reset was due 1 hour ago");
  });
});

describe("what a day costs", () => {
  it.each([
    ["credits", 206.333, "about 206 credits a day"],
    ["credits", 1, "about 1 credit a day"],
    ["USD", 2.0161, "about $2.02 a day"],
    ["USD", 0.00042, "about $0.00042 a day"],
    ["seconds", 5400, "about 1 hr 30 min a day"],
    ["bytes", 2_147_483_648, "about 2 GB a day"],
  ])("in %s is told in that unit", (unit, burnPerDay, expected) => {
    const account = view(forecast("steady", { burnPerDay }), {}, { unit });
    expect(burnText(account)).toBe(expected);
  });

  it("is not told where it is not known, or in no unit", () => {
    expect(burnText(view(forecast("learning")))).toBeNull();
    const without = { reading: reading([meter({ id: "other" })]) };
    expect(burnText(view(lasting(1, [1, 1], "high", 4), without))).toBeNull();
  });
});
