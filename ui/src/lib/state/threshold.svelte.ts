/** The thresholds that are proposed with a first reading: taken as they are, changed, or left. */
import { amountParts } from "../format/amount";
import { difference } from "../format/decimal";
import { decimalPoint, readAmount } from "../format/entry";
import { locale, messages } from "../i18n";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { KeyCheck } from "../ipc/generated/KeyCheck";
import { primaryMeter } from "./balance";

/** A table that says nothing: every rule is as it is for all accounts. */
const SILENT: AlertsInput = {
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

export class Threshold {
  on = $state(true);
  warning = $state("");
  critical = $state("");
  /** Wrong amounts are told once it was tried to save them. */
  tried = $state(false);
  /** The primary meter's. */
  readonly unit: string;

  constructor(warning: string, critical: string, unit: string) {
    this.warning = editable(warning);
    this.critical = editable(critical);
    this.unit = unit;
  }

  /** Null where a reading gives no ground for a proposal. */
  static of(check: KeyCheck): Threshold | null {
    const { proposal } = check;
    const unit = primaryMeter(check.reading)?.unit;
    if (proposal === null || unit === undefined) return null;
    return new Threshold(proposal.warning, proposal.critical, unit);
  }

  get unitWord(): string {
    return amountParts("2", this.unit).unit ?? this.unit;
  }

  get warningError(): string | null {
    return this.on && this.tried && parseAmount(this.warning) === null ? messages.threshold.noAmount : null;
  }

  get criticalError(): string | null {
    if (!this.on || !this.tried) return null;
    const critical = parseAmount(this.critical);
    if (critical === null) return messages.threshold.noAmount;
    const warning = parseAmount(this.warning);
    const room = warning === null ? null : difference(warning, critical);
    return room !== null && (room === "0" || room.startsWith("-")) ? messages.threshold.order : null;
  }

  /** Whether it can be saved as it is. */
  valid(): boolean {
    this.tried = true;
    return this.warningError === null && this.criticalError === null;
  }

  /** What the account's own table is to say; null for nothing. */
  alerts(): AlertsInput | null {
    const warning = parseAmount(this.warning);
    const critical = parseAmount(this.critical);
    if (!this.on || warning === null || critical === null) return null;
    return { ...SILENT, amount: { warning, critical } };
  }
}

/** The amount that was typed; null for what is none, or can be read in two ways. */
export function parseAmount(typed: string): string | null {
  const read = readAmount(typed);
  return "value" in read && !read.value.startsWith("-") ? read.value : null;
}

/** As its owner would type it. */
function editable(value: string): string {
  return value.replace(".", decimalPoint(locale));
}
