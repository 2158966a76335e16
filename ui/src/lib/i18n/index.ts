/**
 * The texts in use, and the locale that numbers and times follow. Both are live bindings: `speak` changes them, and the
 * page is then made anew (`App.svelte`), so that whoever reads them need not watch them.
 */
import { en } from "./en";
import type { ErrorCode, IpcError } from "../ipc/generated/IpcError";
import type { Language } from "../ipc/generated/Language";
import type { Messages } from "./messages";

export type { FailureSubject, FailureText, Messages } from "./messages";

export let messages: Messages = en;
/** Whose figures and dates: a tag (BCP 47), the person's own variant of the language. */
export let locale = "en";

/** English is at hand; the others are loaded when they are spoken. */
export const LANGUAGES: Record<Language, () => Promise<Messages>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import("./de")).de,
  "zh-Hans": async () => (await import("./zh")).zh,
  ko: async () => (await import("./ko")).ko,
  ja: async () => (await import("./ja")).ja,
  es: async () => (await import("./es")).es,
};

/** Each language by its own name, which is the same in all of them. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  "zh-Hans": "简体中文",
  ko: "한국어",
  ja: "日本語",
  es: "Español",
};

/** From now on texts are in that language, figures and dates as that tag has them. */
export async function speak(language: Language, tag: string): Promise<void> {
  const spoken = await LANGUAGES[language]();
  use(spoken, localeFor(language, [tag]));
}

/** For texts that are no language's: tests, and the pseudo-locale. */
export function use(texts: Messages, tag: string): void {
  messages = texts;
  locale = tag;
}

/** The person's own variant of the texts' language, so that words and numbers agree ("en-GB", say, for its dates). */
export function localeFor(language: string, preferred: readonly string[]): string {
  const base = language.split("-")[0] ?? language;
  const found = preferred.find((tag) => tag === base || tag.startsWith(`${base}-`));
  return found !== undefined && isKnown(found) ? found : language;
}

/** A tag that `Intl` refuses would break every figure of the page. */
function isKnown(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The words for a refusal; those for a fault of Lowtide's own where an unknown code comes. */
export function errorText(error: IpcError): string {
  return error.code in messages.errors ? messages.errors[error.code] : messages.errors.internal;
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
