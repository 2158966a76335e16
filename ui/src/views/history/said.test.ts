import { expect, it } from "vitest";

import type { Told } from "../../lib/chart/line";
import type { RiseView } from "../../lib/ipc/generated/RiseView";
import { saidOf } from "./said";

const AT = "2026-11-20T10:00:00Z";
const told = (part: Partial<Told> = {}): Told => ({
  at: Date.parse(AT),
  amount: "1240.123456789012345678",
  between: null,
  ...part,
});
const rise: RiseView = {
  ...{ id: 1, at: AT, meter: "credits", unit: "credits", kind: "refund", detected: "top_up" },
  before: "140",
  after: "2140",
};
const between = { low: "9.5", high: "12" };

it.each<[string, Told, RiseView | null, boolean, string[]]>([
  ["the moment and the amount, digit by digit", told(), null, false, ["1,240.123456789012345678 credits"]],
  [
    "what was less and more in between",
    told({ amount: "10", between }),
    null,
    false,
    ["10 credits", "between 9.5 and 12 credits"],
  ],
  [
    "what rose there, by its name",
    told({ amount: "2140" }),
    rise,
    false,
    ["2,140 credits", "Refund +2,000 credits, from 140 to 2,140 credits"],
  ],
  [
    "when it rose, where that was at another moment",
    told({ amount: "2140" }),
    { ...rise, at: "2026-11-20T09:00:00Z" },
    false,
    ["2,140 credits", "Refund +2,000 credits, from 140 to 2,140 credits", "Nov 20, 2026, 9:00 AM"],
  ],
  ["no amount that is hidden", told({ between }), rise, true, ["Hidden", "Refund"]],
])("tells %s", (_name, place, risen, hidden, expected) => {
  const plain = saidOf(place, risen, "credits", hidden).map((line) => line.replace(/\u202f/g, " "));
  expect(plain).toEqual(["Nov 20, 2026, 10:00 AM", ...expected]);
});
