/**
 * What the page may ask of the program behind it. Two implementations: the shell (`tauri.ts`) and scripted data in an
 * ordinary browser (`fake.ts`). Every method rejects with an `IpcError` and nothing else; branch on its `code`.
 */
import type { AccountId } from "./generated/AccountId";
import type { AlertPreview } from "./generated/AlertPreview";
import type { AlertRulesView } from "./generated/AlertRulesView";
import type { ChartView } from "./generated/ChartView";
import type { Command, Page } from "./generated/Command";
import type { DecisionView } from "./generated/DecisionView";
import type { DesktopView } from "./generated/DesktopView";
import type { Diagnostics } from "./generated/Diagnostics";
import type { EnvironmentKey } from "./generated/EnvironmentKey";
import type { ExportedFile } from "./generated/ExportedFile";
import type { IpcError } from "./generated/IpcError";
import type { KeyCheck } from "./generated/KeyCheck";
import type { LastAnswer } from "./generated/LastAnswer";
import type { LogLine } from "./generated/LogLine";
import type { MeterEntry } from "./generated/MeterEntry";
import type { PollEntry } from "./generated/PollEntry";
import type { ProviderView } from "./generated/ProviderView";
import type { RiseView } from "./generated/RiseView";
import type { SettingsView } from "./generated/SettingsView";
import type { Snapshot } from "./generated/Snapshot";
import type { SuggestedThreshold } from "./generated/SuggestedThreshold";
import type { Destination, Surface } from "./generated/Surface";
import type { Trend } from "./generated/Trend";

/** The arguments of the contract's command of that name. */
export type ArgsOf<Name extends Command["name"]> =
  Extract<Command, { name: Name }> extends { args: infer Args } ? Args : never;

export type Unsubscribe = () => void;

export interface Backend {
  snapshot(): Promise<Snapshot>;
  refresh(args: ArgsOf<"refresh">): Promise<void>;
  providers(): Promise<ProviderView[]>;
  checkKey(args: ArgsOf<"check_key">): Promise<KeyCheck>;
  /** Answers with the new account's id. */
  saveAccount(args: ArgsOf<"save_account">): Promise<AccountId>;
  replaceKey(args: ArgsOf<"replace_key">): Promise<KeyCheck>;
  renameAccount(args: ArgsOf<"rename_account">): Promise<void>;
  removeAccount(args: ArgsOf<"remove_account">): Promise<void>;
  setPaused(args: ArgsOf<"set_paused">): Promise<void>;
  openPage(args: { provider: string; page: Page }): Promise<void>;
  testNotification(): Promise<void>;
  pauseAlerts(args: ArgsOf<"pause_alerts">): Promise<void>;
  resumeAlerts(): Promise<void>;
  snoozeAccount(args: ArgsOf<"snooze_account">): Promise<void>;
  muteAccount(args: ArgsOf<"mute_account">): Promise<void>;
  alertRules(args: ArgsOf<"alert_rules">): Promise<AlertRulesView>;
  setAlerts(args: ArgsOf<"set_alerts">): Promise<void>;
  previewAlerts(args: ArgsOf<"preview_alerts">): Promise<AlertPreview>;
  /** Null while the account's pace is being learnt. */
  suggestThreshold(args: ArgsOf<"suggest_threshold">): Promise<SuggestedThreshold | null>;
  alertRecord(args: ArgsOf<"alert_record">): Promise<DecisionView[]>;
  changes(args: ArgsOf<"changes">): Promise<RiseView[]>;
  relabelChange(args: ArgsOf<"relabel_change">): Promise<void>;
  meters(args: ArgsOf<"meters">): Promise<MeterEntry[]>;
  meterHistory(args: ArgsOf<"meter_history">): Promise<ChartView>;
  trends(): Promise<Trend[]>;
  exportHistory(args: ArgsOf<"export_history">): Promise<ExportedFile>;
  pollLog(args: ArgsOf<"poll_log">): Promise<PollEntry[]>;
  /** Null when no answer came since the start. */
  lastAnswer(args: ArgsOf<"last_answer">): Promise<LastAnswer | null>;
  environmentKeys(): Promise<EnvironmentKey[]>;
  checkVariable(args: ArgsOf<"check_variable">): Promise<KeyCheck>;
  settings(): Promise<SettingsView>;
  setSettings(args: ArgsOf<"set_settings">): Promise<void>;
  resetSettings(): Promise<void>;
  setHidden(args: ArgsOf<"set_hidden">): Promise<void>;
  setOrder(args: ArgsOf<"set_order">): Promise<void>;
  diagnostics(): Promise<Diagnostics>;
  testKeychain(): Promise<void>;
  desktop(): Promise<DesktopView>;
  setAutostart(args: ArgsOf<"set_autostart">): Promise<void>;
  testTray(): Promise<void>;
  recentLog(): Promise<LogLine[]>;
  openFolder(args: ArgsOf<"open_folder">): Promise<void>;

  /** Which page this window shows. */
  surface(): Promise<Surface>;
  /** The popup's content is this many CSS pixels high. */
  fitPopup(height: number): Promise<void>;
  closeWindow(): Promise<void>;
  openMain(args: Destination): Promise<void>;
  /** The first balances are on the screen. */
  painted(): Promise<void>;

  onSnapshot(callback: (snapshot: Snapshot) => void): Promise<Unsubscribe>;
  onSurface(callback: (surface: Surface) => void): Promise<Unsubscribe>;
}

/** Whatever was thrown, as an `IpcError`: a fault that is not the contract's own is `internal`. */
export function asIpcError(thrown: unknown): IpcError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    const { code, message, account, field } = thrown as Partial<IpcError> & Pick<IpcError, "code">;
    return { code, message: message ?? "", account: account ?? null, field: field ?? null };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "internal", message, account: null, field: null };
}
