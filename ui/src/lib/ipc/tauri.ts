/** The shell. The only module that knows of Tauri; command names are the contract's. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import { type Backend } from "./backend";
import type { Snapshot } from "./generated/Snapshot";
import type { Surface } from "./generated/Surface";

export function tauriBackend(): Backend {
  return {
    snapshot: () => invoke("snapshot"),
    refresh: (args) => invoke("refresh", { args }),
    providers: () => invoke("providers"),
    checkKey: (args) => invoke("check_key", { args }),
    saveAccount: (args) => invoke("save_account", { args }),
    replaceKey: (args) => invoke("replace_key", { args }),
    renameAccount: (args) => invoke("rename_account", { args }),
    removeAccount: (args) => invoke("remove_account", { args }),
    setPaused: (args) => invoke("set_paused", { args }),
    openPage: (args) => invoke("open_page", { args }),
    testNotification: () => invoke("test_notification"),
    pauseAlerts: (args) => invoke("pause_alerts", { args }),
    resumeAlerts: () => invoke("resume_alerts"),
    snoozeAccount: (args) => invoke("snooze_account", { args }),
    muteAccount: (args) => invoke("mute_account", { args }),
    alertRules: (args) => invoke("alert_rules", { args }),
    setAlerts: (args) => invoke("set_alerts", { args }),
    previewAlerts: (args) => invoke("preview_alerts", { args }),
    suggestThreshold: (args) => invoke("suggest_threshold", { args }),
    alertRecord: (args) => invoke("alert_record", { args }),
    changes: (args) => invoke("changes", { args }),
    relabelChange: (args) => invoke("relabel_change", { args }),
    meters: (args) => invoke("meters", { args }),
    meterHistory: (args) => invoke("meter_history", { args }),
    trends: () => invoke("trends"),
    exportHistory: (args) => invoke("export_history", { args }),
    pollLog: (args) => invoke("poll_log", { args }),
    lastAnswer: (args) => invoke("last_answer", { args }),
    environmentKeys: () => invoke("environment_keys"),
    checkVariable: (args) => invoke("check_variable", { args }),
    settings: () => invoke("settings"),
    setSettings: (args) => invoke("set_settings", { args }),
    resetSettings: () => invoke("reset_settings"),
    setHidden: (args) => invoke("set_hidden", { args }),
    setOrder: (args) => invoke("set_order", { args }),
    diagnostics: () => invoke("diagnostics"),
    testKeychain: () => invoke("test_keychain"),
    desktop: () => invoke("desktop"),
    setAutostart: (args) => invoke("set_autostart", { args }),
    testTray: () => invoke("test_tray"),
    recentLog: () => invoke("recent_log"),
    openFolder: (args) => invoke("open_folder", { args }),

    surface: () => invoke("surface"),
    fitPopup: (height) => invoke("fit_popup", { args: { height } }),
    closeWindow: () => invoke("close_window"),
    openMain: (args) => invoke("open_main", { args }),
    painted: () => invoke("painted"),

    onSnapshot: (callback) => listen<Snapshot>("snapshot", (event) => callback(event.payload)),
    onSurface: (callback) => listen<Surface>("surface", (event) => callback(event.payload)),
  };
}
