import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import { en } from "./en";
import { LANGUAGE_NAMES, LANGUAGES, locale, localeFor, messages, speak, use } from "./index";
import { pseudo } from "./pseudo";
import type { Language } from "../ipc/generated/Language";

type Leaf = [path: string, text: unknown];

function leaves(texts: object, path = ""): Leaf[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): Leaf[] =>
    typeof value === "object" && value !== null ? leaves(value, `${path}${key}.`) : [[path + key, value]],
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    if (path.includes("/i18n/") && entry.name !== "index.ts") return [];
    return /\.(ts|svelte)$/.test(path) && !path.includes(".test.") ? [readFileSync(path, "utf8")] : [];
  });
}

const others = Object.keys(LANGUAGES).filter((language) => language !== "en") as Language[];

/** What may read as it does in English: names, and words that a language has in common with it. */
const NAMES = ["Lowtide", "HTTP 1"];
const COMMON: Partial<Record<Language, string[]>> = {
  de: ["Demo", "Export", "in 1", "Name", "Name: 1", "optional", "Proxy", "Status", "System", "Website"],
  es: ["Demo", "Error", "Plan", "Proxy"],
};

/** Each text that has words, and of those that are made, one that is: for 1, 2 and 3. */
function worded(texts: object): Leaf[] {
  const said = leaves(texts).map(([path, text]): Leaf => {
    if (typeof text !== "function") return [path, text];
    try {
      return [path, (text as (...values: number[]) => unknown)(1, 2, 3)];
    } catch {
      // It wants a list.
      return [path, null];
    }
  });
  return said.filter(([, text]) => typeof text === "string" && /\p{L}/u.test(text));
}

afterEach(() => use(en, "en"));

describe("every text", () => {
  // A name may be reached through a variable, so this finds what is mentioned nowhere rather than proving each use.
  it("is used somewhere", () => {
    const source = sources(resolve(process.cwd(), "src")).join("\n");
    const unused = leaves(en).filter(([path]) => {
      const names = path.split(".");
      const last = names.at(-1) ?? "";
      const mentioned = new RegExp(`[.?]${last}\\b|[{,]\\s*${last}\\s*[,}:]|"${last}"`).test(source);
      const byIndex = names.slice(0, -1).some((name) => new RegExp(`\\b${name}\\)?\\[`).test(source));
      return !mentioned && !byIndex;
    });
    expect(unused.map(([path]) => path)).toEqual([]);
  });

  it.each(others)("is there in %s, of the same form, and nothing besides", async (language) => {
    const spoken = await LANGUAGES[language]();
    const form = (texts: object) =>
      leaves(texts).map(([path, text]) => [path, typeof text === "function" ? "function" : typeof text]);
    expect(form(spoken).sort()).toEqual(form(en).sort());
    for (const [path, text] of leaves(spoken))
      if (typeof text === "string") expect([path, text.trim()]).toEqual([path, text]);
  });

  it.each(others)("is not left in English in %s", async (language) => {
    const english = new Map(worded(en));
    const allowed = [...NAMES, ...(COMMON[language] ?? [])];
    const same = worded(await LANGUAGES[language]()).filter(
      ([path, text]) => english.get(path) === text && !allowed.includes(String(text)),
    );
    expect(same.map(([path, text]) => `${path}: ${String(text)}`)).toEqual([]);
  });
});

describe("a language", () => {
  it("is spoken with the person's own variant for figures", async () => {
    await speak("de", "de-AT");
    expect(locale).toBe("de-AT");
    expect(messages).toBe(await LANGUAGES.de());
    await speak("en", "nonsense tag");
    expect(locale).toBe("en");
  });

  it("has a name of its own", () => {
    expect(new Set(Object.values(LANGUAGE_NAMES)).size).toBe(Object.keys(LANGUAGES).length);
  });

  it.each([
    ["en", ["de-DE", "en-GB", "en-US"], "en-GB"],
    ["en", ["de-DE"], "en"],
    ["en", ["eng"], "en"],
    ["zh-Hans", ["zh-CN"], "zh-CN"],
    ["de", ["de-"], "de"],
  ])("%s for %j has the figures of %s", (language, preferred, expected) => {
    expect(localeFor(language, preferred)).toBe(expected);
  });
});

describe("the pseudo-locale", () => {
  it("changes every text, what functions say too, and keeps the form", () => {
    const strange = pseudo(en);
    expect(leaves(strange).map(([path]) => path)).toEqual(leaves(en).map(([path]) => path));
    expect(strange.states.low).toMatch(/^\[.*~+\]$/);
    expect(strange.summary.allFine(3)).toMatch(/^\[.*3.*~+\]$/);
  });
});
