/** Keys that are pressed together, as the configuration writes them: "Ctrl+Alt+L". Pure. */

/** What of a keyboard event counts. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

export type Chord =
  | { keys: string }
  /** Modifiers alone, so far. */
  | { held: string }
  | { fault: "needsModifier" | "notUsable" };

const MODIFIERS = new Set([
  "Control",
  "Alt",
  "AltGraph",
  "Shift",
  "Meta",
  "OS",
  "Super",
  "Hyper",
  "CapsLock",
  "Fn",
]);
const NAMED: Record<string, string> = {
  Space: "Space",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Home: "Home",
  End: "End",
  PageUp: "PageUp",
  PageDown: "PageDown",
  Insert: "Insert",
  Delete: "Delete",
  Enter: "Enter",
  Tab: "Tab",
  Backspace: "Backspace",
};

export function chord(pressed: Pressed): Chord {
  const modifiers = [
    pressed.ctrlKey ? "Ctrl" : "",
    pressed.altKey ? "Alt" : "",
    pressed.shiftKey ? "Shift" : "",
    pressed.metaKey ? "Super" : "",
  ].filter((name) => name !== "");
  if (MODIFIERS.has(pressed.key)) return { held: modifiers.join("+") };
  const key = keyName(pressed);
  if (key === null) return { fault: "notUsable" };
  // Alone or with Shift it would be taken away from every other program.
  if (!pressed.ctrlKey && !pressed.altKey && !pressed.metaKey) return { fault: "needsModifier" };
  return { keys: [...modifiers, key].join("+") };
}

/** The letter that stands on the key; where that is no English one, the place's. */
function keyName({ key, code }: Pressed): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const place = /^(?:Key([A-Z])|Digit(\d)|(F(?:[1-9]|1\d|2[0-4])))$/.exec(code);
  return place?.[1] ?? place?.[2] ?? place?.[3] ?? NAMED[code] ?? null;
}
