import { describe, expect, it } from "vitest";

import { Desk } from "../ipc/fake/desk";
import { atLeast, report, withoutSecrets } from "./report";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const desk = new Desk(NOW);
const parts = {
  at: "2026-11-20T10:00:00Z",
  diagnostics: desk.diagnostics(),
  desktop: desk.desktop(),
  problems: [{ kind: "config_broken" as const, message: "config.toml, line 14: expected a string" }],
  log: desk.log(),
};

describe("the report", () => {
  it("names versions, services, problems and the log", () => {
    const text = report(parts);
    for (const part of [
      "Lowtide 0.1.0, 2026-11-20T10:00:00Z",
      "system: linux x86_64",
      "web engine: WebKitGTK 2.48.1",
      "keychain: works, Secret Service",
      "notifications: works, dunst 1.9.0",
      "config_broken, config.toml, line 14: expected a string",
      "WARN  the poll of crun-work failed: timeout",
    ])
      expect(text).toContain(part);
  });

  it("is made of what is known, however little that is", () => {
    const text = report({ at: parts.at, diagnostics: null, desktop: null, problems: [], log: [] });
    expect(text).toContain("keychain: not known");
    expect(text).toMatch(/problems:\nnone\n\nlog:\nempty\n$/);
    expect(text).not.toMatch(/null|undefined/);
  });

  it("holds no key, no address and no name, wherever they come from", () => {
    const secret = "sk-live-9f8e7d6c5b4a39281706f5e4d3c2b1a0";
    const text = report({
      ...parts,
      problems: [{ kind: "config_broken", message: `line 3: key = "${secret}"` }],
      log: [{ at: parts.at, level: "error", text: `asked with ${secret} for alex@studio.example` }],
    });
    for (const held of [secret, "9f8e7d6c", "alex", "studio.example", "/home/sam", "sam"])
      expect(text).not.toContain(held);
  });
});

describe("what looks like a secret is left out", () => {
  it.each([
    ["mail alex.rivera+x@studio.co.uk, please", "mail (e-mail), please"],
    ["/home/sam/.config/lowtide/config.toml", "~/.config/lowtide/config.toml"],
    ["/Users/sam/Library", "~/Library"],
    ["C:\\Users\\Sam Smith\\AppData", "C:\\Users\\~\\AppData"],
    ["through http://sam:geheim@proxy:8080", "through http://(login)@proxy:8080"],
    ["Authorization: Bearer abcdefghij", "Authorization: Bearer (left out)"],
    ["AKIAIOSFODNN7EXAMPLE", "(left out)"],
    ["0123456789abcdef0123456789abcdef", "(left out)"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0", "(left out).(left out)"],
  ])("%s", (text, cleaned) => expect(withoutSecrets(text)).toBe(cleaned));

  it.each([
    "2026-11-20T10:00:00.123456789Z INFO  tray there=true shown=true",
    "the poll of accounts-payable-northern-europe failed: timeout",
    "/usr/share/lowtide/catalog/structocr/provider.toml, line 3: unknown field `remaning`",
    "org.freedesktop.secrets: no answer in 25 s",
    "history.sqlite.damaged-2026-11-20",
  ])("and nothing else: %s", (text) => expect(withoutSecrets(text)).toBe(text));
});

it("shows a level and what is graver", () => {
  const levels = (level: "error" | "warn" | "info" | "debug") =>
    atLeast(desk.log(), level).map((line) => line.level);
  expect(new Set(levels("warn"))).toEqual(new Set(["warn", "error"]));
  expect(levels("error")).toEqual(["error"]);
  expect(levels("debug")).toHaveLength(desk.log().length);
});
