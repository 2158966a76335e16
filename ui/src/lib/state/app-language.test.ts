import { afterEach, describe, expect, it, vi } from "vitest";
import { screen } from "@testing-library/svelte";

import { LANGUAGES, use } from "../i18n";
import { en } from "../i18n/en";
import { pseudo } from "../i18n/pseudo";
import { FakeBackend } from "../ipc/fake";
import type { InterfaceView } from "../ipc/generated/Snapshot";
import { NOW, settle, show } from "../../test/show";
import { AppState } from "./app.svelte";

const LOOK: InterfaceView = {
  theme: "system",
  language: "en",
  locale: "en-US",
  hideAmounts: false,
  order: null,
};

afterEach(() => {
  use(en, "en");
  delete document.documentElement.dataset["theme"];
});

describe("the language", () => {
  it("is loaded before the first snapshot is shown", async () => {
    let loaded: (() => void) | null = null;
    const speaking = () => new Promise<void>((resolve) => (loaded = resolve));
    const app = new AppState(new FakeBackend({ now: NOW }), () => NOW, speaking);
    const started = app.start();
    await settle();
    expect(app.snapshot).toBeNull();
    (loaded as (() => void) | null)?.();
    await started;
    expect(app.snapshot).not.toBeNull();
  });

  it("changes on every page that is open, and the newest snapshot counts", async () => {
    const { backend, app } = await show();
    // At hand already, so that how long its files take to load does not count.
    await LANGUAGES.de();
    backend.push({ interface: { ...LOOK, language: "de", locale: "de-AT" } });
    backend.push({ interface: { ...LOOK, language: "de", locale: "de-AT" }, offline: true });
    // The texts are loaded, which takes as long as it takes.
    await vi.waitFor(() => expect(document.documentElement.lang).toBe("de"), 20_000);
    await settle();
    expect(app.locale).toBe("de-AT");
    expect(app.offline).toBe(true);
  });

  it("makes the page anew with the other texts", async () => {
    const backend = new FakeBackend({ now: NOW, scenario: "one" });
    const { showOn } = await import("../../test/show");
    const { app } = await showOn(backend);
    expect(screen.getByTestId("summary")).toHaveTextContent("Your account is fine");
    use(pseudo(en), "en-US");
    app.locale = "xx";
    await settle();
    expect(screen.getByTestId("summary")).toHaveTextContent(/^\[.*~\]$/);
  });
});

describe("the theme", () => {
  it("is the document's when one was chosen, else the desktop's", async () => {
    const { backend } = await show();
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
    backend.push({ interface: { ...LOOK, theme: "dark" } });
    await settle();
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    backend.push({ interface: LOOK });
    await settle();
    expect(document.documentElement.dataset["theme"]).toBeUndefined();
  });
});
