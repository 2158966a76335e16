/** Adding a key, step by step: choose, paste, check, save. The key leaves the page's memory as soon as it is sent. */
import { asIpcError } from "../ipc/backend";
import { guessProvider, providerAt } from "../paste/guess";
import { parsePaste, type Pasted } from "../paste/paste";
import type { IpcError } from "../ipc/generated/IpcError";
import type { KeyCheck } from "../ipc/generated/KeyCheck";
import type { ProviderView } from "../ipc/generated/ProviderView";
import { keyMayBeRight } from "./failure";
import type { AppState } from "./app.svelte";
import { Threshold } from "./threshold.svelte";

export type AddPhase = "editing" | "checking" | "saving";

/** The codes that are about what was pasted. */
const KEY_CODES = new Set(["key_empty", "key_control_character", "key_not_ascii", "key_too_long"]);

/** Whether the refusal belongs to the field for the key. */
export function isAboutKey(error: IpcError): boolean {
  return KEY_CODES.has(error.code) || error.field === "key";
}

export const keyEmpty: IpcError = { code: "key_empty", message: "", account: null, field: "key" };

/** What was made of the last thing that was pasted. Holds no key. */
export interface PasteNote {
  pasted: Omit<Pasted, "keys">;
  wrapping: Pasted["keys"][number]["wrapping"] | null;
  name: string | null;
  /** Whose it seems to be. */
  provider: ProviderView | null;
}

export class AddKey {
  provider = $state.raw<ProviderView | null>(null);
  key = $state("");
  label = $state("");
  baseUrl = $state("");
  params = $state<Record<string, string>>({});
  phase = $state<AddPhase>("editing");
  check = $state.raw<KeyCheck | null>(null);
  error = $state.raw<IpcError | null>(null);
  /** What is proposed with the first reading. */
  threshold = $state.raw<Threshold | null>(null);
  note = $state.raw<PasteNote | null>(null);

  #app: AppState;
  /** Numbers the checks, so that the answer to an abandoned one is dropped. */
  #round = 0;

  constructor(app: AppState) {
    this.#app = app;
  }

  get busy(): boolean {
    return this.phase !== "editing";
  }

  /** The first reading came. */
  get works(): boolean {
    return this.check?.reading != null;
  }

  get canSaveAnyway(): boolean {
    const { check } = this;
    return check?.failure != null && check.draft !== null && keyMayBeRight(check.failure.kind);
  }

  /** The refusal that belongs to that field: "key", "baseUrl", or a parameter's name. */
  errorAt(field: string): IpcError | null {
    const { error } = this;
    if (error === null) return null;
    if (field === "key") return isAboutKey(error) ? error : null;
    return error.field === field || error.field === snake(field) || error.field === `params.${field}`
      ? error
      : null;
  }

  /** The refusal that belongs to no field. */
  get otherError(): IpcError | null {
    const fields = ["key", "baseUrl", ...(this.provider?.params ?? []).map((param) => param.name)];
    return fields.some((field) => this.errorAt(field) !== null) ? null : this.error;
  }

  /** What was pasted before there was a provider waits for one; what was pasted for another one is dropped. */
  choose(provider: ProviderView | null): void {
    if (this.provider !== null) this.forget();
    this.provider = provider;
    this.baseUrl = "";
    this.params = Object.fromEntries(
      (provider?.params ?? []).map((param) => [param.name, param.default ?? ""]),
    );
  }

  /**
   * Takes in what was pasted: one key goes into its field, and its provider is chosen where that can be told. Several
   * are given back, to be added together.
   */
  paste(text: string): Pasted {
    const pasted = parsePaste(text);
    const { keys, ...rest } = pasted;
    if (keys.length > 1) return pasted;
    this.edited();
    const [found] = keys;
    const { providers } = this.#app;
    const provider =
      found === undefined ? providerAt(pasted.host, providers) : guessProvider(found, providers);
    if (this.provider === null && provider !== null) this.choose(provider);
    this.key = found?.key ?? "";
    if (this.label === "" && found?.label != null) this.label = found.label;
    this.note = { pasted: rest, wrapping: found?.wrapping ?? null, name: found?.name ?? null, provider };
    return pasted;
  }

  /** Takes the key along to the provider that it seems to belong to. */
  move(provider: ProviderView): void {
    const { key, note } = this;
    this.choose(provider);
    this.key = key;
    this.note = note;
  }

  /** What was checked is no longer what is in the form. */
  edited(): void {
    this.#round += 1;
    this.check = null;
    this.threshold = null;
    this.error = null;
    this.note = null;
    this.phase = "editing";
  }

  /** Drops the key and everything that came of it. */
  forget(): void {
    this.edited();
    this.key = "";
  }

  async send(): Promise<void> {
    const { provider } = this;
    if (provider === null || this.busy) return;
    const key = this.key;
    this.edited();
    if (key === "") {
      this.error = keyEmpty;
      return;
    }
    this.key = "";
    this.phase = "checking";
    const round = this.#round;
    const params = Object.fromEntries(Object.entries(this.params).filter(([, value]) => value !== ""));
    const baseUrl = this.baseUrl.trim() === "" ? null : this.baseUrl.trim();
    try {
      const check = await this.#app.backend.checkKey({ provider: provider.id, key, params, baseUrl });
      if (round === this.#round) {
        this.check = check;
        this.threshold = Threshold.of(check);
      }
    } catch (thrown) {
      if (round === this.#round) this.error = asIpcError(thrown);
    }
    if (round === this.#round) this.phase = "editing";
  }

  /** Saves what was checked; the new account's id, or null when that failed. */
  async save(): Promise<string | null> {
    const draft = this.check?.draft ?? null;
    if (draft === null || this.busy || this.threshold?.valid() === false) return null;
    this.phase = "saving";
    this.error = null;
    try {
      const label = this.label.trim() === "" ? null : this.label.trim();
      return await this.#app.backend.saveAccount({ draft, label, alerts: this.threshold?.alerts() ?? null });
    } catch (thrown) {
      this.error = asIpcError(thrown);
      if (this.error.code === "draft_expired") this.check = null;
      return null;
    } finally {
      this.phase = "editing";
    }
  }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
