import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

const source = readFileSync(resolve(process.cwd(), "src/styles/tokens.css"), "utf8");

function tokens(selector: string): Record<string, string> {
  const start = source.indexOf(`${selector} {`);
  const body = source.slice(start, source.indexOf("}", start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1], match[2]]),
  );
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["ground", "surface", "surface-hover", "well", "accent-wash"];
const STATES = ["low", "critical", "empty", "failing"];
/** Text, and what it is written on. */
const TEXTS: [string, string][] = [
  ...GROUNDS.flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["ink-soft", ground],
  ]),
  ...STATES.flatMap((state): [string, string][] => [
    [state, "surface"],
    [state, "surface-hover"],
    [state, "ground"],
    [state, "accent-wash"],
    [state, `${state}-wash`],
    ["ink", `${state}-wash`],
    ["ink-soft", `${state}-wash`],
  ]),
  ["ok", "surface"],
  ["ok", "accent-wash"],
  ["accent", "ground"],
  ["accent", "accent-wash"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
];

describe.each([
  ["light", ":root"],
  ["dark", ':root:not([data-theme="light"])'],
  ["dark by hand", ':root[data-theme="dark"]'],
])("in the %s theme", (_name, selector) => {
  const theme = tokens(selector);

  it.each(TEXTS)("%s can be read on %s", (text, ground) => {
    expect(contrast(theme[text] ?? "", theme[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["surface", "ground"])("the edge of a control can be seen on %s", (ground) => {
    expect(contrast(theme["edge"] ?? "", theme[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

it("has the same dark theme, however it was chosen", () => {
  expect(tokens(':root[data-theme="dark"]')).toEqual(tokens(':root:not([data-theme="light"])'));
});
