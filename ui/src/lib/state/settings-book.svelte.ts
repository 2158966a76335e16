/** The settings as they stand in the file and on the desktop. A change is written at once; what is refused is as it was. */
import { asIpcError, type Backend } from "../ipc/backend";
import type { DesktopView } from "../ipc/generated/DesktopView";
import type { Diagnostics } from "../ipc/generated/Diagnostics";
import type { IpcError } from "../ipc/generated/IpcError";
import type { SettingsValues, SettingsView } from "../ipc/generated/SettingsView";
import { messages } from "../i18n";
import type { Undo } from "./undo.svelte";

export type SettingKey = keyof SettingsValues | "autostart" | "order" | "reset";

export class SettingsBook {
  /** Null until they are known; a change that is being written included. */
  view = $state.raw<SettingsView | null>(null);
  desktop = $state.raw<DesktopView | null>(null);
  /** Only for where the files are. */
  files = $state.raw<Pick<Diagnostics, "configFile" | "dataFolder"> | null>(null);
  /** Why they could not be read. */
  error = $state.raw<IpcError | null>(null);
  /** Why a setting could not be written. */
  refusals = $state.raw<Partial<Record<SettingKey, IpcError>>>({});

  readonly undo: Undo;
  #backend: Backend;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, undo: Undo) {
    this.#backend = backend;
    this.undo = undo;
  }

  load(): Promise<void> {
    return this.#next(() => this.#read());
  }

  /** What surrounds the settings. That it cannot be told is no reason to show none of them. */
  async loadAround(): Promise<void> {
    const [desktop, files] = await Promise.all([
      this.#backend.desktop().catch(() => null),
      this.#backend.diagnostics().catch(() => null),
    ]);
    this.desktop = desktop ?? this.desktop;
    this.files = files ?? this.files;
  }

  /** Writes one setting; `said` where it is to be offered to take it back. */
  async set<Key extends Exclude<keyof SettingsValues, "hideAmounts">>(
    key: Key,
    value: SettingsValues[Key],
    said: string | null = null,
  ): Promise<boolean> {
    const before = this.view?.values[key];
    if (before === undefined || (before === value && this.refusals[key] === undefined)) return true;
    this.undo.dismiss();
    const done = await this.#put(key, value);
    if (done && said !== null) this.undo.put(said, () => this.#put(key, before));
    return done;
  }

  setHidden(hidden: boolean): Promise<boolean> {
    this.undo.dismiss();
    this.#show({ hideAmounts: hidden });
    return this.#write("hideAmounts", () => this.#backend.setHidden({ hidden }));
  }

  async setAutostart(on: boolean): Promise<boolean> {
    this.undo.dismiss();
    const before = this.desktop;
    if (before !== null) this.desktop = { ...before, autostart: on };
    const done = await this.#write("autostart", () => this.#backend.setAutostart({ on }));
    if (!done) this.desktop = before;
    await this.loadAround();
    return done;
  }

  async resetOrder(before: string[]): Promise<void> {
    this.undo.dismiss();
    const order = (accounts: string[] | null) =>
      this.#write("order", () => this.#backend.setOrder({ accounts }));
    if (await order(null)) this.undo.put(messages.settings.said.orderReset, () => order(before));
  }

  /** Everything back to how it was at first; what it was before is kept for taking it back. */
  async reset(order: string[] | null): Promise<boolean> {
    const backend = this.#backend;
    this.undo.dismiss();
    let restore: (() => Promise<unknown>) | null = null;
    const done = await this.#write("reset", async () => {
      const { values } = await backend.settings();
      const { own } = await backend.alertRules({ account: null });
      await backend.resetSettings();
      restore = async () => {
        const { hideAmounts, shortcut, ...rest } = values;
        await backend.setSettings({ change: { ...rest, shortcut: shortcut ?? false } });
        await backend.setHidden({ hidden: hideAmounts });
        await backend.setOrder({ accounts: order });
        await backend.setAlerts({ account: null, alerts: own });
      };
    });
    await this.loadAround();
    if (done) {
      this.undo.put(messages.settings.said.allReset, async () => {
        const restored = await this.#write("reset", async () => void (await restore?.()));
        await this.loadAround();
        return restored;
      });
    }
    return done;
  }

  async #put<Key extends keyof SettingsValues>(key: Key, value: SettingsValues[Key]): Promise<boolean> {
    this.#show({ [key]: value });
    const change = { [key]: key === "shortcut" ? (value ?? false) : value };
    const done = await this.#write(key, () => this.#backend.setSettings({ change }));
    // Only the desktop knows whether it gave the keys.
    if (key === "shortcut") await this.loadAround();
    return done;
  }

  #show(part: Partial<SettingsValues>): void {
    if (this.view !== null) this.view = { ...this.view, values: { ...this.view.values, ...part } };
  }

  #write(key: SettingKey, command: () => Promise<void>): Promise<boolean> {
    return this.#next(async () => {
      try {
        await command();
        this.refusals = { ...this.refusals, [key]: undefined };
        return true;
      } catch (thrown) {
        this.refusals = { ...this.refusals, [key]: asIpcError(thrown) };
        return false;
      } finally {
        await this.#read();
      }
    });
  }

  /** One after the other, so that nothing that is read is older than what was written. */
  #next<T>(step: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(step);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #read(): Promise<void> {
    try {
      this.view = await this.#backend.settings();
      this.error = null;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }
}
