import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import { FakeBackend, ipcError } from "../../lib/ipc/fake";
import { NOW, settle, show, showOn, type Call } from "../../test/show";

const FIRST = "sk-aaaa1111bbbb2222";
const LIST = [
  `export SRTGEN_API_KEY=${FIRST}`,
  "Work laptop: ak_0123456789abcdef4321",
  "CRUN_BACKUP=bad-key-0000111122223333",
  "SOCIAVAULT_KEY=dns-key-000011112222",
].join("\n");

const row = (number: number) => screen.getByTestId(`candidate-${number}`);
const standing = (number: number) => screen.getByTestId(`standing-${number}`).textContent?.trim();
const adding = { kind: "main", section: null, account: null, adding: true } as const;

async function paste(text = LIST) {
  const shown = await show({ scenario: "fine", surface: adding });
  await shown.user.paste(text);
  await settle();
  const checkAll = async () => {
    await shown.user.click(screen.getByTestId("check-all"));
    await settle();
  };
  return { ...shown, checkAll };
}

describe("several keys at once", () => {
  it("become a list that shows only their ends, with provider and name where they are known", async () => {
    await paste();
    expect(screen.getByRole("heading", { name: "4 keys" })).toHaveFocus();
    expect(within(row(1)).getByText("Key ending in 2222")).toBeVisible();
    expect(screen.getByTestId("provider-of-1")).toHaveValue("srtgen");
    expect(screen.getByTestId("provider-of-2")).toHaveValue("");
    expect(screen.getByTestId("name-of-2")).toHaveValue("Work laptop");
    expect(document.documentElement.outerHTML).not.toContain(FIRST);
    expect(document.documentElement.outerHTML).not.toContain("0123456789abcdef");
  });

  it("leave lines without a key behind, take repeated ones once, and say so", async () => {
    await paste(`${LIST}\nThese are mine.\nPORT=\n${FIRST}`);
    expect(screen.getByRole("heading", { name: "4 keys" })).toBeVisible();
    expect(screen.getByTestId("batch-remarks")).toHaveTextContent(
      "2 lines without a key were left out. 1 key was there twice and is taken once.",
    );
  });

  it("show nothing of a key that four characters would give away", async () => {
    await paste("abcd1234\nefgh5678");
    expect(within(row(1)).getByText("Key 1")).toBeVisible();
    expect(row(1)).not.toHaveTextContent("1234");
  });

  it("are checked in turn, each with a result of its own", async () => {
    const { user, checkAll, calls } = await paste();
    expect(screen.getByTestId("check-all")).toHaveTextContent("Check 3 keys");
    await user.selectOptions(screen.getByTestId("provider-of-2"), "crun");
    expect(screen.getByTestId("check-all")).toHaveTextContent("Check 4 keys");
    await checkAll();
    const checks = calls.filter(({ name }) => name === "check_key").map(({ args }) => args);
    expect(checks).toMatchObject([
      { provider: "srtgen" },
      { provider: "crun" },
      { provider: "crun" },
      { provider: "sociavault" },
    ]);
    expect(standing(1)).toBe(messages.add.works);
    expect(row(1)).toHaveTextContent("1,250 credits");
    expect(standing(3)).toBe(messages.failures.unauthorized.title);
    expect(screen.queryByTestId("save-3")).toBeNull();
    expect(standing(4)).toBe(messages.failures.network_dns.title);
    expect(within(row(4)).getByTestId("save-4")).toHaveTextContent(messages.add.saveAnyway);
    expect(screen.getByTestId("batch-status")).toHaveTextContent("2 of 4 work.");
  });

  it("go one after the other, and say how far they are", async () => {
    const calls: Call[] = [];
    const backend = new FakeBackend({
      now: NOW,
      scenario: "fine",
      surface: adding,
      onCall: (name, args) => calls.push({ name, args }),
    });
    const waiting: ((answer: "go") => void)[] = [];
    const check = backend.checkKey.bind(backend);
    backend.checkKey = async (args) => {
      await new Promise<"go">((resolve) => waiting.push(resolve));
      return check(args);
    };
    const { user } = await showOn(backend);
    await user.paste(LIST);
    await settle();
    await user.click(screen.getByTestId("check-all"));
    await settle();
    expect(waiting).toHaveLength(1);
    expect(screen.getByTestId("batch-status")).toHaveTextContent("0 of 3 checked");
    expect(standing(1)).toBe(messages.batch.checking);
    expect(standing(3)).toBe(messages.batch.waiting);
    waiting[0]?.("go");
    await settle();
    expect(waiting).toHaveLength(2);
    expect(screen.getByTestId("batch-status")).toHaveTextContent("1 of 3 checked");
    // Left out while another is checked: it is not asked about.
    await user.click(screen.getByTestId("leave-out-4"));
    waiting[1]?.("go");
    await settle();
    expect(waiting).toHaveLength(2);
    expect(calls.filter(({ name }) => name === "check_key")).toHaveLength(2);
  });

  it("are saved together, with the proposed thresholds, and lead to the last account", async () => {
    const { user, checkAll, args, backend } = await paste("SRTGEN_KEY=sk-aaaa1111\nCRUN_KEY=ak_bbbb2222");
    await user.type(screen.getByTestId("name-of-1"), " Studio ");
    await checkAll();
    expect(row(1)).toHaveTextContent("Warning below 250 credits, critical below 60 credits");
    await user.click(screen.getByTestId("save-all"));
    await settle();
    expect(args("save_account")).toMatchObject([
      { draft: "draft-1", label: "Studio", alerts: { amount: { warning: "250", critical: "60" } } },
      { draft: "draft-2", label: null },
    ]);
    expect(standing(1)).toBe(messages.batch.saved);
    expect(screen.getByTestId("batch-done")).toHaveFocus();
    await user.keyboard("{Enter}");
    await settle();
    expect(screen.getByTestId("account-page").dataset["account"]).toBe(backend.current.accounts.at(-1)?.id);
  });

  it("can be saved one by one, without thresholds, and anyway", async () => {
    const { user, checkAll, args } = await paste();
    await checkAll();
    await user.click(screen.getByTestId("batch-thresholds"));
    expect(row(1)).not.toHaveTextContent("Warning below");
    await user.click(screen.getByTestId("save-1"));
    await settle();
    await user.click(screen.getByTestId("save-4"));
    await settle();
    expect(args("save_account")).toMatchObject([{ alerts: null }, { alerts: null }]);
    expect(standing(4)).toBe(messages.batch.saved);
    expect(screen.queryByTestId("save-all")).toBeNull();
  });

  it("tell each its own refusal", async () => {
    const { checkAll, backend, user } = await paste();
    const check = backend.checkKey.bind(backend);
    backend.checkKey = (args) =>
      args.provider === "srtgen" ? Promise.reject(ipcError("keychain_locked")) : check(args);
    await checkAll();
    expect(screen.getByTestId("error-1")).toHaveTextContent(messages.errors.keychain_locked);
    expect(row(1)).toHaveTextContent(messages.batch.lost);
    backend.saveAccount = () => Promise.reject(ipcError("draft_expired"));
    await user.click(screen.getByTestId("save-4"));
    await settle();
    expect(screen.getByTestId("error-4")).toHaveTextContent(messages.errors.draft_expired);
    expect(screen.queryByTestId("save-4")).toBeNull();
  });

  it("are not asked of a provider that needs more than a key, unless that was given", async () => {
    const { user, args, view } = await paste();
    await user.selectOptions(screen.getByTestId("provider-of-2"), "house-gateway");
    expect(row(2)).toHaveTextContent(messages.batch.needsMore);
    expect(screen.getByTestId("check-all")).toHaveTextContent("Check 3 keys");
    expect(args("check_key")).toEqual([]);
    view.unmount();

    const shown = await show({ scenario: "fine", surface: adding });
    await shown.user.click(screen.getByTestId("provider-house-gateway"));
    await shown.user.type(screen.getByTestId("param-team"), "7");
    await shown.user.click(screen.getByTestId("key-input"));
    await shown.user.paste("zz0000111122223333\nzz0000111122224444");
    await settle();
    await shown.user.click(screen.getByTestId("check-all"));
    await settle();
    expect(shown.args("check_key")).toEqual([
      { provider: "house-gateway", params: { region: "eu", team: "7" }, baseUrl: null },
      { provider: "house-gateway", params: { region: "eu", team: "7" }, baseUrl: null },
    ]);
  });

  it("never lose the focus when one of them is left out", async () => {
    const { user } = await paste();
    screen.getByTestId("leave-out-2").focus();
    await user.keyboard("{Enter}");
    await settle();
    expect(screen.queryByTestId("candidate-2")).toBeNull();
    expect(screen.getByRole("heading", { name: "3 keys" })).toHaveFocus();
  });

  it("are gone when one goes back", async () => {
    const { user, args } = await paste();
    await user.click(screen.getByTestId("batch-back"));
    await settle();
    expect(screen.getByTestId("provider-search")).toHaveFocus();
    expect(screen.queryByTestId("batch")).toBeNull();
    expect(args("check_key")).toEqual([]);
  });
});

