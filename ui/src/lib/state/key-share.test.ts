import { describe, expect, it } from "vitest";

import { clock, fact, meter, primary, reading } from "../ipc/fake/build";
import { srtgen, structocr } from "../ipc/fake/readings";
import { keyShare, otherFacts, otherMeters } from "./key-share";

const at = clock(Date.parse("2026-11-20T10:00:00Z"));

describe("this key beside the account", () => {
  it("pairs what is told of both, and leaves the rest where it was", () => {
    const answer = structocr(at);
    const shown = keyShare(answer);
    expect(
      shown.meters.map(({ key, account, keyValue, accountValue }) => [
        key.id,
        account.id,
        keyValue,
        accountValue,
      ]),
    ).toEqual([
      ["key_credits", "period_credits", "79", "337"],
      ["key_requests", "period_requests", "45", "206"],
    ]);
    expect(shown.facts.map(({ key, account }) => [key.id, account.id])).toEqual([
      ["key_error_rate", "error_rate"],
      ["key_avg_latency", "avg_latency"],
    ]);
    expect(otherMeters(answer, shown).map(({ id }) => id)).toEqual(["credits"]);
    expect(otherFacts(answer, shown)).toEqual([]);
  });

  it("is told as a share only where one is part of the other", () => {
    const { meters, facts } = keyShare(structocr(at));
    expect(meters[0]?.share).toBeCloseTo(79 / 337);
    expect(meters[0]).toMatchObject({ accountBar: 1 });
    expect(facts[1]).toMatchObject({ share: null, accountBar: 1 });
    expect(facts[1]?.keyBar).toBeCloseTo(2424 / 2720);
  });

  it("is nothing where the provider tells of one only", () => {
    expect(keyShare(srtgen(at))).toEqual({ meters: [], facts: [] });
  });

  it.each([
    ["another unit", meter({ id: "key_a", used: "1", unit: "requests" }), meter({ id: "a", used: "2" })],
    ["used and left", meter({ id: "key_a", used: "1" }), meter({ id: "a", remaining: "2" })],
    ["nothing reported", meter({ id: "key_a" }), meter({ id: "a", used: "2" })],
    ["no counterpart", meter({ id: "key_a", used: "1" }), meter({ id: "b", used: "2" })],
  ])("does not compare %s", (_name, key, account) => {
    const answer = reading([primary("1"), key, account]);
    const shown = keyShare(answer);
    expect(shown.meters).toEqual([]);
    expect(otherMeters(answer, shown)).toHaveLength(3);
  });

  it("draws nonsense without claiming a share", () => {
    const of = (key: string, account: string) =>
      keyShare(reading([meter({ id: "key_a", used: key }), primary(null, { id: "a", used: account })]))
        .meters[0];
    expect(of("3", "2")).toMatchObject({ keyBar: 1, share: null });
    expect(of("0", "0")).toMatchObject({ keyBar: 0, accountBar: 0, share: null });
    expect(of("-1", "2")).toMatchObject({ keyBar: 0, share: 0 });
    expect(of("many", "2")).toMatchObject({ keyBar: 0, share: null });
  });

  it("compares facts of numbers alone", () => {
    const facts = [fact("key_name", "Key", "one"), fact("name", "Name", "two")];
    expect(keyShare(reading([primary("1")], { facts })).facts).toEqual([]);
  });

  it("never takes the primary meter away", () => {
    const answer = reading([
      primary(null, { id: "credits", used: "5" }),
      meter({ id: "key_credits", used: "1" }),
    ]);
    expect(otherMeters(answer, keyShare(answer)).map(({ id }) => id)).toEqual(["credits"]);
  });
});
