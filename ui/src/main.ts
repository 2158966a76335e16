import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { tauriBackend } from "./lib/ipc/tauri";
import { AppState } from "./lib/state/app.svelte";

async function newApp(): Promise<AppState> {
  // A constant condition: the branch not taken is not in the bundle.
  if (import.meta.env.VITE_BACKEND === "fake") {
    const { pretended } = await import("./lib/ipc/fake/address");
    const { backend, clock, speaking } = pretended(location.search);
    return new AppState(backend, clock, speaking);
  }
  return new AppState(tauriBackend());
}

async function start(): Promise<void> {
  const target = document.getElementById("app");
  if (target === null) throw new Error("index.html has no #app");
  const app = await newApp();
  await app.start();
  if (import.meta.env.VITE_BACKEND === "fake" && new URLSearchParams(location.search).has("gallery")) {
    const { default: Shown } = await import("./views/gallery/Shown.svelte");
    mount(Shown, { target, props: { app } });
    return;
  }
  mount(App, { target, props: { app, loadMain: () => import("./views/main/Main.svelte") } });
}

void start();
