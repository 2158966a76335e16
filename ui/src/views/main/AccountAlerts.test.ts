import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError } from "../../lib/ipc/fake";
import { meter, primary } from "../../lib/ipc/fake/build";
import type { AccountView } from "../../lib/ipc/generated/Snapshot";
import { NOW, settle, show } from "../../test/show";

const open = (account: string, scenario: "forecasts" | "mixed" | "long" = "forecasts") =>
  show({ scenario, surface: { kind: "main", section: null, account, adding: false } });
const text = (id: string) => screen.queryByTestId(id)?.textContent?.replace(/\s+/g, " ").trim();
const panel = (id: string) => within(screen.getByTestId(id));

describe("the forecast", () => {
  it.each<[string, string, (string | undefined)[]]>([
    ["steady", "about 6 days left", ["5 to 7 days", "about 200 credits a day", "High: the range is narrow"]],
    [
      "hours",
      "about 31 hours left",
      ["24 to 41 hours", "about 311 credits a day", "Medium: the range is fairly wide"],
    ],
    ["unsure", "2 to 9 days left", [undefined, "about 275 credits a day", "Low: the range is wide"]],
    ["lasts", "lasts until the reset in 9 days", [undefined, "about 25.4 credits a day", undefined]],
    ["learning", "Learning how fast it drains", [undefined, undefined, undefined]],
    ["not-draining", "Not draining", [undefined, undefined, undefined]],
  ])("of %s is “%s”", async (account, headline, [range, burn, confidence]) => {
    await open(account);
    expect(text("forecast-headline")).toBe(headline);
    expect(text("forecast-range")).toBe(range);
    expect(text("forecast-burn")).toBe(burn);
    expect(text("forecast-confidence")).toBe(confidence);
  });

  it("says in a sentence that it does not last until the reset", async () => {
    await open("short");
    expect(text("forecast-headline")).toBe("about 6 days left");
    expect(screen.getByTestId("forecast")).toHaveTextContent("runs out about 3 days before the reset.");
  });

  it("says of which reading it is where that is old", async () => {
    await open("supertone-voice", "mixed");
    expect(screen.getByTestId("forecast")).toHaveTextContent("From the last good reading, 3 hours ago.");
  });

  it("is none where no figure is reported or nothing was read", async () => {
    const { user } = await open("supertone-null", "mixed");
    expect(screen.queryByTestId("forecast")).toBeNull();
    await user.click(screen.getByTestId("row-crun-new"));
    expect(screen.queryByTestId("forecast")).toBeNull();
  });

  it("says of an empty account that nothing is left, not when it runs out", async () => {
    await open("sociavault-trends", "mixed");
    expect(text("forecast-headline")).toBe("Nothing is left");
    expect(text("forecast-range")).toBeUndefined();
  });
});

