/** Finding a provider. Pure. */
import type { ProviderView } from "../ipc/generated/ProviderView";

/** Those that hold every word of the query; whose name begins with it come first, then by name. */
export function searchProviders(providers: readonly ProviderView[], query: string): ProviderView[] {
  const wanted = fold(query.trim());
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  const rank = (provider: ProviderView) => {
    const name = fold(provider.name);
    if (wanted === "") return 0;
    return name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2;
  };
  return providers
    .filter((provider) => {
      const text = fold(`${provider.name} ${provider.id} ${provider.summary} ${provider.host}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Without case and accents. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
