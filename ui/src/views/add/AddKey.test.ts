import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError } from "../../lib/ipc/fake";
import type { FailureKind } from "../../lib/ipc/generated/FailureKind";
import { settle, show } from "../../test/show";

const KEY = "sk-very-secret-1234567890";
const key = () => screen.getByTestId<HTMLInputElement>("key-input");

async function add(provider?: string) {
  const shown = await show({
    scenario: "fine",
    surface: { kind: "main", section: null, account: null, adding: true },
  });
  if (provider !== undefined) await shown.user.click(screen.getByTestId(`provider-${provider}`));
  const check = async (text: string) => {
    await shown.user.click(key());
    await shown.user.paste(text);
    await shown.user.click(screen.getByTestId("check-key"));
    await settle();
  };
  return { ...shown, check };
}

describe("choosing a provider", () => {
  it("is done by typing and the arrow keys alone", async () => {
    const { user } = await add();
    const search = screen.getByTestId("provider-search");
    expect(search).toHaveFocus();
    await user.keyboard("s");
    await user.keyboard("{ArrowDown}");
    const chosen = screen.getByRole("option", { selected: true });
    expect(search).toHaveAttribute("aria-activedescendant", chosen.id);
    expect(chosen).toHaveTextContent("SRTGen");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(screen.getByRole("option", { selected: true })).toBe(screen.getAllByRole("option").at(-1));
    await user.keyboard("{Home}{Control>}a{/Control}structocr{Enter}");
    expect(screen.getByTestId("chosen-provider")).toHaveTextContent("StructOCR");
    expect(key()).toHaveFocus();
  });

  it("says when nothing is found", async () => {
    const { user } = await add();
    await user.keyboard("zzz{Enter}");
    expect(screen.queryByRole("option")).toBeNull();
    expect(screen.getByText("No provider matches “zzz”.")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.getAllByRole("option").length).toBeGreaterThan(1);
  });

  it("is where a person without accounts begins, with nothing to cancel", async () => {
    await show({ scenario: "empty", surface: { kind: "main", section: null, account: null, adding: false } });
    expect(screen.getByTestId("provider-search")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  });
});

describe("the form", () => {
  it("hides the key, and keeps browsers from remembering it", async () => {
    await add("srtgen");
    expect(key()).toHaveAttribute("type", "password");
    expect(key()).toHaveAttribute("autocomplete", "off");
    expect(key()).toHaveAttribute("spellcheck", "false");
    expect(key()).toHaveAccessibleDescription(/Called “API key”/);
  });

  it("leads to where keys are made, where the provider names such a page", async () => {
    const { user, args } = await add("srtgen");
    await user.click(screen.getByTestId("open-keys"));
    expect(args("open_page")).toEqual([{ provider: "srtgen", page: "keys" }]);
    await user.click(screen.getByTestId("change-provider"));
    await user.click(screen.getByTestId("provider-house-gateway"));
    expect(screen.queryByTestId("open-keys")).toBeNull();
  });

  it("sends declared parameters and another address, and leaves out what is empty", async () => {
    const { user, check, args } = await add("house-gateway");
    await user.selectOptions(screen.getByTestId("param-region"), "us");
    await user.type(screen.getByTestId("base-url-input"), " https://gateway.example/x ");
    await check(KEY);
    expect(args("check_key")).toEqual([
      { provider: "house-gateway", params: { region: "us" }, baseUrl: "https://gateway.example/x" },
    ]);
  });
});

describe("a key that works", () => {
  it("leaves the page at once, shows the first reading, and is saved under its name", async () => {
    const { user, check, args, backend } = await add("srtgen");
    await user.type(screen.getByTestId("label-input"), "  Work ");
    await check(KEY);
    expect(key()).toHaveValue("");
    expect(document.documentElement.outerHTML).not.toContain(KEY);
    const result = screen.getByTestId("check-result");
    expect(result.textContent?.replace(/\s+/g, " ")).toContain("1,250 credits");
    expect(result).toHaveTextContent("Cloud storage");
    expect(args("save_account")).toHaveLength(0);
    expect(screen.getByTestId("save-account")).toHaveFocus();
    await user.keyboard("{Enter}");
    await settle();
    expect(args("save_account")).toMatchObject([
      {
        draft: "draft-1",
        label: "Work",
        alerts: { amount: { warning: "250", critical: "60" }, share: null },
      },
    ]);
    const saved = backend.current.accounts.at(-1);
    expect(screen.getByTestId("account-page").dataset["account"]).toBe(saved?.id);
    expect(screen.getByRole("heading", { name: "Work" })).toBeVisible();
  });

  it("may report nothing, which is not zero", async () => {
    const { check } = await add("supertone");
    await check("null-key");
    expect(screen.getByTestId("check-amount")).toHaveTextContent("Not reported");
  });

  it("is checked again once anything is changed", async () => {
    const { user, check } = await add("srtgen");
    await check(KEY);
    await user.type(key(), "x");
    expect(screen.queryByTestId("check-result")).toBeNull();
    expect(screen.queryByTestId("save-account")).toBeNull();
  });

  it("must be checked again when it was not saved in time", async () => {
    const { user, check, backend } = await add("srtgen");
    await check(KEY);
    backend.saveAccount = () => Promise.reject(ipcError("draft_expired"));
    await user.click(screen.getByTestId("save-account"));
    await settle();
    expect(screen.getByTestId("add-error")).toHaveTextContent(messages.errors.draft_expired);
    expect(screen.queryByTestId("save-account")).toBeNull();
  });
});

describe("a key that was pasted badly", () => {
  it.each([
    ["sk-ab…c1", "key_not_ascii"],
    ["x1".repeat(2500), "key_too_long"],
    ["   ", "key_empty"],
  ] as const)("is told at the field (%#)", async (pasted, code) => {
    const { check } = await add("crun");
    await check(pasted);
    expect(key()).toBeInvalid();
    expect(key()).toHaveAccessibleDescription(expect.stringContaining(messages.errors[code]));
    expect(key()).toHaveFocus();
  });

  it("is not sent when there is none", async () => {
    const { user, args } = await add("crun");
    await user.click(screen.getByTestId("check-key"));
    expect(key()).toHaveAccessibleDescription(expect.stringContaining(messages.errors.key_empty));
    expect(args("check_key")).toHaveLength(0);
  });

  it("loses its complaint when another is pasted", async () => {
    const { check, user } = await add("crun");
    await check("sk-ab…c1");
    await user.type(key(), "s");
    expect(key()).toBeValid();
  });

  it("is told apart from a bad address, which is shown where it is", async () => {
    const { user, check } = await add("crun");
    await user.type(screen.getByTestId("base-url-input"), "http://gateway.example");
    await check(KEY);
    expect(key()).toBeValid();
    expect(screen.getByTestId("base-url-input")).toBeInvalid();
    expect(screen.getByTestId("advanced")).toHaveAttribute("open");
  });
});

describe("a key that could not be checked", () => {
  it.each<[string, FailureKind]>([
    ["bad", "unauthorized"],
    ["wrong", "wrong_key_kind"],
  ])("(%s) is not saved when that is its own fault", async (pasted, kind) => {
    const { check } = await add("crun");
    await check(pasted);
    expect(screen.getByTestId("check-failure")).toHaveTextContent(messages.failures[kind].title);
    expect(screen.queryByTestId("save-account")).toBeNull();
  });

  it.each<[string, FailureKind]>([
    ["slow", "timeout"],
    ["dns", "network_dns"],
    ["offline", "network_connect"],
    ["tls", "network_tls"],
    ["broke", "out_of_credits"],
    ["busy", "rate_limited"],
    ["down", "server_error"],
    ["maint", "maintenance"],
    ["redirect", "blocked_redirect"],
    ["html", "not_json"],
    ["shape", "unexpected_shape"],
    ["refused", "rejected"],
    ["locked", "keychain_locked"],
  ])("(%s) may be saved anyway when it is not", async (pasted, kind) => {
    const { check, user, args } = await add("crun");
    await check(pasted);
    expect(screen.getByTestId("check-failure")).toHaveTextContent(messages.failures[kind].title);
    await user.click(screen.getByTestId("save-account"));
    await settle();
    expect(args("save_account")).toEqual([{ draft: "draft-1", label: null, alerts: null }]);
    expect(screen.getByTestId("account-page").dataset["state"]).toBe("failing");
  });

  it("says what was refused before any provider was asked", async () => {
    const { check, backend } = await add("crun");
    backend.checkKey = () => Promise.reject(ipcError("unknown_provider"));
    await check(KEY);
    expect(screen.getByTestId("add-error")).toHaveTextContent(messages.errors.unknown_provider);
  });
});

describe("what is pasted", () => {
  const note = () => screen.getByTestId("paste-note").textContent?.replace(/\s+/g, " ").trim();

  it("is taken out of its wrapping, told, and never shown", async () => {
    const { user, backend } = await add("srtgen");
    const asked: string[] = [];
    const check = backend.checkKey.bind(backend);
    backend.checkKey = (args) => {
      asked.push(args.key);
      return check(args);
    };
    await user.paste(`curl https://api.srtgen.com/v1 \\\n -H 'x-api-key: ${KEY}'`);
    expect(note()).toBe("Took the key out of a curl line (x-api-key). Recognised as a key of SRTGen.");
    expect(document.body.textContent).not.toContain(KEY);
    expect(key()).toHaveAttribute("type", "password");
    await user.keyboard("{Enter}");
    await settle();
    expect(asked).toEqual([KEY]);
    expect(document.documentElement.outerHTML).not.toContain(KEY);
    expect(note()).toBe("");
  });

  it("into the search for providers chooses its provider, and is not shown there", async () => {
    const { user } = await add();
    await user.paste("export CRUN_API_KEY='ak_0123456789'");
    await settle();
    expect(screen.getByTestId("chosen-provider")).toHaveTextContent("Crun");
    expect(key()).toHaveValue("ak_0123456789");
    expect(key()).toHaveFocus();
    expect(note()).toBe("Took the key out of the line that sets CRUN_API_KEY. Recognised as a key of Crun.");
  });

  it("waits where nothing tells whose it is, until a provider is chosen or it is forgotten", async () => {
    const { user } = await add();
    await user.paste("zz9988776655443322");
    await settle();
    expect(screen.getByTestId("provider-search")).toHaveValue("");
    expect(screen.getByTestId("key-waiting")).toBeVisible();
    expect(document.documentElement.outerHTML).not.toContain("zz99887766");
    await user.click(screen.getByTestId("provider-crun"));
    expect(key()).toHaveValue("zz9988776655443322");
    await user.click(screen.getByTestId("change-provider"));
    expect(screen.queryByTestId("key-waiting")).toBeNull();
    await user.paste("zz9988776655443322");
    await settle();
    await user.click(screen.getByTestId("forget-key"));
    expect(screen.queryByTestId("key-waiting")).toBeNull();
    await user.click(screen.getByTestId("provider-crun"));
    expect(key()).toHaveValue("");
  });

  it("is a search where it is no key", async () => {
    const { user } = await add();
    await user.paste("SociaVault");
    expect(screen.getByTestId("provider-search")).toHaveValue("SociaVault");
    expect(screen.getAllByRole("option")).toHaveLength(1);
  });

  it("may belong to another provider, which is offered and never taken by itself", async () => {
    const { user } = await add("crun");
    await user.paste("SRTGEN_KEY=sk-abcdef1234");
    expect(screen.getByTestId("chosen-provider")).toHaveTextContent("Crun");
    expect(note()).toContain("This looks like a key of SRTGen.");
    await user.click(screen.getByTestId("use-other"));
    expect(screen.getByTestId("chosen-provider")).toHaveTextContent("SRTGen");
    expect(key()).toHaveValue("sk-abcdef1234");
  });

  it.each([
    ["x-api-key: YOUR_API_KEY", messages.pasted.placeholder],
    ["curl https://api.crun.ai/v1", messages.pasted.noKey],
  ])("may hold no key: %s", async (pasted, says) => {
    const { user, args } = await add("crun");
    await user.paste(pasted);
    expect(note()).toBe(says);
    expect(key()).toHaveValue("");
    await user.click(screen.getByTestId("check-key"));
    expect(args("check_key")).toEqual([]);
  });

  it("is told no longer once something else is typed", async () => {
    const { user } = await add("crun");
    await user.paste('"sk-abcdef1234"');
    expect(note()).toBe(messages.pasted.quotes);
    await user.type(key(), "5");
    expect(note()).toBe("");
    expect(key()).toHaveValue("sk-abcdef12345");
  });

  it("gives the account its name where one stands before the key", async () => {
    const { user } = await add("crun");
    await user.paste("Night renders: ak_0123456789");
    expect(screen.getByTestId("label-input")).toHaveValue("Night renders");
  });
});

describe("the proposed thresholds", () => {
  const warning = () => screen.getByTestId("threshold-warning");
  const critical = () => screen.getByTestId("threshold-critical");

  it("can be changed, and are saved as they then are", async () => {
    const { user, check, args } = await add("srtgen");
    await check(KEY);
    expect(warning()).toHaveValue("250");
    await user.clear(warning());
    await user.type(warning(), "1000.5");
    await user.clear(critical());
    await user.type(critical(), "９９{Enter}");
    await settle();
    expect(args("save_account")).toMatchObject([
      { alerts: { amount: { warning: "1000.5", critical: "99" }, runway: null, quietHours: null } },
    ]);
  });

  it("can be left off", async () => {
    const { user, check, args } = await add("srtgen");
    await check(KEY);
    await user.click(screen.getByTestId("threshold-on"));
    expect(screen.queryByTestId("threshold-warning")).toBeNull();
    await user.click(screen.getByTestId("save-account"));
    await settle();
    expect(args("save_account")).toEqual([{ draft: "draft-1", label: null, alerts: null }]);
  });

  it("are refused where they make no sense, and nothing is saved", async () => {
    const { user, check, args } = await add("srtgen");
    await check(KEY);
    await user.clear(warning());
    await user.type(warning(), "plenty");
    await user.click(screen.getByTestId("save-account"));
    expect(warning()).toHaveAccessibleDescription(messages.threshold.noAmount);
    await user.clear(warning());
    await user.type(warning(), "60");
    expect(warning()).toBeValid();
    expect(critical()).toHaveAccessibleDescription(messages.threshold.order);
    expect(args("save_account")).toEqual([]);
  });

  it("are not proposed where no amount is reported", async () => {
    const { check } = await add("supertone");
    await check("null-key");
    expect(screen.queryByTestId("threshold")).toBeNull();
  });
});

it("forgets a pasted key when another provider is chosen", async () => {
  const { user } = await add("crun");
  await user.type(key(), KEY);
  await user.click(screen.getByTestId("change-provider"));
  await user.click(screen.getByTestId("provider-srtgen"));
  expect(key()).toHaveValue("");
});

it("drops the answer to a check that was abandoned", async () => {
  const { user, backend } = await add("crun");
  let answer: (check: never) => void = () => undefined;
  backend.checkKey = () => new Promise((resolve) => (answer = resolve));
  await user.type(key(), KEY);
  await user.click(screen.getByTestId("check-key"));
  expect(screen.getByTestId("check-key")).toHaveTextContent("Asking Crun…");
  await user.click(screen.getByTestId("change-provider"));
  await user.click(screen.getByTestId("provider-srtgen"));
  answer({ draft: "late", saved: false, reading: null, failure: null } as never);
  await settle();
  expect(screen.queryByTestId("check-result")).toBeNull();
  expect(within(screen.getByTestId("check-key")).getByText("Check key")).toBeVisible();
});
