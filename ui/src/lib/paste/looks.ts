/** Whether a text that was pasted where one searches is a key rather than a name. Pure. */
import type { Pasted } from "./paste";

/** Names are shorter, and have no digits. */
const SHORTEST = 12;

export function holdsKey(pasted: Pasted): boolean {
  const { keys, placeholder, host } = pasted;
  const [only] = keys;
  if (keys.length > 1 || placeholder || host !== null) return true;
  if (only === undefined) return false;
  if (only.wrapping !== "none" && only.wrapping !== "quotes") return true;
  return only.key.length >= SHORTEST && /\d/.test(only.key) && !/\s/.test(only.key);
}
