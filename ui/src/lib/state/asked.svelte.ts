/** An answer that is asked for when somebody wants to see it, and asked for anew when it may have changed. */
import { asIpcError } from "../ipc/backend";
import type { IpcError } from "../ipc/generated/IpcError";

export class Asked<Answer> {
  /** Undefined until it came. */
  value = $state.raw<Answer | undefined>(undefined);
  error = $state.raw<IpcError | null>(null);

  #ask: () => Promise<Answer>;
  #loading: Promise<void> | null = null;
  #again = false;

  constructor(ask: () => Promise<Answer>) {
    this.#ask = ask;
  }

  /** However often it is asked for meanwhile, it is asked once more afterwards: the answer is never older than the
   * last question. */
  load(): Promise<void> {
    if (this.#loading !== null) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#read().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #read(): Promise<void> {
    do {
      this.#again = false;
      try {
        this.value = await this.#ask();
        this.error = null;
      } catch (thrown) {
        this.error = asIpcError(thrown);
      }
    } while (this.#again);
  }
}
