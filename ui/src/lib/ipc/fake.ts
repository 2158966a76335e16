/** A backend of scripted data, to look at the page in an ordinary browser and to test it. Not in the shipped bundle. */
import type { ArgsOf, Backend, Unsubscribe } from "./backend";
import { PretendedAccounts } from "./fake/accounts";
import { ipcError } from "./fake/keys";
import { over, UNSAID } from "./fake/past";
import { previewed } from "./fake/preview";
import type { AlertsInput } from "./generated/AlertsInput";
import type { RiseKind } from "./generated/RiseKind";
import type { MeterView, Snapshot } from "./generated/Snapshot";
import type { Destination, Surface } from "./generated/Surface";

export type { FakeOptions } from "./fake/accounts";
export { ipcError };

export class FakeBackend extends PretendedAccounts implements Backend {
  async openPage(args: { provider: string; page: string }) {
    await this.call("open_page", args, null);
  }

  async testNotification() {
    await this.call("test_notification", null, null);
  }

  async pauseAlerts(args: { until: string | null }) {
    await this.call("pause_alerts", args, null);
    this.push({ alertsPaused: { until: args.until } });
  }

  async resumeAlerts() {
    await this.call("resume_alerts", null, null);
    this.push({ alertsPaused: null });
  }

  async snoozeAccount(args: { account: string; until: string | null }) {
    await this.call("snooze_account", args, null);
    this.change(args.account, { snoozedUntil: args.until });
  }

  async muteAccount(args: { account: string; muted: boolean }) {
    await this.call("mute_account", args, null);
    this.change(args.account, { muted: args.muted });
  }

  async alertRules(args: { account: string | null }) {
    return this.call("alert_rules", args, {
      inForce: this.past.inForce(args.account),
      own: this.past.own(args.account),
    });
  }

  async setAlerts(args: { account: string | null; alerts: AlertsInput }) {
    await this.call("set_alerts", args, null);
    this.past.set(args.account, args.alerts);
  }

  async previewAlerts(args: { account: string; alerts: AlertsInput; days: number }) {
    const rules = over(this.past.inForce(null), args.alerts);
    const read = this.wasRead(args.account);
    return this.call(
      "preview_alerts",
      args,
      previewed(read ? rules : UNSAID, args.account, args.days, this.now),
    );
  }

  async suggestThreshold(args: { account: string }) {
    return this.call("suggest_threshold", args, this.past.suggested(args.account));
  }

  async alertRecord(args: { account: string | null; before: number | null; limit: number }) {
    const record = this.wasRead(args.account) ? this.#recordOf(args.account) : [];
    const older = record.filter(({ id }) => args.before === null || id < args.before);
    return this.call("alert_record", args, older.slice(0, args.limit));
  }

  #recordOf(account: string | null) {
    const read = this.current.accounts.filter(({ readAt }) => readAt !== null);
    const subject = (index: number) => account ?? read[index % read.length]?.id ?? "crun";
    return this.past.record(account).map((decision, at) => ({ ...decision, account: subject(at) }));
  }

  async changes(args: { account: string }) {
    return this.call("changes", args, this.wasRead(args.account) ? this.past.changes() : []);
  }

  async relabelChange(args: { id: number; kind: RiseKind | null }) {
    await this.call("relabel_change", args, null);
    if (!this.past.relabel(args.id, args.kind)) throw ipcError("unknown_change");
  }

  async meters(args: { account: string }) {
    const { reading, readAt } = this.find(args.account);
    // The history knows a meter once an amount of it was read.
    const known = (meter: MeterView) => meter.remaining !== null || meter.used !== null;
    const meters = readAt === null ? [] : (reading?.meters.filter(known) ?? []);
    return this.call(
      "meters",
      args,
      meters.map(({ id, unit, label, primary }) => ({ id, unit, label, primary })),
    );
  }

  async meterHistory(args: ArgsOf<"meter_history">) {
    return this.call("meter_history", args, this.past.chart(this.find(args.account), args));
  }

  async trends() {
    return this.call("trends", null, this.past.trends(this.current.accounts));
  }

  async exportHistory(args: ArgsOf<"export_history">) {
    return this.call("export_history", args, this.past.exported(this.find(args.account), args));
  }

  async pollLog(args: { account: string }) {
    return this.call("poll_log", args, this.polls.log(this.find(args.account)));
  }

  async lastAnswer(args: { account: string }) {
    return this.call("last_answer", args, this.polls.lastAnswer(this.find(args.account)));
  }

  async environmentKeys() {
    return this.call("environment_keys", null, this.polls.environmentKeys());
  }

  async settings() {
    return this.call("settings", null, this.desk.settings());
  }

  async setSettings(args: ArgsOf<"set_settings">) {
    await this.call("set_settings", args, null);
    this.push({ interface: this.desk.change(args.change, this.current.interface) });
  }

  async resetSettings() {
    await this.call("reset_settings", null, null);
    this.past.set(null, UNSAID);
    this.push({ interface: this.desk.reset(this.current.interface) });
  }

  async setHidden(args: { hidden: boolean }) {
    await this.call("set_hidden", args, null);
    this.desk.hide(args.hidden);
    this.push({ interface: { ...this.current.interface, hideAmounts: args.hidden } });
  }

  async setOrder(args: { accounts: string[] | null }) {
    await this.call("set_order", args, null);
    this.push({ interface: { ...this.current.interface, order: args.accounts } });
  }

  async diagnostics() {
    return this.call("diagnostics", null, this.desk.diagnostics());
  }

  async testKeychain() {
    await this.call("test_keychain", null, null);
  }

  async desktop() {
    return this.call("desktop", null, this.desk.desktop());
  }

  async setAutostart(args: { on: boolean }) {
    await this.call("set_autostart", args, null);
    this.desk.autostart = args.on;
  }

  async testTray() {
    await this.call("test_tray", null, null);
  }

  async recentLog() {
    return this.call("recent_log", null, this.desk.log());
  }

  async openFolder(args: ArgsOf<"open_folder">) {
    await this.call("open_folder", args, null);
  }

  async surface() {
    return this.call("surface", null, this.surfaceShown);
  }

  async fitPopup(height: number) {
    await this.call("fit_popup", { height }, null);
    // A browser's window stays as it is; the page in it takes the height that the popup would have.
    document.body.style.setProperty("height", `${height}px`);
  }

  async closeWindow() {
    await this.call("close_window", null, null);
  }

  async openMain(args: Destination) {
    await this.call("open_main", args, null);
  }

  async painted() {
    await this.call("painted", null, null);
  }

  async onSnapshot(callback: (snapshot: Snapshot) => void): Promise<Unsubscribe> {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  async onSurface(callback: (surface: Surface) => void): Promise<Unsubscribe> {
    this.surfaceListeners.add(callback);
    return () => this.surfaceListeners.delete(callback);
  }
}
