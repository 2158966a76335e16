/** Each language by its own name, which is the same in all of them. */
import type { Language } from "../../lib/ipc/generated/Language";

export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  "zh-Hans": "简体中文",
  ko: "한국어",
  ja: "日本語",
  es: "Español",
};
