/** How long something took, for people. */
import { locale as appLocale } from "../i18n";

/** "240 ms", "1.4 sec". */
export function tookText(milliseconds: number, locale = appLocale): string {
  const [value, unit] = milliseconds < 1000 ? [milliseconds, "millisecond"] : [milliseconds / 1000, "second"];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(value);
}
