import { expect, it } from "vitest";

import { proxyKind, readProxy } from "./proxy";

it.each([
  ["http://proxy.example:8080", "http://proxy.example:8080"],
  [" https://proxy.example/ ", "https://proxy.example"],
  ["socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"],
  ["socks5h://[::1]:1080", "socks5h://[::1]:1080"],
])("%j is a proxy", (typed, value) => expect(readProxy(typed)).toEqual({ value }));

it.each([
  ["", "notAddress"],
  ["proxy.example:8080", "notAddress"],
  ["ftp://proxy.example", "notAddress"],
  ["http://", "notAddress"],
  ["http://proxy.example:99999", "notAddress"],
  ["http://proxy.example/path", "notAddress"],
  ["http://proxy.example?x", "notAddress"],
  ["http://a b", "notAddress"],
  ["javascript:alert(1)", "notAddress"],
  ["http://sam:geheim@proxy.example:8080", "noSecretInAddress"],
  ["http://sam@proxy.example", "noSecretInAddress"],
])("%j is refused: %s", (typed, fault) => expect(readProxy(typed)).toEqual({ fault }));

it("is one of three kinds", () => {
  expect(["system", "none", "http://p"].map(proxyKind)).toEqual(["system", "none", "address"]);
});
