/** Of what an account has a history, and which amounts its alerts name. */
import { asIpcError, type Backend } from "../ipc/backend";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { IpcError } from "../ipc/generated/IpcError";
import type { MeterEntry } from "../ipc/generated/MeterEntry";

export class AccountMeters {
  /** Null until they are known. */
  meters = $state.raw<MeterEntry[] | null>(null);
  /** Null while they are unknown: without them the chart merely lacks a line. */
  rules = $state.raw<AlertsInput | null>(null);
  error = $state.raw<IpcError | null>(null);

  readonly #backend: Backend;
  readonly #account: string;
  #asked = 0;

  constructor(backend: Backend, account: string) {
    this.#backend = backend;
    this.#account = account;
  }

  /** The account's main balance comes first. */
  async load(): Promise<void> {
    const number = (this.#asked += 1);
    const account = this.#account;
    const rules = this.#backend.alertRules({ account }).then(
      ({ inForce }) => inForce,
      () => null,
    );
    try {
      const meters = await this.#backend.meters({ account });
      const known = await rules;
      if (number !== this.#asked) return;
      this.meters = [...meters].sort((a, b) => Number(b.primary) - Number(a.primary));
      this.rules = known;
      this.error = null;
    } catch (thrown) {
      if (number === this.#asked) this.error = asIpcError(thrown);
    }
  }
}

/** What names a meter: its id and its unit together. */
export function meterKey({ id, unit }: { id: string; unit: string }): string {
  return `${id} ${unit}`;
}
