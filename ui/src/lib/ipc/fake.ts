/**
 * A backend of scripted data, to look at the page in an ordinary browser and to test it. Not in the shipped bundle.
 * By address: `?scenario=mixed&surface=popup|main|add&account=ID&theme=light|dark`.
 */
import type { Backend, Unsubscribe } from "./backend";
import { clock, failure, level } from "./fake/build";
import { CATALOGUE } from "./fake/catalogue";
import { account as accountView } from "./fake/build";
import { crun, gateway, sociavault, srtgen, structocr, supertone } from "./fake/readings";
import { scenario, SCENARIOS, type Scenario } from "./fake/scenarios";
import type { FailureKind } from "./generated/FailureKind";
import type { ErrorCode, IpcError } from "./generated/IpcError";
import type { KeyCheck } from "./generated/KeyCheck";
import type { AccountView, ReadingView, Snapshot } from "./generated/Snapshot";
import type { Surface } from "./generated/Surface";

export interface FakeOptions {
  scenario?: Scenario;
  surface?: Surface;
  now?: number;
  /** How long a provider takes to answer, in milliseconds. */
  delay?: number;
  /** Called with every command and its arguments, a key left out. */
  onCall?: (name: string, args: unknown) => void;
}

/** Keys that begin so are answered with that failure. */
const BAD_KEYS: [string, FailureKind, number | null][] = [
  ["bad", "unauthorized", 401],
  ["wrong", "wrong_key_kind", 403],
  ["slow", "timeout", null],
  ["dns", "network_dns", null],
  ["offline", "network_connect", null],
  ["tls", "network_tls", null],
  ["broke", "out_of_credits", 402],
  ["busy", "rate_limited", 429],
  ["down", "server_error", 500],
  ["maint", "maintenance", 455],
  ["redirect", "blocked_redirect", 301],
  ["html", "not_json", 200],
  ["shape", "unexpected_shape", 200],
  ["refused", "rejected", 422],
  ["locked", "keychain_locked", null],
];

export function ipcError(code: ErrorCode, field: string | null = null): IpcError {
  return { code, message: `${code} (pretended)`, account: null, field };
}

export class FakeBackend implements Backend {
  current: Snapshot;
  readonly now: number;
  #surface: Surface;
  #delay: number;
  #drafts = new Map<string, AccountView>();
  #number = 0;
  #onCall: (name: string, args: unknown) => void;
  #snapshots = new Set<(snapshot: Snapshot) => void>();
  #surfaces = new Set<(surface: Surface) => void>();

  constructor(options: FakeOptions = {}) {
    this.now = options.now ?? Date.now();
    this.current = scenario(options.scenario ?? "mixed", this.now);
    this.#surface = options.surface ?? { kind: "popup" };
    this.#delay = options.delay ?? 0;
    this.#onCall = options.onCall ?? (() => undefined);
  }

