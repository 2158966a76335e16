/** How Lowtide and what it relies on stand, and the tests of it. Each part that cannot be told leaves the others. */
import { asIpcError, type Backend } from "../ipc/backend";
import type { DesktopView } from "../ipc/generated/DesktopView";
import type { Diagnostics, ServiceView } from "../ipc/generated/Diagnostics";
import type { IpcError } from "../ipc/generated/IpcError";
import type { LogLine } from "../ipc/generated/LogLine";

export const SERVICES = ["keychain", "tray", "notifications"] as const;
export type Service = (typeof SERVICES)[number];

/** How a test stands: under way, passed, or why it failed. */
export type TestState = "testing" | "passed" | IpcError;

export class Diagnosis {
  diagnostics = $state.raw<Diagnostics | null>(null);
  desktop = $state.raw<DesktopView | null>(null);
  /** The oldest first; null until it is known. */
  log = $state.raw<LogLine[] | null>(null);
  /** Why a part could not be told. */
  errors = $state.raw<Partial<Record<"diagnostics" | "desktop" | "log", IpcError>>>({});
  tests = $state.raw<Partial<Record<Service, TestState>>>({});

  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    await Promise.all([
      this.#part("diagnostics", async () => (this.diagnostics = await this.#backend.diagnostics())),
      this.#part("desktop", async () => (this.desktop = await this.#backend.desktop())),
      this.loadLog(),
    ]);
  }

  loadLog(): Promise<void> {
    return this.#part("log", async () => (this.log = await this.#backend.recentLog()));
  }

  service(name: Service): ServiceView | null {
    return (name === "tray" ? this.desktop?.tray : this.diagnostics?.[name]) ?? null;
  }

  /** Tests a service, then looks again how it stands. */
  async test(name: Service): Promise<void> {
    if (this.tests[name] === "testing") return;
    const tests = {
      keychain: () => this.#backend.testKeychain(),
      tray: () => this.#backend.testTray(),
      notifications: () => this.#backend.testNotification(),
    };
    this.tests = { ...this.tests, [name]: "testing" };
    const result = await tests[name]().then(
      () => "passed" as const,
      (thrown: unknown) => asIpcError(thrown),
    );
    this.tests = { ...this.tests, [name]: result };
    await this.load();
  }

  async #part(name: "diagnostics" | "desktop" | "log", read: () => Promise<unknown>): Promise<void> {
    try {
      await read();
      this.errors = { ...this.errors, [name]: undefined };
    } catch (thrown) {
      this.errors = { ...this.errors, [name]: asIpcError(thrown) };
    }
  }
}
