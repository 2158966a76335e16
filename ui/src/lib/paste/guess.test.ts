import { describe, expect, it } from "vitest";

import { CATALOGUE } from "../ipc/fake/catalogue";
import type { ProviderView } from "../ipc/generated/ProviderView";
import { guessProvider, prefixesIn, providerAt } from "./guess";
import { parsePaste } from "./paste";

const hinted: ProviderView[] = CATALOGUE.map((provider) =>
  provider.id === "crun"
    ? { ...provider, keyHint: "ak_ and 32 characters, sent as x-api-key" }
    : provider.id === "sociavault"
      ? { ...provider, keyHint: "Starts with sk_live_, sent as X-API-Key" }
      : provider,
);

function guess(text: string, providers = hinted): string | null {
  const [found] = parsePaste(text).keys;
  return found === undefined ? null : (guessProvider(found, providers)?.id ?? null);
}

describe("the provider of a key", () => {
  it.each([
    ["CRUN_API_KEY=0123456789", "crun"],
    ["export HOUSE_GATEWAY_TOKEN=0123456789", "house-gateway"],
    ["MY_SRTGEN_KEY=0123456789", "srtgen"],
    ["StructOCR: 0123456789", "structocr"],
    ["curl https://api.sociavault.com/v1/credits -H 'x-api-key: 0123456789'", "sociavault"],
    ["curl https://www.structocr.com/v1 -H 'x-api-key: 0123456789'", "structocr"],
    ["https://supertoneapi.com/v1?key=0123456789", "supertone"],
    ["ak_0123456789", "crun"],
    ["sk_live_0123456789", "sociavault"],
    ["hg-0123456789", "house-gateway"],
    ["0123456789", null],
    ["sk_test_0123456789", null],
    ["CRUNCHY_KEY=0123456789", null],
    ["curl https://evil-structocr.com -H 'x-api-key: 0123456789'", null],
    ["curl https://structocr.com.evil.example -H 'x-api-key: 0123456789'", null],
  ])("%s is of %s", (text, provider) => {
    expect(guess(text)).toBe(provider);
  });

  it("is told by whom it asks before what it is called, and by its name before its form", () => {
    expect(guess("curl https://api.crun.ai -H 'x-api-key: sk_live_0123456789'")).toBe("crun");
    expect(guess("SUPERTONE_KEY=ak_0123456789")).toBe("supertone");
  });

  it("is not guessed where two fit alike, and is the one that fits better", () => {
    const twins = [
      { ...hinted[0], id: "one", name: "One", keyHint: "Begins with sk_live_." },
      { ...hinted[0], id: "two", name: "Two", keyHint: "Begins with sk_live_." },
    ] as ProviderView[];
    expect(guess("sk_live_0123456789", twins)).toBeNull();
    const shorter = { ...twins[0], id: "three", name: "Three", keyHint: "Begins with sk_." } as ProviderView;
    expect(guess("sk_live_0123456789", [shorter, ...twins.slice(0, 1)])).toBe("one");
  });

  it("is known by a host alone, where there was no key", () => {
    expect(providerAt("api.crun.ai", hinted)?.id).toBe("crun");
    expect(providerAt(null, hinted)).toBeNull();
  });
});

it.each([
  ["ak_ and 32 characters, sent as x-api-key", ["ak_"]],
  ["Starts with sk_live_, sent as X-API-Key", ["sk_live_"]],
  ["Begins with “hg-”.", ["hg-"]],
  ["Called “API key” under Settings, Developers.", []],
  ["Either pk- or sk-.", ["pk-", "sk-"]],
])("the beginnings in %j", (hint, prefixes) => {
  expect(prefixesIn(hint)).toEqual(prefixes);
});
