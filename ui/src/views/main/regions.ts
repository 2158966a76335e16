/** Going from one part of the window to the next, as F6 does in browsers: sections, notices, list, page. */

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), summary, [tabindex="0"]';

/** Focuses the part after (or before) the one that has the focus: where one is in it, else its first control. */
export function nextRegion(frame: HTMLElement, step: 1 | -1): void {
  const regions = [...frame.querySelectorAll<HTMLElement>("[data-region]")].filter(isSeen);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  for (let tried = 1; tried <= regions.length; tried += 1) {
    const from = at < 0 && step < 0 ? 0 : at;
    const region = regions[(from + step * tried + regions.length * tried) % regions.length];
    const target =
      region?.querySelector<HTMLElement>("[aria-current]") ??
      region?.querySelector<HTMLElement>("[data-page-heading], h1") ??
      region?.querySelector<HTMLElement>(FOCUSABLE);
    if (target == null) continue;
    if (target.matches("h1, [data-page-heading]")) target.tabIndex = -1;
    target.focus();
    return;
  }
}

/** In a narrow window list and page take turns. */
function isSeen(region: HTMLElement): boolean {
  return getComputedStyle(region).display !== "none";
}
