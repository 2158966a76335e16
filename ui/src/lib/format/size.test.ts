import { expect, it } from "vitest";

import { fileSize } from "./size";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1,023 bytes"],
  [1024, "1 kB"],
  [4_300_800, "4.1 MB"],
  [209_715_200, "200 MB"],
  [5 * 1024 ** 4, "5 TB"],
  [3000 * 1024 ** 4, "3,000 TB"],
])("%s bytes are %s", (bytes, text) => {
  expect(fileSize(bytes, "en-US").replace("\u00a0", " ")).toBe(text);
});
