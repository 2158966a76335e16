import { describe, expect, it } from "vitest";

import { isJson, layOut } from "./json";

describe("an answer laid out", () => {
  it("shows one value a line", () => {
    expect(layOut('{"a":1,"b":[true,null],"c":{}, "d" : [ ] }')).toBe(
      ["{", '  "a": 1,', '  "b": [', "    true,", "    null", "  ],", '  "c": {},', '  "d": []', "}"].join(
        "\n",
      ),
    );
  });

  it("keeps every digit, repeated names and the order", () => {
    const text = '{"balance":12345678901234567890.10,"x":1e400,"x":0.1000,"2":1,"1":2}';
    const shown = layOut(text);
    for (const kept of ["12345678901234567890.10", "1e400", "0.1000"]) expect(shown).toContain(kept);
    expect(shown.replace(/\s/g, "")).toBe(text);
  });

  it("leaves strings alone", () => {
    const text = String.raw`{"a b":"x, {y}: [z] \" \\","c":"\\\\\""}`;
    expect(
      layOut(text)
        .split("\n")
        .map((line) => line.trim())
        .join(""),
    ).toBe(String.raw`{"a b": "x, {y}: [z] \" \\","c": "\\\\\""}`);
  });

  it.each([
    ['{"a":[1,', '{\n  "a": [\n    1,\n    '],
    ['{"a":"cut off', '{\n  "a": "cut off'],
    ['{"a":"cut off \\', '{\n  "a": "cut off \\'],
    ["}}", "\n}\n}"],
  ])("goes as far as a beginning goes: %j", (text, shown) => {
    expect(layOut(text)).toBe(shown);
  });

  it("changes nothing when it is laid out again", () => {
    const shown = layOut('[{"a":[{},[],[1,[2,{"b":"c"}]]]}]');
    expect(layOut(shown)).toBe(shown);
  });

  it("does not grow without bound", () => {
    expect(layOut("[".repeat(20_000)).length).toBeLessThan(20_000 * 90);
  });
});

it.each([
  ['{"a":1}', true],
  ["[]", true],
  ['"text"', true],
  ["<html>", false],
  ['{"a":', false],
  ["", false],
])("%j is JSON: %s", (text, json) => {
  expect(isJson(text)).toBe(json);
});