describe("snoozing and muting", () => {
  it("snoozes for a day from this moment, and ends that", async () => {
    const { user, args, app } = await open("crun-renders", "mixed");
    expect(screen.getByTestId("alerts")).toHaveTextContent(messages.alerts.listening);
    app.now = NOW - 3_600_000; // what was read last is an hour old
    await user.click(screen.getByTestId("snooze-account"));
    await settle();
    expect(args("snooze_account")).toEqual([{ account: "crun-renders", until: "2026-11-21T10:00:00.000Z" }]);
    expect(panel("alerts").getByRole("status")).toHaveTextContent(/^Snoozed until Nov 21, 10:00\sAM\./);
    await user.click(screen.getByRole("button", { name: "End snooze" }));
    await settle();
    expect(args("snooze_account")[1]).toEqual({ account: "crun-renders", until: null });
    expect(screen.getByTestId("alerts")).toHaveTextContent(messages.alerts.listening);
  });

  it("mutes until it is topped up, and ends that", async () => {
    const { user, args } = await open("steady");
    await user.click(screen.getByRole("button", { name: "Mute until topped up" }));
    await settle();
    expect(panel("alerts").getByRole("status")).toHaveTextContent("Muted until topped up.");
    await user.click(screen.getByRole("button", { name: "Unmute" }));
    await settle();
    expect(args("mute_account")).toEqual([
      { account: "steady", muted: true },
      { account: "steady", muted: false },
    ]);
  });

  it("says both where both hold", async () => {
    await open("long-label", "long");
    const standing = panel("alerts").getByRole("status");
    expect(standing).toHaveTextContent(/Snoozed until Nov 21, 4:00\sPM/);
    expect(standing).toHaveTextContent("Muted until topped up");
  });

  it("does not promise to tell anything while alerts, or the account, are paused", async () => {
    const { user } = await open("steady");
    expect(panel("alerts").getByRole("status")).toHaveTextContent(messages.alerts.allPaused);
    await user.click(screen.getByTestId("resume-alerts"));
    await settle();
    expect(panel("alerts").getByRole("status")).toHaveTextContent(messages.alerts.listening);
    await user.click(screen.getByTestId("pause-account"));
    await settle();
    expect(panel("alerts").getByRole("status")).toHaveTextContent(messages.alerts.accountPaused);
  });

  it("says why it could not be done", async () => {
    const { user, backend } = await open("steady");
    backend.snoozeAccount = () => Promise.reject(ipcError("another_poller"));
    await user.click(screen.getByTestId("snooze-account"));
    await settle();
    expect(screen.getByRole("alert")).toHaveTextContent(messages.errors.another_poller);
  });
});

