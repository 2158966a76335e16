import { describe, expect, it } from "vitest";

import { parsePaste, type Wrapping } from "./paste";

const KEY = "sk_live_4f9aQ2x7Zw81";
const only = (text: string) => {
  const { keys } = parsePaste(text);
  expect(keys).toHaveLength(1);
  return keys[0];
};

describe("one key", () => {
  it.each<[string, Wrapping, string | null]>([
    [KEY, "none", null],
    [`  ${KEY}\n`, "none", null],
    [`\ufeff${KEY}\u200b`, "none", null],
    [`"${KEY}"`, "quotes", null],
    [`“${KEY}”`, "quotes", null],
    [`'${KEY}',`, "quotes", null],
    [`- ${KEY}`, "none", null],
    [`Bearer ${KEY}`, "bearer", null],
    [`export SRTGEN_API_KEY=${KEY}`, "assignment", "SRTGEN_API_KEY"],
    [`export SRTGEN_API_KEY='${KEY}'  # mine`, "assignment", "SRTGEN_API_KEY"],
    [`SRTGEN_API_KEY=${KEY}`, "assignment", "SRTGEN_API_KEY"],
    [`SRTGEN_API_KEY = "${KEY}";`, "assignment", "SRTGEN_API_KEY"],
    [`set SRTGEN_API_KEY=${KEY}`, "assignment", "SRTGEN_API_KEY"],
    [`setx SRTGEN_API_KEY "${KEY}"`, "assignment", "SRTGEN_API_KEY"],
    [`set -gx SRTGEN_API_KEY ${KEY}`, "assignment", "SRTGEN_API_KEY"],
    [`$env:SRTGEN_API_KEY="${KEY}"`, "assignment", "SRTGEN_API_KEY"],
    [`const apiKey = '${KEY}';`, "assignment", "apiKey"],
    [`api_key="${KEY}",`, "assignment", "api_key"],
    [`SRTGEN_API_KEY: ${KEY}`, "assignment", "SRTGEN_API_KEY"],
    [`"api_key": "${KEY}",`, "assignment", "api_key"],
    [`{"apiKey": "${KEY}"}`, "assignment", "apiKey"],
    [`'x-api-key': '${KEY}',`, "header", "x-api-key"],
    [`"Authorization": "Bearer ${KEY}"`, "header", "Authorization"],
    [`Authorization: Bearer ${KEY}`, "header", "Authorization"],
    [`authorization: ${KEY}`, "header", "authorization"],
    [`x-api-key: ${KEY}`, "header", "x-api-key"],
    [`x-sup-api-key:${KEY}`, "header", "x-sup-api-key"],
    [`https://api.example.com/v1/balance?pretty=1&api_key=${KEY}`, "address", "api_key"],
  ])("is taken out of %s", (text, wrapping, name) => {
    expect(only(text)).toMatchObject({ key: KEY, wrapping, name });
  });

  it.each(["c2VjcmV0IQ==", "sk_c2VjcmV0=", "9b1e:4f9aQ2x7", "a-b.c~d+e/f", "two words"])(
    "%s is left as it is",
    (text) => {
      expect(only(text)).toMatchObject({ key: text, wrapping: "none", name: null, label: null });
    },
  );

  it("keeps what its owner calls it", () => {
    expect(only(`Work laptop: ${KEY}`)).toMatchObject({ key: KEY, label: "Work laptop" });
  });

  it.each(["", "   ", "\n\n", "# nothing", "EMPTY_KEY="])("is not in %j", (text) => {
    expect(parsePaste(text).keys).toEqual([]);
  });
});

