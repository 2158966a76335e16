/** The words at a rule's fields. */
import { messages } from "../../lib/i18n";
import { type EntryFault, measureOf, spanBounds } from "../../lib/state/rule-entry";
import { type FigureRule, type LevelsRule, spanInWords } from "../../lib/state/rules";

export function faultText(fault: EntryFault, rule: LevelsRule | FigureRule, typed = ""): string {
  const { entry } = messages;
  if (fault === "ambiguous") return entry.ambiguous(typed);
  if (fault !== "spanRange") return entry[fault];
  const [least, most] = spanBounds(rule);
  return entry.spanRange(spanInWords(least), spanInWords(most));
}

/** Units to choose from; the one in use is among them. */
export function unitsFor(
  rule: LevelsRule | FigureRule,
  unit: string,
  ofAccount: string | null,
): { value: string; label: string }[] {
  const measure = measureOf(rule);
  if (measure === "percent") return [{ value: "%", label: "%" }];
  if (measure === "amount") return ofAccount === null ? [] : [{ value: "", label: unitWord(ofAccount) }];
  const units: (keyof typeof messages.spanUnits)[] = rule === "reminder" ? ["h", "d"] : ["m", "h", "d"];
  const offered = units.some((name) => name === unit) ? units : (["s", ...units] as const);
  return offered.map((value) => ({ value, label: messages.spanUnits[value] }));
}

function unitWord(unit: string): string {
  if (!(unit in messages.units)) return unit;
  return messages.units[unit as keyof typeof messages.units].other;
}
