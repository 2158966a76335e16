import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";

import { messages } from "../../lib/i18n";
import { scenario } from "../../lib/ipc/fake/scenarios";
import { ipcError } from "../../lib/ipc/fake";
import { NOW, settle, show } from "../../test/show";

const card = (id: string) => within(screen.getByTestId(`card-${id}`));
const cards = () => screen.getAllByRole("article").map((element) => element.dataset["testid"]);
const text = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, " ").trim();

describe("the cards", () => {
  it("stand in the order of urgency", async () => {
    await show({ scenario: "mixed" });
    expect(cards()).toEqual([
      "card-sociavault-trends",
      "card-structocr-invoices",
      "card-supertone-voice",
      "card-crun-renders",
      "card-crun-new",
      "card-house-gateway",
      "card-srtgen-work",
      "card-supertone-null",
      "card-sociavault-old",
    ]);
  });

  it.each([
    ["sociavault-trends", "empty", "Empty", "0 credits"],
    ["structocr-invoices", "critical", "Critical", "1,204 credits"],
    ["supertone-voice", "failing", "Not readable", "8,640.5 credits"],
    ["crun-renders", "low", "Low", "186 credits"],
    ["srtgen-work", "ok", "Fine", "1,250 credits"],
    ["house-gateway", "ok", "Fine", "$12.50"],
    ["sociavault-old", "paused", "Paused", "4,020 credits"],
  ])("%s is %s: “%s”, %s", async (id, state, word, amount) => {
    await show({ scenario: "mixed" });
    expect(screen.getByTestId(`card-${id}`).dataset["state"]).toBe(state);
    expect(card(id).getByText(word)).toBeVisible();
    expect(text(`amount-${id}`)).toBe(amount);
  });

  it("say that nothing was reported, and never zero", async () => {
    await show({ scenario: "mixed" });
    expect(text("amount-supertone-null")).toBe("Not reported");
    expect(screen.getByTestId("card-supertone-null")).not.toHaveTextContent("0");
  });

  it("show an account that is being read for the first time as such", async () => {
    await show({ scenario: "mixed" });
    expect(card("crun-new").getByText("Refreshing…")).toBeVisible();
    expect(text("amount-crun-new")).toBe("—");
  });

  it("tell the age of figures only where they are not recent, and when a plan starts anew", async () => {
    await show({ scenario: "mixed" });
    expect(card("supertone-voice").getByText("read 3 hours ago")).toBeVisible();
    expect(card("srtgen-work").queryByText(/^read/)).toBeNull();
    expect(card("srtgen-work").getByText("Starter Plan resets in 9 days")).toBeVisible();
  });

  it("draw the level with its thresholds, and say it in words", async () => {
    await show({ scenario: "mixed" });
    const level = card("crun-renders").getByRole("meter", { name: "Renders: share left" });
    expect(level).toHaveAttribute("aria-valuenow", "17");
    expect(level).toHaveAttribute(
      "aria-valuetext",
      "17% of the highest since the last top-up, warning below 20%",
    );
    expect(level.querySelectorAll(".tick")).toHaveLength(2);
    expect(card("supertone-null").queryByRole("meter")).toBeNull();
  });

  it("show an icon as an image and a letter where there is none", async () => {
    await show({ scenario: "mixed" });
    expect(screen.getByTestId("card-crun-renders").querySelector("img")?.src).toMatch(
      /^data:image\/svg\+xml,/,
    );
    expect(screen.getByTestId("card-house-gateway").querySelector("img")).toBeNull();
    expect(card("house-gateway").getByText("H")).toBeInTheDocument();
  });
});

