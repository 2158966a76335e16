/**
 * Texts that look foreign and are a third longer, to see what is not translated and what does not fit. Made from the
 * English ones; only the page on pretended data can speak it.
 */
import type { Messages } from "./messages";

const ACCENTS: Record<string, string> = Object.fromEntries(
  [..."aAcCeEgGiIlLnNoOrRsStTuUyYzZ"].map((letter, index) => [
    letter,
    [..."áÁçÇéÉğĞíÍĺĹñÑóÓřŘšŠťŤúÚýÝžŽ"][index] ?? letter,
  ]),
);

export function pseudo(texts: Messages): Messages {
  return strange(texts) as Messages;
}

function strange(value: unknown): unknown {
  if (typeof value === "string") return lengthened(value);
  if (typeof value === "function") {
    const say = value as (...args: unknown[]) => unknown;
    return (...args: unknown[]) => strange(say(...args));
  }
  if (Array.isArray(value)) return value.map(strange);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strange(inner)]));
  return value;
}

function lengthened(text: string): string {
  if (text.trim() === "") return text;
  const accented = [...text].map((letter) => ACCENTS[letter] ?? letter).join("");
  return `[${accented}${"~".repeat(Math.ceil(text.length / 3))}]`;
}
