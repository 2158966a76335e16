/// <reference types="svelte" />
/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Which backend the build talks to; a constant, so that the other one is not in the bundle. */
  readonly VITE_BACKEND: "tauri" | "fake";
}
