import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError } from "../../lib/ipc/fake";
import type { Scenario } from "../../lib/ipc/fake/scenarios";
import type { AlertsInput } from "../../lib/ipc/generated/AlertsInput";
import { UNSAID } from "../../lib/state/rules";
import { NOW, settle, show } from "../../test/show";
// So that the page is there at once when it is gone to.
import "./AlertsPage.svelte";

const open = async (account: string | null, scenario: Scenario = "mixed") => {
  const shown = await show({
    scenario,
    surface: { kind: "main", section: "alerts", account, adding: false },
  });
  await screen.findByTestId("alerts-page");
  await settle();
  return shown;
};
type Shown = Awaited<ReturnType<typeof open>>;

const said = (part: Partial<AlertsInput>) => ({ ...UNSAID, ...part });
const written = ({ args }: Shown) => args("set_alerts");
const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);
const told = () => screen.getByTestId("preview-told").textContent?.trim();
const row = (rule: string) => within(screen.getByTestId(`rule-${rule}`));
const bar = () => screen.queryByTestId("undo-bar")?.textContent?.replace(/\s+/g, " ");

async function enter({ user }: Shown, id: string, text: string): Promise<void> {
  await user.clear(field(id));
  if (text !== "") await user.type(field(id), text);
  await user.tab();
  await settle();
}

/** As a browser's own field for times does it. */
async function setTime(id: string, time: string): Promise<void> {
  await fireEvent.input(field(id), { target: { value: time } });
  await fireEvent.blur(field(id));
  await settle();
}

async function press({ user }: Shown, id: string): Promise<void> {
  await user.click(screen.getByTestId(id));
  await settle();
}

describe("whose rules they are", () => {
  it("are those for all, and those of the account that was looked at", async () => {
    const shown = await open(null);
    expect(screen.getByTestId("rules-scope")).toHaveValue("");
    expect(shown.args("alert_rules")[0]).toEqual({ account: null });
    await shown.user.selectOptions(screen.getByTestId("rules-scope"), "Renders");
    await settle();
    expect(screen.getByTestId("alerts-page")).toHaveAttribute("data-scope", "crun-renders");
    expect(shown.args("alert_rules")).toContainEqual({ account: "crun-renders" });
    expect(shown.app.destination).toMatchObject({ section: "alerts", account: "crun-renders" });
  });

  it("are those for all where the account is gone", async () => {
    await open("long-gone");
    expect(screen.getByTestId("rules-scope")).toHaveValue("");
  });

  it("shows every rule in force", async () => {
    await open("crun-renders");
    const on = [
      "share",
      "runway",
      "empty",
      "keyRejected",
      "unreachableAfter",
      "subscription",
      "storage",
      "unusualSpend",
    ];
    for (const rule of on) expect(screen.getByTestId(`switch-${rule}`), rule).toBeChecked();
    for (const rule of ["amount", "expiry", "toppedUp", "quietHours", "reminder"])
      expect(screen.getByTestId(`switch-${rule}`), rule).not.toBeChecked();
    expect(field("share-warning")).toHaveValue("20");
    expect([field("runway-critical").value, field("runway-critical-unit").value]).toEqual(["1", "d"]);
    expect(field("hysteresis")).toHaveValue("10");
  });
});