describe("the record of alerts", () => {
  const rows = () => within(screen.getByTestId("record")).getAllByRole("listitem");
  const row = (at: number) => rows()[at]?.textContent?.replace(/\s+/g, " ").trim();

  it("asks for the last twenty of this account", async () => {
    const { args } = await open("steady");
    expect(args("alert_record")).toEqual([{ account: "steady", before: null, limit: 20 }]);
  });

  it("says of each what, how bad, by which rule, when, and whether it was told or why not", async () => {
    const { user } = await open("steady");
    await user.click(screen.getByRole("button", { name: "Show all 20" }));
    expect(rows()).toHaveLength(20);
    expect(row(0)).toBe("812 credits left, below your 1,000 Warning Amount left Told 2 hours ago");
    expect(row(1)).toMatch(/Warning Days left Held back: quiet hours 9 hours ago$/);
    expect(row(3)).toMatch(/Information Topped up Recorded only: this rule does not notify 4 days ago$/);
    expect(row(9)).toMatch(/Critical Key rejected Could not be shown, tried again/);
    const all = screen.getByTestId("record").textContent;
    for (const words of Object.values(messages.alerts.held)) expect(all).toContain(words);
    await user.click(screen.getByRole("button", { name: "Show fewer" }));
    expect(rows()).toHaveLength(5);
  });

  it("follows the snapshots", async () => {
    const { backend } = await open("steady");
    const [newest] = await backend.alertRecord({ account: "steady", before: null, limit: 1 });
    if (newest === undefined) throw new Error("the pretended record is empty");
    const told = { ...newest, id: 900, at: new Date(NOW).toISOString(), sentence: "3 credits left" };
    backend.alertRecord = () => Promise.resolve([told]);
    expect(row(0)).not.toContain("3 credits left");
    backend.push({});
    await settle();
    expect(row(0)).toContain("3 credits left");
    expect(row(0)).toContain("just now");
  });

  it("is another one for another account", async () => {
    const { user, args } = await open("steady");
    await user.click(screen.getByTestId("row-learning"));
    await settle();
    expect(args("alert_record")).toHaveLength(2);
    expect(args("alert_record")[1]).toMatchObject({ account: "learning" });
  });

  it("says that nothing has been said yet", async () => {
    await open("crun-new", "mixed");
    expect(screen.getByTestId("alerts")).toHaveTextContent(messages.alerts.nothingSaid);
    expect(screen.queryByTestId("record")).toBeNull();
    expect(screen.queryByTestId("changes")).toBeNull();
  });

  it("does not say so where it could not be read, but why", async () => {
    const { backend } = await open("crun-new", "mixed");
    backend.alertRecord = () => Promise.reject(ipcError("history"));
    backend.show({ kind: "main", section: null, account: "crun-renders", adding: false });
    await settle();
    expect(screen.getByTestId("past-error")).toHaveTextContent(messages.errors.history);
    expect(screen.getByTestId("alerts")).not.toHaveTextContent(messages.alerts.nothingSaid);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the changes", () => {
  const first = () => panel("change-7");

  it("say what rose, by how much, when, and what it was", async () => {
    const { user } = await open("steady");
    expect(text("change-7")).toContain("+2,000 credits from 140 to 2,140 credits Nov 16, 2026");
    expect(first().getByRole("combobox")).toHaveDisplayValue("Top-up (as detected)");
    expect(first().getByRole("combobox")).toHaveAccessibleName("What +2,000 credits of Nov 16, 2026 was");
    expect(
      first()
        .getAllByRole("option")
        .map((option) => option.textContent?.trim()),
    ).toEqual(["Top-up (as detected)", "Reset", "Refund", "Correction"]);
    expect(panel("change-3").getByRole("combobox")).toHaveDisplayValue("Correction");
    expect(screen.queryByTestId("change-1")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Show all 7" }));
    expect(screen.getByTestId("change-1")).toBeVisible();
  });

  it("are relabelled, and go back to what was detected", async () => {
    const { user, args } = await open("steady");
    await user.selectOptions(first().getByRole("combobox"), "Refund");
    await settle();
    expect(first().getByRole("combobox")).toHaveDisplayValue("Refund");
    await user.selectOptions(first().getByRole("combobox"), "Top-up (as detected)");
    await settle();
    expect(args("relabel_change")).toEqual([
      { id: 7, kind: "refund" },
      { id: 7, kind: null },
    ]);
    expect(first().getByRole("combobox")).toHaveDisplayValue("Top-up (as detected)");
  });

  it("stay what they were where that is refused, and say why", async () => {
    const { user, backend } = await open("steady");
    backend.relabelChange = () => Promise.reject(ipcError("unknown_change"));
    await user.selectOptions(first().getByRole("combobox"), "Refund");
    await settle();
    expect(screen.getByRole("alert")).toHaveTextContent(messages.errors.unknown_change);
    expect(first().getByRole("combobox")).toHaveDisplayValue("Top-up (as detected)");
  });

  it("name the balance that rose where there are several, in its own unit", async () => {
    const { backend } = await open("steady");
    const meters = [primary("100"), meter({ id: "usd", label: "Prepaid", unit: "USD", remaining: "12.5" })];
    const several = (view: AccountView) =>
      view.reading === null ? view : { ...view, reading: { ...view.reading, meters } };
    const [rise] = await backend.changes({ account: "steady" });
    if (rise === undefined) throw new Error("the pretended history has no rise");
    backend.changes = () =>
      Promise.resolve([
        { ...rise, meter: "usd", unit: "USD", before: "0.1", after: "10.3" },
        { ...rise, id: 8, meter: "gone", unit: "pages", before: "0", after: "1" },
      ]);
    backend.push({ accounts: backend.current.accounts.map(several) });
    await settle();
    expect(text("change-7")).toContain("+$10.20 Prepaid, from $0.10 to $10.30");
    expect(text("change-8")).toContain("+1 page gone, from 0 to 1 page");
  });
});

describe("a pause of all alerts", () => {
  it("is told above the account too, and can be ended", async () => {
    const { user, args } = await open("steady");
    expect(text("alerts-paused")).toMatch(/^Alerts paused until 2:06\sPM Resume$/);
    await user.click(screen.getByRole("button", { name: "Resume alerts" }));
    await settle();
    expect(args("resume_alerts")).toHaveLength(1);
    expect(screen.queryByTestId("resume-alerts")).toBeNull();
  });
});
