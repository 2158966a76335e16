/** Doing what a key means in the popup: going from one to the next, opening, folding, giving another place. */
import { flushSync } from "svelte";

import type { Arrangement } from "../../lib/state/arrangement.svelte";
import { opened } from "../../lib/state/groups";
import { intentOf, type Intent } from "../../lib/state/popup-keys";

export interface Popup {
  arrangement: Arrangement;
  /** What holds the cards; null where there are none. */
  list: () => HTMLElement | null;
  /** The filter's; null while it is not shown. */
  field: () => HTMLInputElement | null;
  open: (account: string) => void;
  refresh: () => void;
  close: () => void;
}

export function press(event: KeyboardEvent, popup: Popup): void {
  const intent = intentOf(event, event.target instanceof HTMLInputElement);
  if (intent === null || event.defaultPrevented) return;
  // The letter itself is still to arrive in the field.
  if (act(intent, popup) && intent !== "type") event.preventDefault();
}

/** Whether it meant something here. */
function act(intent: Intent, popup: Popup): boolean {
  const { arrangement } = popup;
  switch (intent) {
    case "close":
      if (arrangement.query === "" && !arrangement.wanted) popup.close();
      else stopFiltering(popup);
      return true;
    case "refresh":
      popup.refresh();
      return true;
    case "filter":
    case "type":
      return filter(popup);
    case "open_first": {
      const first = arrangement.found?.[0];
      if (first !== undefined) popup.open(first.id);
      return first !== undefined;
    }
    case "move_up":
      return move(popup, -1);
    case "move_down":
      return move(popup, 1);
    case "fold":
      return fold(popup);
    case "unfold":
      return unfold(popup);
    default:
      return go(intent, popup);
  }
}

function filter({ arrangement, field }: Popup): boolean {
  if (arrangement.accounts.length < 2) return false;
  arrangement.wanted = true;
  // The field must be there to take this very key.
  flushSync();
  field()?.focus();
  return true;
}

function stopFiltering(popup: Popup): void {
  popup.arrangement.stopFiltering();
  flushSync();
  if (popup.field() === null) stops(popup)[0]?.focus();
}

function stops({ list }: Popup): HTMLElement[] {
  return [...(list()?.querySelectorAll<HTMLElement>("[data-card], [data-group], [data-more]") ?? [])];
}

function go(to: "next" | "previous" | "first" | "last", popup: Popup): boolean {
  const all = stops(popup);
  if (all.length === 0) return false;
  const at = all.findIndex((stop) => stop === document.activeElement);
  const field = popup.field();
  if (to === "previous" && at === 0 && field !== null) field.focus();
  else {
    const target = {
      next: Math.min(at + 1, all.length - 1),
      previous: at < 0 ? all.length - 1 : Math.max(at - 1, 0),
      first: 0,
      last: all.length - 1,
    }[to];
    all[target]?.focus();
  }
  return true;
}

/** The account or group that has the focus, or what in it has. */
function here({ arrangement, list }: Popup) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !list()?.contains(focused)) return null;
  const card = focused.dataset["card"] ?? null;
  const group =
    arrangement.groups?.find(({ provider, accounts }) =>
      card === null
        ? provider === (focused.dataset["group"] ?? focused.dataset["more"])
        : accounts.some(({ id }) => id === card),
    ) ?? null;
  return { card, group, onHeader: focused.dataset["group"] !== undefined };
}

function move(popup: Popup, by: -1 | 1): boolean {
  const { arrangement } = popup;
  const at = here(popup);
  if (at === null || arrangement.found !== null) return false;
  const { card, group } = at;
  if (group !== null && (at.onHeader || group.accounts.length === 1))
    arrangement.stepGroup(group.provider, by);
  else if (card !== null)
    arrangement.step(card, by, group === null ? arrangement.accounts : arrangement.shown(group));
  else return false;
  return true;
}

function fold(popup: Popup): boolean {
  const at = here(popup);
  if (at?.group == null) return false;
  if (at.onHeader) popup.arrangement.setFold(at.group, "folded");
  else focusHeader(popup, at.group.provider);
  return true;
}

function unfold(popup: Popup): boolean {
  const { arrangement } = popup;
  const at = here(popup);
  if (at?.group == null || at.card !== null) return false;
  const now = arrangement.fold(at.group);
  if (now === "all") return at.onHeader && go("next", popup);
  arrangement.setFold(at.group, opened(at.group, now));
  return true;
}

function focusHeader(popup: Popup, provider: string): void {
  stops(popup)
    .find((stop) => stop.dataset["group"] === provider)
    ?.focus();
}
