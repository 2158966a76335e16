/** The chart's colours and letters: the page's own tokens, read anew when the theme or the size of text changes. */

export interface Look {
  line: string;
  ink: string;
  soft: string;
  grid: string;
  surface: string;
  gap: string;
  projection: string;
  warning: string;
  critical: string;
  /** One rem in CSS pixels. */
  rem: number;
  /** For a canvas: "12px system-ui". */
  font: string;
  strongFont: string;
}

const SMALL = 0.75;
const USUAL_REM = 16;

export function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const rem = Number.isFinite(size) && size > 0 ? size : USUAL_REM;
  const letters = `${Math.round(rem * SMALL)}px ${token("--font") || "sans-serif"}`;
  return {
    line: token("--ok-bar"),
    ink: token("--ink"),
    soft: token("--ink-soft"),
    grid: token("--line"),
    surface: token("--surface"),
    gap: token("--well"),
    projection: token("--ink-soft"),
    warning: token("--low"),
    critical: token("--critical"),
    rem,
    font: letters,
    strongFont: `600 ${letters}`,
  };
}

/** Calls back whenever the tokens may have changed. */
export function watchLook(callback: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", callback);
  const root = new MutationObserver(callback);
  root.observe(document.documentElement, { attributeFilter: ["data-theme", "style", "class"] });
  return () => {
    dark.removeEventListener("change", callback);
    root.disconnect();
  };
}
