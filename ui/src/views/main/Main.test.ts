import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import type { FakeOptions } from "../../lib/ipc/fake";
import { ipcError } from "../../lib/ipc/fake";
import { settle, show } from "../../test/show";

const main = (account: string | null, options: FakeOptions = {}) =>
  show({ surface: { kind: "main", section: null, account, adding: false }, ...options });
const page = () => screen.getByTestId("account-page");
const text = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, " ").trim();

describe("which account is shown", () => {
  it("is the one that the shell names, else the most urgent", async () => {
    const { backend } = await main("srtgen-work");
    expect(page().dataset["account"]).toBe("srtgen-work");
    backend.show({ kind: "main", section: null, account: "crun-renders", adding: false });
    await settle();
    expect(page().dataset["account"]).toBe("crun-renders");
  });

  it("is the most urgent where none is named", async () => {
    await main(null);
    expect(page().dataset["account"]).toBe("sociavault-trends");
  });

  it("is the one that is chosen in the list", async () => {
    const { user } = await main(null);
    await user.click(screen.getByTestId("row-house-gateway"));
    expect(page().dataset["account"]).toBe("house-gateway");
    expect(screen.getByTestId("row-house-gateway")).toHaveAttribute("aria-current", "page");
  });

  it("says so when it no longer exists", async () => {
    await main("nobody");
    expect(screen.getByText(messages.main.gone)).toBeVisible();
  });

  it("can be found by name among many", async () => {
    const { user } = await main(null, { scenario: "many" });
    await user.type(screen.getByRole("searchbox"), "client 07");
    expect(screen.getAllByTestId(/^row-/)).toHaveLength(1);
    await user.type(screen.getByRole("searchbox"), "x");
    expect(screen.getByText(messages.main.noMatch)).toBeVisible();
  });
});

describe("the breakdown", () => {
  it("shows every meter, plan and fact of a reading", async () => {
    await main("srtgen-work");
    expect(text("primary-amount")).toBe("1,250 credits");
    expect(text("meter-monthly")).toContain("1,000 of 1,000 credits");
    expect(text("meter-monthly")).toContain("resets in 9 days");
    expect(text("meter-extra")).toContain("250 credits");
    expect(text("meter-storage")).toContain("200 MB of 10 GB used");
    const plan = within(screen.getByRole("table")).getByRole("row", { name: /Starter Plan/ });
    expect(plan).toHaveTextContent(/active.*1,000 of 1,000 credits.*resets in 9 days/);
    expect(text("fact-user_email")).toBe("alex@studio.example");
    expect(text("fact-as-of")).toBe("3 minutes ago");
  });

  it("tells a limit that is all that was ever added from a limit to spend", async () => {
    await main("structocr-invoices");
    expect(page()).toHaveTextContent("of all 50,569 credits ever added");
  });

  it("sets this key beside the account, with its share and their period", async () => {
    await main("structocr-invoices");
    expect(text("share-period_requests")).toBe(
      "Requests this period 21% of it by this key This key 45 requests Whole account 206 requests",
    );
    expect(text("fact-key_avg_latency")).toBe("2,424 ms");
    expect(text("fact-avg_latency")).toBe("2,720 ms");
    expect(text("fact-key_error_rate")).toBe("2.22%");
    expect(text("fact-error_rate")).toBe("4.37%");
    expect(text("key-share")).toContain("Period: Oct 31 – Nov 30, 2026");
    expect(screen.queryByTestId("meter-key_requests")).toBeNull();
    expect(screen.getByTestId("meter-credits")).toBeVisible();
  });

  it("makes a subscription that has lapsed stand out, in words", async () => {
    const { user } = await main("sociavault-trends");
    expect(text("provider-status")).toBe("past due");
    expect(text("fact-status")).toBe("past due");
    await user.click(screen.getByTestId("row-sociavault-old"));
    expect(screen.queryByTestId("provider-status")).toBeNull();
    expect(text("fact-status")).toBe("active");
  });

  it("names the variable of a key from the environment, and does not offer to replace it", async () => {
    await main("house-gateway");
    expect(text("fact-key-source")).toBe("Environment variable HOUSE_GATEWAY_KEY");
    expect(text("fact-address")).toBe("https://gateway.internal.example/v2");
    expect(screen.queryByTestId("replace-key")).toBeNull();
  });

  it("says where a key is kept, and that the demo keeps none", async () => {
    const { view } = await main("srtgen-work");
    expect(page()).toHaveTextContent(messages.main.keychain);
    view.unmount();
    await main(null, { scenario: "demo" });
    expect(page()).toHaveTextContent(messages.main.demoKey);
    expect(page()).not.toHaveTextContent(messages.main.keychain);
  });

  it("says what is not reported", async () => {
    await main("supertone-null");
    expect(text("primary-amount")).toBe("Not reported");
  });

  it("lists values that are not as documented", async () => {
    const { backend } = await main("crun-renders");
    const oddities = [{ path: "$.data.extra", expected: "a number", found: "text" }];
    backend.push({
      accounts: backend.current.accounts.map((view) =>
        view.reading === null ? view : { ...view, reading: { ...view.reading, oddities } },
      ),
    });
    await settle();
    expect(text("oddities")).toContain("$.data.extra expected a number, found text");
  });

  it("explains a failure, with the details to report", async () => {
    await main("supertone-voice");
    const failure = screen.getByTestId("failure");
    expect(failure).toHaveTextContent(messages.failures.unauthorized.title);
    expect(failure).toHaveTextContent("the provider answered 401: Invalid or inactive API key (HTTP 401)");
    expect(page()).toHaveTextContent("Last good reading, 3 hours ago");
    expect(text("fact-next-check")).toBe("Waits for you");
  });
});

