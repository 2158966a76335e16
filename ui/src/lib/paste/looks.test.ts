import { expect, it } from "vitest";

import { holdsKey } from "./looks";
import { parsePaste } from "./paste";

it.each([
  ["ak_4f9aQ2x7Zw81", true],
  ["CRUN_API_KEY=short", true],
  ["curl https://api.crun.ai/v1", true],
  ["x-api-key: YOUR_KEY", true],
  ["ak_0000aaaa1\nak_0000aaaa2", true],
  ["crun", false],
  ["“Crun”", false],
  ["language models of 2026", false],
  ["SRTGen2", false],
  ["api.crun.ai", false],
  ["", false],
])("%j holds a key: %s", (text, key) => {
  expect(holdsKey(parsePaste(text))).toBe(key);
});
