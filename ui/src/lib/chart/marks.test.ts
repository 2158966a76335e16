import { expect, it } from "vitest";

import { messages } from "../i18n";
import type { RiseView } from "../ipc/generated/RiseView";
import { markNear, marksOf, SHAPES } from "./marks";

const rise = (id: number, at: string): RiseView => ({
  ...{ id, at, meter: "credits", unit: "credits", before: "1", after: "2", kind: "reset", detected: "reset" },
});
const marks = marksOf([
  rise(1, "1970-01-01T00:00:01Z"),
  rise(2, "1970-01-01T00:00:02Z"),
  rise(3, "1970-01-01T00:00:02Z"),
  rise(4, "no time"),
]);

it("has a mark for what rose at a known time", () => {
  expect(marks.map(({ at, rise: { id } }) => [id, at])).toEqual([
    [1, 1000],
    [2, 2000],
    [3, 2000],
  ]);
});

it.each<[number, number, number | null]>([
  [1000, 0, 1],
  [1400, 500, 1],
  [1600, 500, 3],
  [1499, 400, null],
  [1500, 5000, 3],
  [9000, 100, null],
])("at %d, within %d, mark %s is meant", (moment, reach, expected) => {
  expect(markNear(marks, moment, reach)?.rise.id ?? null).toBe(expected);
});

it("tells every kind by a shape of its own", () => {
  expect(Object.keys(SHAPES).sort()).toEqual(Object.keys(messages.changes.kinds).sort());
  expect(new Set(Object.values(SHAPES)).size).toBe(Object.keys(SHAPES).length);
});
