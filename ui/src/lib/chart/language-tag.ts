/**
 * uPlot formats in the browser's own language as soon as it is loaded. WebKitGTK makes that of the system's locale, and of
 * "C.UTF-8" or "de_DE@euro" it makes no language tag, so that loading would fail. To be imported before uPlot; Lowtide's own
 * texts never follow the browser's language.
 */
if (!isTag(navigator.language)) Object.defineProperty(navigator, "language", { value: "en" });

function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

export {};
