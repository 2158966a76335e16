/** What the sections of the settings share. */
import type { Fault, Typed } from "../../lib/format/entry";
import { messages } from "../../lib/i18n";
import { spanInWords } from "../../lib/state/rules";

/** Units of time to choose from; the one in use is among them. */
export function spanUnits(offered: (keyof typeof messages.spanUnits)[], typed: Typed) {
  const known = (Object.keys(messages.spanUnits) as (keyof typeof messages.spanUnits)[]).filter(
    (unit) => offered.includes(unit) || unit === typed.unit,
  );
  return known.map((value) => ({ value, label: messages.spanUnits[value] }));
}

export function spanFault(fault: Fault, typed: Typed, least: string, most: string): string {
  const { entry } = messages;
  if (fault === "ambiguous") return entry.ambiguous(typed.text);
  return fault === "spanRange" ? entry.spanRange(spanInWords(least), spanInWords(most)) : entry[fault];
}
