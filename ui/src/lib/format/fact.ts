/** Facts for people, by their kind. */
import { locale as appLocale } from "../i18n";
import type { FactView } from "../ipc/generated/Snapshot";
import { amountParts } from "./amount";
import { absoluteTime, parseTime } from "./time";

export function factText(fact: FactView, locale = appLocale): string {
  if (fact.kind === "time") {
    const time = parseTime(fact.value);
    return time === null ? fact.value : absoluteTime(time, locale);
  }
  if (fact.kind !== "number") return fact.value;
  const { figure } = amountParts(fact.value, "", { precision: "exact", locale });
  if (fact.unit === null) return figure;
  return fact.unit === "%" ? `${figure}%` : `${figure} ${fact.unit}`;
}
