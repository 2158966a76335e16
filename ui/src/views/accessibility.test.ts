import { screen } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it } from "vitest";

import type { FakeOptions } from "../lib/ipc/fake";
import type { Section } from "../lib/ipc/generated/Surface";
import { pretendCanvas } from "../test/canvas";
import { settle, show } from "../test/show";

/** What jsdom cannot tell, because it draws nothing; colours are judged in `styles/contrast.test.ts`. */
const rules = { "color-contrast": { enabled: false } };

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules });
  return found.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
}

const main = (account: string | null, adding = false) =>
  ({ kind: "main", section: null, account, adding }) as const;

describe("no rule of axe is broken by", () => {
  it.each<[string, FakeOptions]>([
    ["the popup", { scenario: "mixed" }],
    ["the popup of failures", { scenario: "failing" }],
    ["the popup of groups", { scenario: "sixty" }],
    ["the popup without accounts", { scenario: "empty" }],
    ["the popup with problems", { scenario: "problems" }],
    ["the popup of forecasts, with alerts paused", { scenario: "forecasts" }],
    ["the page of an account that is snoozed", { scenario: "forecasts", surface: main("unsure") }],
    ["the page of an account without a past", { surface: main("crun-new") }],
    ["a breakdown", { surface: main("srtgen-work") }],
    ["a failing account's page", { surface: main("supertone-voice") }],
    ["the list of many", { scenario: "many", surface: main(null) }],
    ["choosing a provider", { surface: main(null, true) }],
  ])("%s", async (_name, options) => {
    await show(options);
    expect(await violations()).toEqual([]);
  });

  it("the popup with its filter open, with amounts hidden and in the person's own order", async () => {
    const { user, backend } = await show({ scenario: "mixed" });
    backend.push({ interface: { ...backend.current.interface, hideAmounts: true, order: ["crun-new"] } });
    await settle();
    expect(await violations()).toEqual([]);
    await user.keyboard("crun");
    await settle();
    expect(await violations()).toEqual([]);
  });

  it("the popup while all is read anew, and with a group unfolded", async () => {
    const { user, backend } = await show({ scenario: "sixty" });
    await user.click(screen.getByTestId("more-crun"));
    backend.push({ accounts: backend.current.accounts.map((view) => ({ ...view, refreshing: true })) });
    await settle();
    expect(screen.getByRole("progressbar")).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it("the form for a key, with an error and with a result", async () => {
    const { user } = await show({ surface: main(null, true) });
    await user.click(screen.getByTestId("provider-house-gateway"));
    await user.click(screen.getByTestId("check-key"));
    expect(await violations()).toEqual([]);
    await user.type(screen.getByTestId("key-input"), "sk-good{Enter}");
    await settle();
    expect(await violations()).toEqual([]);
  });

  it("several keys, before and after they are checked", async () => {
    const { user } = await show({ surface: main(null, true) });
    await user.paste("SRTGEN_KEY=sk-aaaa1111\nWork: zz0000111122223333\nCRUN_KEY=bad-0000");
    await settle();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByTestId("check-all"));
    await settle();
    expect(await violations()).toEqual([]);
  });

  it("keys from variables, and a key that waits for its provider", async () => {
    const { user } = await show({ surface: main(null, true) });
    await user.paste("zz0000111122223333");
    await settle();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByTestId("from-variables"));
    await settle();
    expect(await violations()).toEqual([]);
  });

  it.each<FakeOptions>([{ scenario: "mixed" }, { scenario: "problems" }])(
    "the page of providers (%o)",
    async (options) => {
      const { user } = await show({ surface: main(null), ...options });
      await user.click(screen.getByTestId("section-providers"));
      await screen.findByTestId("providers-page", {}, { timeout: 20_000 });
      expect(await violations()).toEqual([]);
    },
  );

  it("the poll log and the last response", async () => {
    await show({ surface: main("structocr-invoices") });
    for (const fold of ["poll-log", "last-answer"]) {
      const details = screen.getByTestId<HTMLDetailsElement>(fold);
      details.open = true;
      details.dispatchEvent(new Event("toggle"));
    }
    await settle();
    expect(screen.getByTestId("answer-body")).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it.each<[string, Section, string | null, FakeOptions]>([
    ["the general alert rules", "alerts", null, { scenario: "mixed" }],
    ["an account's alert rules", "alerts", "crun-renders", { scenario: "mixed" }],
    ["alert rules without accounts", "alerts", null, { scenario: "empty" }],
    ["alert rules of many, with alerts paused", "alerts", null, { scenario: "paused" }],
    ["the settings", "settings", null, {}],
    ["the diagnostics", "diagnostics", null, { scenario: "problems" }],
  ])("%s", async (_name, section, account, options) => {
    await show({ ...options, surface: { kind: "main", section, account, adding: false } });
    await screen.findByTestId(`${section}-page`);
    await settle();
    expect(await violations()).toEqual([]);
  });

  it("alert rules with own values, an error, and what can be taken back", async () => {
    const { user } = await show({
      surface: { kind: "main", section: "alerts", account: "crun-renders", adding: false },
    });
    await user.click(await screen.findByTestId("switch-quietHours"));
    await settle();
    await user.click(screen.getByTestId("switch-amount"));
    await user.type(screen.getByTestId("amount-warning"), "1,000{Enter}");
    await settle();
    expect(screen.getByTestId("undo-bar")).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it("settings with an address, other times, an error, and while keys are recorded", async () => {
    const { user } = await show({
      surface: { kind: "main", section: "settings", account: null, adding: false },
    });
    await user.selectOptions(await screen.findByTestId("interval"), "Other…");
    await user.click(screen.getByRole("radio", { name: "Address" }));
    await user.type(screen.getByTestId("proxy-address"), "nowhere{Enter}");
    await user.click(screen.getByTestId("shortcut-record"));
    await settle();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByTestId("reset-all"));
    expect(await violations()).toEqual([]);
  });

  it.each(["replace-key", "rename-account", "remove-account"])("the dialog behind %s", async (button) => {
    const { user } = await show({ surface: main("supertone-voice") });
    await user.click(screen.getByTestId(button));
    expect(await violations()).toEqual([]);
  });
});

/** Last: from then on everything has a size. */
describe("no rule of axe is broken by the history", () => {
  const history = (account: string | null) =>
    ({ kind: "main", section: "history", account, adding: false }) as const;

  it.each<[string, FakeOptions]>([
    ["of a balance that drains", { surface: history("crun-renders") }],
    ["of one of several balances, hidden", { surface: history("house-gateway") }],
  ])("%s", async (name, options) => {
    pretendCanvas();
    const { user, backend } = await show(options);
    if (name.includes("hidden")) await backend.setHidden({ hidden: true });
    await screen.findByTestId("chart-key", undefined, { timeout: 15_000 });
    await user.click(screen.getByTestId("chart-table-toggle"));
    await user.click(screen.getByTestId("zoom-in"));
    await user.click(screen.getByTestId("export-csv"));
    await settle();
    expect(await violations()).toEqual([]);
  });

  it.each<[string, FakeOptions]>([
    ["without a past", { surface: history("crun-new") }],
    ["without accounts", { scenario: "empty", surface: history(null) }],
  ])("%s", async (_name, options) => {
    await show(options);
    await screen.findByTestId("history-page");
    await settle();
    expect(await violations()).toEqual([]);
  });
});
