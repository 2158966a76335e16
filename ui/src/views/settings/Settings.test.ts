import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError } from "../../lib/ipc/fake";
import type { DesktopView } from "../../lib/ipc/generated/DesktopView";
import { UNSAID } from "../../lib/state/rules";
import { settle, show } from "../../test/show";
// So that the page is there at once when it is gone to.
import "./SettingsPage.svelte";

const open = async () => {
  const shown = await show({ surface: { kind: "main", section: "settings", account: null, adding: false } });
  await screen.findByTestId("settings-page");
  await settle();
  return shown;
};
type Shown = Awaited<ReturnType<typeof open>>;

const texts = messages.settings;
const changes = ({ args }: Shown) =>
  args("set_settings").map((given) => (given as { change: unknown }).change);
const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const part = (id: string) => within(screen.getByTestId(`settings-${id}`));
const bar = () => screen.queryByTestId("undo-bar")?.textContent?.replace(/\s+/g, " ");

async function press({ user }: Shown, id: string): Promise<void> {
  await user.click(screen.getByTestId(id));
  await settle();
}

async function choose({ user }: Shown, control: string, name: string): Promise<void> {
  await user.click(within(screen.getByTestId(control)).getByRole("radio", { name }));
  await settle();
}

async function enter({ user }: Shown, id: string, text: string): Promise<void> {
  await user.clear(field(id));
  if (text !== "") await user.type(field(id), text);
  await user.tab();
  await settle();
}

async function keys(...pressed: [string, string, object?][]): Promise<void> {
  for (const [key, code, held] of pressed)
    await fireEvent.keyDown(screen.getByTestId("shortcut-field"), { key, code, ...held });
  await settle();
}

async function around(shown: Shown, desktop: Partial<DesktopView>): Promise<void> {
  const usual = await shown.backend.desktop();
  shown.backend.desktop = () => Promise.resolve({ ...usual, ...desktop });
  shown.backend.push({ interface: { ...shown.backend.current.interface, hideAmounts: true } });
  await settle();
}

describe("a setting", () => {
  it("is written as it is made, and nothing else is", async () => {
    const shown = await open();
    await choose(shown, "theme", "Dark");
    await shown.user.selectOptions(screen.getByTestId("language"), "日本語");
    await settle();
    await press(shown, "adaptive");
    await shown.user.selectOptions(screen.getByTestId("interval"), "30 minutes");
    await settle();
    expect(changes(shown)).toEqual([
      { theme: "dark" },
      { language: "ja" },
      { adaptive: false },
      { interval: "30m" },
    ]);
    expect(screen.getByTestId("adaptive")).not.toBeChecked();
    expect(screen.getByTestId("interval")).toHaveDisplayValue("30 minutes");
  });

  it("goes back where it is refused, and the reason stands at it", async () => {
    const shown = await open();
    shown.backend.setSettings = () => Promise.reject({ ...ipcError("config_write"), message: "disk full" });
    await choose(shown, "theme", "Light");
    expect(part("appearance").getByRole("radio", { name: "System" })).toBeChecked();
    expect(part("appearance").getByRole("alert")).toHaveTextContent(
      "The settings could not be saved. Check free space and permissions: disk full",
    );
    await press(shown, "adaptive");
    expect(screen.getByTestId("adaptive")).toBeChecked();
    expect(part("polling").getByRole("alert")).toBeInTheDocument();
  });

  it("that the file changed meanwhile is shown, and what is being typed is left alone", async () => {
    const shown = await open();
    await shown.user.clear(field("raw"));
    await shown.user.type(field("raw"), "12");
    await shown.backend.setSettings({ change: { interval: "2h" } });
    await settle();
    expect(screen.getByTestId("interval")).toHaveDisplayValue(texts.otherInterval);
    expect([field("interval-other").value, field("interval-other-unit").value]).toEqual(["2", "h"]);
    expect(field("raw")).toHaveValue("12");
  });

  it("cannot be told where the file is broken", async () => {
    const shown = await open();
    shown.backend.settings = () => Promise.reject({ ...ipcError("config_broken"), message: "line 14" });
    shown.backend.push({});
    await settle();
    expect(screen.getByTestId("settings-error")).toHaveTextContent("line 14");
  });

  it("has every language under its own name, in its own language", async () => {
    await open();
    const options = within(screen.getByTestId("language")).getAllByRole<HTMLOptionElement>("option");
    expect(options.map(({ textContent, lang }) => [textContent, lang])).toEqual([
      ["As the system", ""],
      ["English", "en"],
      ["Deutsch", "de"],
      ["简体中文", "zh-Hans"],
      ["한국어", "ko"],
      ["日本語", "ja"],
      ["Español", "es"],
    ]);
  });

  it("leads to the quiet hours, which hold for all", async () => {
    const shown = await open();
    await press(shown, "to-alerts");
    expect(shown.app.destination).toMatchObject({ section: "alerts", account: null });
  });
});

