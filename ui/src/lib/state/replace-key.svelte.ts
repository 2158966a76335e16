/** Putting another key in an account's place. The key leaves the page's memory as soon as it is sent. */
import { asIpcError } from "../ipc/backend";
import type { IpcError } from "../ipc/generated/IpcError";
import type { FailureView } from "../ipc/generated/Snapshot";
import { guessProvider } from "../paste/guess";
import { parsePaste } from "../paste/paste";
import { isAboutKey, keyEmpty, type PasteNote } from "./add-key.svelte";
import type { AppState } from "./app.svelte";
import { keyMayBeRight } from "./failure";

export class ReplaceKey {
  key = $state("");
  checking = $state(false);
  failure = $state.raw<FailureView | null>(null);
  error = $state.raw<IpcError | null>(null);
  saved = $state(false);
  /** What was made of what was pasted. */
  note = $state.raw<PasteNote | null>(null);
  /** More than one key was pasted: which is meant cannot be told. */
  several = $state(false);

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

  paste(text: string): void {
    const { keys, ...pasted } = parsePaste(text);
    const [found] = keys;
    this.several = keys.length > 1;
    this.error = null;
    this.key = this.several ? "" : (found?.key ?? "");
    const provider = found === undefined ? null : guessProvider(found, this.#app.providers);
    this.note = this.several
      ? null
      : { pasted, wrapping: found?.wrapping ?? null, name: found?.name ?? null, provider };
  }

  async send(anyway: boolean): Promise<void> {
    if (this.checking) return;
    const key = this.key;
    this.error = null;
    this.note = null;
    this.several = false;
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
