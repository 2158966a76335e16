/** Adding a key, step by step: choose, paste, check, save. The key leaves the page's memory as soon as it is sent. */
import { asIpcError } from "../ipc/backend";
import type { IpcError } from "../ipc/generated/IpcError";
import type { KeyCheck } from "../ipc/generated/KeyCheck";
import type { ProviderView } from "../ipc/generated/ProviderView";
import { keyMayBeRight } from "./failure";
import type { AppState } from "./app.svelte";

export type AddPhase = "editing" | "checking" | "saving";

/** The codes that are about what was pasted. */
const KEY_CODES = new Set(["key_empty", "key_control_character", "key_not_ascii", "key_too_long"]);

/** Whether the refusal belongs to the field for the key. */
export function isAboutKey(error: IpcError): boolean {
  return KEY_CODES.has(error.code) || error.field === "key";
}

export const keyEmpty: IpcError = { code: "key_empty", message: "", account: null, field: "key" };

export class AddKey {
  provider = $state.raw<ProviderView | null>(null);
  key = $state("");
  label = $state("");
  baseUrl = $state("");
  params = $state<Record<string, string>>({});
  phase = $state<AddPhase>("editing");
  check = $state.raw<KeyCheck | null>(null);
  error = $state.raw<IpcError | null>(null);

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

  choose(provider: ProviderView | null): void {
    this.forget();
    this.provider = provider;
    this.baseUrl = "";
    this.params = Object.fromEntries(
      (provider?.params ?? []).map((param) => [param.name, param.default ?? ""]),
    );
  }

  /** What was checked is no longer what is in the form. */
  edited(): void {
    this.#round += 1;
    this.check = null;
    this.error = null;
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
      if (round === this.#round) this.check = check;
    } catch (thrown) {
      if (round === this.#round) this.error = asIpcError(thrown);
    }
    if (round === this.#round) this.phase = "editing";
  }

  /** Saves what was checked; the new account's id, or null when that failed. */
  async save(): Promise<string | null> {
    const draft = this.check?.draft ?? null;
    if (draft === null || this.busy) return null;
    this.phase = "saving";
    this.error = null;
    try {
      const label = this.label.trim() === "" ? null : this.label.trim();
      return await this.#app.backend.saveAccount({ draft, label, alerts: null });
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
