/** What the page knows: the one snapshot as it came, the catalogue, and which page is shown. Views derive from it. */
import { createContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";

import { asIpcError, type Backend } from "../ipc/backend";
import type { Page } from "../ipc/generated/Command";
import type { IpcError } from "../ipc/generated/IpcError";
import type { ProviderView } from "../ipc/generated/ProviderView";
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
  /** The provider that adding a key begins with; null where it is chosen first. */
  addingAt = $state.raw<string | null>(null);
  /** The moment that ages are told from: the last snapshot's, or the last time someone looked. */
  now = $state(0);
  /** What the last command failed with, until it is dismissed or the next one succeeds. */
  error = $state.raw<IpcError | null>(null);

  #providers = new SvelteMap<string, ProviderView>();
  #clock: () => number;
  #stop: (() => void)[] = [];

  constructor(backend: Backend, clock: () => number = Date.now) {
    this.backend = backend;
    this.#clock = clock;
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
        backend.onSnapshot((snapshot) => this.#take(snapshot)),
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
        if (this.snapshot === null) this.#take(snapshot);
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

  #take(snapshot: Snapshot): void {
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

export const [useApp, provideApp] = createContext<AppState>();
