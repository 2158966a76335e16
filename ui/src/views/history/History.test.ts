import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import type { FakeOptions } from "../../lib/ipc/fake";
import { ipcError } from "../../lib/ipc/fake";
import { pretendCanvas, WIDTH, written } from "../../test/canvas";
import { NOW, settle, show } from "../../test/show";

const texts = messages.history;
const DAY = 86_400_000;

beforeEach(pretendCanvas);

/** Without waiting for a chart. */
const page = (account: string | null, options: FakeOptions = {}) =>
  show({ surface: { kind: "main", section: "history", account, adding: false }, ...options });

async function open(account: string | null, options: FakeOptions = {}) {
  const shown = await page(account, options);
  // Its code is loaded the first time, and drawn in a frame.
  await screen.findByTestId("chart-key", undefined, { timeout: 15_000 });
  return {
    ...shown,
    asked: () => shown.args("meter_history") as { since: string; until: string; columns: number }[],
  };
}

/** What was asked for, in days from now. */
const days = (asked?: { since: string; until: string }) =>
  [asked?.since ?? "", asked?.until ?? ""].map((time) => (Date.parse(time) - NOW) / DAY);

const plain = (text: string | null | undefined) =>
  (text ?? "").replace(/[\u00a0\u202f\u2009\s]+/g, " ").trim();
const time = () => plain(screen.getByTestId("history-time").textContent);
const said = () => plain(screen.getByTestId("chart-said").textContent);
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(screen.getByTestId("chart"), { key, ...more });

describe("what is shown", () => {
  it("is the account that was looked at, else the most urgent", async () => {
    const { view } = await open("house-gateway");
    expect(screen.getByTestId("history-account")).toHaveValue("house-gateway");
    view.unmount();
    await open(null);
    expect(screen.getByTestId("history-account")).toHaveValue("sociavault-trends");
  });

  it("is the account and the balance that are chosen", async () => {
    const { user, app, args } = await open("crun-renders");
    expect(screen.queryByTestId("history-meter")).toBeNull();
    await user.selectOptions(screen.getByTestId("history-account"), "srtgen-work");
    await settle();
    expect(app.destination).toMatchObject({ section: "history", account: "srtgen-work" });
    await user.selectOptions(screen.getByTestId("history-meter"), "storage bytes");
    await screen.findByText(texts.key.used);
    expect(args("meter_history").at(-1)).toMatchObject({
      account: "srtgen-work",
      meter: "storage",
      unit: "bytes",
    });
    expect(screen.getByTestId("chart")).toHaveAccessibleName(/^Subtitles, Cloud storage, used, /);
  });

  it("is told plainly where there is none yet", async () => {
    await page("crun-new");
    expect(await screen.findByTestId("no-history")).toHaveTextContent(texts.none.title);
    expect(screen.queryByTestId("chart")).toBeNull();
  });

  it("is a way to add a key where there is no account", async () => {
    const { app, user } = await page(null, { scenario: "empty" });
    await user.click(await screen.findByRole("button", { name: messages.main.addKey }));
    expect(app.destination).toMatchObject({ section: "accounts", adding: true });
  });

  it("says why the history cannot be read", async () => {
    const { backend } = await open("crun-renders");
    backend.meterHistory = () => Promise.reject(ipcError("history"));
    fireEvent.click(screen.getByTestId("range-24h"));
    expect(await screen.findByTestId("history-error")).toHaveTextContent(messages.errors.history);
    expect(screen.getByTestId("chart")).toBeVisible();
  });

  it("follows a new reading, and nothing else", async () => {
    const { backend, asked } = await open("crun-renders");
    await settle();
    const before = asked().length;
    backend.push({ at: new Date(NOW + 1000).toISOString() });
    await settle();
    expect(asked()).toHaveLength(before);
    const readAt = new Date(NOW + 60_000).toISOString();
    backend.push({
      at: readAt,
      accounts: backend.current.accounts.map((view) => ({ ...view, readAt })),
    });
    await waitFor(() => expect(asked().length).toBe(before + 2));
    expect(asked().at(-1)?.until).toBe(readAt);
  });
});

