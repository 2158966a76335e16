/** The pretended settings, services and desktop. */
import type { DesktopView } from "../generated/DesktopView";
import type { Diagnostics } from "../generated/Diagnostics";
import type { LogLine } from "../generated/LogLine";
import type { SettingsChange } from "../generated/SettingsChange";
import type { SettingsValues, SettingsView } from "../generated/SettingsView";
import type { InterfaceView } from "../generated/Snapshot";
import { type At, clock } from "./build";
import { ipcError } from "./keys";

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
    this.#refuse(change);
    const { shortcut, ...rest } = change;
    const said = Object.fromEntries(
      Object.entries(rest).filter(([, value]) => value !== null && value !== undefined),
    );
    this.#values = { ...this.#values, ...said };
    if (shortcut !== null && shortcut !== undefined)
      this.#values = { ...this.#values, shortcut: shortcut === false ? null : shortcut };
    return this.#shown(shown);
  }

  hide(hidden: boolean): void {
    this.#values = { ...this.#values, hideAmounts: hidden };
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
      shortcut: this.#shortcut(),
      hidesWhenShared: false,
    };
  }

  log(): LogLine[] {
    return [
      { at: this.#at(-30), level: "debug", text: "the settings were read: 9 accounts" },
      { at: this.#at(-29), level: "info", text: "this one polls: no other holds the lock" },
      {
        at: this.#at(-26),
        level: "warn",
        text: "the poll of supertone-voice failed: unauthorized (HTTP 401)",
      },
      { at: this.#at(-3), level: "info", text: "tray there=true shown=true" },
      { at: this.#at(-2), level: "warn", text: "the poll of crun-work failed: timeout" },
      { at: this.#at(-1), level: "error", text: "the notification was not taken: no answer" },
    ];
  }

  /** Taken by another program, or by a desktop that gives none away: by the keys. */
  #shortcut(): DesktopView["shortcut"] {
    const { shortcut } = this.#values;
    if (shortcut === null) return { state: "off", message: null };
    if (shortcut.startsWith("Super+")) return { state: "refused", message: "XFCE Panel has these keys" };
    if (shortcut.startsWith("Shift+")) return { state: "unsupported", message: null };
    return { state: "works", message: null };
  }

  #refuse({ raw, hourly }: SettingsChange): void {
    const days = (span: string) => Number(span.replace("d", ""));
    const after = { raw: raw ?? this.#values.raw, hourly: hourly ?? this.#values.hourly };
    if (days(after.raw) <= days(after.hourly)) return;
    const refused = ipcError("invalid_input", raw ? "raw" : "hourly");
    throw { ...refused, message: "must not be longer than every hour is kept, which is 730d" };
  }

  #shown(shown: InterfaceView): InterfaceView {
    const { theme, language } = this.#values;
    const spoken = language === "system" ? "en" : language;
    return { ...shown, theme, language: spoken, locale: spoken === "en" ? "en-US" : spoken };
  }
}
