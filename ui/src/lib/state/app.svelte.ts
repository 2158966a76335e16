/** What the page knows: the one snapshot as it came, the catalogue, and which page is shown. Views derive from it. */
import { createContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";

import { coverAmounts } from "../format/covered.svelte";
import { asIpcError, type Backend } from "../ipc/backend";
import type { Page } from "../ipc/generated/Command";
import { speak } from "../i18n";
import type { IpcError } from "../ipc/generated/IpcError";
import type { Language } from "../ipc/generated/Language";
import type { ProviderView } from "../ipc/generated/ProviderView";
import type { Theme } from "../ipc/generated/SettingsView";
import type { AccountView, Snapshot } from "../ipc/generated/Snapshot";
import type { Destination, Surface } from "../ipc/generated/Surface";

export class AppState {
  readonly backend: Backend;

  snapshot = $state.raw<Snapshot | null>(null);
  surface = $state.raw<Surface | null>(null);
  /** How often a surface has been asked for: a warm window is shown again without being loaded again. */
  shown = $state(0);
  /** Where the ordinary window is. */
  destination = $state.raw<Destination>({ section: "accounts", account: null, adding: false });
  /** The locale of what the page says; the page is made anew when it changes. */
  locale = $state("");
  /** The provider that adding a key begins with; null where it is chosen first. */
  addingAt = $state.raw<string | null>(null);
  /** The moment that ages are told from: the last snapshot's, or the last time someone looked. */
  now = $state(0);
  /** What the last command failed with, until it is dismissed or the next one succeeds. */
  error = $state.raw<IpcError | null>(null);

  #providers = new SvelteMap<string, ProviderView>();
  #clock: () => number;
  #stop: (() => void)[] = [];
  #latest: Snapshot | null = null;
  #spoken = "";
  #loading: Promise<unknown> | null = null;
  #speak: (language: Language, locale: string) => Promise<void>;

  constructor(backend: Backend, clock: () => number = Date.now, speaking = speak) {
    this.backend = backend;
    this.#clock = clock;
    this.#speak = async (language, locale) => {
      await speaking(language, locale);
      document.documentElement.lang = language;
      this.locale = locale;
    };
  }

  get accounts(): AccountView[] {
    return this.snapshot?.accounts ?? [];
  }

  get offline(): boolean {
    return this.snapshot?.offline ?? false;
  }

  get providers(): ProviderView[] {
    return [...this.#providers.values()];
  }

  provider(id: string): ProviderView | null {
    return this.#providers.get(id) ?? null;
  }

  account(id: string): AccountView | null {
    return this.accounts.find((account) => account.id === id) ?? null;
  }

  pagesOf(provider: string): Page[] {
    return this.provider(provider)?.pages ?? [];
  }

  /** Subscribes first and asks then, so that nothing falls between. Resolves when there is something to paint. */
  async start(): Promise<void> {
    const { backend } = this;
    const look = () => {
      if (document.visibilityState === "visible") this.look();
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    this.#stop.push(() => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    });
    await this.run(async () => {
      const stop = await Promise.all([
        backend.onSnapshot((snapshot) => void this.#take(snapshot)),
        backend.onSurface((surface) => this.#show(surface)),
      ]);
      this.#stop.push(...stop);
    });
    // A catalogue that cannot be read costs the icons; it must not cost the balances.
    await Promise.all([
      this.run(async () => {
        const surface = await backend.surface();
        if (this.surface === null) this.#show(surface);
      }),
      this.run(async () => {
        const snapshot = await backend.snapshot();
        if (this.#latest === null) await this.#take(snapshot);
      }),
      this.run(() => this.loadProviders()),
    ]);
  }

  stop(): void {
    for (const stop of this.#stop.splice(0)) stop();
  }

  async loadProviders(): Promise<void> {
    const providers = await this.backend.providers();
    this.#providers.clear();
    for (const provider of providers) this.#providers.set(provider.id, provider);
  }

  /** Goes to another place of the ordinary window. The account last looked at stays unless another is named. */
  go({ provider = null, ...to }: Partial<Destination> & { provider?: string | null }): void {
    this.error = null;
    this.addingAt = provider;
    this.destination = { section: "accounts", account: this.destination.account, adding: false, ...to };
  }

  /** Someone looks: ages are told from now on. */
  look(): void {
    this.now = Math.max(this.now, this.#clock());
  }

  /** Runs a command whose failure has no better place than the window's own notice. */
  async run<T>(command: () => Promise<T>): Promise<T | null> {
    try {
      const result = await command();
      return result;
    } catch (thrown) {
      this.error = asIpcError(thrown);
      return null;
    }
  }

  refresh(accounts: string[] | null, onlyStale = false): Promise<unknown> {
    this.error = null;
    return this.run(() => this.backend.refresh({ accounts, onlyStale }));
  }

  openPage(provider: string, page: Page): Promise<unknown> {
    this.error = null;
    return this.run(() => this.backend.openPage({ provider, page }));
  }

  /** Texts in a language that was not spoken yet are loaded first: a page never begins in another one. */
  async #take(snapshot: Snapshot): Promise<void> {
    this.#latest = snapshot;
    const { language, locale } = snapshot.interface;
    const wanted = `${language} ${locale}`;
    if (this.#spoken !== wanted) {
      this.#spoken = wanted;
      const loading = this.run(() => this.#speak(language, locale));
      this.#loading = loading;
      await loading;
      if (this.#loading === loading) this.#loading = null;
    } else if (this.#loading !== null) await this.#loading;
    // Whatever came meanwhile is newer.
    if (this.#latest === snapshot) this.#put(snapshot);
  }

  #put(snapshot: Snapshot): void {
    wear(snapshot.interface.theme);
    coverAmounts(snapshot.interface.hideAmounts);
    this.snapshot = snapshot;
    const at = Date.parse(snapshot.at);
    this.now = Number.isNaN(at) ? this.#clock() : at;
  }

  #show(surface: Surface): void {
    this.surface = surface;
    this.shown += 1;
    if (surface.kind === "main") {
      const { section, account, adding } = surface;
      this.go({ section: section ?? "accounts", adding, ...(account === null ? {} : { account }) });
    }
  }
}

/** The theme is the document's, whose tokens follow it; without one they follow the desktop. */
function wear(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export const [useApp, provideApp] = createContext<AppState>();