describe("a rule that is changed", () => {
  it("is written at once, and nothing else is", async () => {
    const shown = await open("crun-renders");
    await enter(shown, "share-warning", "25");
    expect(written(shown)).toEqual([
      { account: "crun-renders", alerts: said({ share: { warning: "25%", critical: "5%" } }) },
    ]);
    await press(shown, "switch-empty");
    expect(written(shown)[1]).toEqual({
      account: "crun-renders",
      alerts: said({ share: { warning: "25%", critical: "5%" }, empty: false }),
    });
  });

  it("is written with Enter, once, also when the field is left afterwards", async () => {
    const shown = await open(null);
    await shown.user.clear(field("storage"));
    await shown.user.type(field("storage"), "80{Enter}");
    await settle();
    await shown.user.tab();
    await settle();
    expect(written(shown)).toEqual([{ account: null, alerts: said({ storage: "80%" }) }]);
  });

  it("is not written where nothing changed", async () => {
    const shown = await open(null);
    await enter(shown, "share-warning", "20");
    await enter(shown, "share-warning", "20,0");
    expect(written(shown)).toEqual([]);
    expect(field("share-warning"), "as it is written").toHaveValue("20");
  });

  it("by hand is shown, and what is being typed is left alone", async () => {
    const shown = await open(null);
    await shown.user.clear(field("storage"));
    await shown.user.type(field("storage"), "7");
    const share = { warning: "40%", critical: null };
    await shown.backend.setAlerts({ account: null, alerts: said({ share }) });
    const asked = shown.args("preview_alerts").length;
    shown.backend.push({});
    await settle();
    expect(field("share-warning")).toHaveValue("40");
    expect(field("storage")).toHaveValue("7");
    expect(shown.args("preview_alerts").length).toBeGreaterThan(asked);
    const before = shown.args("preview_alerts").length;
    shown.backend.push({});
    await settle();
    expect(shown.args("preview_alerts"), "nothing has changed").toHaveLength(before);
  });

  it("is laid over what the file says by then", async () => {
    const shown = await open(null);
    await shown.backend.setAlerts({ account: null, alerts: said({ toppedUp: true }) });
    await press(shown, "switch-unusualSpend");
    expect(written(shown).at(-1)).toEqual({
      account: null,
      alerts: said({ toppedUp: true, unusualSpend: false }),
    });
  });

  it("is taken in units of time, and may lose a level", async () => {
    const shown = await open(null);
    await shown.user.selectOptions(screen.getByTestId("runway-warning-unit"), "h");
    await settle();
    expect(row("runway").getByRole("alert"), "3 hours are less than the critical day").toHaveTextContent(
      messages.entry.criticalAbove,
    );
    expect(written(shown)).toEqual([]);
    await enter(shown, "runway-critical", "");
    expect(written(shown)).toEqual([
      { account: null, alerts: said({ runway: { warning: "3h", critical: null } }) },
    ]);
    expect(row("runway").queryByRole("alert")).toBeNull();
  });

  it.each([
    ["share-warning", "1,000", messages.entry.ambiguous("1,000")],
    ["share-warning", "120", messages.entry.notPercent],
    ["share-critical", "30", messages.entry.criticalAbove],
    ["runway-warning", "1.5", messages.entry.notWhole],
    ["unreachableAfter", "", messages.entry.missing],
    ["storage", "0", messages.entry.fullFromZero],
  ])("is not written where %s is %j", async (id, text, words) => {
    const shown = await open("crun-renders");
    await enter(shown, id, text);
    const alert = within(screen.getByTestId("rules")).getByRole("alert");
    expect(alert).toHaveTextContent(words);
    expect(field(id)).toBeInvalid();
    expect(field(id).getAttribute("aria-describedby")?.split(" ")).toContain(alert.id);
    expect(field(id), "what was typed stays to be corrected").toHaveValue(text);
    expect(written(shown)).toEqual([]);
  });

  it("goes back where it is refused, and the reason stands at it", async () => {
    const shown = await open("crun-renders");
    shown.backend.setAlerts = () =>
      Promise.reject({ ...ipcError("invalid_input", "alerts.empty"), message: "no" });
    await press(shown, "switch-empty");
    expect(screen.getByTestId("switch-empty")).toBeChecked();
    expect(row("empty").getByRole("alert")).toHaveTextContent("This value is not of the expected form: no");
    expect(bar()).toBeUndefined();
  });
});

