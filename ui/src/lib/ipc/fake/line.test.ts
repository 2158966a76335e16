import { describe, expect, it } from "vitest";

import { FakeBackend } from "../fake";
import { shifted } from "./line";

const NOW = Date.parse("2026-11-20T10:00:00Z");

it.each([
  ["2140", 0, "2140"],
  ["2140", -2, "21.4"],
  ["1890.5", 1, "18905"],
  ["0.5", -7, "0.00000005"],
  ["0.5", 26, "50000000000000000000000000"],
  ["-3.07", 2, "-307"],
  ["0", 3, "0"],
])("%s, its point moved by %d, is %s", (decimal, places, expected) => {
  expect(shifted(decimal, places)).toBe(expected);
});

describe("a pretended line", () => {
  const ask = (account: string, unit: string, meter: string, columns: number, since: string | null = null) =>
    new FakeBackend({ now: NOW }).meterHistory({ account, meter, unit, since, until: null, columns });

  it("ends with what was read last, in the meter's own unit", async () => {
    const usd = await ask("house-gateway", "USD", "usd", 900);
    expect(usd.points.at(-1)).toMatchObject({ last: "12.5", until: new Date(NOW - 180_000).toISOString() });
    expect(usd.rises).toHaveLength(7);
    expect(usd.rises[6]).toMatchObject({ id: 7, unit: "USD", before: "1.4", after: "21.4" });
  });

  it("has as many points as columns at most, none of which hides an extreme", async () => {
    const fine = await ask("crun-renders", "credits", "credits", 4000);
    const coarse = await ask("crun-renders", "credits", "credits", 50);
    expect(coarse.points.length).toBeLessThanOrEqual(50);
    const most = (points: { max: string }[]) => Math.max(...points.map(({ max }) => Number(max)));
    expect(most(coarse.points)).toBe(most(fine.points));
    expect(coarse.gaps).toEqual(fine.gaps);
  });

  it("begins where it is asked to, and is none of what was never read", async () => {
    const since = new Date(NOW - 86_400_000).toISOString();
    const day = await ask("crun-renders", "credits", "credits", 500, since);
    expect(Date.parse(day.points[0]?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(since));
    expect(day.rises).toEqual([]);
    expect((await ask("crun-new", "credits", "credits", 500)).points).toEqual([]);
  });
});
