import { expect, it } from "vitest";

import { scenario } from "../ipc/fake/scenarios";
import { byProvider, inOrder } from "./order";

const mixed = scenario("mixed", 0);
const ordered = (order: string[] | null) =>
  inOrder({ ...mixed, interface: { ...mixed.interface, order } }).map(({ id }) => id);

it("is by urgency without an order of one's own", () => {
  expect(ordered(null).slice(0, 3)).toEqual(["sociavault-trends", "structocr-invoices", "supertone-voice"]);
  expect(inOrder(null)).toEqual([]);
});

it("is the person's own, and what it does not name comes last by urgency", () => {
  const ids = ordered(["srtgen-work", "gone", "crun-renders"]);
  expect(ids.slice(0, 4)).toEqual(["srtgen-work", "crun-renders", "sociavault-trends", "structocr-invoices"]);
  expect(ids).toHaveLength(mixed.accounts.length);
});

it("goes together by provider, each group where its first account stands", () => {
  const groups = byProvider(inOrder(mixed));
  expect(groups.map(({ provider, accounts }) => [provider, accounts.length])).toEqual([
    ["sociavault", 2],
    ["structocr", 1],
    ["supertone", 2],
    ["crun", 2],
    ["house-gateway", 1],
    ["srtgen", 1],
  ]);
});