describe("how often", () => {
  it("may be another time", async () => {
    const shown = await open();
    await shown.user.selectOptions(screen.getByTestId("interval"), texts.otherInterval);
    await settle();
    expect(changes(shown), "nothing is changed yet").toEqual([]);
    await enter(shown, "interval-other", "45");
    expect(changes(shown)).toEqual([{ interval: "45m" }]);
    expect(bar()).toContain("How often: 45 minutes");
    await press(shown, "undo");
    expect(changes(shown).at(-1)).toEqual({ interval: "15m" });
  });

  it.each([
    ["0", "Enter a time from 30 seconds to 1 day."],
    ["1441", "Enter a time from 30 seconds to 1 day."],
    ["1.5", messages.entry.notWhole],
  ])("is not %s minutes", async (text, words) => {
    const shown = await open();
    await shown.user.selectOptions(screen.getByTestId("interval"), texts.otherInterval);
    await enter(shown, "interval-other", text);
    expect(part("polling").getByRole("alert")).toHaveTextContent(words);
    expect(field("interval-other")).toBeInvalid();
    expect(changes(shown)).toEqual([]);
  });
});

describe("what is on the screen", () => {
  it("can be covered", async () => {
    const shown = await open();
    await press(shown, "hide-amounts");
    expect(shown.args("set_hidden")).toEqual([{ hidden: true }]);
    expect(screen.getByTestId("hide-amounts")).toBeChecked();
  });

  it("can be kept out of shared screens only where the system can do that", async () => {
    const shown = await open();
    expect(screen.queryByTestId("hide-when-shared")).toBeNull();
    await around(shown, { hidesWhenShared: true });
    await press(shown, "hide-when-shared");
    expect(changes(shown)).toEqual([{ hideWhenShared: false }]);
  });
});

describe("starting with the session", () => {
  it("is switched", async () => {
    const shown = await open();
    await press(shown, "autostart");
    expect(shown.args("set_autostart")).toEqual([{ on: true }]);
    expect(screen.getByTestId("autostart")).toBeChecked();
  });

  it("goes back where it could not be arranged", async () => {
    const shown = await open();
    shown.backend.setAutostart = () => Promise.reject(ipcError("internal"));
    await press(shown, "autostart");
    expect(screen.getByTestId("autostart")).not.toBeChecked();
    expect(part("access").getByRole("alert")).toHaveTextContent(messages.errors.internal.replace(".", ""));
  });

  it("is explained where it cannot be", async () => {
    const shown = await open();
    await around(shown, { autostart: null });
    expect(screen.queryByTestId("autostart")).toBeNull();
    expect(screen.getByTestId("no-autostart")).toHaveTextContent(texts.noAutostart);
  });
});

