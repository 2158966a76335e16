/** What the pretended history and alert rules say: a line that drains with one top-up, and decisions of each sort. */
import type { AlertsInput } from "../generated/AlertsInput";
import type { ChartView } from "../generated/ChartView";
import type { DecisionView } from "../generated/DecisionView";
import type { RiseKind } from "../generated/RiseKind";
import type { RiseView } from "../generated/RiseView";
import { type At, clock } from "./build";

const UNSAID: AlertsInput = {
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

/** What holds where nothing is configured. */
const DEFAULTS: AlertsInput = {
  amount: false,
  share: { warning: "20%", critical: "5%" },
  runway: { warning: "3d", critical: "1d" },
  empty: true,
  keyRejected: true,
  unreachableAfter: "6h",
  subscription: true,
  storage: "90%",
  expiry: false,
  unusualSpend: true,
  toppedUp: false,
  reminder: false,
  quietHours: false,
  hysteresis: "10%",
};

export class Past {
  readonly #at: At;
  #tables = new Map<string | null, AlertsInput>();
  #rises: RiseView[];

  constructor(now: number) {
    this.#at = clock(now);
    this.#rises = [
      {
        id: 2,
        at: this.#at(-96),
        meter: "credits",
        unit: "credits",
        before: "140",
        after: "2140",
        kind: "top_up",
        detected: "top_up",
      },
    ];
  }

  own(account: string | null): AlertsInput {
    return this.#tables.get(account) ?? UNSAID;
  }

  inForce(account: string | null): AlertsInput {
    return over(over(DEFAULTS, this.own(null)), account === null ? UNSAID : this.own(account));
  }

  set(account: string | null, alerts: AlertsInput): void {
    this.#tables.set(account, { ...UNSAID, ...alerts });
  }

  suggested(account: string) {
    return account.startsWith("crun") ? { warning: "1000", critical: "200" } : null;
  }

  record(account: string | null): DecisionView[] {
    const decision = (part: Partial<DecisionView> & Pick<DecisionView, "id" | "at">): DecisionView => ({
      account: account ?? "crun",
      rule: "amount",
      level: "warning",
      delivered: true,
      heldBecause: null,
      sentence: "812 credits left, below your 1,000",
      ...part,
    });
    return [
      decision({ id: 5, at: this.#at(-2) }),
      decision({ id: 4, at: this.#at(-9), delivered: false, heldBecause: "quiet_hours" }),
      decision({
        id: 3,
        at: this.#at(-96),
        rule: "topped_up",
        level: "info",
        delivered: false,
        heldBecause: "switched_off",
        sentence: "2,000 credits added, 2,140 credits left",
      }),
      decision({
        id: 1,
        at: this.#at(-120),
        level: "critical",
        sentence: "140 credits left, below your 200",
      }),
    ];
  }

  changes(): RiseView[] {
    return this.#rises;
  }

  relabel(id: number, kind: RiseKind | null): boolean {
    const found = this.#rises.some((rise) => rise.id === id);
    this.#rises = this.#rises.map((rise) =>
      rise.id === id ? { ...rise, kind: kind ?? rise.detected } : rise,
    );
    return found;
  }

  chart(columns: number): ChartView {
    const count = Math.min(columns, 200);
    const points = Array.from({ length: count }, (_, index) => {
      const hours = -168 + (168 * index) / count;
      const left = String(Math.round(hours < -96 ? 140 - (hours + 96) * 8 : 2140 - (hours + 96) * 13.8));
      const at = this.#at(hours);
      return { at, until: at, first: left, min: left, max: left, last: left };
    });
    return { points, rises: this.#rises, gaps: [{ from: this.#at(-60), until: this.#at(-52) }] };
  }
}

/** One table over another: what it does not say, the other does. */
function over(below: AlertsInput, above: AlertsInput): AlertsInput {
  const said = Object.entries(above).filter(([, value]) => value !== null);
  return { ...below, ...(Object.fromEntries(said) as Partial<AlertsInput>) };
}
