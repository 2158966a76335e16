/** Putting another key in an account's place. The key leaves the page's memory as soon as it is sent. */
import { asIpcError } from "../ipc/backend";
import type { IpcError } from "../ipc/generated/IpcError";
import type { FailureView } from "../ipc/generated/Snapshot";
import { isAboutKey, keyEmpty } from "./add-key.svelte";
import type { AppState } from "./app.svelte";
import { keyMayBeRight } from "./failure";

export class ReplaceKey {
  key = $state("");
  checking = $state(false);
  failure = $state.raw<FailureView | null>(null);
  error = $state.raw<IpcError | null>(null);
  saved = $state(false);

  readonly account: string;
  #app: AppState;

  constructor(app: AppState, account: string) {
    this.#app = app;
    this.account = account;
  }

  get keyError(): IpcError | null {
    return this.error !== null && isAboutKey(this.error) ? this.error : null;
  }

  get otherError(): IpcError | null {
    return this.keyError === null ? this.error : null;
  }

  /** The check failed for a reason that is not the key's: it may be stored unchecked. */
  get canStoreAnyway(): boolean {
    return this.failure !== null && keyMayBeRight(this.failure.kind);
  }

  async send(anyway: boolean): Promise<void> {
    if (this.checking) return;
    const key = this.key;
    this.error = null;
    if (key === "") {
      this.error = keyEmpty;
      return;
    }
    this.key = "";
    this.checking = true;
    this.failure = null;
    try {
      const check = await this.#app.backend.replaceKey({ account: this.account, key, anyway });
      this.saved = check.saved;
      this.failure = check.saved ? null : check.failure;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    } finally {
      this.checking = false;
    }
  }
}
