import { describe, expect, it } from "vitest";

import { account, forecast, lasting, level, meter, primary, reading } from "../ipc/fake/build";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { AccountView, MeterView } from "../ipc/generated/Snapshot";
import { amountRange, endOf, judged, projectionOf, shapeOf, thresholdsOf } from "./outlook";

const DAY = 86_400_000;
const READ = Date.parse("2026-11-20T10:00:00Z");
const at = (hours: number) => new Date(READ + hours * 3_600_000).toISOString();
const credits = { id: "credits", unit: "credits", label: "Credits", primary: true };

function view(part: Partial<AccountView> = {}, own: Partial<MeterView> = {}): AccountView {
  return account(at, {
    id: "crun",
    provider: "crun",
    label: "Crun",
    readAt: at(0),
    reading: reading([primary("600", own), meter({ id: "extra", remaining: "5" })]),
    forecast: lasting(6, [4, 12], "high", 100),
    ...part,
  });
}

/** In days from the reading. */
const days = (moment: number | null) => (moment === null ? null : (moment - READ) / DAY);

describe("the forecast of a line", () => {
  it("goes from the last reading to nothing", () => {
    const projection = projectionOf(view(), credits);
    expect(projection).toMatchObject({ at: READ, amount: 600, reset: null });
    expect(days(projection?.zero ?? null)).toBe(6);
    expect(days(projection?.soonest ?? null)).toBe(4);
    expect(days(projection?.latest ?? null)).toBe(12);
  });

  it.each<[string, AccountView]>([
    ["it is learnt", view({ forecast: forecast("learning") })],
    ["nothing is spent", view({ forecast: forecast("not_draining") })],
    ["it lasts until the reset", view({ forecast: forecast("lasts_until_reset", { daysLeft: 9 }) })],
    ["it was never read", view({ readAt: null })],
    ["nothing is known of it", view({ reading: null })],
    ["nothing is left", view({}, { remaining: "0" })],
    ["more was spent than there was", view({}, { remaining: "-3" })],
    ["only what was used is told", view({}, { remaining: null, used: "4" })],
    ["there is no end to it", view({}, { unlimited: true })],
    ["it lasts for years", view({ forecast: lasting(3650, [3000, 4000], "low", 0.1) })],
    ["it has run out", view({ forecast: lasting(0, [0, 0], "low", 5) })],
  ])("is none while %s", (_why, given) => {
    expect(projectionOf(given, credits)).toBeNull();
  });

  it("is of the balance that the account is judged by alone", () => {
    expect(projectionOf(view(), { ...credits, id: "extra" })).toBeNull();
    expect(projectionOf(view(), { ...credits, unit: "USD" })).toBeNull();
    expect(judged(view(), { ...credits, id: "gone" })).toBeNull();
  });

  it("has no range where none is known, and none that contradicts it", () => {
    const unknown = projectionOf(view({ forecast: forecast("steady", { daysLeft: 6 }) }), credits);
    expect([days(unknown?.soonest ?? null), unknown?.latest]).toEqual([6, null]);
    const odd = projectionOf(view({ forecast: lasting(6, [9, 2], "low", 1) }), credits);
    expect([days(odd?.soonest ?? null), days(odd?.latest ?? null)]).toEqual([6, 6]);
  });

  it("ends a little after the latest, or at the reset", () => {
    const end = (given: AccountView) => {
      const projection = projectionOf(given, credits);
      return projection === null ? null : days(endOf(projection));
    };
    expect(end(view())).toBeCloseTo(12.6);
    expect(end(view({ forecast: forecast("steady", { daysLeft: 6 }) }))).toBeCloseTo(6.3);
    expect(end(view({}, { resetsAt: at(48) }))).toBeCloseTo(2.1);
  });
});

