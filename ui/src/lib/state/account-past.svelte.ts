/** What the history tells of one account: the last decisions about its alerts, and what rose. */
import { asIpcError, type Backend } from "../ipc/backend";
import type { DecisionView } from "../ipc/generated/DecisionView";
import type { IpcError } from "../ipc/generated/IpcError";
import type { RiseKind } from "../ipc/generated/RiseKind";
import type { RiseView } from "../ipc/generated/RiseView";

/** How many decisions are shown. */
export const SHOWN = 20;

export class AccountPast {
  /** The newest first; null until they are known. */
  decisions = $state.raw<DecisionView[] | null>(null);
  rises = $state.raw<RiseView[]>([]);
  /** Why the history could not be read. */
  error = $state.raw<IpcError | null>(null);
  /** Why a change could not be relabelled. */
  refusal = $state.raw<IpcError | null>(null);

  #backend: Backend;
  #account: string;
  #loading: Promise<void> | null = null;
  #again = false;

  constructor(backend: Backend, account: string) {
    this.#backend = backend;
    this.#account = account;
  }

  /** Reads it anew. However often that is asked for meanwhile, it is read once more afterwards, so that the last
   * answer is never older than the last question. */
  load(): Promise<void> {
    if (this.#loading !== null) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#read().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async relabel(id: number, kind: RiseKind | null): Promise<void> {
    this.refusal = null;
    try {
      await this.#backend.relabelChange({ id, kind });
    } catch (thrown) {
      this.refusal = asIpcError(thrown);
    }
    await this.load();
  }

  async #read(): Promise<void> {
    do {
      this.#again = false;
      try {
        const account = this.#account;
        const [decisions, rises] = await Promise.all([
          this.#backend.alertRecord({ account, before: null, limit: SHOWN }),
          this.#backend.changes({ account }),
        ]);
        this.decisions = decisions;
        this.rises = rises;
        this.error = null;
      } catch (thrown) {
        this.error = asIpcError(thrown);
      }
    } while (this.#again);
  }
}
