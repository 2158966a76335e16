import { describe, expect, it } from "vitest";

import { FakeBackend, ipcError } from "../ipc/fake";
import type { AlertPreview } from "../ipc/generated/AlertPreview";
import { RulesPreview } from "./alert-preview.svelte";
import { UNSAID } from "./rules";

const flush = () => new Promise((resolve) => setTimeout(resolve));
const question = (account: string) => ({ account, table: () => Promise.resolve(UNSAID) });
const preview = (deliveredCount: number): AlertPreview => ({ decisions: [], deliveredCount });

/** A backend whose previews are answered by hand. */
function held() {
  const backend = new FakeBackend();
  const asked: { account: string; answer: (count: number) => void; refuse: () => void }[] = [];
  backend.previewAlerts = ({ account }) =>
    new Promise<AlertPreview>((resolve, reject) => {
      asked.push({
        account,
        answer: (count) => resolve(preview(count)),
        refuse: () => reject(ipcError("history") as unknown as Error),
      });
    });
  return { asked, rules: new RulesPreview(backend) };
}

describe("what rules would have said", () => {
  it("is asked of one account after the other, and added up", async () => {
    const { asked, rules } = held();
    const done = rules.ask([question("a"), question("b")]);
    await flush();
    expect(asked.map(({ account }) => account)).toEqual(["a"]);
    expect(rules.progress).toEqual({ done: 0, all: 2 });
    asked[0]?.answer(3);
    await flush();
    expect(rules.progress).toEqual({ done: 1, all: 2 });
    asked[1]?.answer(4);
    await done;
    expect([rules.told, rules.progress]).toEqual([7, null]);
    expect(rules.answers?.map(({ account }) => account)).toEqual(["a", "b"]);
  });

  it("is never the answer to an older question, and what came between is not asked at all", async () => {
    const { asked, rules } = held();
    void rules.ask([question("first")]);
    await flush();
    void rules.ask([question("second")]);
    void rules.ask([question("third")]);
    asked[0]?.answer(1);
    await flush();
    expect(rules.answers, "the first is outdated").toBeNull();
    expect(asked.map(({ account }) => account)).toEqual(["first", "third"]);
    asked[1]?.answer(3);
    await flush();
    expect(rules.told).toBe(3);
  });

  it("gives up the accounts that are still to come when something else is asked", async () => {
    const { asked, rules } = held();
    void rules.ask([question("a"), question("b"), question("c")]);
    await flush();
    void rules.ask([question("z")]);
    asked[0]?.answer(1);
    await flush();
    expect(asked.map(({ account }) => account)).toEqual(["a", "z"]);
  });

  it("keeps the last answer while the next one is awaited, and when there is none", async () => {
    const { asked, rules } = held();
    void rules.ask([question("a")]);
    await flush();
    asked[0]?.answer(5);
    await flush();
    void rules.ask([question("a")]);
    await flush();
    expect(rules.told).toBe(5);
    asked[1]?.refuse();
    await flush();
    expect([rules.told, rules.error?.code]).toEqual([5, "history"]);
  });

  it("is forgotten on request, also what is under way", async () => {
    const { asked, rules } = held();
    void rules.ask([question("a")]);
    await flush();
    rules.clear();
    asked[0]?.answer(9);
    await flush();
    expect([rules.answers, rules.progress]).toEqual([null, null]);
  });
});