describe("its shape", () => {
  const shape = (own: Partial<MeterView> = {}, part: Partial<AccountView> = {}) => {
    const projection = projectionOf(view(part, own), credits);
    if (projection === null) throw new Error("no forecast");
    const { line, band } = shapeOf(projection);
    const told = (corners: { x: number; y: number }[]) =>
      corners.map(({ x, y }) => [Math.round((days(x) ?? 0) * 100) / 100, Math.round(y)]);
    return { line: told(line), band: told(band) };
  };

  it("is a line, and an area between the soonest and the latest", () => {
    expect(shape()).toEqual({
      line: [
        [0, 600],
        [6, 0],
      ],
      band: [
        [0, 600],
        [4, 0],
        [12, 0],
      ],
    });
  });

  it("is as wide to the far side as to the near one where the latest is not known", () => {
    expect(shape({}, { forecast: lasting(6, [4, 9999], "low", 100) }).band.at(-1)).toEqual([8, 0]);
  });

  it("is cut at the reset, before which it has not run out", () => {
    expect(shape({ resetsAt: at(72) })).toEqual({
      line: [
        [0, 600],
        [3, 300],
      ],
      band: [
        [0, 600],
        [3, 150],
        [3, 450],
      ],
    });
  });

  it("has a corner where it may run out before the reset or not", () => {
    expect(shape({ resetsAt: at(120) }).band).toEqual([
      [0, 600],
      [4, 0],
      [5, 0],
      [5, 350],
    ]);
  });

  it("takes no notice of a reset that is over", () => {
    expect(shape({ resetsAt: at(-1) }).line.at(-1)).toEqual([6, 0]);
  });
});

describe("thresholds", () => {
  const rules = (amount: AlertsInput["amount"]) => ({ amount }) as AlertsInput;
  const told = (given: AccountView, table: AlertsInput | null = null, of = credits) =>
    thresholdsOf(given, of, table).map(({ level: grave, amount, said }) => [grave, amount, said]);

  it.each<[string, AccountView, AlertsInput | null, unknown[]]>([
    ["none", view(), null, []],
    ["none that was switched off", view(), rules(false), []],
    [
      "shares of the limit",
      view({ level: level(0.6) }, { limit: "1000" }),
      null,
      [
        ["warning", 200, { share: 0.2 }],
        ["critical", 50, { share: 0.05 }],
      ],
    ],
    [
      "shares of the most since the last top-up",
      view({ level: level(0.5, { basis: "high_water", critical: null }) }),
      null,
      [["warning", 240, { share: 0.2 }]],
    ],
    ["no share of what is not known", view({ level: level(0, { basis: "high_water" }) }), null, []],
    ["no share of a limit that is not told", view({ level: level(0.6) }), null, []],
    [
      "amounts that were set",
      view(),
      rules({ warning: "100.50", critical: null }),
      [["warning", 100.5, { amount: "100.50" }]],
    ],
    [
      "whichever is met first",
      view({ level: level(0.6) }, { limit: "1000" }),
      rules({ warning: "500", critical: "10" }),
      [
        ["warning", 500, { amount: "500" }],
        ["critical", 50, { share: 0.05 }],
      ],
    ],
    ["nothing that is no number", view(), rules({ warning: "many", critical: "0" }), []],
  ])("are %s", (_name, given, table, expected) => {
    expect(told(given, table)).toEqual(expected);
  });

  it("are those of the judged balance alone", () => {
    const given = view({ level: level(0.6) }, { limit: "1000" });
    expect(told(given, rules({ warning: "5", critical: null }), { ...credits, id: "extra" })).toEqual([]);
  });
});

describe("the vertical range", () => {
  const window = { from: READ - DAY, until: READ + DAY };
  const warning = (amount: number) => ({ level: "warning", amount, said: { share: 0.2 } }) as const;
  const range = (low: number, high: number, thresholds: number[] = [], given: AccountView | null = null) =>
    amountRange(
      { low, high },
      thresholds.map(warning),
      given === null ? null : projectionOf(given, credits),
      window,
    ).map((amount) => Math.round(amount * 100) / 100);

  it.each<[string, number[], [number, number]]>([
    ["begins at nothing", range(200, 1000), [0, 1120]],
    ["shows what is far above nothing from near", range(900, 1000), [892, 1012]],
    ["has a height for what did not move", range(500, 500), [0, 625]],
    ["has a height for nothing", range(0, 0), [0, 1]],
    ["has a height for what is owed", range(-4, -4), [-5, 0]],
    ["goes below nothing", range(-10, 90), [-18, 102]],
    ["takes in a threshold nearby", range(900, 1000, [800]), [784, 1024]],
    ["takes in a threshold above", range(100, 200, [250]), [0, 280]],
    ["leaves out a threshold far away", range(900, 1000, [20]), [892, 1012]],
    ["takes in the forecast", range(590, 600, [], view()), [438, 618]],
  ])("%s", (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  it("is something even where nothing is drawn", () => {
    expect(amountRange(null, [], null, window)).toEqual([0, 1]);
  });
});