describe("environment variables", () => {
  async function variables() {
    const shown = await show({ scenario: "fine", surface: adding });
    await settle();
    const open = async () => {
      await shown.user.click(screen.getByTestId("from-variables"));
      await settle();
    };
    return { ...shown, open };
  }

  it("are counted, named and checked; their values are not known here", async () => {
    const { open, user, args } = await variables();
    expect(screen.getByText(messages.add.fromVariablesHint(2))).toBeVisible();
    await open();
    expect(row(1)).toHaveTextContent("CRUN_API_KEY");
    expect(row(2)).toHaveTextContent("SociaVault");
    expect(screen.getByTestId("keep-copy_to_keychain")).toBeChecked();
    await user.click(screen.getByTestId("choose-SOCIAVAULT_API_KEY"));
    await user.click(screen.getByTestId("check-all"));
    await settle();
    expect(args("check_variable")).toEqual([
      { provider: "crun", variable: "CRUN_API_KEY", keep: "copy_to_keychain", params: {}, baseUrl: null },
    ]);
    await user.click(screen.getByTestId("save-1"));
    await settle();
    expect(args("save_account")).toMatchObject([{ draft: "draft-1", label: null }]);
  });

  it("are checked anew for another use", async () => {
    const { open, user, args } = await variables();
    await open();
    await user.click(screen.getByTestId("check-all"));
    await settle();
    await user.click(screen.getByTestId("keep-read_each_time"));
    expect(standing(1)).toBe(messages.batch.waiting);
    await user.click(screen.getByTestId("check-all"));
    await settle();
    expect(args("check_variable").slice(2)).toMatchObject([
      { keep: "read_each_time" },
      { keep: "read_each_time" },
    ]);
  });

  it("that an account reads already are named so, and not chosen", async () => {
    const { open, backend } = await variables();
    backend.environmentKeys = () =>
      Promise.resolve([{ variable: "CRUN_API_KEY", provider: "crun", usedBy: "crun" }]);
    await open();
    expect(row(1)).toHaveTextContent("Already read by Crun");
    expect(screen.getByTestId("choose-CRUN_API_KEY")).not.toBeChecked();
    expect(screen.queryByTestId("check-all")).toBeNull();
  });

  it("may be none, which is explained", async () => {
    const { open, backend } = await variables();
    backend.environmentKeys = () => Promise.resolve([]);
    await open();
    expect(screen.getByTestId("no-variables")).toHaveTextContent(messages.variables.noneHint);
  });

  it("may be impossible to list, which is said to whoever asks", async () => {
    const { open, backend } = await variables();
    backend.environmentKeys = () => Promise.reject(ipcError("agent_gone"));
    await open();
    expect(screen.getByTestId("command-error")).toHaveTextContent(messages.errors.agent_gone);
    expect(screen.queryByTestId("batch")).toBeNull();
  });
});