  /** Changes the state and tells the page. */
  push(change: Partial<Snapshot>): void {
    this.current = { ...this.current, ...change };
    for (const callback of this.#snapshots) callback(this.current);
  }

  show(surface: Surface): void {
    this.#surface = surface;
    for (const callback of this.#surfaces) callback(surface);
  }

  async snapshot() {
    return this.#call("snapshot", null, this.current);
  }

  async refresh(args: { accounts: string[] | null; onlyStale: boolean }) {
    await this.#call("refresh", args, null);
    if (args.onlyStale) return;
    const asked = (view: AccountView) => args.accounts?.includes(view.id) ?? view.state !== "paused";
    const set = (refreshing: boolean) =>
      this.current.accounts.map((view) => (asked(view) ? { ...view, refreshing } : view));
    this.push({ refreshing: true, accounts: set(true) });
    void this.#wait(900).then(() => this.push({ refreshing: false, accounts: set(false) }));
  }

  async providers() {
    return this.#call("providers", null, CATALOGUE);
  }

  async checkKey(args: { provider: string; key: string; params: object; baseUrl: string | null }) {
    const { key, ...rest } = args;
    await this.#call("check_key", rest, null);
    this.#refuse(key);
    if (args.baseUrl !== null && !/^https:\/\//.test(args.baseUrl))
      throw ipcError("invalid_input", "baseUrl");
    await this.#wait(key.startsWith("slow") ? 1000 : 600);
    this.#number += 1;
    const draft = `draft-${this.#number}`;
    const check: KeyCheck = { draft, saved: false, ...this.#answer(args.provider, key) };
    if (check.failure?.kind === "unauthorized" || check.failure?.kind === "wrong_key_kind")
      check.draft = null;
    else this.#drafts.set(draft, this.#account(args.provider, check));
    return check;
  }

  async saveAccount(args: { draft: string; label: string | null }) {
    await this.#call("save_account", args, null);
    const view = this.#drafts.get(args.draft);
    if (view === undefined) throw ipcError("draft_expired");
    this.#drafts.delete(args.draft);
    const saved = { ...view, label: args.label ?? view.label };
    this.push({ accounts: [...this.current.accounts, saved] });
    return saved.id;
  }

  async replaceKey(args: { account: string; key: string; anyway: boolean }) {
    const { key, ...rest } = args;
    await this.#call("replace_key", rest, null);
    this.#refuse(key);
    await this.#wait(600);
    const found = this.#find(args.account);
    const answer = this.#answer(found.provider, key);
    const keyAtFault = answer.failure?.kind === "unauthorized" || answer.failure?.kind === "wrong_key_kind";
    const saved = answer.failure === null || (args.anyway && !keyAtFault);
    if (answer.failure === null) {
      const now = clock(this.now)(0);
      this.#change(args.account, { ...answer, state: "ok", stale: false, readAt: now, checkedAt: now });
    }
    return { draft: null, saved, ...answer };
  }

  async renameAccount(args: { account: string; label: string }) {
    await this.#call("rename_account", args, null);
    this.#find(args.account);
    if (args.label.trim() === "") throw ipcError("invalid_input", "label");
    this.#change(args.account, { label: args.label });
  }

  async removeAccount(args: { account: string; keepHistory: boolean }) {
    await this.#call("remove_account", args, null);
    this.#find(args.account);
    this.push({ accounts: this.current.accounts.filter((view) => view.id !== args.account) });
  }

  async setPaused(args: { account: string; paused: boolean }) {
    await this.#call("set_paused", args, null);
    this.#change(args.account, {
      state: args.paused ? "paused" : "ok",
      nextCheckAt: args.paused ? null : clock(this.now)(0.2),
    });
  }

  async openPage(args: { provider: string; page: string }) {
    await this.#call("open_page", args, null);
  }

  async testNotification() {
    await this.#call("test_notification", null, null);
  }

  async surface() {
    return this.#call("surface", null, this.#surface);
  }

  async fitPopup(height: number) {
    await this.#call("fit_popup", { height }, null);
    // A browser's window stays as it is; the page in it takes the height that the popup would have.
    document.body.style.setProperty("height", `${height}px`);
  }

  async closeWindow() {
    await this.#call("close_window", null, null);
  }

  async openMain(args: { account: string | null; adding: boolean }) {
    await this.#call("open_main", args, null);
  }

  async painted() {
    await this.#call("painted", null, null);
  }

  async onSnapshot(callback: (snapshot: Snapshot) => void): Promise<Unsubscribe> {
    this.#snapshots.add(callback);
    return () => this.#snapshots.delete(callback);
  }

  async onSurface(callback: (surface: Surface) => void): Promise<Unsubscribe> {
    this.#surfaces.add(callback);
    return () => this.#surfaces.delete(callback);
  }

  async #call<T>(name: string, args: unknown, answer: T): Promise<T> {
    this.#onCall(name, args);
    await Promise.resolve();
    return answer;
  }

  #wait(usual: number): Promise<void> {
    const time = Math.min(usual, this.#delay);
    return time === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, time));
  }

  #refuse(key: string): void {
    if (key.trim() === "") throw ipcError("key_empty", "key");
    if (/\p{Cc}/u.test(key)) throw ipcError("key_control_character", "key");
    if (!/^[\x20-\x7e]*$/.test(key)) throw ipcError("key_not_ascii", "key");
    if (key.length > 4096) throw ipcError("key_too_long", "key");
  }

  #answer(provider: string, key: string): Pick<KeyCheck, "reading" | "failure"> {
    const bad = BAD_KEYS.find(([prefix]) => key.startsWith(prefix));
    if (bad !== undefined) {
      const [, kind, httpStatus] = bad;
      const retryAt = kind === "rate_limited" ? clock(this.now)(0.3) : null;
      return { reading: null, failure: failure(kind, { httpStatus, retryAt }) };
    }
    return { reading: firstReading(provider, this.now, key.startsWith("null")), failure: null };
  }

  #account(provider: string, check: KeyCheck): AccountView {
    const at = clock(this.now);
    const name = CATALOGUE.find((known) => known.id === provider)?.name ?? provider;
    return accountView(at, {
      id: `${provider}-${this.#number}-new`,
      provider,
      label: name,
      state: check.failure === null ? "ok" : "failing",
      readAt: check.reading === null ? null : at(0),
      reading: check.reading,
      level: check.reading === null ? null : level(1, { basis: "high_water" }),
      failure: check.failure,
    });
  }

  #find(id: string): AccountView {
    const found = this.current.accounts.find((view) => view.id === id);
    if (found === undefined) throw ipcError("unknown_account");
    return found;
  }

  #change(id: string, change: Partial<AccountView>): void {
    this.#find(id);
    this.push({
      accounts: this.current.accounts.map((view) => (view.id === id ? { ...view, ...change } : view)),
    });
  }
}

function firstReading(provider: string, now: number, reportsNothing: boolean): ReadingView {
  const at = clock(now);
  if (reportsNothing) return supertone(at, null);
  const known: Record<string, (at: ReturnType<typeof clock>) => ReadingView> = {
    srtgen,
    crun,
    supertone,
    structocr,
    sociavault,
  };
  return (known[provider] ?? gateway)(at);
}

/** The backend that an address asks for. */
export function fakeBackend(search: string): FakeBackend {
  const query = new URLSearchParams(search);
  const wanted = query.get("scenario");
  const account = query.get("account");
  const surface: Surface =
    query.get("surface") === "main" || query.get("surface") === "add"
      ? { kind: "main", account, adding: query.get("surface") === "add" }
      : { kind: "popup" };
  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  const text = query.get("text");
  if (text !== null) document.documentElement.style.setProperty("font-size", `${Number(text)}%`);
  const backend = new FakeBackend({
    scenario: SCENARIOS.find((name) => name === wanted) ?? "mixed",
    surface,
    delay: 1000,
  });
  // So that the buttons of the popup lead somewhere in a browser, too.
  backend.openMain = (args) => Promise.resolve(backend.show({ kind: "main", ...args }));
  return backend;
}
