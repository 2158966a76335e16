/** The window's sections in their order, and the keys that lead to them. Pure. */
import type { Section } from "../ipc/generated/Surface";

export const SECTIONS: readonly Section[] = [
  "accounts",
  "history",
  "alerts",
  "providers",
  "settings",
  "diagnostics",
];

/** Which section a figure's key stands for, by its place on the keyboard or by what it types; null for none. */
export function sectionOfKey(event: Pick<KeyboardEvent, "key" | "code">): number | null {
  const typed = /^(?:Digit|Numpad)?([1-9])$/;
  const figure = typed.exec(event.code)?.[1] ?? typed.exec(event.key)?.[1];
  const index = figure === undefined ? -1 : Number(figure) - 1;
  return index >= 0 && index < SECTIONS.length ? index : null;
}
