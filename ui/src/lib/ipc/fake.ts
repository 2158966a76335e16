/** A backend of scripted data, to look at the page in an ordinary browser and to test it. Not in the shipped bundle. */
import type { ArgsOf, Backend, Unsubscribe } from "./backend";
import { clock, level } from "./fake/build";
import { CATALOGUE } from "./fake/catalogue";
import { account as accountView } from "./fake/build";
import { answer, ipcError, refuse } from "./fake/keys";
import { Past } from "./fake/past";
import { scenario, type Scenario } from "./fake/scenarios";
import type { AlertsInput } from "./generated/AlertsInput";
import type { KeyCheck } from "./generated/KeyCheck";
import type { RiseKind } from "./generated/RiseKind";
import type { AccountView, Snapshot } from "./generated/Snapshot";
import type { Surface } from "./generated/Surface";

export { ipcError };

export interface FakeOptions {
  scenario?: Scenario;
  surface?: Surface;
  now?: number;
  /** How long a provider takes to answer, in milliseconds. */
  delay?: number;
  /** Called with every command and its arguments, a key left out. */
  onCall?: (name: string, args: unknown) => void;
}

export class FakeBackend implements Backend {
  current: Snapshot;
  readonly now: number;
  #surface: Surface;
  #delay: number;
  #past: Past;
  #drafts = new Map<string, AccountView>();
  #number = 0;
  #onCall: (name: string, args: unknown) => void;
  #snapshots = new Set<(snapshot: Snapshot) => void>();
  #surfaces = new Set<(surface: Surface) => void>();

  constructor(options: FakeOptions = {}) {
    this.now = options.now ?? Date.now();
    this.current = scenario(options.scenario ?? "mixed", this.now);
    this.#past = new Past(this.now);
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
    refuse(key);
    if (args.baseUrl !== null && !/^https:\/\//.test(args.baseUrl))
      throw ipcError("invalid_input", "baseUrl");
    await this.#wait(key.startsWith("slow") ? 1000 : 600);
    this.#number += 1;
    const draft = `draft-${this.#number}`;
    const check: KeyCheck = { draft, saved: false, ...answer(args.provider, key, this.now) };
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
    refuse(key);
    await this.#wait(600);
    const found = this.#find(args.account);
    const answered = answer(found.provider, key, this.now);
    const keyAtFault =
      answered.failure?.kind === "unauthorized" || answered.failure?.kind === "wrong_key_kind";
    const saved = answered.failure === null || (args.anyway && !keyAtFault);
    if (answered.failure === null) {
      const now = clock(this.now)(0);
      this.#change(args.account, { ...answered, state: "ok", stale: false, readAt: now, checkedAt: now });
    }
    return { draft: null, saved, ...answered };
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

  async pauseAlerts(args: { until: string | null }) {
    await this.#call("pause_alerts", args, null);
    this.push({ alertsPaused: { until: args.until } });
  }

  async resumeAlerts() {
    await this.#call("resume_alerts", null, null);
    this.push({ alertsPaused: null });
  }

  async snoozeAccount(args: { account: string; until: string | null }) {
    await this.#call("snooze_account", args, null);
    this.#change(args.account, { snoozedUntil: args.until });
  }

  async muteAccount(args: { account: string; muted: boolean }) {
    await this.#call("mute_account", args, null);
    this.#change(args.account, { muted: args.muted });
  }

  async alertRules(args: { account: string | null }) {
    return this.#call("alert_rules", args, {
      inForce: this.#past.inForce(args.account),
      own: this.#past.own(args.account),
    });
  }

  async setAlerts(args: { account: string | null; alerts: AlertsInput }) {
    await this.#call("set_alerts", args, null);
    this.#past.set(args.account, args.alerts);
  }

  async previewAlerts(args: { account: string; alerts: AlertsInput; days: number }) {
    const decisions = this.#past.record(args.account);
    return this.#call("preview_alerts", args, {
      decisions,
      deliveredCount: decisions.filter((decision) => decision.delivered).length,
    });
  }

  async suggestThreshold(args: { account: string }) {
    return this.#call("suggest_threshold", args, this.#past.suggested(args.account));
  }

  async alertRecord(args: { account: string | null; before: number | null; limit: number }) {
    const record = this.#wasRead(args.account) ? this.#past.record(args.account) : [];
    const older = record.filter(({ id }) => args.before === null || id < args.before);
    return this.#call("alert_record", args, older.slice(0, args.limit));
  }

  async changes(args: { account: string }) {
    return this.#call("changes", args, this.#wasRead(args.account) ? this.#past.changes() : []);
  }

  async relabelChange(args: { id: number; kind: RiseKind | null }) {
    await this.#call("relabel_change", args, null);
    if (!this.#past.relabel(args.id, args.kind)) throw ipcError("unknown_change");
  }

  async meters(args: { account: string }) {
    const meters = this.#find(args.account).reading?.meters ?? [];
    return this.#call(
      "meters",
      args,
      meters.map(({ id, unit, label, primary }) => ({ id, unit, label, primary })),
    );
  }

  async meterHistory(args: ArgsOf<"meter_history">) {
    return this.#call("meter_history", args, this.#past.chart(args.columns));
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

  /** What was never read has no past. */
  #wasRead(id: string | null): boolean {
    return id === null || this.#find(id).readAt !== null;
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
