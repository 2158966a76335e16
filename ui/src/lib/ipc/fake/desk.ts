/** The pretended settings, services and desktop. */
import type { DesktopView } from "../generated/DesktopView";
import type { Diagnostics } from "../generated/Diagnostics";
import type { LogLine } from "../generated/LogLine";
import type { SettingsChange } from "../generated/SettingsChange";
import type { SettingsValues, SettingsView } from "../generated/SettingsView";
import type { InterfaceView } from "../generated/Snapshot";
import { type At, clock } from "./build";

const DEFAULTS: SettingsValues = {
  interval: "15m",
  adaptive: true,
  theme: "system",
  language: "system",
  hideAmounts: false,
  hideWhenShared: true,
  shortcut: null,
  proxy: "system",
  raw: "90d",
  hourly: "730d",
  decisions: "730d",
};

export class Desk {
  autostart = false;
  readonly #at: At;
  #values = DEFAULTS;

  constructor(now: number) {
    this.#at = clock(now);
  }

  settings(): SettingsView {
    return { values: this.#values, defaults: DEFAULTS };
  }

  change(change: SettingsChange, shown: InterfaceView): InterfaceView {
    const { shortcut, ...rest } = change;
    const said = Object.fromEntries(
      Object.entries(rest).filter(([, value]) => value !== null && value !== undefined),
    );
    this.#values = { ...this.#values, ...said };
    if (shortcut !== null && shortcut !== undefined)
      this.#values = { ...this.#values, shortcut: shortcut === false ? null : shortcut };
    return this.#shown(shown);
  }

  reset(shown: InterfaceView): InterfaceView {
    this.#values = DEFAULTS;
    return { ...this.#shown(shown), hideAmounts: false, order: null };
  }

  diagnostics(): Diagnostics {
    return {
      version: "0.1.0",
      system: "linux x86_64",
      configFile: "/home/sam/.config/lowtide/config.toml",
      dataFolder: "/home/sam/.local/share/lowtide",
      keychain: { state: "works", name: "Secret Service", message: null },
      notifications: { state: "works", name: "dunst 1.9.0", message: null },
      history: {
        state: "works",
        bytes: 4_300_800,
        since: this.#at(-2400),
        path: "/home/sam/.local/share/lowtide/history.db",
      },
      polls: true,
    };
  }

  desktop(): DesktopView {
    return {
      tray: { state: "works", name: "StatusNotifierWatcher", message: null },
      session: "x11",
      desktop: "XFCE",
      webEngine: "WebKitGTK 2.48.1",
      autostart: this.autostart,
      shortcut: { state: this.#values.shortcut === null ? "off" : "works", message: null },
      hidesWhenShared: false,
    };
  }

  log(): LogLine[] {
    return [
      { at: this.#at(-3), level: "info", text: "tray there=true shown=true" },
      { at: this.#at(-2), level: "warn", text: "the poll of crun-work failed: timeout" },
      { at: this.#at(-1), level: "error", text: "the notification was not taken: no answer" },
    ];
  }

  #shown(shown: InterfaceView): InterfaceView {
    const { theme, language } = this.#values;
    const spoken = language === "system" ? "en" : language;
    return { ...shown, theme, language: spoken, locale: spoken === "en" ? "en-US" : spoken };
  }
}
