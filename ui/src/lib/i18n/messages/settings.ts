/** The texts of the settings, by their type. */
import type { SettingsValues, Theme } from "../../ipc/generated/SettingsView";

type SettingName = keyof SettingsValues | "autostart" | "order" | "reset" | "quietHours";

export interface SettingsTexts {
  settings: {
    title: string;
    lead: string;
    groups: Record<
      "polling" | "alerts" | "appearance" | "access" | "network" | "history" | "accounts",
      string
    >;
    names: Record<SettingName, string>;
    explanations: Record<Exclude<SettingName, "language" | "theme">, string>;
    otherInterval: string;
    toAlerts: string;
    themes: Record<Theme, string>;
    systemLanguage: string;
    noAutostart: string;
    shortcut: {
      none: string;
      record: string;
      change: string;
      recording: string;
      clear: string;
      stop: string;
      needsModifier: string;
      notUsable: string;
      works: string;
      refused: string;
      unsupported: string;
      bind: string;
    };
    proxies: Record<"system" | "none" | "address", string>;
    proxyAddress: string;
    proxyHint: string;
    notAddress: string;
    noSecretInAddress: string;
    retentionHint: string;
    hoursTooShort: string;
    folders: Record<"config" | "data" | "exports", string>;
    exportsHint: string;
    open: string;
    openInFull: (folder: string) => string;
    ownOrder: string;
    byUrgency: string;
    resetOrder: string;
    resetAll: string;
    resetTitle: string;
    resetLead: string;
    resetConfirm: string;
    said: {
      changed: (setting: string, value: string) => string;
      shortcutCleared: string;
      orderReset: string;
      allReset: string;
    };
  };
}
