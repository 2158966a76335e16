/** Where the popup leads. */
import type { AppState } from "../../lib/state/app.svelte";

export interface Openings {
  account: (id: string) => void;
  adding: () => void;
  settings: () => void;
  main: () => void;
}

export function openings(app: AppState): Openings {
  const open = (to: Partial<Parameters<AppState["backend"]["openMain"]>[0]>) =>
    void app.run(() => app.backend.openMain({ section: null, account: null, adding: false, ...to }));
  return {
    account: (account) => open({ account }),
    adding: () => open({ adding: true }),
    settings: () => open({ section: "settings" }),
    main: () => open({}),
  };
}
