/** What a key means in the popup. Pure. */

export type Intent =
  | "close"
  | "refresh"
  | "filter"
  /** The key's own letter belongs in the filter. */
  | "type"
  | "next"
  | "previous"
  | "first"
  | "last"
  | "open_first"
  | "move_up"
  | "move_down"
  | "fold"
  | "unfold";

export type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing">;

const MOVES: Record<string, Intent> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  ArrowLeft: "fold",
  ArrowRight: "unfold",
};

/** `typing`: the key goes into a field, where only what leads out of it is meant for the popup. */
export function intentOf(event: Key, typing: boolean): Intent | null {
  const { key } = event;
  if (event.isComposing) return null;
  if (key === "Escape") return "close";
  if (key === "F5" || (key.toLowerCase() === "r" && (event.ctrlKey || event.metaKey))) return "refresh";
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) {
    if (typing) return null;
    return key === "ArrowUp" ? "move_up" : key === "ArrowDown" ? "move_down" : null;
  }
  if (typing) return key === "ArrowDown" ? "next" : key === "Enter" ? "open_first" : null;
  if (key === "/") return "filter";
  if ([...key].length === 1 && key.trim() !== "") return "type";
  return MOVES[key] ?? null;
}
