/** Telling what a new snapshot leaves as it was, so that nothing is worked out anew for it. Pure. */

/** The new list, with each item of the old one that is the same in every word; the old list itself where all are. */
export function kept<Item extends { id: string }>(
  before: readonly Item[],
  after: readonly Item[],
): readonly Item[] {
  const known = new Map(before.map((item) => [item.id, item]));
  const items = after.map((item) => {
    const old = known.get(item.id);
    return old !== undefined && alike(old, item) ? old : item;
  });
  const all = items.length === before.length && items.every((item, place) => item === before[place]);
  return all ? before : items;
}

/** For what comes over the wire: plain values, lists and records. */
function alike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [Object.entries(one), other as Record<string, unknown>];
  return (
    left.length === Object.keys(right).length &&
    left.every(([name, value]) => name in right && alike(value, right[name]))
  );
}
