/** The texts in use, and the locale that numbers and times follow. */
import { en } from "./en";
import type { ErrorCode, IpcError } from "../ipc/generated/IpcError";
import type { Messages } from "./messages";

export type { FailureSubject, FailureText, HelpAction, Messages } from "./messages";

export const messages: Messages = en;

/** The person's own variant of the texts' language, so that words and numbers agree ("en-GB", say, for its dates). */
export function localeFor(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

export const locale = localeFor("en", typeof navigator === "undefined" ? [] : navigator.languages);

/** The words for a refusal; those for a fault of Lowtide's own where an unknown code comes. */
export function errorText(error: IpcError): string {
  return (messages.errors as Partial<Record<string, string>>)[error.code] ?? messages.errors.internal;
}

/** Where the message says something that the words cannot: the file and line, or what a service answered. */
const TELLING = new Set<ErrorCode>([
  "config_broken",
  "config_write",
  "history",
  "notification",
  "export",
  "internal",
]);

export function tellsMore(error: IpcError): boolean {
  return TELLING.has(error.code) || !(error.code in messages.errors);
}
