/** Everything there is to look at: each page in the states that strain it. */
import type { Page } from "@playwright/test";

export const NOW = "2026-11-20T10:00:00Z";

export interface Look {
  /** Names its pictures. */
  name: string;
  /** The address, without theme, language and time. */
  query: string;
  /** The popup's size where it is not the window's. */
  size?: { width: number; height: number };
  /** The part that is looked at, where that is not all. */
  part?: string;
  /** What is done before it is looked at. */
  before?: (page: Page) => Promise<void>;
}

const POPUP = { width: 380, height: 640 };
const NARROW = { width: 520, height: 900 };

/** Looked at in both themes and two languages. */
export const PAGES: Look[] = [
  { name: "popup", query: "surface=popup&scenario=mixed", size: POPUP },
  { name: "popup-empty", query: "surface=popup&scenario=empty", size: POPUP },
  { name: "account", query: "surface=main&account=srtgen-work" },
  { name: "add", query: "surface=add" },
  { name: "history", query: "section=history" },
  { name: "alerts", query: "section=alerts" },
  { name: "providers", query: "section=providers" },
  { name: "settings", query: "section=settings" },
  { name: "diagnostics", query: "section=diagnostics" },
];

/** Every kind of failure, one below the other; and every component in every state. */
export const FAILURES: Look = {
  name: "failures",
  query: "gallery&scenario=failing",
  size: { width: 560, height: 900 },
  part: "section[aria-label='Accounts, as the popup shows them']",
};
export const GALLERY: Look = { name: "gallery", query: "gallery", size: { width: 1060, height: 5000 } };

/** Looked at in both themes, in English. */
export const STRAINS: Look[] = [
  { name: "popup-failing", query: "surface=popup&scenario=failing", size: { width: 380, height: 1400 } },
  { name: "popup-long", query: "surface=popup&scenario=long", size: POPUP },
  { name: "popup-many", query: "surface=popup&scenario=many", size: POPUP },
  { name: "popup-offline", query: "surface=popup&scenario=offline", size: POPUP },
  { name: "popup-forecasts", query: "surface=popup&scenario=forecasts", size: { width: 380, height: 1000 } },
  { name: "popup-problems", query: "surface=popup&scenario=problems", size: POPUP },
  { name: "popup-hidden", query: "surface=popup&scenario=mixed&hide=1", size: POPUP },
  { name: "popup-large-text", query: "surface=popup&scenario=mixed&text=200", size: POPUP },
  { name: "account-structocr", query: "surface=main&account=structocr-invoices" },
  { name: "account-supertone", query: "surface=main&account=supertone-voice" },
  { name: "account-crun", query: "surface=main&account=crun-renders" },
  { name: "account-sociavault", query: "surface=main&account=sociavault-trends" },
  { name: "account-narrow", query: "surface=main&account=srtgen-work", size: NARROW },
  { name: "main-many", query: "surface=main&scenario=many" },
  { name: "settings-narrow", query: "section=settings", size: NARROW },
  { name: "history-narrow", query: "section=history", size: NARROW },
];

export interface Manner {
  theme: "light" | "dark";
  language?: string;
}

/** Opens a page and waits until nothing moves any more. */
export async function open(page: Page, look: Look, { theme, language = "en" }: Manner): Promise<void> {
  await page.setViewportSize(look.size ?? { width: 1060, height: 760 });
  await page.goto(`/?${look.query}&theme=${theme}&language=${language}&now=${NOW}`);
  await page.locator("[data-testid]").first().waitFor();
  await look.before?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState("networkidle");
}
