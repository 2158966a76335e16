import { screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError } from "../../lib/ipc/fake";
import type { Scenario } from "../../lib/ipc/fake/scenarios";
import type { ServiceState } from "../../lib/ipc/generated/Diagnostics";
import { settle, show } from "../../test/show";
// So that the page is there at once when it is gone to.
import "./DiagnosticsPage.svelte";

const open = async (scenario: Scenario = "mixed") => {
  const shown = await show({
    scenario,
    surface: { kind: "main", section: "diagnostics", account: null, adding: false },
  });
  await screen.findByTestId("diagnostics-page");
  await settle();
  return shown;
};
type Shown = Awaited<ReturnType<typeof open>>;

const texts = messages.diagnostics;
const log = () => within(screen.getByTestId("log-lines")).getAllByRole("listitem");

async function press({ user }: Shown, id: string): Promise<void> {
  await user.click(screen.getByTestId(id));
  await settle();
}

describe("a service", () => {
  it.each<[ServiceState, string]>([
    ["works", "Works"],
    ["locked", "Locked"],
    ["missing", "Not there"],
    ["unknown", "Not known"],
  ])("that is “%s” is told in words: %s", async (state, words) => {
    const shown = await open();
    const diagnostics = await shown.backend.diagnostics();
    const keychain = { state, name: "KWallet 6", message: "It asks for a password." };
    shown.backend.diagnostics = () => Promise.resolve({ ...diagnostics, keychain });
    await press(shown, "test-tray"); // after a test it is looked anew how all stand
    const row = screen.getByTestId("service-keychain");
    for (const part of [words, "KWallet 6", "It asks for a password."]) expect(row).toHaveTextContent(part);
  });

  it.each([
    ["keychain", "test_keychain"],
    ["tray", "test_tray"],
    ["notifications", "test_notification"],
  ] as const)("%s is tested, and the result told", async (service, command) => {
    const shown = await open();
    await press(shown, `test-${service}`);
    expect(shown.args(command)).toHaveLength(1);
    expect(screen.getByTestId(`result-${service}`)).toHaveTextContent(texts.passed[service]);
    expect(shown.args("diagnostics").length).toBeGreaterThan(1);
  });

  it("says while it is tested that it is, and why it failed", async () => {
    const shown = await open();
    let refuse: (error: unknown) => void = () => undefined;
    shown.backend.testKeychain = () => new Promise((_resolve, reject) => (refuse = reject));
    await press(shown, "test-keychain");
    expect(screen.getByTestId("test-keychain")).toHaveTextContent(texts.testing);
    await press(shown, "test-keychain");
    refuse(ipcError("keychain_locked"));
    await settle();
    expect(screen.getByTestId("result-keychain")).toHaveTextContent(
      `The test failed: ${messages.errors.keychain_locked}`,
    );
  });
});

describe("what is known", () => {
  it("is versions, system, desktop, files, and who polls", async () => {
    const shown = await open();
    const about = (id: string) => screen.getByTestId(`about-${id}`).textContent;
    expect(["version", "system", "session", "desktop", "engine", "polls"].map(about)).toEqual([
      "0.1.0",
      "linux x86_64",
      "x11",
      "XFCE",
      "WebKitGTK 2.48.1",
      texts.pollsHere,
    ]);
    expect(screen.getByTestId("file-data")).toHaveTextContent(/history\.db.*4\.1.MB.*Aug 12, 2026/);
    await press(shown, "open-config");
    expect(shown.args("open_folder")).toEqual([{ folder: "config" }]);
  });

  it("is said to be not known where it is not", async () => {
    const shown = await open();
    const diagnostics = await shown.backend.diagnostics();
    const history = { state: "missing" as const, bytes: null, since: null, path: "/srv/history.db" };
    shown.backend.diagnostics = () => Promise.resolve({ ...diagnostics, polls: false, history });
    shown.backend.desktop = () => Promise.reject(ipcError("agent_gone"));
    await press(shown, "test-keychain");
    expect(screen.getByTestId("file-data")).toHaveTextContent(/Not there.*Not known.*Not known/);
    expect(screen.getByTestId("about-polls")).toHaveTextContent(texts.pollsElsewhere);
    expect(screen.getByTestId("diagnostics-error")).toHaveTextContent(messages.errors.agent_gone);
  });

  it("is what is wrong, or that nothing is", async () => {
    const shown = await open("problems");
    const problems = screen.getByTestId("known-problems");
    expect(problems).toHaveTextContent(messages.problems.keychain_locked.title);
    expect(problems).toHaveTextContent("config.toml, line 14: expected a string");
    shown.backend.push({ problems: [] });
    await settle();
    expect(problems).toHaveTextContent(texts.noProblems);
  });
});

describe("the log", () => {
  it("is told with the newest last, by how grave a line is", async () => {
    const shown = await open();
    expect(log()).toHaveLength(6);
    expect(log().at(-1)).toHaveTextContent(/Error.*the notification was not taken/);
    await shown.user.selectOptions(screen.getByTestId("log-level"), "Warning and graver");
    expect(log().map((line) => /Error|Warning/.exec(line.textContent ?? "")?.[0])).toEqual([
      "Warning",
      "Warning",
      "Error",
    ]);
  });

  it("is read again on request, and may be empty or not readable", async () => {
    const shown = await open();
    shown.backend.recentLog = () => Promise.resolve([]);
    await press(shown, "log-reload");
    expect(screen.getByTestId("log")).toHaveTextContent(texts.logEmpty);
    shown.backend.recentLog = () => Promise.reject(ipcError("agent_gone"));
    await press(shown, "log-reload");
    expect(screen.getByTestId("log-error")).toHaveTextContent(messages.errors.agent_gone);
  });
});

describe("the report", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is copied, and that is said", async () => {
    const shown = await open("problems");
    const before = screen.getByTestId<HTMLTextAreaElement>("report-text").value;
    await press(shown, "copy-report");
    expect(await navigator.clipboard.readText()).toBe(before);
    expect(before).toContain("keychain_locked");
    expect(before).toContain("Lowtide 0.1.0");
    expect(before).not.toContain("/home/sam");
    expect(screen.getByTestId("copy-said")).toHaveTextContent(texts.copied);
  });

  it("is copied the old way where the new one is not allowed", async () => {
    const shown = await open();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    let selected = "";
    document.execCommand = () => {
      selected = (document.activeElement as HTMLTextAreaElement | null)?.value ?? "";
      return true;
    };
    await press(shown, "copy-report");
    expect(screen.getByTestId("copy-said")).toHaveTextContent(texts.copied);
    expect(selected).toContain("Lowtide 0.1.0");
    expect(screen.getByTestId("copy-report"), "the focus comes back").toHaveFocus();
  });

  it("is shown to be copied by hand where neither works", async () => {
    const shown = await open();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    document.execCommand = () => false;
    await press(shown, "copy-report");
    expect(screen.getByTestId("copy-said")).toHaveTextContent(texts.notCopied);
    expect(screen.getByTestId("report-details")).toHaveAttribute("open");
  });
});
