import { describe, expect, it } from "vitest";

import { messages } from "../i18n";
import { account, clock, failure } from "../ipc/fake/build";
import type { FailureKind } from "../ipc/generated/FailureKind";
import type { AccountView } from "../ipc/generated/Snapshot";
import { keyMayBeRight, troubleOf } from "./failure";

const at = clock(Date.parse("2026-11-20T10:00:00Z"));
const broken = (kind: FailureKind, part: Partial<AccountView> = {}) =>
  account(at, { id: "a", provider: "p", label: "A", state: "failing", failure: failure(kind), ...part });
const environment = { keySource: { kind: "environment", name: "OCR_KEY" } } as const;

describe("what helps", () => {
  it("opens the page that the provider has, else its front page, else asks again", () => {
    const action = (pages: Parameters<typeof troubleOf>[2]) =>
      troubleOf(broken("out_of_credits"), false, pages, messages)?.action;
    expect(action(["home", "billing"])).toEqual({ kind: "open_page", page: "billing" });
    expect(action(["home"])).toEqual({ kind: "open_page", page: "home" });
    expect(action([])).toEqual({ kind: "retry" });
  });

  it("does not offer to replace a key that comes from the environment, and names the variable", () => {
    const rejected = troubleOf(broken("unauthorized", environment), false, [], messages);
    expect(rejected?.action).toEqual({ kind: "retry" });
    expect(rejected?.explanation).toContain("OCR_KEY");
    const missing = troubleOf(broken("key_missing", environment), false, [], messages);
    expect(missing?.explanation.match(/OCR_KEY/g)).toHaveLength(1);
  });
});

describe("when nothing is said", () => {
  it("leaves a missing network to the one sentence about it", () => {
    expect(troubleOf(broken("network_dns"), true, [], messages)).toBeNull();
    expect(troubleOf(broken("unauthorized"), true, [], messages)).not.toBeNull();
    expect(troubleOf(broken("network_dns"), false, [], messages)).not.toBeNull();
  });

  it("is silent about accounts that are paused or well", () => {
    expect(troubleOf(broken("timeout", { state: "paused" }), false, [], messages)).toBeNull();
    expect(troubleOf(broken("timeout", { failure: null }), false, [], messages)).toBeNull();
  });
});

it.each<[FailureKind, boolean]>([
  ["unauthorized", false],
  ["wrong_key_kind", false],
  ["key_missing", false],
  ["timeout", true],
  ["server_error", true],
  ["keychain_locked", true],
  ["out_of_credits", true],
  ["rate_limited", true],
])("after %s the key may be right: %s", (kind, expected) => {
  expect(keyMayBeRight(kind)).toBe(expected);
});