describe("the actions", () => {
  it("offer only pages that the provider has", async () => {
    const { user, args } = await main("srtgen-work");
    await user.click(screen.getByTestId("open-billing"));
    expect(args("open_page")).toEqual([{ provider: "srtgen", page: "billing" }]);
    await user.click(screen.getByTestId("row-supertone-voice"));
    expect(screen.queryByTestId("open-billing")).toBeNull();
    expect(screen.getByTestId("open-docs")).toBeVisible();
  });

  it("refresh, pause and resume this account", async () => {
    const { user, args } = await main("crun-renders");
    await user.click(screen.getByTestId("refresh-account"));
    expect(args("refresh")).toEqual([{ accounts: ["crun-renders"], onlyStale: false }]);
    await user.click(screen.getByTestId("pause-account"));
    await settle();
    expect(page()).toHaveTextContent(messages.main.pausedHint);
    await user.click(screen.getByTestId("pause-account"));
    expect(args("set_paused")).toEqual([
      { account: "crun-renders", paused: true },
      { account: "crun-renders", paused: false },
    ]);
  });

  it("lead to the account's history and rules", async () => {
    const { user, app } = await main("crun-renders");
    await user.click(screen.getByTestId("to-history"));
    expect(app.destination).toEqual({ section: "history", account: "crun-renders", adding: false });
    app.go({});
    await settle();
    await user.click(screen.getByTestId("to-alerts"));
    expect(app.destination).toEqual({ section: "alerts", account: "crun-renders", adding: false });
  });

  it("rename", async () => {
    const { user } = await main("crun-renders");
    await user.click(screen.getByTestId("rename-account"));
    const input = screen.getByTestId("rename-input");
    expect(input).toHaveValue("Renders");
    await user.clear(input);
    await user.click(screen.getByTestId("confirm-rename"));
    await settle();
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription(messages.errors.invalid_input);
    await user.type(input, "Night renders{Enter}");
    await settle();
    expect(screen.queryByTestId("rename-form")).toBeNull();
    expect(screen.getByRole("heading", { level: 1, name: "Night renders" })).toBeVisible();
    expect(screen.getByText(messages.main.renameDone("Night renders"))).toBeInTheDocument();
    expect(screen.getByTestId("rename-account")).toHaveFocus();
  });

  it("leave the name alone when renaming is given up, or changes nothing", async () => {
    const { user, args } = await main("crun-renders");
    await user.click(screen.getByTestId("rename-account"));
    await user.keyboard("Other{Escape}");
    await settle();
    expect(screen.getByRole("heading", { name: "Renders" })).toBeVisible();
    expect(screen.getByTestId("rename-account")).toHaveFocus();
    await user.click(screen.getByTestId("rename-account"));
    await user.keyboard("{Enter}");
    await settle();
    expect(screen.queryByTestId("rename-form")).toBeNull();
    expect(args("rename_account")).toEqual([]);
  });

  it.each([true, false])("remove, after one question; keeping the history: %s", async (keepHistory) => {
    const { user, args } = await main("crun-renders");
    await user.click(screen.getByTestId("remove-account"));
    expect(args("remove_account")).toHaveLength(0);
    expect(screen.getByTestId("keep-history")).toBeChecked();
    if (!keepHistory) await user.click(screen.getByTestId("drop-history"));
    await user.click(screen.getByTestId("confirm-remove"));
    await settle();
    expect(args("remove_account")).toEqual([{ account: "crun-renders", keepHistory }]);
    expect(screen.queryByTestId("row-crun-renders")).toBeNull();
    expect(page().dataset["account"]).toBe("sociavault-trends");
  });

  it("say in the dialog why a removal failed", async () => {
    const { user, backend } = await main("crun-renders");
    backend.removeAccount = () => Promise.reject(ipcError("keychain_locked"));
    await user.click(screen.getByTestId("remove-account"));
    await user.click(screen.getByTestId("confirm-remove"));
    await settle();
    expect(within(screen.getByTestId("remove-dialog")).getByRole("alert")).toHaveTextContent(
      messages.errors.keychain_locked,
    );
    expect(screen.getByTestId("row-crun-renders")).toBeVisible();
  });
});

