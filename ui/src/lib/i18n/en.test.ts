import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { en } from "./en";
import type { FailureKind } from "../ipc/generated/FailureKind";

/** The members of a union of strings in a generated file. */
function members(file: string, type: string): string[] {
  const source = readFileSync(resolve(process.cwd(), "src/lib/ipc/generated", file), "utf8");
  const union = new RegExp(`export type ${type} = ([^;{]*);`).exec(source)?.[1] ?? "";
  return [...union.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
}

const kinds = Object.keys(en.failures) as FailureKind[];
const subject = { provider: "Crun", variable: null, httpStatus: 503 };

describe("the texts", () => {
  it.each([
    ["FailureKind.ts", "FailureKind", en.failures],
    ["IpcError.ts", "ErrorCode", en.errors],
    ["Snapshot.ts", "AccountState", en.states],
    ["Snapshot.ts", "AppProblemKind", en.problems],
    ["Command.ts", "Page", en.actions.openPage],
    ["Snapshot.ts", "Confidence", en.forecast.confidences],
    ["HeldBecause.ts", "HeldBecause", en.alerts.held],
    ["Severity.ts", "Severity", en.alerts.levels],
    ["Rule.ts", "Rule", en.alerts.rules],
    ["RiseKind.ts", "RiseKind", en.changes.kinds],
  ])("of %s name every %s and nothing else", (file, type, texts) => {
    expect(members(file, type).length).toBeGreaterThan(0);
    expect(Object.keys(texts).sort()).toEqual(members(file, type).sort());
  });

  it("tell every reason for holding back from every other, and none from being told", () => {
    const outcomes = [en.alerts.told, ...Object.values(en.alerts.held)];
    expect(new Set(outcomes).size).toBe(outcomes.length);
  });

  it.each(kinds)("tell %s from every other failure, and in whole sentences", (kind) => {
    const { title, explanation } = en.failures[kind];
    expect(kinds.filter((other) => en.failures[other].title === title)).toHaveLength(1);
    expect(title).not.toMatch(/\.$/);
    expect(explanation(subject)).toMatch(/^[A-Z].*\.$/);
    expect(explanation({ ...subject, httpStatus: null })).not.toMatch(/null|undefined|\(\)/);
  });

  it("name the variable where the key is taken from one", () => {
    expect(en.failures.key_missing.explanation({ ...subject, variable: "CRUN_KEY" })).toContain("CRUN_KEY");
  });

  it("are sentences wherever a refusal or a problem is told", () => {
    const sentences = [
      ...Object.values(en.errors),
      ...Object.values(en.problems).map((problem) => problem.advice),
    ];
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
