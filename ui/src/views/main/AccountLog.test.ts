import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError, type FakeOptions } from "../../lib/ipc/fake";
import type { PollEntry } from "../../lib/ipc/generated/PollEntry";
import { NOW, settle, show } from "../../test/show";

async function open(fold: "poll-log" | "last-answer", account: string, options: FakeOptions = {}) {
  const shown = await show({ surface: { kind: "main", section: null, account, adding: false }, ...options });
  const unfold = async () => {
    await shown.user.click(within(screen.getByTestId(fold)).getByRole("heading"));
    // jsdom folds a details element by its summary only when that is what was pressed.
    const details = screen.getByTestId<HTMLDetailsElement>(fold);
    if (!details.open) details.open = true;
    details.dispatchEvent(new Event("toggle"));
    await settle();
  };
  return { ...shown, unfold };
}
const text = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, " ").trim();
const rows = () => within(screen.getByTestId("poll-log")).getAllByRole("row").slice(1);
/** A row's cells, one after the other. */
const plain = (row: HTMLElement | undefined) =>
  [...(row?.querySelectorAll("td") ?? [])]
    .map((cell) => cell.textContent.replace(/\s+/g, " ").trim())
    .join(" | ");

describe("the poll log", () => {
  it("is asked for when it is opened, and not before", async () => {
    const { args, unfold } = await open("poll-log", "crun-renders");
    expect(args("poll_log")).toEqual([]);
    await unfold();
    expect(args("poll_log")).toEqual([{ account: "crun-renders" }]);
  });

  it("tells time, result, duration and what was left, the latest first", async () => {
    const { unfold, user } = await open("poll-log", "crun-renders");
    await unfold();
    expect(rows()).toHaveLength(10);
    expect(plain(rows()[0])).toBe("9:57 AM | Read | 180 ms | 186 credits");
    expect(plain(rows()[4])).toContain("No answer in time");
    expect(plain(rows()[4])).toContain("20 sec | —");
    await user.click(screen.getByRole("button", { name: messages.showAll(50) }));
    expect(rows()).toHaveLength(50);
    expect(plain(rows()[11])).toContain("Provider has a fault (HTTP 503)");
  });

  it("says when the next attempt is, and asks now on request", async () => {
    const { unfold, user, args } = await open("poll-log", "crun-renders");
    expect(text("poll-log")).toContain("Next attempt: 10:12 AM");
    await unfold();
    expect(text("poll-log")?.match(/Next attempt/g)).toHaveLength(1);
    await user.click(screen.getByTestId("check-now"));
    expect(args("refresh")).toEqual([{ accounts: ["crun-renders"], onlyStale: false }]);
  });

  it("says until when the provider asks to wait, and what waits for the person", async () => {
    const { unfold } = await open("poll-log", "rate-limited", { scenario: "failing" });
    await unfold();
    expect(text("poll-log")).toContain("The provider asks to wait until 10:24 AM.");
    const { app } = await open("poll-log", "supertone-voice");
    expect(app.account("supertone-voice")?.nextCheckAt).toBeNull();
    expect(screen.getAllByText(messages.pollLog.nextWaits).length).toBeGreaterThan(0);
  });

  it("is read anew when the account was asked again", async () => {
    const { unfold, backend } = await open("poll-log", "crun-renders");
    await unfold();
    const entry: PollEntry = {
      at: new Date(NOW).toISOString(),
      tookMs: null,
      remaining: "99",
      unit: "credits",
      failure: null,
    };
    backend.pollLog = () => Promise.resolve([entry]);
    const accounts = backend.current.accounts.map((view) => ({ ...view, checkedAt: entry.at }));
    backend.push({ accounts });
    await settle();
    expect(plain(rows()[0])).toBe("10:00 AM | Read | — | 99 credits");
    expect(rows()).toHaveLength(1);
  });

  it("says that an account was never asked, and why it cannot be told", async () => {
    const { unfold } = await open("poll-log", "crun-new");
    await unfold();
    expect(text("poll-log")).toContain(messages.pollLog.none);
    const failing = await open("poll-log", "srtgen-work");
    failing.backend.pollLog = () => Promise.reject(ipcError("history"));
    const fold = screen.getAllByTestId<HTMLDetailsElement>("poll-log").at(-1);
    if (fold) fold.open = true;
    fold?.dispatchEvent(new Event("toggle"));
    await settle();
    expect(fold).toHaveTextContent(messages.errors.history);
  });
});

