import { describe, expect, it } from "vitest";

import { FakeBackend, ipcError } from "../ipc/fake";
import { AccountPast } from "./account-past.svelte";

function open(account = "crun-renders") {
  const calls: string[] = [];
  const backend = new FakeBackend({ onCall: (name) => calls.push(name) });
  return {
    past: new AccountPast(backend, account),
    backend,
    asked: () => calls.filter((name) => name === "alert_record").length,
  };
}

describe("the past of an account", () => {
  it("is unknown until it was read", async () => {
    const { past } = open();
    expect(past.decisions).toBeNull();
    await past.load();
    expect(past.decisions).toHaveLength(20);
    expect(past.rises).toHaveLength(7);
  });

  it("is read once more, and only once, when that was asked for meanwhile", async () => {
    const { past, asked } = open();
    await Promise.all([past.load(), past.load(), past.load(), past.load()]);
    expect(asked()).toBe(2);
  });

  it("keeps what was known when it cannot be read, and forgets the fault when it can", async () => {
    const { past, backend } = open();
    await past.load();
    const readable = backend.alertRecord.bind(backend);
    backend.alertRecord = () => Promise.reject(ipcError("history"));
    await past.load();
    expect(past.error?.code).toBe("history");
    expect(past.decisions).toHaveLength(20);
    backend.alertRecord = readable;
    await past.load();
    expect(past.error).toBeNull();
  });

  it("tells why a change kept its name", async () => {
    const { past } = open();
    await past.relabel(99, "refund");
    expect(past.refusal?.code).toBe("unknown_change");
    await past.relabel(7, "refund");
    expect(past.refusal).toBeNull();
    expect(past.rises[0]).toMatchObject({ id: 7, kind: "refund", detected: "top_up" });
  });
});
