/** Whose key it seems to be: told by whom a line asks, what a variable is called, how the key begins. Pure. */
import type { ProviderView } from "../ipc/generated/ProviderView";
import type { FoundKey } from "./paste";

/** The one provider that fits best; null where none does, or two do alike. */
export function guessProvider(found: FoundKey, providers: readonly ProviderView[]): ProviderView | null {
  return (
    only(providers, (provider) => hostFits(provider, found.host)) ??
    only(providers, (provider) =>
      Math.max(nameFits(provider, found.name), nameFits(provider, found.label)),
    ) ??
    only(providers, (provider) => prefixFits(provider, found.key))
  );
}

/** By the host alone, where the key itself was not in what was pasted. */
export function providerAt(host: string | null, providers: readonly ProviderView[]): ProviderView | null {
  return only(providers, (provider) => hostFits(provider, host));
}

/** The one for which the most is said. */
function only(
  providers: readonly ProviderView[],
  fits: (provider: ProviderView) => number,
): ProviderView | null {
  const rated = providers.map((provider) => ({ provider, rating: fits(provider) }));
  const best = Math.max(0, ...rated.map(({ rating }) => rating));
  const those = rated.filter(({ rating }) => rating === best);
  return best > 0 && those.length === 1 ? (those[0]?.provider ?? null) : null;
}

/** The host itself, or another one of the same domain. */
function hostFits(provider: ProviderView, host: string | null): number {
  if (host === null) return 0;
  const own = provider.host.replace(/:\d+$/, "").toLowerCase();
  const asked = host.toLowerCase();
  if (asked === own) return 1000;
  const domain = own.replace(/^(api|www)\./, "");
  return domain.includes(".") && (asked === domain || asked.endsWith(`.${domain}`)) ? domain.length : 0;
}

/** `CRUN_API_KEY` holds the words of "crun", `HOUSE_GATEWAY_KEY` those of "house-gateway". */
function nameFits(provider: ProviderView, name: string | null): number {
  if (name === null) return 0;
  const words = `_${name.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase()}_`;
  const calls = [provider.id, provider.name].map((call) => call.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase());
  return Math.max(0, ...calls.map((call) => (call !== "" && words.includes(`_${call}_`) ? call.length : 0)));
}

/** The longest beginning that the hint names ("Starts with sk_live_") and the key has. */
function prefixFits(provider: ProviderView, key: string): number {
  return Math.max(
    0,
    ...prefixesIn(provider.keyHint ?? "").map((prefix) => (key.startsWith(prefix) ? prefix.length : 0)),
  );
}

/** Words of a hint that end in a joint: "ak_", "sk_live_", "hg-". */
export function prefixesIn(hint: string): string[] {
  return [...hint.matchAll(/(?:^|[^\w-])([A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*[_-])(?![\w-])/g)].map(
    ([, prefix = ""]) => prefix,
  );
}