it("shows where a broken settings file is broken", async () => {
  const { user, backend } = await main("crun-renders");
  const error = { ...ipcError("config_broken"), message: "config.toml, line 14" };
  backend.setPaused = () => Promise.reject(error);
  await user.click(screen.getByTestId("pause-account"));
  await settle();
  expect(screen.getByRole("alert")).toHaveTextContent(messages.errors.config_broken);
  expect(screen.getByRole("alert")).toHaveTextContent("config.toml, line 14");
});

it("has words even for a code that it does not know", async () => {
  const { user, backend } = await main("crun-renders");
  backend.setPaused = () =>
    Promise.reject({ ...ipcError("internal"), code: "from_the_future", message: "Odd." });
  await user.click(screen.getByTestId("pause-account"));
  await settle();
  expect(screen.getByRole("alert")).toHaveTextContent(`${messages.errors.internal} Odd.`);
});

it("gives the focus back when a dialog is closed", async () => {
  const { user } = await main("crun-renders");
  await user.click(screen.getByTestId("remove-account"));
  screen.getByTestId("keep-history").focus();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await settle();
  expect(screen.getByTestId("remove-account")).toHaveFocus();
});

describe("replacing a key", () => {
  async function open(account = "supertone-voice") {
    const shown = await main(account);
    await shown.user.click(screen.getByTestId("replace-key"));
    return { ...shown, input: () => screen.getByTestId<HTMLInputElement>("key-input") };
  }

  it("checks it, stores it, and shows the reading", async () => {
    const { user, input, args } = await open();
    await user.type(input(), "sk-new{Enter}");
    await settle();
    expect(args("replace_key")).toEqual([{ account: "supertone-voice", anyway: false }]);
    expect(screen.queryByTestId("replace-dialog")).toBeNull();
    expect(page().dataset["state"]).toBe("ok");
    expect(screen.getByText(messages.replace.done)).toBeInTheDocument();
  });

  it("keeps the old one when the new one is rejected, and forgets the new one", async () => {
    const { user, input } = await open();
    await user.type(input(), "bad-key{Enter}");
    await settle();
    expect(screen.getByTestId("check-failure")).toHaveTextContent(messages.failures.unauthorized.title);
    expect(input()).toHaveValue("");
    expect(input()).toHaveFocus();
    expect(screen.queryByTestId("store-anyway")).toBeNull();
  });

  it("stores it unchecked when that was not the key's fault, and only when told to", async () => {
    const { user, input, args } = await open();
    await user.type(input(), "dns-key{Enter}");
    await settle();
    await user.type(input(), "dns-key");
    await user.click(screen.getByTestId("store-anyway"));
    await settle();
    expect(args("replace_key")).toEqual([
      { account: "supertone-voice", anyway: false },
      { account: "supertone-voice", anyway: true },
    ]);
    expect(screen.queryByTestId("replace-dialog")).toBeNull();
    expect(screen.getByText(messages.replace.storedAnyway)).toBeInTheDocument();
  });

  it("takes the key out of what was pasted, and warns of another provider's", async () => {
    const { user, input, backend } = await open();
    const asked: unknown[] = [];
    backend.replaceKey = (args) => {
      asked.push(args.key);
      return Promise.reject(ipcError("keychain_locked"));
    };
    input().focus();
    await user.paste("export CRUN_API_KEY='ak_99887766'");
    expect(text("paste-note")).toBe(
      "Took the key out of the line that sets CRUN_API_KEY. This looks like a key of Crun.",
    );
    await user.keyboard("{Enter}");
    await settle();
    expect(asked).toEqual(["ak_99887766"]);
  });

  it("asks for one key where several were pasted", async () => {
    const { user, input, args } = await open();
    input().focus();
    await user.paste("ak_0000aaaa1\nak_0000aaaa2");
    expect(input()).toHaveValue("");
    expect(input()).toHaveAccessibleDescription(messages.pasted.several);
    expect(args("replace_key")).toEqual([]);
  });

  it("sends nothing when nothing was pasted", async () => {
    const { user, input, args } = await open();
    await user.click(screen.getByTestId("confirm-replace"));
    await settle();
    expect(input()).toBeInvalid();
    expect(input()).toHaveAccessibleDescription(messages.errors.key_empty);
    expect(args("replace_key")).toHaveLength(0);
  });
});
