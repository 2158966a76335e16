/** The scripted backend by address: `?scenario=mixed&surface=popup|main|add&account=ID&theme=light|dark`. */
import { FakeBackend } from "../fake";
import type { Surface } from "../generated/Surface";
import { SCENARIOS } from "./scenarios";

/** The backend that an address asks for. */
export function fakeBackend(search: string): FakeBackend {
  const query = new URLSearchParams(search);
  const wanted = query.get("scenario");
  const account = query.get("account");
  const surface: Surface =
    query.get("surface") === "main" || query.get("surface") === "add"
      ? { kind: "main", section: null, account, adding: query.get("surface") === "add" }
      : { kind: "popup" };
  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  const text = query.get("text");
  if (text !== null) document.documentElement.style.setProperty("font-size", `${Number(text)}%`);
  const backend = new FakeBackend({
    scenario: SCENARIOS.find((name) => name === wanted) ?? "mixed",
    surface,
    delay: 1000,
  });
  // So that the buttons of the popup lead somewhere in a browser, too.
  backend.openMain = (args) => Promise.resolve(backend.show({ kind: "main", ...args }));
  return backend;
}
