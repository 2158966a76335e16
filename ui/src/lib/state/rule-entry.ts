/** What is typed into an alert rule's fields, to and from the rule. Pure. */
import {
  compareDecimals,
  type Entry,
  type Fault,
  type Measure,
  readAmount,
  readPercent,
  readSpan,
  spanSeconds,
  type Typed,
  typedFigure,
} from "../format/entry";
import type { LevelsInput, Switch } from "../ipc/generated/AlertsInput";
import type { FigureRule, LevelsRule } from "./rules";

export const LEVELS = ["warning", "critical"] as const;
export type Level = (typeof LEVELS)[number];
export type TypedLevels = Record<Level, Typed>;
export type EntryFault = Fault | "noLevel" | "criticalAbove" | "fullFromZero";
export type LevelsEntry = { value: LevelsInput } | { fault: EntryFault; at: Level | null };

const MEASURES: Record<LevelsRule | FigureRule, Measure> = {
  amount: "amount",
  share: "percent",
  runway: "span",
  unreachableAfter: "span",
  storage: "percent",
  expiry: "span",
  reminder: "span",
  hysteresis: "percent",
};

/** From the shortest to the longest time that a rule may name. */
export function spanBounds(rule: LevelsRule | FigureRule): [string, string] {
  return [rule === "reminder" ? "1d" : "1m", "3650d"];
}

export function measureOf(rule: LevelsRule | FigureRule): Measure {
  return MEASURES[rule];
}

/** The unit that a field begins with. */
function firstUnit(rule: LevelsRule | FigureRule): string {
  return measureOf(rule) === "percent" ? "%" : measureOf(rule) === "span" ? "d" : "";
}

export function typedFor(rule: LevelsRule | FigureRule, value: string | null, point: string): Typed {
  return typedFigure(measureOf(rule), value, firstUnit(rule), point);
}

export function typedLevels(rule: LevelsRule, value: Switch<LevelsInput> | null, point: string): TypedLevels {
  const levels = value === false || value === null ? { warning: null, critical: null } : value;
  return {
    warning: typedFor(rule, levels.warning, point),
    critical: typedFor(rule, levels.critical, point),
  };
}

/** One figure. What was not touched stays as it was, whatever it looks like. */
export function readFigure(
  rule: LevelsRule | FigureRule,
  typed: Typed,
  saved: string | null,
  point: string,
): Entry {
  const before = typedFor(rule, saved, point);
  if (saved !== null && typed.text === before.text && typed.unit === before.unit) return { value: saved };
  const measure = measureOf(rule);
  if (measure === "amount") return readAmount(typed.text);
  return measure === "percent" ? readPercent(typed.text) : readSpan(typed, ...spanBounds(rule));
}

/** Storage is full from some share on; from none on it always is. */
export function readRuleFigure(
  rule: FigureRule,
  typed: Typed,
  saved: string | null,
  point: string,
): { value: string } | { fault: EntryFault } {
  const read = readFigure(rule, typed, saved, point);
  return rule === "storage" && "value" in read && read.value === "0%" ? { fault: "fullFromZero" } : read;
}

/** Both levels, one of which may be left empty. */
export function readLevels(
  rule: LevelsRule,
  typed: TypedLevels,
  saved: Switch<LevelsInput> | null,
  point: string,
): LevelsEntry {
  const levels: LevelsInput = { warning: null, critical: null };
  for (const at of LEVELS) {
    if (typed[at].text.trim() === "") continue;
    const before = saved === false || saved === null ? null : saved[at];
    const read = readFigure(rule, typed[at], before, point);
    if ("fault" in read) return { fault: read.fault, at };
    levels[at] = read.value;
  }
  const { warning, critical } = levels;
  if (warning === null && critical === null) return { fault: "noLevel", at: null };
  if (warning !== null && critical !== null && isAbove(rule, critical, warning))
    return { fault: "criticalAbove", at: "critical" };
  return { value: levels };
}

function isAbove(rule: LevelsRule, one: string, other: string): boolean {
  if (measureOf(rule) === "span") return (spanSeconds(one) ?? 0) > (spanSeconds(other) ?? 0);
  return compareDecimals(one.replace("%", ""), other.replace("%", "")) > 0;
}