describe("the time shown", () => {
  // With what leads into it: half as much before, an hour at least.
  it.each([
    ["24h", -1.5],
    ["7d", -10.5],
    ["30d", -45],
    ["all", -387.5],
  ])("of %s is asked for, as finely as it is drawn", async (range, since) => {
    const { asked } = await open("sociavault-trends");
    if (range !== "7d") await fireEvent.click(screen.getByTestId(`range-${range}`));
    await waitFor(() => expect(days(asked().at(-1))).toEqual([since, 0]));
    expect(asked().at(-1)?.columns).toBeGreaterThanOrEqual(WIDTH);
  });

  it("is zoomed and moved by buttons, and given back", async () => {
    const { user } = await open("sociavault-trends");
    const whole = time();
    expect(whole).toBe("Nov 13 – 20, 2026");
    expect(screen.queryByTestId("zoom-reset")).toBeNull();
    await user.click(screen.getByTestId("zoom-in"));
    expect(time()).toBe("Nov 15 – 18, 2026");
    await user.click(screen.getByTestId("zoom-earlier"));
    expect(time()).toBe("Nov 13 – 16, 2026");
    await user.click(screen.getByTestId("zoom-later"));
    await user.click(screen.getByTestId("zoom-out"));
    expect(time()).toBe(whole);
    await user.click(screen.getByTestId("zoom-reset"));
    expect(screen.queryByTestId("zoom-reset")).toBeNull();
    expect(time()).toBe(whole);
    // The button is gone; the focus must not be.
    expect(screen.getByTestId("range-7d")).toHaveFocus();
  });

  it("is zoomed and moved by keys", async () => {
    await open("sociavault-trends");
    await press("+");
    expect(time()).toBe("Nov 15 – 18, 2026");
    expect(said()).toBe(time());
    await press("ArrowLeft", { shiftKey: true });
    expect(time()).toBe("Nov 14 – 17, 2026");
    await press("-");
    await press("Escape");
    expect(time()).toBe("Nov 13 – 20, 2026");
  });

  it("leaves the window's own keys alone", async () => {
    await open("sociavault-trends");
    await press("-", { ctrlKey: true });
    await press("Tab");
    expect(screen.queryByTestId("zoom-reset")).toBeNull();
  });
});

