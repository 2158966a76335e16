import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import App from "./App.svelte";
import type { Backend } from "./lib/ipc/backend";
import { tauriBackend } from "./lib/ipc/tauri";
import { AppState } from "./lib/state/app.svelte";

async function chooseBackend(): Promise<Backend> {
  // A constant condition: the branch not taken is not in the bundle.
  if (import.meta.env.VITE_BACKEND === "fake") {
    const { fakeBackend } = await import("./lib/ipc/fake/address");
    return fakeBackend(location.search);
  }
  return tauriBackend();
}

async function start(): Promise<void> {
  const target = document.getElementById("app");
  if (target === null) throw new Error("index.html has no #app");
  const app = new AppState(await chooseBackend());
  await app.start();
  mount(App, { target, props: { app, loadMain: () => import("./views/main/Main.svelte") } });
}

void start();