describe("a curl line", () => {
  it.each([
    [`curl https://api.crun.ai/v1/balance -H "x-api-key: ${KEY}"`, "x-api-key", "api.crun.ai"],
    [`$ curl -s -X GET 'https://api.crun.ai/v1' -H 'x-api-key: ${KEY}'`, "x-api-key", "api.crun.ai"],
    [
      `curl --request GET \\\n  --url https://api.crun.ai/v1 \\\n  --header 'Accept: application/json' \\\n  --header 'X-API-Key: ${KEY}'`,
      "X-API-Key",
      "api.crun.ai",
    ],
    [`curl --header="Authorization: Bearer ${KEY}" api.crun.ai/v1`, "Authorization", "api.crun.ai"],
    [`curl -H'Authorization: Token ${KEY}' https://api.crun.ai`, "Authorization", "api.crun.ai"],
    [
      `curl.exe "https://api.crun.ai" ^\r\n  -H "content-type: application/json" ^\r\n  -H "x-api-key: ${KEY}"`,
      "x-api-key",
      "api.crun.ai",
    ],
    [`curl https://api.crun.ai -u ${KEY}:`, "Authorization", "api.crun.ai"],
    [`curl https://api.crun.ai -u api:${KEY}`, "Authorization", "api.crun.ai"],
    [`curl --oauth2-bearer ${KEY} https://api.crun.ai`, "Authorization", "api.crun.ai"],
    [`curl "https://api.crun.ai/v1?key=${KEY}&x=1"`, "key", "api.crun.ai"],
    [
      `curl -d '{"a":"x-api-key: no"}' -H $'x-api-key: ${KEY}' https://api.crun.ai`,
      "x-api-key",
      "api.crun.ai",
    ],
    [
      `curl https://api.crun.ai -H 'Authorization: Bearer session' -H 'x-api-key: ${KEY}' -H 'Idempotency-Key: 1'`,
      "x-api-key",
      "api.crun.ai",
    ],
    [`curl https://api.crun.ai -H "x-api-key: ${KEY}`, "x-api-key", "api.crun.ai"],
  ])("gives its key: %s", (text, name, host) => {
    expect(only(text)).toMatchObject({ key: KEY, wrapping: "curl", name, host });
  });

  it("without a key still tells whom it asks", () => {
    expect(parsePaste("curl https://api.crun.ai/v1 -H 'Accept: */*'")).toMatchObject({
      keys: [],
      placeholder: false,
      leftOut: 1,
      host: "api.crun.ai",
    });
  });

  it("may be one of several", () => {
    const pasted = parsePaste(
      `curl https://a.example -H 'x-api-key: ${KEY}1'\ncurl https://b.example \\\n -H 'x-api-key: ${KEY}2'`,
    );
    expect(pasted.keys.map(({ key, host }) => [key, host])).toEqual([
      [`${KEY}1`, "a.example"],
      [`${KEY}2`, "b.example"],
    ]);
  });
});

describe("a placeholder", () => {
  it.each([
    "YOUR_API_KEY",
    "<your-api-key>",
    "your-api-key-here",
    "{{api_key}}",
    "export CRUN_API_KEY=your_key",
    "CRUN_API_KEY=$OTHER",
    "x-api-key: YOUR_KEY",
    "Authorization: Bearer <token>",
    "Authorization: Bearer $CRUN_API_KEY",
    "sk-xxxxxxxxxxxx",
    "sk_live_…",
    "sk_live_...",
    "••••••••",
    "curl https://api.crun.ai -H 'x-api-key: {API_KEY}'",
    'curl https://api.crun.ai -H "x-api-key: $CRUN_API_KEY"',
  ])("is no key: %s", (text) => {
    expect(parsePaste(text)).toMatchObject({ keys: [], placeholder: true });
  });

  it.each(["my9fKdkey7a8", "keyhole-4821", "tokenize99x"])("is not mistaken for one: %s", (text) => {
    expect(parsePaste(text)).toMatchObject({ placeholder: false });
    expect(only(text)).toMatchObject({ key: text });
  });
});

describe("several keys", () => {
  it("come from a list of lines, with the names that stand before them", () => {
    const pasted = parsePaste(
      "ak_0000aaaa1\n\nWork: ak_0000aaaa2\nHome office\tak_0000aaaa3\r\n- ak_0000aaaa4\n",
    );
    expect(pasted.keys.map(({ key, label }) => [key, label])).toEqual([
      ["ak_0000aaaa1", null],
      ["ak_0000aaaa2", "Work"],
      ["ak_0000aaaa3", "Home office"],
      ["ak_0000aaaa4", null],
    ]);
    expect(pasted).toMatchObject({ leftOut: 0, repeated: 0 });
  });

  it("come from a file of variables; comments, prose and placeholders stay behind", () => {
    const pasted = parsePaste(
      [
        "# keys of the studio",
        'export CRUN_API_KEY="ak_0000aaaa1"',
        "SOCIAVAULT_API_KEY=sk_live_22 # second",
        "SUPERTONE_API_KEY=your-key-here",
        "These keys are mine, do not share.",
        "PORT=",
      ].join("\n"),
    );
    expect(pasted.keys.map(({ key, name }) => [key, name])).toEqual([
      ["ak_0000aaaa1", "CRUN_API_KEY"],
      ["sk_live_22", "SOCIAVAULT_API_KEY"],
    ]);
    expect(pasted).toMatchObject({ leftOut: 3, placeholder: true });
  });

  it("are each taken once", () => {
    expect(parsePaste("ak_0000aaaa1\nak_0000aaaa1\nA_KEY=ak_0000aaaa1\nak_0000aaaa2")).toMatchObject({
      repeated: 2,
      keys: [{ key: "ak_0000aaaa1" }, { key: "ak_0000aaaa2" }],
    });
  });
});

it("never hangs on what is no key at all", () => {
  const odd = [
    "'".repeat(5000),
    "\\".repeat(5000),
    "curl " + "-H ".repeat(2000),
    "a b ".repeat(5000),
    "<".repeat(5000),
  ];
  for (const text of odd) expect(parsePaste(text).keys.length).toBeLessThanOrEqual(1);
});