describe("the last response", () => {
  it("is asked for when it is opened, and laid out with every digit", async () => {
    const { args, unfold, backend } = await open("last-answer", "crun-renders");
    expect(args("last_answer")).toEqual([]);
    backend.lastAnswer = () =>
      Promise.resolve({
        at: new Date(NOW - 120_000).toISOString(),
        httpStatus: 200,
        body: '{"balance":12345678901234567890.10,"key":"•••"}',
        truncated: false,
      });
    await unfold();
    expect(screen.getByTestId("answer-body").textContent).toBe(
      '{\n  "balance": 12345678901234567890.10,\n  "key": "•••"\n}',
    );
    expect(text("last-answer")).toContain("HTTP 200 Came 2 minutes ago");
    expect(text("last-answer")).toContain(messages.lastAnswer.lead);
  });

  it("is shown as it came when it is no JSON, and says when it is only the beginning", async () => {
    const page = await open("last-answer", "not-json", { scenario: "failing" });
    await page.unfold();
    expect(screen.getByTestId("answer-body").textContent).toMatch(/^<!doctype html>/);
    expect(text("last-answer")).toContain(messages.lastAnswer.notJson);
    page.view.unmount();
    const large = await open("last-answer", "blocked-too-large", { scenario: "failing" });
    await large.unfold();
    expect(screen.getByTestId("answer-body").textContent).toContain('"items": [');
    expect(text("last-answer")).toContain(messages.lastAnswer.truncated);
    expect(text("last-answer")).not.toContain(messages.lastAnswer.notJson);
  });

  it("shows markup as text", async () => {
    const { unfold, backend } = await open("last-answer", "crun-renders");
    const body = '<img src=x onerror="alert(1)">';
    backend.lastAnswer = () => Promise.resolve({ at: "", httpStatus: 200, body, truncated: false });
    await unfold();
    expect(screen.getByTestId("answer-body").textContent).toBe(body);
    expect(screen.getByTestId("answer-body").querySelector("img")).toBeNull();
  });

  it("says that none has come", async () => {
    const { unfold } = await open("last-answer", "crun-new");
    await unfold();
    expect(text("last-answer")).toContain(messages.lastAnswer.none);
    expect(screen.queryByTestId("copy-answer")).toBeNull();
  });

  it("can be copied, and says whether that worked", async () => {
    const { unfold, user } = await open("last-answer", "crun-renders");
    await unfold();
    await user.click(screen.getByTestId("copy-answer"));
    await settle();
    expect(text("last-answer")).toContain(messages.lastAnswer.copied);
    expect(await navigator.clipboard.readText()).toBe(screen.getByTestId("answer-body").textContent);
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
    document.execCommand = () => false;
    await user.click(screen.getByTestId("copy-answer"));
    await settle();
    expect(text("last-answer")).toContain(messages.lastAnswer.copyFailed);
  });

  it("is covered where amounts are hidden, until it is asked for", async () => {
    const { unfold, user, backend } = await open("last-answer", "crun-renders");
    await unfold();
    await backend.setHidden({ hidden: true });
    await settle();
    expect(screen.queryByTestId("answer-body")).toBeNull();
    expect(screen.queryByTestId("copy-answer")).toBeNull();
    expect(screen.getByTestId("answer-covered")).toBeVisible();
    await user.click(screen.getByTestId("cover-answer"));
    expect(screen.getByTestId("answer-body")).toHaveTextContent("186");
    await user.click(screen.getByTestId("cover-answer"));
    expect(screen.queryByTestId("answer-body")).toBeNull();
  });
});
