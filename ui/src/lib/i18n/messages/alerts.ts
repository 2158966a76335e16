/** The texts of forecasts, alerts and changes, by their type. */
import type { HeldBecause } from "../../ipc/generated/HeldBecause";
import type { RiseKind } from "../../ipc/generated/RiseKind";
import type { Rule } from "../../ipc/generated/Rule";
import type { Severity } from "../../ipc/generated/Severity";
import type { Confidence } from "../../ipc/generated/Snapshot";

export interface AlertTexts {
  /** How exact a span of time is ("6 days"). */
  spans: {
    about: (span: string) => string;
    lessThan: (span: string) => string;
    moreThan: (span: string) => string;
    atLeast: (span: string) => string;
    upTo: (span: string) => string;
    range: (low: string, high: string) => string;
  };
  forecast: {
    title: string;
    left: (span: string) => string;
    /** With the time of the reset ("in 9 days") where that is known. */
    lastsUntilReset: (when: string | null) => string;
    runsOut: (span: string) => string;
    mayRunOut: (span: string) => string;
    learning: string;
    learningHint: string;
    notDraining: string;
    notDrainingHint: string;
    nothingLeft: string;
    ranOut: string;
    asOf: (age: string) => string;
    range: string;
    burn: string;
    perDay: (amount: string) => string;
    confidence: string;
    confidences: Record<Confidence, string>;
  };
  alerts: {
    title: string;
    pausedUntil: (time: string) => string;
    pausedUntilResumed: string;
    resume: string;
    resumeInFull: string;
    resumed: string;
    snoozedUntil: (time: string) => string;
    snoozedHint: string;
    muted: string;
    mutedHint: string;
    listening: string;
    /** Why nothing is told at all. */
    allPaused: string;
    accountPaused: string;
    snooze: string;
    endSnooze: string;
    mute: string;
    unmute: string;
    record: string;
    nothingSaid: string;
    told: string;
    held: Record<HeldBecause, string>;
    levels: Record<Severity, string>;
    rules: Record<Rule, string>;
  };
  changes: {
    title: string;
    lead: string;
    added: (amount: string) => string;
    fromTo: (before: string, after: string) => string;
    kinds: Record<RiseKind, string>;
    asDetected: (kind: string) => string;
    /** Names the control for whoever cannot see what stands beside it. */
    whatItWas: (added: string, time: string) => string;
  };
  showAll: (count: number) => string;
  showFewer: string;
}