describe("an account's own rule", () => {
  it("says so, beside what holds for all, and can be given up", async () => {
    const shown = await open("crun-renders");
    expect(screen.getByTestId("rule-share")).toHaveTextContent(messages.rules.asForAllPlain);
    expect(screen.queryByTestId("reset-share")).toBeNull();
    await enter(shown, "share-critical", "10");
    expect(screen.getByTestId("rule-share")).toHaveTextContent("Only for this account");
    expect(screen.getByTestId("rule-share")).toHaveTextContent("As for all: 20% / 5%");
    await press(shown, "reset-share");
    expect(written(shown).at(-1)).toEqual({ account: "crun-renders", alerts: UNSAID });
    expect(field("share-critical")).toHaveValue("5");
    expect(bar()).toContain("Renders: own “Share left” taken back");
  });

  it("follows when what holds for all changes", async () => {
    const shown = await open("crun-renders");
    await shown.backend.setAlerts({
      account: null,
      alerts: said({ share: { warning: "50%", critical: null } }),
    });
    await press(shown, "switch-empty");
    expect(field("share-warning")).toHaveValue("50");
    expect(field("share-critical")).toHaveValue("");
  });

  it("of all accounts is the default, or changed", async () => {
    const shown = await open(null);
    await press(shown, "switch-empty");
    expect(screen.getByTestId("rule-empty")).toHaveTextContent(messages.rules.changedRule);
    await press(shown, "reset-empty");
    expect(written(shown).at(-1)).toEqual({ account: null, alerts: UNSAID });
    expect(screen.getByTestId("switch-empty")).toBeChecked();
  });
});

describe("a change can be taken back", () => {
  it("until the next one, which is then offered instead", async () => {
    const shown = await open("crun-renders");
    await press(shown, "switch-share");
    expect(bar()).toContain("Renders: “Share left” switched off");
    expect(screen.getByTestId("undo-said")).toHaveTextContent("Renders: “Share left” switched off.");
    await press(shown, "switch-empty");
    expect(bar()).toContain("“Nothing left” switched off");
    await press(shown, "undo");
    expect(written(shown).at(-1)).toEqual({ account: "crun-renders", alerts: said({ share: false }) });
    expect(screen.getByTestId("switch-empty")).toBeChecked();
    expect(bar()).toBeUndefined();
    expect(screen.getByTestId("undo-said")).toHaveTextContent(messages.undoing.undone);
  });

  it("or is dismissed", async () => {
    const shown = await open(null);
    await press(shown, "switch-toppedUp");
    await press(shown, "undo-dismiss");
    expect(bar()).toBeUndefined();
    expect(screen.getByTestId("switch-toppedUp")).toBeChecked();
  });

  it("also when another account is looked at by then", async () => {
    const shown = await open("crun-renders");
    await press(shown, "switch-share");
    await shown.user.selectOptions(screen.getByTestId("rules-scope"), "Subtitles");
    await settle();
    await press(shown, "undo");
    expect(written(shown).at(-1)).toEqual({ account: "crun-renders", alerts: UNSAID });
  });
});

describe("the rule about an amount", () => {
  it("is off until an amount is entered", async () => {
    const shown = await open("crun-renders");
    await press(shown, "switch-amount");
    expect(row("amount").getByText(messages.rules.fillIn)).toBeInTheDocument();
    expect(written(shown)).toEqual([]);
    await enter(shown, "amount-warning", "1500,5");
    expect(written(shown)).toEqual([
      { account: "crun-renders", alerts: said({ amount: { warning: "1500.5", critical: null } }) },
    ]);
    expect(row("amount").queryByText(messages.rules.fillIn)).toBeNull();
  });

  it("comes back with the amounts it had", async () => {
    const shown = await open("crun-renders");
    await press(shown, "switch-amount");
    await enter(shown, "amount-warning", "700");
    await press(shown, "switch-amount");
    expect(written(shown).at(-1)).toMatchObject({ alerts: { amount: false } });
    await press(shown, "switch-amount");
    expect(written(shown).at(-1)).toMatchObject({ alerts: { amount: { warning: "700", critical: null } } });
  });

  it("proposes what fits the account's pace", async () => {
    const shown = await open("crun-renders");
    await press(shown, "switch-amount");
    expect(screen.getByTestId("suggestion")).toHaveTextContent(
      "About five days' worth is 1,000 credits, about one day's worth 200 credits.",
    );
    await press(shown, "use-suggestion");
    expect(written(shown)).toEqual([
      { account: "crun-renders", alerts: said({ amount: { warning: "1000", critical: "200" } }) },
    ]);
    expect(screen.queryByTestId("suggestion")).toBeNull();
  });

  it("says why there is no proposal yet, and proposes nothing for all", async () => {
    const shown = await open("srtgen-work");
    await press(shown, "switch-amount");
    expect(screen.getByTestId("rule-amount")).toHaveTextContent(messages.rules.noSuggestion);
    await shown.user.selectOptions(screen.getByTestId("rules-scope"), "All accounts");
    await settle();
    await press(shown, "switch-amount");
    expect(screen.getByTestId("rule-amount")).not.toHaveTextContent(messages.rules.noSuggestion);
    expect(shown.args("suggest_threshold")).toEqual([{ account: "srtgen-work" }]);
  });
});