describe("the forecast on a card", () => {
  it.each([
    ["steady", "about 6 days left"],
    ["hours", "about 31 hours left"],
    ["unsure", "2 to 9 days left"],
    ["lasts", "lasts until the reset in 9 days"],
    ["short", "runs out about 3 days before the reset"],
    ["ends-unused", "expires in 4 days"],
  ])("of %s is “%s”", async (id, hint) => {
    await show({ scenario: "forecasts" });
    expect(text(`hint-${id}`)).toBe(hint);
    expect(card(id).getByRole("button")).toHaveAccessibleDescription(new RegExp(hint));
  });

  it.each(["learning", "not-draining"])("of %s is nothing", async (id) => {
    await show({ scenario: "forecasts" });
    expect(screen.queryByTestId(`hint-${id}`)).toBeNull();
  });

  it("is nothing where the account is empty, paused or cannot be read", async () => {
    await show({ scenario: "mixed" });
    for (const id of ["sociavault-trends", "sociavault-old", "supertone-voice"])
      expect(screen.queryByTestId(`hint-${id}`)).toBeNull();
  });
});

describe("an account that is kept silent", () => {
  it("says until when, in words and to whoever only listens", async () => {
    await show({ scenario: "forecasts" });
    expect(text("marks-unsure")).toMatch(/^Snoozed until Nov 21, 8:00\sAM$/);
    expect(text("marks-short")).toBe("Muted until topped up");
    expect(card("short").getByRole("button")).toHaveAccessibleDescription(/, Muted until topped up$/);
    expect(screen.queryByTestId("marks-steady")).toBeNull();
  });

  it("is marked no longer when the time has come, without another snapshot", async () => {
    const { app } = await show({ scenario: "forecasts" });
    app.now = NOW + 22 * 3_600_000;
    await settle();
    expect(screen.queryByTestId("marks-unsure")).toBeNull();
  });
});

describe("a pause of all alerts", () => {
  const line = () => screen.getByTestId("alerts-paused");

  it("is told with its end, and ended by one press", async () => {
    const { user, args } = await show({ scenario: "forecasts" });
    const status = within(line()).getByRole("status");
    expect(status).toHaveTextContent(/^Alerts paused until 2:06\sPM$/);
    await user.click(screen.getByRole("button", { name: "Resume alerts" }));
    await settle();
    expect(args("resume_alerts")).toHaveLength(1);
    expect(screen.queryByTestId("resume-alerts")).toBeNull();
    // The same region, so that its change is heard.
    expect(within(line()).getByRole("status")).toBe(status);
    expect(status).toHaveTextContent("Alerts resumed");
  });

  it("without an end waits for the person", async () => {
    await show({ scenario: "paused" });
    expect(within(line()).getByRole("status")).toHaveTextContent("Alerts paused until you resume them");
  });

  it("appears when it begins elsewhere, and goes at its end", async () => {
    const { backend, app } = await show({ scenario: "fine" });
    expect(line()).toHaveTextContent(/^$/);
    backend.push({ alertsPaused: { until: new Date(NOW + 3_600_000).toISOString() } });
    await settle();
    expect(line()).toHaveTextContent(/Alerts paused until 11:00\sAM/);
    app.now = NOW + 3_600_000;
    await settle();
    expect(line()).toHaveTextContent(/^$/);
  });

  it("stays, with the reason, where it cannot be ended", async () => {
    const { backend, user } = await show({ scenario: "forecasts" });
    backend.resumeAlerts = () => Promise.reject(ipcError("another_poller"));
    await user.click(screen.getByTestId("resume-alerts"));
    await settle();
    expect(screen.getByRole("alert")).toHaveTextContent(messages.errors.another_poller);
    expect(screen.getByTestId("resume-alerts")).toBeVisible();
  });
});

