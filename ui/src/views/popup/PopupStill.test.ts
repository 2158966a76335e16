/** While nothing changes, nothing is touched: what is drawn again without need costs power in a program that is always there. */
import { screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";

import type { Scenario } from "../../lib/ipc/fake/scenarios";
import type { Snapshot } from "../../lib/ipc/generated/Snapshot";
import { settle, show } from "../../test/show";

async function watched(scenario: Scenario) {
  const { backend, args } = await show({ scenario });
  await vi.waitFor(() => expect(args("painted")).toHaveLength(1));
  await settle();
  const touched: MutationRecord[] = [];
  const observer = new MutationObserver((records) => touched.push(...records));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  return { backend, touched };
}

/** The same in every word, and no object of it the same: as it comes over the wire. */
const anew = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

describe("the document", () => {
  it.each(["mixed", "failing", "forecasts", "sixty", "long", "problems", "empty", "offline"] as const)(
    "of %s is not touched by a snapshot that says the same",
    async (scenario) => {
      const { backend, touched } = await watched(scenario);
      backend.push(anew(backend.current));
      await settle();
      expect(
        touched.map((record) => (record.target as Element).outerHTML ?? record.target.nodeValue),
      ).toEqual([]);
    },
  );

  it("is not touched by the same lines once more", async () => {
    const { backend, touched } = await watched("mixed");
    backend.show({ kind: "popup" });
    await settle();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await settle();
    expect(touched).toHaveLength(0);
  });

  it("is touched in the one card whose account changed", async () => {
    const { backend, touched } = await watched("mixed");
    const next = anew(backend.current);
    for (const account of next.accounts)
      if (account.id === "house-gateway")
        account.reading?.meters.forEach((meter) => (meter.remaining = "12.25"));
    backend.push(next);
    await settle();
    expect(screen.getByTestId("amount-house-gateway")).toHaveTextContent("$12.25");
    const card = screen.getByTestId("card-house-gateway");
    expect(touched.length).toBeGreaterThan(0);
    for (const { target } of touched) expect(card.contains(target)).toBe(true);
  });
});