describe("quiet hours", () => {
  it("are two times, and whether critical alerts pass", async () => {
    const shown = await open(null);
    await press(shown, "switch-quietHours");
    const quietHours = { from: "22:00", to: "08:00", criticalPasses: true };
    expect(written(shown).at(-1)).toEqual({ account: null, alerts: said({ quietHours }) });
    await press(shown, "quiet-critical");
    expect(written(shown).at(-1)).toMatchObject({ alerts: { quietHours: { criticalPasses: false } } });
    await setTime("quiet-from", "23:30");
    expect(written(shown).at(-1)).toMatchObject({
      alerts: { quietHours: { from: "23:30", criticalPasses: false } },
    });
    await setTime("quiet-to", "23:30");
    expect(row("quietHours").getByRole("alert")).toHaveTextContent(messages.entry.sameTimes);
    expect(written(shown)).toHaveLength(3);
  });
});

describe("what the rules would have said", () => {
  it("is told of the account, of what is in force, over thirty days", async () => {
    const shown = await open("crun-renders");
    expect(told()).toBe("You would have been told 7 times in the last 30 days.");
    expect(shown.args("preview_alerts")).toEqual([{ account: "crun-renders", alerts: UNSAID, days: 30 }]);
    expect(within(screen.getByTestId("preview-decisions")).getAllByRole("listitem")).toHaveLength(7);
  });

  it("follows while one types, before anything is written", async () => {
    const shown = await open("crun-renders");
    await press(shown, "switch-amount");
    await shown.user.type(field("amount-warning"), "500");
    await settle();
    expect(written(shown)).toEqual([]);
    expect(shown.args("preview_alerts").at(-1)).toMatchObject({
      alerts: { amount: { warning: "500", critical: null } },
    });
    expect(told()).toBe("You would have been told 10 times in the last 30 days.");
  });

  it("goes back to what holds where what was typed is no amount", async () => {
    const shown = await open("crun-renders");
    await enter(shown, "share-warning", "99");
    const before = told();
    await enter(shown, "share-warning", "much");
    expect(told()).toBe(before);
  });

  it("is added up over all accounts, each with what it says itself", async () => {
    const shown = await open(null, "fine");
    await shown.backend.setAlerts({ account: "crun", alerts: said({ share: false, runway: false }) });
    await press(shown, "switch-keyRejected");
    expect(told()).toMatch(/^You would have been told \d+ times about 5 accounts in the last 30 days\.$/);
    const asked = shown.args("preview_alerts").slice(-5);
    expect(asked).toContainEqual({
      account: "crun",
      alerts: said({ share: false, runway: false }),
      days: 30,
    });
    const lines = within(screen.getByTestId("preview-accounts")).getAllByRole("listitem");
    expect(lines.map((line) => line.textContent?.replace(/\s+/g, " ").trim())).toContain("Crun once");
  });

  it("is worked out for many accounts only when one asks", async () => {
    const shown = await open(null, "many");
    expect(shown.args("preview_alerts")).toEqual([]);
    await press(shown, "work-out");
    await settle();
    expect(shown.args("preview_alerts").length).toBeGreaterThan(0);
  });

  it("says that there is nothing to judge by, or why it could not be told", async () => {
    const shown = await open("crun-new");
    expect(told()).toBe(messages.rules.preview.noPast);
    shown.backend.previewAlerts = () => Promise.reject(ipcError("history"));
    await press(shown, "switch-empty");
    expect(screen.getByTestId("preview-error")).toHaveTextContent(messages.errors.history);
  });
});

