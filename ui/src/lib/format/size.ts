/** Sizes of files. They are Lowtide's own, no amounts of an account: nothing of them is covered. */
import { locale as appLocale } from "../i18n";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const STEP = 1024;

/** "4.1 MB", in steps of 1024. */
export function fileSize(bytes: number, locale = appLocale): string {
  let size = bytes;
  let step = 0;
  while (size >= STEP && step < UNITS.length - 1) {
    size /= STEP;
    step += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(size);
}
