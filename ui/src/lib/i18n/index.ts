/** The texts in use, and the locale that numbers and times follow. */
import { en } from "./en";
import type { Messages } from "./messages";

export type { FailureSubject, FailureText, HelpAction, Messages } from "./messages";

export const messages: Messages = en;

/** The person's own variant of the texts' language, so that words and numbers agree ("en-GB", say, for its dates). */
export function localeFor(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

export const locale = localeFor("en", typeof navigator === "undefined" ? [] : navigator.languages);
