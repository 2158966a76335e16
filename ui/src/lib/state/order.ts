/** In which order accounts stand, and what becomes of it when one is moved. Pure. */
import type { AccountView } from "../ipc/generated/Snapshot";
import { byUrgency } from "./urgency";

export type Side = "before" | "after";

/** The person's own order, else the most urgent first. What the order does not name comes last, the most urgent first. */
export function arranged(accounts: readonly AccountView[], order: readonly string[] | null): AccountView[] {
  const urgent = byUrgency(accounts);
  if (order === null) return urgent;
  const places = new Map(order.map((id, place) => [id, place]));
  const place = (account: AccountView) => places.get(account.id) ?? places.size;
  return urgent.sort((a, b) => place(a) - place(b));
}

/** The order after `id` was put next to another; the same as before where one of them is not in it. */
export function placed(ids: readonly string[], id: string, side: Side, beside: string): string[] {
  if (id === beside || !ids.includes(id) || !ids.includes(beside)) return [...ids];
  const others = ids.filter((other) => other !== id);
  const at = others.indexOf(beside) + (side === "after" ? 1 : 0);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

export function sameOrder(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((id, place) => id === other[place]);
}

/** Where a card of a list lies, in pixels. */
export interface Box {
  top: number;
  height: number;
}

/** The place that a card dragged so far would take: it has passed another when its edge is beyond the other's middle. */
export function landing(boxes: readonly Box[], from: number, offset: number): number {
  const dragged = boxes[from];
  if (dragged === undefined) return from;
  const top = dragged.top + offset;
  const middle = (box: Box) => box.top + box.height / 2;
  const above = boxes.slice(0, from).filter((box) => middle(box) <= top).length;
  const below = boxes.slice(from + 1).filter((box) => middle(box) < top + dragged.height).length;
  return above < from ? above : from + below;
}

/** How far the card at `index` makes way while another is dragged from one place to another. */
export function makingWay(boxes: readonly Box[], from: number, to: number, index: number): number {
  const dragged = boxes[from];
  if (dragged === undefined || index === from) return 0;
  const [first, second] = boxes;
  const gap = first && second ? second.top - first.top - first.height : 0;
  const room = dragged.height + gap;
  if (index > from && index <= to) return -room;
  return index < from && index >= to ? room : 0;
}
