import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import type { FakeOptions } from "../../lib/ipc/fake";
import { CATALOGUE } from "../../lib/ipc/fake/catalogue";
import { settle, show } from "../../test/show";

async function providers(options: FakeOptions = {}) {
  const surface = { kind: "main", section: "providers", account: null, adding: false } as const;
  const shown = await show({ surface, ...options });
  await screen.findByTestId("providers-page", {}, { timeout: 20_000 });
  return shown;
}
const card = (id: string) => within(screen.getByTestId(`provider-card-${id}`));
const cards = () => screen.getAllByTestId(/^provider-card-/).map(({ dataset }) => dataset["testid"]);

describe("the catalogue", () => {
  it("shows each provider with what it sells, where it is asked and how its key looks", async () => {
    await providers();
    expect(cards()).toHaveLength(CATALOGUE.length);
    expect(card("srtgen").getByRole("heading", { name: "SRTGen" })).toBeVisible();
    expect(card("srtgen").getByText("Subtitles and transcription")).toBeVisible();
    expect(card("srtgen").getByText("api.srtgen.com")).toBeVisible();
    expect(card("srtgen").getByText(/Called “API key”/)).toBeVisible();
    expect(card("crun").queryByText(messages.providers.key)).toBeNull();
  });

  it("marks those of the person's own", async () => {
    await providers();
    expect(card("house-gateway").getByText(messages.providers.custom)).toBeVisible();
    expect(card("crun").queryByText(messages.providers.custom)).toBeNull();
  });

  it("counts the accounts at each", async () => {
    const { backend } = await providers();
    expect(screen.getByTestId("accounts-at-crun")).toHaveTextContent("2 accounts");
    expect(screen.getByTestId("accounts-at-srtgen")).toHaveTextContent("1 account");
    backend.push({ accounts: [] });
    await settle();
    expect(screen.getByTestId("accounts-at-crun")).toHaveTextContent("No account yet");
  });

  it("opens only the pages that a provider has", async () => {
    const { user, args } = await providers();
    await user.click(card("crun").getByRole("button", { name: "Keys of Crun" }));
    await user.click(card("crun").getByRole("button", { name: "Website of Crun" }));
    expect(args("open_page")).toEqual([
      { provider: "crun", page: "keys" },
      { provider: "crun", page: "home" },
    ]);
    expect(screen.queryByTestId("open-billing-supertone")).toBeNull();
    expect(screen.queryByTestId("open-keys-house-gateway")).toBeNull();
  });

  it("leads to adding a key of that provider", async () => {
    const { user } = await providers();
    await user.click(card("structocr").getByRole("button", { name: "Add key StructOCR" }));
    await settle();
    expect(screen.getByTestId("chosen-provider")).toHaveTextContent("StructOCR");
    expect(screen.getByTestId("key-input")).toHaveFocus();
    expect(screen.getByTestId("section-accounts")).toHaveAttribute("aria-current", "page");
    await user.click(screen.getByTestId("change-provider"));
    expect(screen.getByTestId("provider-search")).toBeVisible();
    await user.click(screen.getByTestId("provider-crun"));
    expect(screen.getByTestId("chosen-provider")).toHaveTextContent("Crun");
    await user.click(screen.getByTestId("add-key"));
    await settle();
    expect(screen.getByTestId("provider-search")).toBeVisible();
  });
});

describe("the search", () => {
  it("finds by name, host and what is sold, and says how many", async () => {
    const { user } = await providers();
    const search = screen.getByRole("searchbox");
    expect(screen.getByText("6 providers")).toBeVisible();
    await user.type(search, "speech");
    expect(cards()).toEqual(["provider-card-supertone"]);
    expect(screen.getByText("1 of 6 providers")).toBeVisible();
    await user.clear(search);
    await user.type(search, "api.srtgen");
    expect(cards()).toEqual(["provider-card-srtgen"]);
    await user.clear(search);
    await user.type(search, "zzz");
    expect(screen.queryByTestId(/^provider-card-/)).toBeNull();
    expect(screen.getByText(messages.providers.none("zzz"))).toBeVisible();
  });
});

describe("files that cannot be read", () => {
  it("are shown with the reason", async () => {
    await providers({ scenario: "problems" });
    const broken = screen.getByTestId("broken-files");
    expect(broken).toHaveTextContent("providers/mine.toml, line 3: unknown field `remaning`");
    expect(within(broken).getAllByRole("listitem")).toHaveLength(1);
  });

  it("are not spoken of when there are none, and the catalogue is read anew when that changes", async () => {
    const { backend, args } = await providers();
    expect(screen.queryByTestId("broken-files")).toBeNull();
    const before = args("providers").length;
    backend.push({ refreshing: true });
    await settle();
    expect(args("providers")).toHaveLength(before);
    backend.push({ problems: [{ kind: "provider_broken", message: "providers/x.toml, line 1: no id" }] });
    await settle();
    expect(screen.getByTestId("broken-files")).toHaveTextContent("no id");
    expect(args("providers")).toHaveLength(before + 1);
  });
});