describe("the shortcut", () => {
  const held = { ctrlKey: true, altKey: true };

  it("is recorded from the keys, shown, and cleared", async () => {
    const shown = await open();
    await press(shown, "shortcut-record");
    expect(screen.getByTestId("shortcut-field")).toHaveFocus();
    await keys(["Control", "ControlLeft", { ctrlKey: true }], ["Alt", "AltLeft", held]);
    expect(screen.getByTestId("shortcut-field")).toHaveValue("Ctrl+Alt+…");
    await keys(["l", "KeyL", held]);
    expect(changes(shown)).toEqual([{ shortcut: "Ctrl+Alt+L" }]);
    expect(screen.getByTestId("shortcut-keys")).toHaveTextContent(/Ctrl\s*\+\s*Alt\s*\+\s*L/);
    expect(screen.getByTestId("shortcut-record")).toHaveFocus();
    expect(screen.getByTestId("shortcut-state")).toHaveTextContent(texts.shortcut.works);
    await press(shown, "shortcut-clear");
    expect(changes(shown).at(-1)).toEqual({ shortcut: false });
    expect(bar()).toContain(texts.said.shortcutCleared);
    await press(shown, "undo");
    expect(changes(shown).at(-1)).toEqual({ shortcut: "Ctrl+Alt+L" });
  });

  it("needs a modifier, and a key that can be named", async () => {
    const shown = await open();
    await press(shown, "shortcut-record");
    await keys(["l", "KeyL"]);
    expect(part("access").getByRole("alert")).toHaveTextContent(texts.shortcut.needsModifier);
    await keys([",", "Comma", held]);
    expect(part("access").getByRole("alert")).toHaveTextContent(texts.shortcut.notUsable);
    expect(changes(shown)).toEqual([]);
  });

  it("keeps the window's own keys to itself while it is recorded, but lets the person out", async () => {
    const shown = await open();
    await press(shown, "shortcut-record");
    await keys(["r", "KeyR", { ctrlKey: true }]);
    expect(shown.args("refresh"), "Ctrl+R is recorded, not obeyed").toEqual([]);
    expect(changes(shown)).toEqual([{ shortcut: "Ctrl+R" }]);
    await press(shown, "shortcut-record");
    await keys(["Escape", "Escape"]);
    expect(screen.queryByTestId("shortcut-field")).toBeNull();
    await press(shown, "shortcut-record");
    const tab = new KeyboardEvent("keydown", { key: "Tab", code: "Tab", bubbles: true, cancelable: true });
    screen.getByTestId("shortcut-field").dispatchEvent(tab);
    expect(tab.defaultPrevented).toBe(false);
    expect(changes(shown)).toHaveLength(1);
  });

  it.each([
    ["refused", texts.shortcut.refused],
    ["unsupported", texts.shortcut.unsupported],
  ] as const)("that is %s says so, and what else can be done", async (state, words) => {
    const shown = await open();
    await around(shown, { shortcut: { state, message: "the panel has it" } });
    const said = screen.getByTestId("shortcut-state");
    expect(said).toHaveTextContent(words);
    expect(said).toHaveTextContent("the panel has it");
    expect(said).toHaveTextContent("lowtide-desktop --popup");
  });
});

describe("the proxy", () => {
  it("is the system's, none, or an address, which is written once it is whole", async () => {
    const shown = await open();
    await choose(shown, "proxy", "None");
    await choose(shown, "proxy", "Address");
    expect(changes(shown)).toEqual([{ proxy: "none" }]);
    await enter(shown, "proxy-address", "proxy.example");
    expect(part("network").getByRole("alert")).toHaveTextContent(texts.notAddress);
    expect(field("proxy-address")).toHaveValue("proxy.example");
    await enter(shown, "proxy-address", "http://proxy.example:8080/");
    expect(changes(shown).at(-1)).toEqual({ proxy: "http://proxy.example:8080" });
    expect(part("network").queryByRole("alert")).toBeNull();
    await choose(shown, "proxy", "As the system");
    expect(screen.queryByTestId("proxy-address")).toBeNull();
    await press(shown, "undo");
    expect(field("proxy-address")).toHaveValue("http://proxy.example:8080");
  });

  it("takes no password, which would stand in the file", async () => {
    const shown = await open();
    await choose(shown, "proxy", "Address");
    await enter(shown, "proxy-address", "http://sam:geheim@proxy.example:8080");
    expect(part("network").getByRole("alert")).toHaveTextContent(texts.noSecretInAddress);
    expect(changes(shown)).toEqual([]);
  });
});

