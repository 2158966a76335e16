/** The record of what was told and held back, page by page, the latest first. */
import { untrack } from "svelte";

import { asIpcError, type Backend } from "../ipc/backend";
import type { DecisionView } from "../ipc/generated/DecisionView";
import type { IpcError } from "../ipc/generated/IpcError";

export const PAGE = 20;
/** As many as are given at once. */
const MOST = 500;

export type Outcome = "all" | "told" | "held";

export class AlertRecord {
  /** Null until they are known. */
  decisions = $state.raw<DecisionView[] | null>(null);
  /** Whether there may be older ones. */
  more = $state(false);
  error = $state.raw<IpcError | null>(null);
  account = $state.raw<string | null>(null);
  outcome = $state.raw<Outcome>("all");

  readonly shown = $derived(
    (this.decisions ?? []).filter(
      ({ delivered }) => this.outcome === "all" || delivered === (this.outcome === "told"),
    ),
  );

  #backend: Backend;
  /** Numbers the questions: an answer to any but the last is dropped. */
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** From the latest on, as many as are shown already. Whoever calls it in an effect depends on nothing that it changes. */
  load(): Promise<void> {
    const shown = untrack(() => this.decisions?.length ?? 0);
    return this.#read(null, Math.min(MOST, Math.max(PAGE, shown)), []);
  }

  older(): Promise<void> {
    const known = this.decisions ?? [];
    return this.#read(known.at(-1)?.id ?? null, PAGE, known);
  }

  /** Of one account, or of all. */
  choose(account: string | null): Promise<void> {
    this.account = account;
    this.decisions = null;
    return this.load();
  }

  async #read(before: number | null, limit: number, known: DecisionView[]): Promise<void> {
    const asked = (this.#asked += 1);
    const account = untrack(() => this.account);
    try {
      const decisions = await this.#backend.alertRecord({ account, before, limit });
      if (asked !== this.#asked) return;
      this.decisions = [...known, ...decisions];
      this.more = decisions.length === limit;
      this.error = null;
    } catch (thrown) {
      if (asked === this.#asked) this.error = asIpcError(thrown);
    }
  }
}