describe("the values", () => {
  it("are gone through by keys, and said", async () => {
    await open("sociavault-trends");
    expect(said()).toBe("");
    await press("End");
    expect(said()).toMatch(/^Nov 20, 2026, 9:57 AM\. 0 credits/);
    await press("ArrowLeft");
    const one = said();
    await press("ArrowLeft");
    expect(said()).not.toBe(one);
    await press("ArrowRight");
    expect(said()).toBe(one);
    await press("Home");
    expect(said()).toMatch(/^Nov 13, 2026/);
    await press("Escape");
    expect(said()).toBe("");
  });

  it("are followed out of view", async () => {
    await open("sociavault-trends");
    await press("+");
    await press("Home");
    await press("ArrowLeft");
    expect(time()).toBe("Nov 13 – 16, 2026");
    expect(said()).toMatch(/^Nov 1[45], 2026/);
  });

  it("tell what rose at that moment", async () => {
    await open("crun-renders");
    await press("Home");
    for (let count = 0; count < 900 && !said().includes("+"); count += 1) await press("ArrowRight");
    expect(said()).toContain("Top-up +200 credits, from 14 to 214 credits");
  });

  it("are a table, too", async () => {
    const { user } = await open("crun-renders");
    const toggle = screen.getByTestId("chart-table-toggle");
    expect(toggle).toHaveAttribute("aria-expanded", "false");
    expect(screen.queryByRole("table")).toBeNull();
    await user.click(toggle);
    const rows = within(screen.getByRole("table")).getAllByRole("row");
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(50);
    expect(plain(rows.at(-1)?.textContent)).toMatch(/186 credits ?186 credits ?18\d\.\d+ credits$/);
    expect(screen.getByRole("table")).toHaveTextContent(texts.table.gap);
    await user.click(toggle);
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("are covered where amounts are hidden", async () => {
    const { backend, user } = await open("crun-renders");
    await backend.setHidden({ hidden: true });
    await settle();
    expect(screen.getByText(texts.coveredHint)).toBeVisible();
    written.length = 0;
    await press("+");
    await settle();
    expect(written).toContain("•••");
    expect(written.join(" ")).not.toMatch(/\d credit/);
    await press("End");
    expect(said()).toContain(texts.covered);
    await user.click(screen.getByTestId("chart-table-toggle"));
    expect(screen.getByRole("table")).not.toHaveTextContent(/credit/);
  });
});

describe("what lies ahead", () => {
  it("is drawn and told where it drains", async () => {
    await open("crun-renders");
    expect(plain(screen.getByTestId("chart-forecast").textContent)).toBe("Forecast: about 31 hours left.");
    expect(screen.getByTestId("chart-key")).toHaveTextContent(texts.key.projection);
    expect(time()).toBe("Nov 13 – 22, 2026");
    expect(written).toContain("Warning below 20%");
    expect(written).toContain("Critical below 5%");
  });

  it("is not told of the past, and not of a balance that does not drain", async () => {
    const { user, view } = await open("crun-renders");
    for (const button of ["zoom-in", "zoom-earlier"]) await user.click(screen.getByTestId(button));
    await waitFor(() => expect(screen.queryByTestId("chart-forecast")).toBeNull());
    view.unmount();
    await open("sociavault-trends");
    expect(screen.queryByTestId("chart-forecast")).toBeNull();
  });
});

describe("changes", () => {
  it("are those of the time shown", async () => {
    const { user } = await open("crun-renders");
    expect(screen.getAllByTestId(/^change-/)).toHaveLength(1);
    await user.click(screen.getByTestId("range-24h"));
    expect(await screen.findByText(texts.changesNone)).toBeVisible();
    await user.click(screen.getByTestId("range-all"));
    await waitFor(() => expect(screen.getAllByTestId(/^change-/)).toHaveLength(5));
    await user.click(screen.getByTestId("rises-all"));
    expect(screen.getAllByTestId(/^change-/)).toHaveLength(7);
    expect(screen.getByTestId("chart-key")).toHaveTextContent(/Top-up.*Reset.*Correction.*Refund/);
  });

  it("are renamed, and that is taken back", async () => {
    const { user, args } = await open("crun-renders");
    const select = () => within(screen.getByTestId("change-7")).getByRole("combobox");
    await user.selectOptions(select(), "refund");
    await settle();
    expect(screen.getByTestId("relabelled")).toHaveTextContent("+200 credits now counts as: Refund.");
    expect(screen.getByTestId("chart-key")).toHaveTextContent("Refund");
    await user.click(screen.getByTestId("undo-relabel"));
    await settle();
    expect(args("relabel_change")).toEqual([
      { id: 7, kind: "refund" },
      { id: 7, kind: null },
    ]);
    expect(select()).toHaveValue("top_up");
    expect(screen.getByTestId("relabelled")).toHaveTextContent(texts.undone);
    expect(screen.queryByTestId("undo-relabel")).toBeNull();
    expect(document.body).not.toHaveFocus();
  });

  it("keep their name where that is refused, and say why", async () => {
    const { user, backend } = await open("crun-renders");
    backend.relabelChange = () => Promise.reject(ipcError("unknown_change"));
    const select = within(screen.getByTestId("change-7")).getByRole("combobox");
    await user.selectOptions(select, "refund");
    await settle();
    expect(screen.getByTestId("history-changes")).toHaveTextContent(messages.errors.unknown_change);
    expect(select).toHaveValue("top_up");
    expect(screen.queryByTestId("relabelled")).toBeNull();
  });
});

describe("exporting", () => {
  it("writes what is shown of the past, and leads to it", async () => {
    const { user, args } = await open("crun-renders");
    await user.click(screen.getByTestId("export-csv"));
    await settle();
    expect(args("export_history")).toEqual([
      {
        ...{ account: "crun-renders", meter: "credits", unit: "credits", format: "csv" },
        since: new Date(NOW - 7 * DAY).toISOString(),
        until: new Date(NOW).toISOString(),
      },
    ]);
    expect(plain(screen.getByTestId("exported").textContent)).toMatch(
      /Saved to \/home\/sam\/Downloads\/lowtide-crun-renders-credits\.csv \(6\d\d readings\)/,
    );
    await user.click(screen.getByTestId("open-exports"));
    expect(args("open_folder")).toEqual([{ folder: "exports" }]);
  });

  it("writes everything where all is shown", async () => {
    const { user, args } = await open("crun-renders");
    await user.click(screen.getByTestId("range-all"));
    await user.click(screen.getByTestId("export-json"));
    await settle();
    expect(args("export_history")).toMatchObject([{ since: null, until: null, format: "json" }]);
  });

  it("says why nothing was written", async () => {
    const { user, backend } = await open("crun-renders");
    backend.exportHistory = () => Promise.reject(ipcError("history"));
    await user.click(screen.getByTestId("export-csv"));
    await settle();
    expect(screen.getByTestId("export-error")).toHaveTextContent(messages.errors.history);
    expect(screen.queryByTestId("exported")).toBeNull();
  });
});
