/** What a place of the chart tells, line by line: its moment, its amount, what rose there. */
import { addedText, exactly, riseSpan } from "../../lib/chart/amounts";
import type { Told } from "../../lib/chart/line";
import { momentText } from "../../lib/chart/times";
import { amountParts } from "../../lib/format/amount";
import { parseTime } from "../../lib/format/time";
import { messages } from "../../lib/i18n";
import type { RiseView } from "../../lib/ipc/generated/RiseView";

export function saidOf(told: Told, rise: RiseView | null, unit: string, hidden: boolean): string[] {
  const texts = messages.history;
  const lines = [momentText(told.at), exactly(told.amount, unit, hidden)];
  if (told.between !== null && !hidden) {
    const low = amountParts(told.between.low, unit, { precision: "exact" }).figure;
    lines.push(texts.between(low, exactly(told.between.high, unit, false)));
  }
  if (rise !== null) {
    const kind = messages.changes.kinds[rise.kind];
    const at = parseTime(rise.at);
    lines.push(
      hidden ? kind : texts.mark(kind, addedText(rise, false), riseSpan(rise, false)),
      ...(at === null || at === told.at ? [] : [momentText(at)]),
    );
  }
  return lines;
}
