/** Alert rules as the page sets them out: in which groups, in which words, and with what a rule begins. Pure. */
import { formatAmount, isDecimal } from "../format/amount";
import { type SpanUnit, typedSpan } from "../format/entry";
import { locale as appLocale, messages } from "../i18n";
import type { AlertsInput, LevelsInput } from "../ipc/generated/AlertsInput";

export type RuleName = keyof AlertsInput;
export type RuleGroup = keyof typeof messages.rules.groups;
/** Rules that are on or off and nothing else. */
export type PlainRule = "empty" | "keyRejected" | "subscription" | "unusualSpend" | "toppedUp";
export type LevelsRule = "amount" | "share" | "runway";
/** Rules of one figure. */
export type FigureRule = "unreachableAfter" | "storage" | "expiry" | "reminder" | "hysteresis";

export const GROUPS: readonly (readonly [RuleGroup, readonly RuleName[]])[] = [
  ["left", ["amount", "share", "runway", "empty"]],
  [
    "wrong",
    ["keyRejected", "unreachableAfter", "subscription", "storage", "expiry", "unusualSpend", "toppedUp"],
  ],
  ["manner", ["quietHours", "reminder", "hysteresis"]],
];

export const UNSAID: AlertsInput = {
  amount: null,
  share: null,
  runway: null,
  empty: null,
  keyRejected: null,
  unreachableAfter: null,
  subscription: null,
  storage: null,
  expiry: null,
  unusualSpend: null,
  toppedUp: null,
  reminder: null,
  quietHours: null,
  hysteresis: null,
};

/** With what a rule begins that is switched on and was set to nothing before. An amount cannot be guessed. */
const BEGINNINGS: Partial<AlertsInput> = {
  share: { warning: "20%", critical: "5%" },
  runway: { warning: "3d", critical: "1d" },
  unreachableAfter: "6h",
  storage: "90%",
  expiry: "7d",
  reminder: "1d",
  quietHours: { from: "22:00", to: "08:00", criticalPasses: true },
};

const UNITS = { s: "second", m: "minute", h: "hour", d: "day", w: "week" } as const;

export function isPlain(rule: RuleName): rule is PlainRule {
  return ["empty", "keyRejected", "subscription", "unusualSpend", "toppedUp"].includes(rule);
}

export function isLevels(rule: RuleName): rule is LevelsRule {
  return rule === "amount" || rule === "share" || rule === "runway";
}

export function isOn(value: AlertsInput[RuleName]): boolean {
  return value !== false && value !== null;
}

/** One table over another: what it does not say, the other does. */
export function over(below: AlertsInput, above: AlertsInput): AlertsInput {
  const said = Object.entries(above).filter(([, value]) => value !== null);
  return { ...below, ...(Object.fromEntries(said) as Partial<AlertsInput>) };
}

/** What a rule is set to when it is switched on: as it was, else as it is for all, else as most want it. */
export function beginning<Rule extends RuleName>(
  rule: Rule,
  before: AlertsInput[Rule],
  general: AlertsInput[Rule],
): AlertsInput[Rule] | null {
  if (isPlain(rule)) return true as AlertsInput[Rule];
  return [before, general, BEGINNINGS[rule]].find((value) => value !== undefined && isOn(value)) ?? null;
}

/** A rule in words: "20% / 5%", "6 hours", "off". */
export function ruleText(value: AlertsInput[RuleName], unit: string | null, locale = appLocale): string {
  const texts = messages.rules;
  if (value === null || value === false) return texts.off;
  if (value === true) return texts.on;
  if (typeof value === "string") return figureText(value, unit, locale);
  if ("from" in value) return texts.between(value.from, value.to);
  return levelsText(value, unit, locale);
}

function levelsText({ warning, critical }: LevelsInput, unit: string | null, locale: string): string {
  const text = (level: string | null) => (level === null ? null : figureText(level, unit, locale));
  return messages.rules.levels(text(warning), text(critical));
}

/** "20%", "3 days", "1,000 credits". */
export function figureText(value: string, unit: string | null, locale = appLocale): string {
  const percent = value.slice(0, -1);
  // No amount: a threshold tells nothing of what is left, and is shown where amounts are covered.
  if (value.endsWith("%") && isDecimal(percent)) {
    const style = { style: "unit", unit: "percent", maximumFractionDigits: 20 } as const;
    return new Intl.NumberFormat(locale, style).format(percent);
  }
  if (/[a-z]$/.test(value)) return spanInWords(value, locale);
  return formatAmount(value, unit ?? "", { precision: "exact", locale }).trim();
}

/** "3d" as "3 days". */
export function spanInWords(span: string, locale = appLocale): string {
  const { text, unit } = typedSpan(span);
  if (text === "") return span;
  const style = { style: "unit", unit: UNITS[unit as SpanUnit], unitDisplay: "long" } as const;
  return new Intl.NumberFormat(locale, style).format(Number(text));
}
