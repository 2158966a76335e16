import { expect, it, vi } from "vitest";

it("is loaded where the system's locale is no language", async () => {
  vi.spyOn(navigator, "language", "get").mockReturnValue("C");
  expect(() => new Intl.NumberFormat(navigator.language)).toThrow();
  await expect(import("./plot")).resolves.toHaveProperty("Plot");
  expect(navigator.language).toBe("en");
});
