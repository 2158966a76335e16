import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { beforeEach, describe, expect, it, vi } from "vitest";

import { asIpcError, type Backend } from "./backend";

const shell = vi.hoisted(() => ({ invoke: vi.fn(), listen: vi.fn() }));
vi.mock("@tauri-apps/api/core", () => ({ invoke: shell.invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: shell.listen }));

const { tauriBackend } = await import("./tauri");

/** The names in a Rust list of strings, which is the contract. */
function named(file: string, list: string): string[] {
  const source = readFileSync(resolve(process.cwd(), "../crates/core/src/contract", file), "utf8");
  const body = new RegExp(`${list}: &\\[&str\\] =\\s*&\\[([^\\]]*)\\]`).exec(source)?.[1] ?? "";
  return [...body.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
}

/** Every method, with arguments that tell one from the other, and what the shell must be given. */
const CALLS: [keyof Backend, unknown, string][] = [
  ["snapshot", undefined, "snapshot"],
  ["refresh", { accounts: ["a"], onlyStale: true }, "refresh"],
  ["providers", undefined, "providers"],
  ["checkKey", { provider: "p", key: "k", params: { region: "eu" }, baseUrl: null }, "check_key"],
  ["saveAccount", { draft: "d", label: null, alerts: null }, "save_account"],
  ["replaceKey", { account: "a", key: "k", anyway: false }, "replace_key"],
  ["renameAccount", { account: "a", label: "l" }, "rename_account"],
  ["removeAccount", { account: "a", keepHistory: true }, "remove_account"],
  ["setPaused", { account: "a", paused: true }, "set_paused"],
  ["openPage", { provider: "p", page: "docs" }, "open_page"],
  ["testNotification", undefined, "test_notification"],
  ["pauseAlerts", { until: null }, "pause_alerts"],
  ["resumeAlerts", undefined, "resume_alerts"],
  ["snoozeAccount", { account: "a", until: "2026-11-21T10:00:00Z" }, "snooze_account"],
  ["muteAccount", { account: "a", muted: true }, "mute_account"],
  ["alertRules", { account: null }, "alert_rules"],
  ["setAlerts", { account: "a", alerts: { amount: false } }, "set_alerts"],
  ["previewAlerts", { account: "a", alerts: {}, days: 30 }, "preview_alerts"],
  ["suggestThreshold", { account: "a" }, "suggest_threshold"],
  ["alertRecord", { account: null, before: 7, limit: 50 }, "alert_record"],
  ["changes", { account: "a" }, "changes"],
  ["relabelChange", { id: 3, kind: "refund" }, "relabel_change"],
  ["meters", { account: "a" }, "meters"],
  [
    "meterHistory",
    { account: "a", meter: "m", unit: "credits", since: null, until: null, columns: 300 },
    "meter_history",
  ],
  ["trends", undefined, "trends"],
  [
    "exportHistory",
    { account: "a", meter: "m", unit: "credits", since: null, until: null, format: "csv" },
    "export_history",
  ],
  ["pollLog", { account: "a" }, "poll_log"],
  ["lastAnswer", { account: "a" }, "last_answer"],
  ["environmentKeys", undefined, "environment_keys"],
  ["checkVariable", { provider: "p", variable: "P_API_KEY", keep: "read_each_time" }, "check_variable"],
  ["settings", undefined, "settings"],
  ["setSettings", { change: { theme: "dark" } }, "set_settings"],
  ["resetSettings", undefined, "reset_settings"],
  ["setHidden", { hidden: true }, "set_hidden"],
  ["setOrder", { accounts: ["b", "a"] }, "set_order"],
  ["diagnostics", undefined, "diagnostics"],
  ["testKeychain", undefined, "test_keychain"],
  ["desktop", undefined, "desktop"],
  ["setAutostart", { on: true }, "set_autostart"],
  ["testTray", undefined, "test_tray"],
  ["recentLog", undefined, "recent_log"],
  ["openFolder", { folder: "data" }, "open_folder"],
  ["surface", undefined, "surface"],
  ["closeWindow", undefined, "close_window"],
  ["openMain", { section: null, account: null, adding: true }, "open_main"],
  ["painted", undefined, "painted"],
];

beforeEach(() => {
  shell.invoke.mockReset().mockResolvedValue("answer");
  shell.listen.mockReset().mockResolvedValue(() => undefined);
});

describe("the shell's commands", () => {
  it.each(CALLS)("%s(%j) is the command %3$s", async (method, args, command) => {
    const call = tauriBackend()[method] as (args: unknown) => Promise<unknown>;
    await expect(call(args)).resolves.toBe("answer");
    expect(shell.invoke.mock.calls).toEqual([args === undefined ? [command] : [command, { args }]]);
  });

  it("gives the height by its name", async () => {
    await tauriBackend().fitPopup(321);
    expect(shell.invoke.mock.calls).toEqual([["fit_popup", { args: { height: 321 } }]]);
  });

  it("are all that the contract names, and no others", () => {
    const contract = [...named("command.rs", "COMMANDS"), ...named("frame.rs", "WINDOW_COMMANDS")];
    expect(contract.length).toBeGreaterThan(10);
    expect([...CALLS.map(([, , command]) => command), "fit_popup"].sort()).toEqual(contract.sort());
  });
});

it("hands on what an event carries", async () => {
  const seen: unknown[] = [];
  await tauriBackend().onSnapshot((snapshot) => seen.push(snapshot));
  await tauriBackend().onSurface((surface) => seen.push(surface));
  for (const [, callback] of shell.listen.mock.calls) callback({ payload: "payload" });
  expect(shell.listen.mock.calls.map(([name]) => name)).toEqual(["snapshot", "surface"]);
  expect(seen).toEqual(["payload", "payload"]);
});

describe("whatever is thrown", () => {
  it("is the contract's error where it has a code", () => {
    const error = { code: "draft_expired", message: "late", account: "a", field: "draft" };
    expect(asIpcError(error)).toEqual(error);
    expect(asIpcError({ code: "history" })).toEqual({
      code: "history",
      message: "",
      account: null,
      field: null,
    });
  });

  it("is internal where it has none", () => {
    expect(asIpcError("command not allowed")).toMatchObject({
      code: "internal",
      message: "command not allowed",
    });
    expect(asIpcError(new Error("broken")).message).toBe("broken");
    expect(asIpcError({ code: 7 }).code).toBe("internal");
  });
});
