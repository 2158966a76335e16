import { describe, expect, it } from "vitest";

import { intentOf, type Key } from "./popup-keys";
import { RefreshProgress } from "./progress";

const key = (name: string, part: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...part,
});

describe("a key", () => {
  it.each<[Key, string | null, string | null]>([
    // The key, what it means outside a field, and in one.
    [key("Escape"), "close", "close"],
    [key("r", { ctrlKey: true }), "refresh", "refresh"],
    [key("R", { metaKey: true }), "refresh", "refresh"],
    [key("F5"), "refresh", "refresh"],
    [key("/"), "filter", null],
    [key("r"), "type", null],
    [key("ü"), "type", null],
    [key("口"), "type", null],
    [key(" "), null, null],
    [key("Enter"), null, "open_first"],
    [key("Tab"), null, null],
    [key("ArrowDown"), "next", "next"],
    [key("ArrowUp"), "previous", null],
    [key("Home"), "first", null],
    [key("End"), "last", null],
    [key("ArrowLeft"), "fold", null],
    [key("ArrowRight"), "unfold", null],
    [key("ArrowUp", { altKey: true }), "move_up", null],
    [key("ArrowDown", { altKey: true }), "move_down", null],
    [key("f", { altKey: true }), null, null],
    [key("c", { ctrlKey: true }), null, null],
    [key("@", { ctrlKey: true, altKey: true }), null, null],
    [key("r", { isComposing: true }), null, null],
    [key("Escape", { isComposing: true }), null, null],
  ])("%o means %s, and %s while typing", (pressed, outside, typing) => {
    expect(intentOf(pressed, false)).toBe(outside);
    expect(intentOf(pressed, true)).toBe(typing);
  });
});

describe("the progress of a refresh", () => {
  it("is told from how many are still being read, and begins anew each time", () => {
    const progress = new RefreshProgress();
    expect([0, 5, 5, 3, 1, 0, 2].map((reading) => progress.next(reading))).toEqual([
      null,
      { read: 0, total: 5 },
      { read: 0, total: 5 },
      { read: 2, total: 5 },
      { read: 4, total: 5 },
      null,
      { read: 0, total: 2 },
    ]);
  });

  it("counts those that join later", () => {
    const progress = new RefreshProgress();
    progress.next(2);
    expect(progress.next(4)).toEqual({ read: 0, total: 4 });
  });
});
