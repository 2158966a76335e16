/** Shows the whole page on pretended data, as `main.ts` does. */
import { render } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";

import App from "../App.svelte";
import { FakeBackend, type FakeOptions } from "../lib/ipc/fake";
import { AppState } from "../lib/state/app.svelte";
import Main from "../views/main/Main.svelte";

export const NOW = Date.parse("2026-11-20T10:00:00Z");

export interface Call {
  name: string;
  args: unknown;
}

export async function show(options: FakeOptions = {}) {
  const calls: Call[] = [];
  const backend = new FakeBackend({
    now: NOW,
    onCall: (name, args) => calls.push({ name, args }),
    ...options,
  });
  return { ...(await showOn(backend)), backend, calls, args: (name: string) => argsOf(calls, name) };
}

export async function showOn(backend: FakeBackend) {
  const app = new AppState(backend, () => NOW);
  await app.start();
  const view = render(App, { app, loadMain: () => Promise.resolve({ default: Main }) });
  await settle();
  return { app, view, user: userEvent.setup() };
}

/** What every call of that command was given. */
function argsOf(calls: Call[], name: string): unknown[] {
  return calls.filter((call) => call.name === name).map((call) => call.args);
}

/** Lets the pretended answers arrive and the page follow. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await tick();
  }
}
