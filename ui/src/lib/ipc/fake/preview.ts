/** What pretended rules would have said of a pretended past: enough to see that a threshold makes a difference. */
import type { AlertPreview } from "../generated/AlertPreview";
import type { AlertsInput, LevelsInput, Switch } from "../generated/AlertsInput";
import type { DecisionView } from "../generated/DecisionView";
import type { Rule } from "../generated/Rule";
import type { Severity } from "../generated/Severity";
import { clock } from "./build";

interface Episode {
  hours: number;
  rule: Rule;
  level: Severity;
  sentence: string;
}

/** Days ago and what was left then: three times drained, three times topped up. */
const LOWS: [number, number][] = [
  [27, 700],
  [26, 150],
  [17, 930],
  [9, 420],
  [8, 60],
  [1, 812],
];

export function previewed(rules: AlertsInput, account: string, days: number, now: number): AlertPreview {
  const at = clock(now);
  const episodes = [
    ...fallen("amount", rules.amount, (left) => [left, `${left} credits left`]),
    ...fallen("share", rules.share, (left) => [left / 20, `${left / 20}% of 2,000 left`]),
    ...fallen("runway", rules.runway, (left) => [
      left / 150,
      `about ${Math.ceil(left / 150)} days at this pace`,
    ]),
    ...(rules.keyRejected ? [{ hours: -410, ...rejected }] : []),
    ...(rules.unusualSpend ? [{ hours: -222, ...unusual }] : []),
    ...(rules.toppedUp ? [{ hours: -96, ...toppedUp }] : []),
  ].filter(({ hours }) => hours > -24 * days);
  episodes.sort((a, b) => a.hours - b.hours);
  const decisions = episodes.map(({ hours, ...rest }, index): DecisionView => {
    const held = rules.quietHours && rest.level === "warning" && index % 3 === 0 ? "quiet_hours" : null;
    return { id: index + 1, at: at(hours), account, delivered: held === null, heldBecause: held, ...rest };
  });
  return { decisions, deliveredCount: decisions.filter(({ delivered }) => delivered).length };
}

const rejected: Omit<Episode, "hours"> = {
  rule: "key_rejected",
  level: "critical",
  sentence: "the key was rejected: Invalid or inactive API key",
};
const unusual: Omit<Episode, "hours"> = {
  rule: "unusual_spend",
  level: "warning",
  sentence: "410 credits in 1 hour; 60 are usual",
};
const toppedUp: Omit<Episode, "hours"> = {
  rule: "topped_up",
  level: "info",
  sentence: "2,000 credits added, 2,140 credits left",
};

function fallen(
  rule: Rule,
  levels: Switch<LevelsInput> | null,
  told: (left: number) => [number, string],
): Episode[] {
  if (levels === null || levels === false) return [];
  const [warning, critical] = [levels.warning, levels.critical].map((level) =>
    Number.parseFloat(level ?? "-1"),
  );
  return LOWS.flatMap(([ago, left]) => {
    const [figure, words] = told(left);
    const level = figure < (critical ?? -1) ? "critical" : figure < (warning ?? -1) ? "warning" : null;
    if (level === null) return [];
    return [{ hours: -ago * 24, rule, level, sentence: `${words}, below your ${levels[level] ?? ""}` }];
  });
}
