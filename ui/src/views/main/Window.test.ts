import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError, type FakeOptions } from "../../lib/ipc/fake";
import type { Section } from "../../lib/ipc/generated/Surface";
import { sectionOfKey, SECTIONS } from "../../lib/state/sections";
import { settle, show } from "../../test/show";

const main = (options: FakeOptions = {}) =>
  show({ surface: { kind: "main", section: null, account: null, adding: false }, ...options });
const current = () =>
  screen.getByRole("button", { current: "page", name: (name) => SECTION_NAMES.includes(name) });
/** How long the code of a page may take to be loaded on a busy machine. */
const PATIENT = { timeout: 20_000 };
const SECTION_NAMES: string[] = Object.values(messages.nav.sections);

describe("the sections", () => {
  it.each<[number, Section]>([
    [2, "history"],
    [3, "alerts"],
    [4, "providers"],
    [5, "settings"],
    [6, "diagnostics"],
  ])("are gone to by Ctrl+%d (%s), and their heading takes the focus", async (number, section) => {
    const { user } = await main();
    await user.keyboard(`{Control>}${number}{/Control}`);
    // The page's code is loaded now.
    const heading = await screen.findByRole("heading", { level: 1 }, PATIENT);
    expect(current()).toBe(screen.getByTestId(`section-${section}`));
    await vi.waitFor(() => expect(heading).toHaveFocus());
    await user.keyboard("{Control>}1{/Control}");
    await settle();
    expect(screen.getByRole("heading", { level: 1, name: "Trends" })).toHaveFocus();
  });

  it("take the focus only when they change", async () => {
    const { user, backend } = await main();
    expect(document.body).toHaveFocus();
    await user.click(screen.getByTestId("row-crun-renders"));
    expect(screen.getByTestId("row-crun-renders")).toHaveFocus();
    backend.push({ refreshing: true });
    await settle();
    expect(screen.getByTestId("row-crun-renders")).toHaveFocus();
  });

  it("leave the focus where the new page has put it", async () => {
    const { user } = await main();
    await user.click(screen.getByTestId("section-providers"));
    await screen.findByTestId("providers-page", {}, PATIENT);
    await user.keyboard("{Control>}n{/Control}");
    await settle();
    expect(screen.getByTestId("provider-search")).toHaveFocus();
  });

  it("are walked through with the arrow keys", async () => {
    const { user } = await main();
    screen.getByTestId("section-accounts").focus();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(screen.getByTestId("section-alerts")).toHaveFocus();
    await user.keyboard("{ArrowUp}{Home}{ArrowUp}");
    expect(screen.getByTestId("section-diagnostics")).toHaveFocus();
    await user.keyboard("{End}{ArrowDown}");
    expect(screen.getByTestId("section-accounts")).toHaveFocus();
    expect(current()).toBe(screen.getByTestId("section-accounts"));
  });

  it("have one heading of the first level each", async () => {
    const { user } = await main();
    for (const section of SECTIONS) {
      await user.click(screen.getByTestId(`section-${section}`));
      const headings = await screen.findAllByRole("heading", { level: 1 }, PATIENT);
      expect(headings, section).toHaveLength(1);
    }
  });
});

it.each([
  [{ key: "1", code: "Digit1" }, 0],
  // A French keyboard types "&" where the 1 stands.
  [{ key: "&", code: "Digit1" }, 0],
  [{ key: "6", code: "Numpad6" }, 5],
  [{ key: "3", code: "" }, 2],
  [{ key: "7", code: "Digit7" }, null],
  [{ key: "0", code: "Digit0" }, null],
  [{ key: "F1", code: "F1" }, null],
  [{ key: "n", code: "KeyN" }, null],
])("the key %o leads to section %s", (event, section) => {
  expect(sectionOfKey(event)).toBe(section);
});

describe("F6", () => {
  it("goes round the parts of the window", async () => {
    const { user } = await main({ scenario: "problems" });
    const inside = () => document.activeElement?.closest("[data-region]");
    const seen: (Element | null | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await user.keyboard("{F6}");
      seen.push(inside());
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen[0]).toBe(screen.getByRole("navigation", { name: messages.nav.label }));
    expect(seen[1]).toBe(screen.getByRole("region", { name: messages.nav.notices }));
    await user.keyboard("{F6}");
    expect(inside()).toBe(seen[0]);
    await user.keyboard("{Shift>}{F6}{/Shift}");
    expect(inside()).toBe(seen[3]);
  });
});

describe("the list", () => {
  const rows = () => screen.getAllByTestId(/^row-/).map((row) => row.dataset["testid"]?.replace("row-", ""));

  it("is in the popup's order: by urgency, or the person's own", async () => {
    const { backend } = await main();
    expect(rows().slice(0, 2)).toEqual(["sociavault-trends", "structocr-invoices"]);
    await backend.setOrder({ accounts: ["srtgen-work", "crun-new"] });
    await settle();
    expect(rows().slice(0, 3)).toEqual(["srtgen-work", "crun-new", "sociavault-trends"]);
  });

  it("is walked through with the arrow keys, from the filter on", async () => {
    const { user } = await main({ scenario: "many" });
    screen.getByRole("searchbox").focus();
    await user.keyboard("client 07{ArrowDown}");
    const [first] = screen.getAllByTestId(/^row-/);
    expect(first).toHaveFocus();
    screen.getByRole("searchbox").focus();
    await user.keyboard("{Escape}{ArrowDown}{ArrowDown}{End}");
    expect(screen.getAllByTestId(/^row-/).at(-1)).toHaveFocus();
    await user.keyboard("{Home}{Enter}");
    expect(screen.getAllByTestId(/^row-/)[0]).toHaveAttribute("aria-current", "page");
  });

  it("goes together by provider when there are many, and not when there are few", async () => {
    const few = await main();
    expect(screen.queryByRole("list", { name: /Crun \(/ })).toBeNull();
    few.view.unmount();
    await main({ scenario: "many" });
    const group = screen.getByRole("list", { name: "Crun (12)" });
    expect(within(group).getAllByRole("button")).toHaveLength(12);
  });

  it("can be filtered by state", async () => {
    const { user } = await main({ scenario: "many" });
    await user.type(screen.getByRole("searchbox"), "critical");
    expect(screen.getAllByTestId(/^row-/).every((row) => row.dataset["state"] === "critical")).toBe(true);
  });
});

describe("in a narrow window", () => {
  it("list and page take turns, and the focus goes along", async () => {
    const { user } = await main();
    await user.click(screen.getByTestId("to-list"));
    await settle();
    expect(screen.getByTestId("row-sociavault-trends")).toHaveFocus();
    await user.click(screen.getByTestId("row-crun-renders"));
    await settle();
    expect(screen.getByRole("heading", { level: 1, name: "Renders" })).toHaveFocus();
  });
});

it("shows what a command failed with above every section", async () => {
  const { user, backend, app } = await main();
  await user.click(screen.getByTestId("section-providers"));
  await settle();
  backend.openPage = () => Promise.reject(ipcError("page_missing"));
  await app.openPage("crun", "docs");
  await settle();
  expect(screen.getByTestId("command-error")).toHaveTextContent(messages.errors.page_missing);
  await user.click(screen.getByTestId("section-accounts"));
  expect(screen.queryByTestId("command-error")).toBeNull();
});