describe("a failing account", () => {
  const kinds = scenario("failing", NOW).accounts.map(
    (account) => [account.id, account.failure?.kind] as const,
  );

  it.each(kinds)("(%s) says why in words, and keeps its last good figure", async (id, kind) => {
    if (kind === undefined) throw new Error("a failing account without a failure");
    await show({ scenario: "failing" });
    expect(card(id).getByText(`${messages.failures[kind].title}.`)).toBeVisible();
    if (kind !== "key_missing") expect(text(`amount-${id}`)).toMatch(/^1,\d{3} credits$/);
  });

  it.each([
    ["key-missing", "Enter key"],
    ["unauthorized", "Replace key"],
    ["wrong-key-kind", "Replace key"],
    ["keychain-locked", "Try again"],
    ["out-of-credits", "Open billing"],
    ["timeout", "Try again"],
    ["blocked-redirect", "Open documentation"],
    ["blocked-insecure", "Add again"],
    ["unexpected-shape", "Open documentation"],
    ["internal", "Try again"],
  ])("(%s) offers the one thing that helps: %s", async (id, action) => {
    await show({ scenario: "failing" });
    const buttons = card(id).getAllByRole("button");
    expect(buttons).toHaveLength(2);
    expect(buttons[1]).toHaveTextContent(action);
  });

  it.each(["rate-limited", "maintenance"])(
    "(%s) has nothing to press, and says when it is asked again",
    async (id) => {
      await show({ scenario: "failing" });
      expect(card(id).getAllByRole("button")).toHaveLength(1);
      expect(screen.getByTestId(`card-${id}`)).toHaveTextContent(/Asked again at 10:24\sAM\./);
    },
  );

  it("leads to where the key is replaced, the bill is paid or the poll repeated", async () => {
    const { user, args } = await show({ scenario: "failing" });
    await user.click(screen.getByTestId("help-unauthorized"));
    expect(args("open_main")).toEqual([{ section: null, account: "unauthorized", adding: false }]);
    await user.click(screen.getByTestId("help-out-of-credits"));
    expect(args("open_page")).toEqual([{ provider: "crun", page: "billing" }]);
    await user.click(screen.getByTestId("help-timeout"));
    expect(args("refresh")).toContainEqual({ accounts: ["timeout"], onlyStale: false });
    await user.click(screen.getByTestId("help-blocked-insecure"));
    expect(args("open_main")).toContainEqual({ section: null, account: null, adding: true });
  });
});

describe("being shown", () => {
  it("refreshes what is old, fits the window and says that it is painted, each time", async () => {
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue({ height: 100 } as DOMRect);
    const { backend, args } = await show();
    expect(args("refresh")).toEqual([{ accounts: null, onlyStale: true }]);
    expect(args("fit_popup")).toEqual([{ height: 300 }]);
    backend.show({ kind: "popup" });
    await settle();
    expect(args("refresh")).toHaveLength(2);
    expect(args("fit_popup")).toHaveLength(2);
    await vi.waitFor(() => expect(args("painted")).toHaveLength(2));
  });

  it("follows the snapshots that come later", async () => {
    const { backend } = await show({ scenario: "fine" });
    expect(screen.getByTestId("summary")).toHaveTextContent("All 5 accounts are fine");
    backend.push({ accounts: backend.current.accounts.slice(0, 2) });
    await settle();
    expect(screen.getByTestId("summary")).toHaveTextContent("Both accounts are fine");
    expect(cards()).toHaveLength(2);
  });

  it("tells ages from the moment that someone looks again", async () => {
    const { app } = await show({ scenario: "fine" });
    expect(screen.getByText("Checked 3 minutes ago")).toBeVisible();
    app.now = NOW + 7_200_000;
    await settle();
    expect(screen.getByText("Checked 2 hours ago")).toBeVisible();
  });
});

describe("the keyboard", () => {
  it("moves between the cards and opens one", async () => {
    const { user, args } = await show({ scenario: "fine" });
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(document.activeElement).toHaveTextContent("Crun");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(document.activeElement).toHaveTextContent("SociaVault");
    await user.keyboard("{End}{Enter}");
    expect(args("open_main")).toEqual([{ section: null, account: "supertone", adding: false }]);
  });

  it("closes with Escape and refreshes all with Ctrl+R", async () => {
    const { user, args } = await show({ scenario: "fine" });
    await user.keyboard("{Control>}r{/Control}");
    expect(args("refresh")).toContainEqual({ accounts: null, onlyStale: false });
    await user.keyboard("{Escape}");
    expect(args("close_window")).toHaveLength(1);
  });
});

