/** The pretended accounts: checking, saving and changing them, and what the page is told. */
import type { ArgsOf } from "../backend";
import { CATALOGUE } from "./catalogue";
import { account as accountView, clock, level } from "./build";
import { answer, ipcError, refuse } from "./keys";
import { Desk } from "./desk";
import { Past } from "./past";
import { Polls } from "./polls";
import { scenario, type Scenario } from "./scenarios";
import type { KeyCheck } from "../generated/KeyCheck";
import type { AccountView, Snapshot } from "../generated/Snapshot";
import type { Surface } from "../generated/Surface";

export interface FakeOptions {
  scenario?: Scenario;
  surface?: Surface;
  now?: number;
  /** How long a provider takes to answer, in milliseconds. */
  delay?: number;
  /** Called with every command and its arguments, a key left out. */
  onCall?: (name: string, args: unknown) => void;
}

export abstract class PretendedAccounts {
  current: Snapshot;
  readonly now: number;
  protected surfaceShown: Surface;
  protected delay: number;
  protected past: Past;
  protected polls: Polls;
  protected desk: Desk;
  protected drafts = new Map<string, AccountView>();
  protected number = 0;
  protected onCall: (name: string, args: unknown) => void;
  protected listeners = new Set<(snapshot: Snapshot) => void>();
  protected surfaceListeners = new Set<(surface: Surface) => void>();

  constructor(options: FakeOptions = {}) {
    this.now = options.now ?? Date.now();
    this.current = scenario(options.scenario ?? "mixed", this.now);
    this.past = new Past(this.now);
    this.polls = new Polls(this.now);
    this.desk = new Desk(this.now);
    this.surfaceShown = options.surface ?? { kind: "popup" };
    this.delay = options.delay ?? 0;
    this.onCall = options.onCall ?? (() => undefined);
  }

  /** Changes the state and tells the page. */
  push(change: Partial<Snapshot>): void {
    this.current = { ...this.current, ...change };
    for (const callback of this.listeners) callback(this.current);
  }

  show(surface: Surface): void {
    this.surfaceShown = surface;
    for (const callback of this.surfaceListeners) callback(surface);
  }

  async snapshot() {
    return this.call("snapshot", null, this.current);
  }

  async refresh(args: { accounts: string[] | null; onlyStale: boolean }) {
    await this.call("refresh", args, null);
    if (args.onlyStale) return;
    const asked = (view: AccountView) => args.accounts?.includes(view.id) ?? view.state !== "paused";
    const set = (refreshing: boolean) =>
      this.current.accounts.map((view) => (asked(view) ? { ...view, refreshing } : view));
    this.push({ refreshing: true, accounts: set(true) });
    void this.wait(900).then(() => this.push({ refreshing: false, accounts: set(false) }));
  }

  async providers() {
    return this.call("providers", null, CATALOGUE);
  }

  async checkKey(args: { provider: string; key: string; params: object; baseUrl: string | null }) {
    const { key, ...rest } = args;
    await this.call("check_key", rest, null);
    refuse(key);
    if (args.baseUrl !== null && !/^https:\/\//.test(args.baseUrl))
      throw ipcError("invalid_input", "baseUrl");
    await this.wait(key.startsWith("slow") ? 1000 : 600);
    this.number += 1;
    const draft = `draft-${this.number}`;
    const check: KeyCheck = { draft, saved: false, ...answer(args.provider, key, this.now) };
    if (check.failure?.kind === "unauthorized" || check.failure?.kind === "wrong_key_kind")
      check.draft = null;
    else this.drafts.set(draft, this.newAccount(args.provider, check));
    return check;
  }

  async checkVariable(args: ArgsOf<"check_variable">) {
    await this.call("check_variable", args, null);
    const draft = `draft-${(this.number += 1)}`;
    const check: KeyCheck = { draft, saved: false, ...answer(args.provider, "sk-good", this.now) };
    this.drafts.set(draft, this.newAccount(args.provider, check));
    return check;
  }

  async saveAccount(args: ArgsOf<"save_account">) {
    await this.call("save_account", args, null);
    const view = this.drafts.get(args.draft);
    if (view === undefined) throw ipcError("draft_expired");
    this.drafts.delete(args.draft);
    const saved = { ...view, label: args.label ?? view.label };
    this.push({ accounts: [...this.current.accounts, saved] });
    return saved.id;
  }

  async replaceKey(args: { account: string; key: string; anyway: boolean }) {
    const { key, ...rest } = args;
    await this.call("replace_key", rest, null);
    refuse(key);
    await this.wait(600);
    const found = this.find(args.account);
    const answered = answer(found.provider, key, this.now);
    const keyAtFault =
      answered.failure?.kind === "unauthorized" || answered.failure?.kind === "wrong_key_kind";
    const saved = answered.failure === null || (args.anyway && !keyAtFault);
    if (answered.failure === null) {
      const now = clock(this.now)(0);
      const { reading, failure } = answered;
      this.change(args.account, {
        reading,
        failure,
        state: "ok",
        stale: false,
        readAt: now,
        checkedAt: now,
      });
    }
    return { draft: null, saved, ...answered };
  }

  async renameAccount(args: { account: string; label: string }) {
    await this.call("rename_account", args, null);
    this.find(args.account);
    if (args.label.trim() === "") throw ipcError("invalid_input", "label");
    this.change(args.account, { label: args.label });
  }

  async removeAccount(args: { account: string; keepHistory: boolean }) {
    await this.call("remove_account", args, null);
    this.find(args.account);
    this.push({ accounts: this.current.accounts.filter((view) => view.id !== args.account) });
  }

  async setPaused(args: { account: string; paused: boolean }) {
    await this.call("set_paused", args, null);
    this.change(args.account, {
      state: args.paused ? "paused" : "ok",
      nextCheckAt: args.paused ? null : clock(this.now)(0.2),
    });
  }

  protected async call<T>(name: string, args: unknown, answer: T): Promise<T> {
    this.onCall(name, args);
    await Promise.resolve();
    return answer;
  }

  protected wait(usual: number): Promise<void> {
    const time = Math.min(usual, this.delay);
    return time === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, time));
  }

  protected newAccount(provider: string, check: KeyCheck): AccountView {
    const at = clock(this.now);
    const name = CATALOGUE.find((known) => known.id === provider)?.name ?? provider;
    return accountView(at, {
      id: `${provider}-${this.number}-new`,
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
  protected wasRead(id: string | null): boolean {
    return id === null || this.find(id).readAt !== null;
  }

  protected find(id: string): AccountView {
    const found = this.current.accounts.find((view) => view.id === id);
    if (found === undefined) throw ipcError("unknown_account");
    return found;
  }

  protected change(id: string, change: Partial<AccountView>): void {
    this.find(id);
    this.push({
      accounts: this.current.accounts.map((view) => (view.id === id ? { ...view, ...change } : view)),
    });
  }
}
