/**
 * The scripted backend by address: `?scenario=mixed&surface=popup|main|add&section=history&account=ID&theme=light|dark
 * &language=de|pseudo&hide=1&text=200&now=2026-11-20T10:00:00Z`. With `now` the time stands still.
 */
import { speak, use } from "../../i18n";
import { en } from "../../i18n/en";
import { pseudo } from "../../i18n/pseudo";
import { FakeBackend } from "../fake";
import type { Section, Surface } from "../generated/Surface";
import { SCENARIOS } from "./scenarios";

export interface Pretended {
  backend: FakeBackend;
  clock: () => number;
  speaking: typeof speak;
}

const SECTIONS: Section[] = ["accounts", "history", "alerts", "providers", "settings", "diagnostics"];
const LANGUAGES = ["en", "de", "zh-Hans", "ko", "ja", "es"] as const;

/** The backend that an address asks for. */
export function pretended(search: string): Pretended {
  const query = new URLSearchParams(search);
  const one = <T extends string>(name: string, known: readonly T[]): T | null =>
    known.find((value) => value === query.get(name)) ?? null;
  const text = query.get("text");
  if (text !== null) document.documentElement.style.setProperty("font-size", `${Number(text)}%`);
  const now = Date.parse(query.get("now") ?? "");
  const backend = new FakeBackend({
    scenario: one("scenario", SCENARIOS) ?? "mixed",
    surface: surface(query, one("section", SECTIONS)),
    delay: 1000,
    ...(Number.isNaN(now) ? {} : { now }),
  });
  const language = one("language", LANGUAGES) ?? "en";
  backend.push({
    interface: {
      theme: one("theme", ["light", "dark"] as const) ?? "system",
      language,
      locale: language === "en" ? "en-US" : language,
      hideAmounts: query.get("hide") === "1",
      order: null,
    },
  });
  // So that the buttons of the popup lead somewhere in a browser, too.
  backend.openMain = (args) => Promise.resolve(backend.show({ kind: "main", ...args }));
  return {
    backend,
    clock: Number.isNaN(now) ? Date.now : () => now,
    speaking: query.get("language") === "pseudo" ? speakPseudo : speak,
  };
}

function surface(query: URLSearchParams, section: Section | null): Surface {
  const wanted = query.get("surface");
  if (wanted !== "main" && wanted !== "add" && section === null) return { kind: "popup" };
  return { kind: "main", section, account: query.get("account"), adding: wanted === "add" };
}

function speakPseudo(): Promise<void> {
  use(pseudo(en), "en-US");
  return Promise.resolve();
}
