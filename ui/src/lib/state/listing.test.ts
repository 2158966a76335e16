import { expect, it } from "vitest";

import { scenario } from "../ipc/fake/scenarios";
import { arranged, grouped } from "./listing";

const { accounts } = scenario("mixed", 0);
const ordered = (order: string[] | null) => arranged(accounts, order).map(({ id }) => id);

it("is by urgency without an order of one's own", () => {
  expect(ordered(null).slice(0, 3)).toEqual(["sociavault-trends", "structocr-invoices", "supertone-voice"]);
});

it("is the person's own, and what it does not name comes last by urgency", () => {
  const ids = ordered(["srtgen-work", "gone", "crun-renders"]);
  expect(ids.slice(0, 4)).toEqual(["srtgen-work", "crun-renders", "sociavault-trends", "structocr-invoices"]);
  expect(ids).toHaveLength(accounts.length);
});

it("goes together by provider, each group where its first account stands", () => {
  expect(
    grouped(arranged(accounts, null)).map(({ provider, accounts }) => [provider, accounts.length]),
  ).toEqual([
    ["sociavault", 2],
    ["structocr", 1],
    ["supertone", 2],
    ["crun", 2],
    ["house-gateway", 1],
    ["srtgen", 1],
  ]);
});