describe("the record of all accounts", () => {
  const rows = () => within(screen.getByTestId("record-rows")).getAllByRole("listitem");

  it("names the account of each, and is told page by page", async () => {
    const shown = await open(null);
    expect(shown.args("alert_record")).toEqual([{ account: null, before: null, limit: 20 }]);
    expect(rows()).toHaveLength(20);
    expect(rows()[1]?.textContent?.replace(/\s+/g, " ")).toMatch(
      /Renders ?Warning ?Days left ?Held back: quiet hours/,
    );
    await press(shown, "record-older");
    expect(shown.args("alert_record").at(-1)).toEqual({ account: null, before: 5, limit: 20 });
    expect(rows()).toHaveLength(24);
    expect(screen.queryByTestId("record-older")).toBeNull();
  });

  it("is read again with the next snapshot, as far as it was", async () => {
    const shown = await open(null);
    await press(shown, "record-older");
    shown.backend.push({});
    await settle();
    expect(shown.args("alert_record").at(-1)).toEqual({ account: null, before: null, limit: 24 });
  });

  it("can be told of one account, and of what was told or held back", async () => {
    const shown = await open(null);
    await shown.user.selectOptions(screen.getByTestId("record-account"), "Renders");
    await settle();
    expect(shown.args("alert_record").at(-1)).toEqual({ account: "crun-renders", before: null, limit: 20 });
    await shown.user.click(screen.getByRole("radio", { name: "Held back" }));
    expect(rows().every((line) => !/Told/.test(line.textContent ?? ""))).toBe(true);
    await shown.user.click(screen.getByRole("radio", { name: "Told" }));
    expect(rows().every((line) => /Told/.test(line.textContent ?? ""))).toBe(true);
  });

  it("says that it is empty, or why it could not be read", async () => {
    const shown = await open(null);
    shown.backend.alertRecord = () => Promise.resolve([]);
    shown.backend.push({});
    await settle();
    expect(screen.getByTestId("alert-record")).toHaveTextContent(messages.rules.record.none);
    shown.backend.alertRecord = () => Promise.reject(ipcError("history"));
    shown.backend.push({});
    await settle();
    expect(screen.getByTestId("record-error")).toHaveTextContent(messages.errors.history);
  });
});

describe("silence", () => {
  it("of all alerts is begun for a time, from this moment, and ended", async () => {
    const shown = await open(null);
    shown.app.now = NOW - 3_600_000; // what was read last is an hour old
    await press(shown, "pause-hour");
    expect(shown.args("pause_alerts")).toEqual([{ until: "2026-11-20T11:00:00.000Z" }]);
    expect(screen.queryByTestId("pause-hour")).toBeNull();
    await press(shown, "resume-all");
    expect(shown.args("resume_alerts")).toHaveLength(1);
    await press(shown, "pause-tomorrow");
    expect(shown.args("pause_alerts").at(-1)).toEqual({ until: "2026-11-21T08:00:00.000Z" });
    await press(shown, "resume-all");
    await press(shown, "pause-until-resumed");
    expect(shown.args("pause_alerts").at(-1)).toEqual({ until: null });
  });

  it("of accounts is listed, ended, and begun again", async () => {
    const shown = await open(null, "long");
    const list = () => within(screen.getByTestId("silent-accounts")).getAllByRole("listitem");
    expect(list()).toHaveLength(1);
    expect(list()[0]).toHaveTextContent(/Snoozed until .* · Muted until topped up/);
    const until = shown.app.account("long-label")?.snoozedUntil;
    await press(shown, "wake-long-label");
    expect(shown.args("snooze_account")).toEqual([{ account: "long-label", until: null }]);
    expect(shown.args("mute_account")).toEqual([{ account: "long-label", muted: false }]);
    expect(screen.getByTestId("silence")).toHaveTextContent(messages.rules.silence.nobody);
    await press(shown, "undo");
    expect(shown.args("snooze_account").at(-1)).toEqual({ account: "long-label", until });
    expect(list()).toHaveLength(1);
  });
});
