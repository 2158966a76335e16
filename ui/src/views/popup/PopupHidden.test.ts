/** Covering amounts, wherever they would be seen, pointed at or heard. */
import { screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";

import { coverAmounts } from "../../lib/format/covered.svelte";
import { formatAmount } from "../../lib/format/amount";
import { messages } from "../../lib/i18n";
import { scenario } from "../../lib/ipc/fake/scenarios";
import type { AccountView } from "../../lib/ipc/generated/Snapshot";
import { FakeBackend } from "../../lib/ipc/fake";
import { NOW, settle, show, showOn } from "../../test/show";

afterEach(() => coverAmounts(false));

/** Every amount of these accounts, as the page would write it. */
function figures(accounts: AccountView[]): string[] {
  coverAmounts(false);
  const meters = accounts.flatMap((account) => account.reading?.meters ?? []);
  const texts = meters.flatMap(({ remaining, used, limit, unit }) =>
    [remaining, used, limit].flatMap((value) =>
      value === null ? [] : [formatAmount(value, unit), formatAmount(value, unit, { precision: "exact" })],
    ),
  );
  // A single digit is found in anything.
  return [...new Set(texts.map((text) => /\d.*\d/.exec(text)?.[0] ?? ""))].filter((text) => text.length > 2);
}

/** Whatever can be read, pointed at or heard; what only draws (a bar's width, a line) is left out. */
function told(): string {
  const attributes = [...document.body.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(({ name }) => name === "title" || name.startsWith("aria-")),
  );
  return [document.body.textContent, ...attributes.map(({ value }) => value)].join("\n");
}

async function hidden(name: "mixed" | "long") {
  const backend = new FakeBackend({ now: NOW, scenario: name });
  backend.push({ interface: { ...backend.current.interface, hideAmounts: true } });
  return { ...(await showOn(backend)), backend };
}

describe("hidden amounts", () => {
  it.each(["mixed", "long"] as const)("are nowhere in the popup of %s accounts", async (name) => {
    const amounts = figures(scenario(name, NOW).accounts);
    expect(amounts.length).toBeGreaterThan(3);
    const { backend } = await hidden(name);
    await vi.waitFor(() => expect(document.querySelector("path.line")).not.toBeNull());
    const covered = told();
    for (const amount of amounts) expect(covered).not.toContain(amount);
    expect(covered).not.toMatch(/\d\s?%/);
    expect(screen.queryByRole("meter")).toBeNull();
    // With amounts shown, the same eyes do find them.
    backend.push({ interface: { ...backend.current.interface, hideAmounts: false } });
    await settle();
    expect(amounts.some((amount) => told().includes(amount))).toBe(true);
    expect(told()).toMatch(/\d\s?%/);
    expect(screen.getAllByRole("meter").length).toBeGreaterThan(0);
  });

  it("are heard as hidden, beside what is not hidden", async () => {
    await hidden("mixed");
    expect(screen.getByTestId("amount-crun-renders")).toHaveTextContent("•••• credits amount hidden");
    expect(document.querySelector("[data-card=crun-renders]")).toHaveAccessibleDescription(
      /^Low, amount hidden, about 31 hours left/,
    );
    expect(screen.getByRole("img", { name: "Renders: share left, amount hidden" })).toBeVisible();
    // That nothing was reported is no amount.
    expect(screen.getByTestId("amount-supertone-null")).toHaveTextContent("Not reported");
  });

  it("are all of the same length, with the sign of a debt covered, too", async () => {
    await hidden("long");
    expect(screen.getByTestId("amount-negative")).toHaveTextContent(/^\$••••/);
    expect(screen.getByTestId("amount-negative").querySelector(".negative")).toBeNull();
    expect(screen.getByTestId("amount-tiny")).toHaveTextContent(/^\$••••/);
    expect(screen.getByTestId("amount-huge")).toHaveTextContent(/^•••• credits/);
  });

  it("are covered and shown by one button that says which", async () => {
    const { user, args } = await show({ scenario: "fine" });
    await user.click(screen.getByRole("button", { name: messages.popup.hideAmounts }));
    await settle();
    expect(args("set_hidden")).toEqual([{ hidden: true }]);
    expect(screen.getByTestId("amount-crun")).toHaveTextContent("••••");
    await user.click(screen.getByRole("button", { name: messages.popup.showAmounts }));
    await settle();
    expect(screen.getByTestId("amount-crun")).toHaveTextContent("1,000 credits");
  });
});