describe("the footer", () => {
  it("shows that a refresh is under way and takes no second one", async () => {
    const { user, backend, args } = await show({ scenario: "fine", delay: 1000 });
    await user.click(screen.getByTestId("refresh"));
    await settle();
    expect(backend.current.refreshing).toBe(true);
    expect(screen.getByTestId("refresh")).toHaveTextContent("Refreshing…");
    await user.click(screen.getByTestId("refresh"));
    expect(args("refresh")).toEqual([
      { accounts: null, onlyStale: true },
      { accounts: null, onlyStale: false },
    ]);
  });

  it("opens the window, the way to add a key, and the settings", async () => {
    const { user, args } = await show({ scenario: "fine" });
    await user.click(screen.getByRole("button", { name: "Open Lowtide" }));
    await user.click(screen.getByRole("button", { name: "Add key" }));
    await user.click(screen.getByRole("button", { name: "Settings" }));
    expect(args("open_main")).toEqual([
      { section: null, account: null, adding: false },
      { section: null, account: null, adding: true },
      { section: "settings", account: null, adding: false },
    ]);
  });

  it("tells how far a refresh is, from the first account read to the last", async () => {
    const { backend } = await show({ scenario: "fine" });
    const reading = (...ids: string[]) =>
      backend.push({
        refreshing: ids.length > 0,
        accounts: backend.current.accounts.map((view) => ({ ...view, refreshing: ids.includes(view.id) })),
      });
    expect(screen.queryByRole("progressbar")).toBeNull();
    reading("srtgen", "crun", "supertone", "structocr");
    await settle();
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "0 of 4 read");
    reading("crun");
    await settle();
    expect(screen.getByRole("progressbar", { name: "Refreshing…" })).toHaveAttribute("aria-valuenow", "3");
    reading();
    await settle();
    expect(screen.queryByRole("progressbar")).toBeNull();
    // One alone is done or not.
    reading("crun");
    await settle();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });
});

describe("states of the app", () => {
  it("invites when there is no account", async () => {
    const { user, args } = await show({ scenario: "empty" });
    const welcome = screen.getByTestId("welcome");
    expect(
      within(welcome)
        .getAllByRole("listitem")
        .map((step) => step.textContent),
    ).toEqual([
      expect.stringContaining("Choose a provider"),
      expect.stringContaining("Paste a key"),
      expect.stringContaining("See the balance"),
    ]);
    // What there is to choose from, as a picture.
    expect(welcome.querySelectorAll(".tiles .tile")).toHaveLength(6);
    // Nothing to refresh, to cover or to look for.
    expect(screen.queryByTestId("hide-amounts")).toBeNull();
    await user.keyboard("/a");
    expect(screen.queryByTestId("filter")).toBeNull();
    expect(screen.queryByTestId("refresh")).toBeNull();
    await user.click(screen.getByTestId("add-key"));
    expect(args("open_main")).toEqual([{ section: null, account: null, adding: true }]);
  });

  it("says once that it is offline, and not at every account", async () => {
    await show({ scenario: "offline" });
    expect(screen.getByTestId("summary")).toHaveTextContent("You are offline");
    expect(screen.getByText("These figures were read 2 hours ago.")).toBeVisible();
    expect(screen.queryByText(/Address not found/)).toBeNull();
  });

  it("marks the demo, and nothing but the demo", async () => {
    const { backend } = await show({ scenario: "demo" });
    expect(screen.getByTestId("demo")).toBeVisible();
    backend.push({ demo: false });
    await settle();
    expect(screen.queryByTestId("demo")).toBeNull();
  });

  it("lists what is wrong with the app, with what to do and the details", async () => {
    await show({ scenario: "problems" });
    const problems = screen.getByTestId("problems");
    expect(within(problems).getAllByText("Keychain locked")[0]).toBeVisible();
    expect(problems).toHaveTextContent("and 8 more");
    expect(problems).toHaveTextContent("config.toml, line 14: expected a string");
    for (const { advice } of Object.values(messages.problems)) expect(problems).toHaveTextContent(advice);
  });

  it("tells that the program behind it is gone", async () => {
    const { backend, user } = await show({ scenario: "fine" });
    backend.refresh = () => Promise.reject(ipcError("agent_gone"));
    await user.click(screen.getByTestId("refresh"));
    await settle();
    expect(screen.getByRole("alert")).toHaveTextContent(messages.errors.agent_gone);
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
