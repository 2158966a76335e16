/** What the pretended history and alert rules say: changes, decisions of each sort, and the lines of `line.ts`. */
import type { ArgsOf } from "../backend";
import type { AlertsInput } from "../generated/AlertsInput";
import type { ChartView } from "../generated/ChartView";
import type { DecisionView } from "../generated/DecisionView";
import type { ExportedFile } from "../generated/ExportedFile";
import type { HeldBecause } from "../generated/HeldBecause";
import type { RiseKind } from "../generated/RiseKind";
import type { RiseView } from "../generated/RiseView";
import type { Rule } from "../generated/Rule";
import type { Severity } from "../generated/Severity";
import type { AccountView } from "../generated/Snapshot";
import type { Trend } from "../generated/Trend";
import { type At, clock } from "./build";
import { PretendedLine } from "./line";

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
  readonly #now: number;
  /** Made when they are first asked for, and anew when a change has another name. */
  readonly #lines = new Map<string, PretendedLine>();
  #tables = new Map<string | null, AlertsInput>();
  #rises: RiseView[];

  constructor(now: number) {
    this.#at = clock(now);
    this.#now = now;
    const rise = (id: number, hours: number, part: Partial<RiseView>): RiseView => ({
      id,
      at: this.#at(hours),
      meter: "credits",
      unit: "credits",
      before: "140",
      after: "2140",
      kind: part.detected ?? "top_up",
      detected: "top_up",
      ...part,
    });
    this.#rises = [
      rise(7, -96, {}),
      rise(6, -430, { before: "1890.5", after: "1912", detected: "refund" }),
      rise(5, -760, { before: "212", after: "2000", detected: "reset" }),
      rise(4, -1480, { before: "96", after: "2000", detected: "reset" }),
      rise(3, -1720, { before: "310", after: "1310", kind: "correction" }),
      rise(2, -2200, { before: "0", after: "2000", detected: "reset" }),
      rise(1, -3000, { before: "0.5", after: "1000.5" }),
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
    return DECISIONS.map(([hours, rule, level, heldBecause, sentence], index) =>
      decision({
        id: DECISIONS.length - index,
        at: this.#at(hours),
        rule,
        level,
        delivered: heldBecause === null,
        heldBecause,
        sentence,
      }),
    );
  }

  changes(): RiseView[] {
    return this.#rises;
  }

  relabel(id: number, kind: RiseKind | null): boolean {
    const found = this.#rises.some((rise) => rise.id === id);
    this.#lines.clear();
    this.#rises = this.#rises.map((rise) =>
      rise.id === id ? { ...rise, kind: kind ?? rise.detected } : rise,
    );
    return found;
  }

  /** Four points a day that end at the account's level, at a pace of its own; some were topped up, some not always read. */
  trends(accounts: AccountView[]): Trend[] {
    const read = accounts.filter((account) => account.readAt !== null);
    return read.map((account, index) => {
      const pace = account.state === "ok" ? 0.002 + (index % 4) * 0.004 : 0.016 + (index % 3) * 0.012;
      const toppedUp = account.state === "ok" && index % 3 === 1 ? 12 : 0;
      const shares: number[] = [account.level?.share ?? 0.6];
      for (let step = 26; step >= 0; step -= 1) {
        const later = shares[0] ?? 0;
        const used = pace * (1 + Math.cos((step + index) / 3));
        shares.unshift(step + 1 === toppedUp ? Math.max(0.04, later - 0.35) : later + used);
      }
      const most = Math.max(...shares, 0.01);
      const unread = (step: number) => index % 4 === 2 && step > 8 && step < 12;
      const points = shares.map((share, step) => (unread(step) ? null : share / most));
      return { account: account.id, points };
    });
  }

  exported(account: AccountView, args: ArgsOf<"export_history">): ExportedFile {
    const { meter, unit, format } = args;
    const rows = this.#line(account, meter, unit)?.count(args) ?? 0;
    return { path: `/home/sam/Downloads/lowtide-${account.id}-${meter}.${format}`, rows };
  }

  chart(account: AccountView, args: ArgsOf<"meter_history">): ChartView {
    return this.#line(account, args.meter, args.unit)?.chart(args) ?? { points: [], rises: [], gaps: [] };
  }

  /** Null for what was never read. */
  #line(account: AccountView, id: string, unit: string): PretendedLine | null {
    const meter = account.reading?.meters.find((view) => view.id === id && view.unit === unit);
    if (meter === undefined || account.readAt === null) return null;
    if (meter.remaining === null && meter.used === null) return null;
    const key = [account.id, id, unit, account.readAt].join(" ");
    const known =
      this.#lines.get(key) ?? new PretendedLine(meter, this.#rises, this.#now, Date.parse(account.readAt));
    this.#lines.set(key, known);
    return known;
  }
}

/** The newest first: hours, rule, how bad it was, why it was held back, and the sentence. */
const DECISIONS: [number, Rule, Severity, HeldBecause | null, string][] = [
  [-2, "amount", "warning", null, "812 credits left, below your 1,000"],
  [-9, "runway", "warning", "quiet_hours", "about 3 days at this pace, below your 3 days"],
  [-30, "unusual_spend", "warning", null, "410 credits in 1 hour; 60 are usual"],
  [-96, "topped_up", "info", "switched_off", "2,000 credits added, 2,140 credits left"],
  [-119, "share", "warning", "covered", "7% of the 2,000 since the last top-up, below your 20%"],
  [-119, "amount", "critical", null, "140 credits left, below your 200"],
  [-160, "amount", "warning", "snoozed", "903 credits left, below your 1,000"],
  [-240, "share", "warning", "muted", "18% of the 2,000 of the plan, below your 20%"],
  [-300, "unreachable", "warning", "paused", "not read for 6 h: the provider answered 503"],
  [-410, "key_rejected", "critical", "delivery_failed", "the key was rejected: Invalid or inactive API key"],
  [-409, "key_rejected", "critical", null, "the key was rejected: Invalid or inactive API key"],
  [-500, "subscription", "warning", "interrupted", "the subscription is past due"],
  [-620, "storage", "warning", null, "Cloud storage is 91% full, above your 90%"],
  [-700, "expiry", "warning", null, "250 credits of Welcome grant expire in 6 days"],
  [-800, "empty", "critical", null, "Nothing is left"],
  ...Array.from({ length: 9 }, (_, index): [number, Rule, Severity, null, string] => [
    -900 - index * 100,
    "amount",
    "warning",
    null,
    `${990 - index} credits left, below your 1,000`,
  ]),
];

/** One table over another: what it does not say, the other does. */
export function over(below: AlertsInput, above: AlertsInput): AlertsInput {
  const said = Object.entries(above).filter(([, value]) => value !== null);
  return { ...below, ...(Object.fromEntries(said) as Partial<AlertsInput>) };
}
