import { expect, it } from "vitest";

import { chord, type Pressed } from "./shortcut";

const press = (held: string, key: string, code: string): Pressed => ({
  key,
  code,
  ctrlKey: held.includes("C"),
  altKey: held.includes("A"),
  shiftKey: held.includes("S"),
  metaKey: held.includes("M"),
});

it.each([
  ["CA", "l", "KeyL", { keys: "Ctrl+Alt+L" }],
  ["M", "L", "KeyL", { keys: "Super+L" }],
  ["CASM", "F5", "F5", { keys: "Ctrl+Alt+Shift+Super+F5" }],
  ["CS", "!", "Digit1", { keys: "Ctrl+Shift+1" }],
  ["C", " ", "Space", { keys: "Ctrl+Space" }],
  ["A", "ArrowUp", "ArrowUp", { keys: "Alt+Up" }],
  // What stands on the key counts, not where it is: AZERTY has A where English keyboards have Q.
  ["C", "a", "KeyQ", { keys: "Ctrl+A" }],
  // Where no English letter stands on it, the place does.
  ["C", "д", "KeyL", { keys: "Ctrl+L" }],
  ["A", "¬", "KeyL", { keys: "Alt+L" }],
  ["C", "F24", "F24", { keys: "Ctrl+F24" }],
  ["C", "Control", "ControlLeft", { held: "Ctrl" }],
  ["CA", "Alt", "AltLeft", { held: "Ctrl+Alt" }],
  ["", "l", "KeyL", { fault: "needsModifier" }],
  ["S", "L", "KeyL", { fault: "needsModifier" }],
  ["", "F5", "F5", { fault: "needsModifier" }],
  ["C", ",", "Comma", { fault: "notUsable" }],
  ["C", "AudioVolumeUp", "AudioVolumeUp", { fault: "notUsable" }],
  ["C", "F25", "F25", { fault: "notUsable" }],
])("%s and %s (%s) are %j", (held, key, code, result) => {
  expect(chord(press(held, key, code))).toEqual(result);
});