describe("the history", () => {
  it("is kept for some days, and a shorter time can be taken back", async () => {
    const shown = await open();
    await enter(shown, "raw", "30");
    expect(changes(shown)).toEqual([{ raw: "30d" }]);
    await press(shown, "undo");
    expect(changes(shown).at(-1)).toEqual({ raw: "90d" });
    expect(field("raw")).toHaveValue("90");
  });

  it.each([
    ["raw", "731", texts.hoursTooShort],
    ["hourly", "89", texts.hoursTooShort],
    ["decisions", "0", "Enter a time from 1 day to 3,650 days."],
    ["decisions", "3651", "Enter a time from 1 day to 3,650 days."],
  ])("is not kept for times that make no sense: %s for %s days", async (key, days, words) => {
    const shown = await open();
    await enter(shown, key, days);
    expect(part("history").getByRole("alert")).toHaveTextContent(words);
    expect(field(key)).toBeInvalid();
    expect(changes(shown)).toEqual([]);
  });

  it("goes back where the core refuses it, and the reason stands at it", async () => {
    const shown = await open();
    const refusal = { ...ipcError("invalid_input", "raw"), message: "too short" };
    shown.backend.setSettings = () => Promise.reject(refusal);
    await enter(shown, "raw", "80");
    expect(part("history").getByRole("alert")).toHaveTextContent("not of the expected form: too short");
    expect(field("raw")).toHaveValue("90");
  });

  it("lies in folders that can be opened", async () => {
    const shown = await open();
    expect(screen.getByTestId("folder-data")).toHaveTextContent("/home/sam/.local/share/lowtide");
    for (const folder of ["data", "config", "exports"]) await press(shown, `open-${folder}`);
    expect(shown.args("open_folder")).toEqual([
      { folder: "data" },
      { folder: "config" },
      { folder: "exports" },
    ]);
  });
});

describe("going back", () => {
  it("to the order by urgency can be taken back", async () => {
    const shown = await open();
    expect(screen.getByTestId("order")).toHaveTextContent(texts.byUrgency);
    expect(screen.queryByTestId("reset-order")).toBeNull();
    const accounts = ["crun-renders", "srtgen-work"];
    await shown.backend.setOrder({ accounts });
    await settle();
    expect(screen.getByTestId("order")).toHaveTextContent(texts.ownOrder);
    await press(shown, "reset-order");
    expect(shown.args("set_order").at(-1)).toEqual({ accounts: null });
    await press(shown, "undo");
    expect(shown.args("set_order").at(-1)).toEqual({ accounts });
  });

  it("to how everything was asks once, and can be taken back whole", async () => {
    const shown = await open();
    const { backend } = shown;
    const alerts = { ...UNSAID, toppedUp: true };
    await backend.setSettings({ change: { theme: "dark", shortcut: "Ctrl+Alt+L", interval: "1h" } });
    await backend.setHidden({ hidden: true });
    await backend.setOrder({ accounts: ["crun-renders"] });
    await backend.setAlerts({ account: null, alerts });
    await settle();
    const before = await backend.settings();

    await press(shown, "reset-all");
    expect(screen.getByTestId("reset-dialog")).toHaveTextContent("Your accounts, their keys");
    await shown.user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(shown.args("reset_settings")).toEqual([]);

    await press(shown, "reset-all");
    await press(shown, "confirm-reset");
    expect(shown.args("reset_settings")).toHaveLength(1);
    expect(part("appearance").getByRole("radio", { name: "System" })).toBeChecked();
    expect(bar()).toContain(texts.said.allReset);

    await press(shown, "undo");
    expect(await backend.settings()).toEqual(before);
    expect((await backend.alertRules({ account: null })).own).toEqual(alerts);
    expect(backend.current.interface.order).toEqual(["crun-renders"]);
  });

  it("says why it could not be done", async () => {
    const shown = await open();
    shown.backend.resetSettings = () => Promise.reject({ ...ipcError("config_broken"), message: "line 3" });
    await press(shown, "reset-all");
    await press(shown, "confirm-reset");
    expect(part("accounts").getByRole("alert")).toHaveTextContent("line 3");
    expect(bar()).toBeUndefined();
  });
});
