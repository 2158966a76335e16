/**
 * Several keys, or variables that hold them, added together: each is checked in turn and saved by itself. A pasted key
 * leaves the page's memory as soon as it is sent, and all of them when the page is left.
 */
import { asIpcError } from "../ipc/backend";
import type { VariableUse } from "../ipc/generated/Command";
import type { EnvironmentKey } from "../ipc/generated/EnvironmentKey";
import type { IpcError } from "../ipc/generated/IpcError";
import type { KeyCheck } from "../ipc/generated/KeyCheck";
import type { ProviderView } from "../ipc/generated/ProviderView";
import { guessProvider } from "../paste/guess";
import type { FoundKey, Pasted } from "../paste/paste";
import type { AppState } from "./app.svelte";
import { keyMayBeRight } from "./failure";
import { Threshold } from "./threshold.svelte";

export type CandidatePhase = "waiting" | "checking" | "checked" | "saving" | "saved";

/** What the person gave for a provider besides the key. */
export interface Given {
  provider: string;
  params: Record<string, string>;
  baseUrl: string | null;
}

/** So many of a key's last characters are shown, to tell it from the others. */
const SHOWN = 4;
/** A key shorter than this would be given away by them. */
const SHOWN_FROM = 16;

export class Candidate {
  readonly number: number;
  /** The last characters of a pasted key; null where there is none, or it is too short for that. */
  readonly ending: string | null;
  /** The variable that holds it. */
  readonly variable: string | null;
  /** The account that reads the variable already. */
  readonly usedBy: string | null;
  chosen = $state(true);
  provider = $state.raw<ProviderView | null>(null);
  label = $state("");
  phase = $state<CandidatePhase>("waiting");
  check = $state.raw<KeyCheck | null>(null);
  error = $state.raw<IpcError | null>(null);
  threshold = $state.raw<Threshold | null>(null);
  /** The account that it became. */
  account: string | null = null;
  #key: string | null;

  private constructor(number: number, provider: ProviderView | null, from: { key: string } | EnvironmentKey) {
    const key = "key" in from ? from.key : null;
    this.number = number;
    this.provider = provider;
    this.#key = key;
    this.ending = key !== null && key.length >= SHOWN_FROM ? key.slice(-SHOWN) : null;
    this.variable = "key" in from ? null : from.variable;
    this.usedBy = "key" in from ? null : from.usedBy;
    this.chosen = this.usedBy === null;
  }

  static pasted(found: FoundKey, number: number, provider: ProviderView | null): Candidate {
    const candidate = new Candidate(number, provider, { key: found.key });
    candidate.label = found.label ?? "";
    return candidate;
  }

  static variable(entry: EnvironmentKey, number: number, provider: ProviderView | null): Candidate {
    return new Candidate(number, provider, entry);
  }

  get works(): boolean {
    return this.check?.reading != null;
  }

  /** It can be saved: it works, or its check failed for a reason that is not the key's. */
  get savable(): boolean {
    if (this.phase !== "checked" || this.check?.draft == null) return false;
    const { failure } = this.check;
    return failure === null || keyMayBeRight(failure.kind);
  }

  /** The key, once. */
  takeKey(): string {
    const key = this.#key ?? "";
    this.#key = null;
    return key;
  }

  forget(): void {
    this.#key = null;
  }

  /** As before the check: only a variable can be read again. */
  again(): void {
    if (this.variable === null || this.phase === "saved") return;
    this.phase = "waiting";
    this.check = null;
    this.error = null;
    this.threshold = null;
  }
}

export class Batch {
  candidates = $state.raw<Candidate[]>([]);
  /** Lines without a key in what was pasted, and keys that were there more than once. */
  readonly leftOut: number;
  readonly repeated: number;
  /** Whether thresholds are saved as they are proposed. */
  thresholds = $state(true);
  running = $state(false);
  /** How many of the round that runs, or ran last, are done, and how many it has. */
  done = $state(0);
  all = $state(0);
  #keep = $state<VariableUse>("copy_to_keychain");
  #app: AppState;
  #given: Given | null;
  #dropped = false;

  private constructor(
    app: AppState,
    candidates: Candidate[],
    given: Given | null,
    { leftOut, repeated }: Pick<Pasted, "leftOut" | "repeated"> = { leftOut: 0, repeated: 0 },
  ) {
    this.leftOut = leftOut;
    this.repeated = repeated;
    this.#app = app;
    this.#given = given;
    this.candidates = candidates;
  }

  /** Keys that were pasted together. What is known of the provider that was chosen holds where nothing tells another. */
  static ofKeys(app: AppState, pasted: Pasted, given: Given | null = null): Batch {
    const chosen = given === null ? null : app.provider(given.provider);
    const candidates = pasted.keys.map((found, index) =>
      Candidate.pasted(found, index + 1, guessProvider(found, app.providers) ?? chosen),
    );
    return new Batch(app, candidates, given, pasted);
  }

  static ofVariables(app: AppState, entries: readonly EnvironmentKey[]): Batch {
    const candidates = entries.map((entry, index) =>
      Candidate.variable(entry, index + 1, app.provider(entry.provider)),
    );
    return new Batch(app, candidates, null);
  }

  get keep(): VariableUse {
    return this.#keep;
  }

  /** What was checked was checked for the other use. */
  set keep(use: VariableUse) {
    if (use === this.#keep || this.running) return;
    this.#keep = use;
    for (const candidate of this.candidates) candidate.again();
  }

  /** The provider asks for something that a list has no field for. */
  needsMore(candidate: Candidate): boolean {
    const { provider } = candidate;
    if (provider === null || provider.id === this.#given?.provider) return false;
    return provider.params.some((param) => param.default === null);
  }

  get checkable(): Candidate[] {
    return this.candidates.filter(
      (candidate) =>
        candidate.chosen &&
        candidate.phase === "waiting" &&
        candidate.provider !== null &&
        !this.needsMore(candidate),
    );
  }

  /** Those whose first reading has come. */
  get working(): Candidate[] {
    return this.candidates.filter((candidate) => candidate.phase === "checked" && candidate.works);
  }

  get saved(): Candidate[] {
    return this.candidates.filter(({ phase }) => phase === "saved");
  }

  leaveOut(candidate: Candidate): void {
    candidate.forget();
    this.candidates = this.candidates.filter((other) => other !== candidate);
  }

  /** Drops the keys that were not sent, and the answers that are still to come. */
  drop(): void {
    this.#dropped = true;
    for (const candidate of this.candidates) candidate.forget();
  }

  async checkAll(): Promise<void> {
    if (this.running) return;
    const round = this.checkable;
    this.running = true;
    this.done = 0;
    this.all = round.length;
    for (const candidate of round) {
      // It may have been left out, and the page too, while others were checked.
      if (this.#dropped) break;
      if (this.candidates.includes(candidate)) await this.#check(candidate);
      this.done += 1;
    }
    this.running = false;
  }

  /** The new account's id; null when it was refused. */
  async save(candidate: Candidate): Promise<string | null> {
    const draft = candidate.check?.draft ?? null;
    if (draft === null || candidate.phase !== "checked") return null;
    candidate.phase = "saving";
    candidate.error = null;
    try {
      const label = candidate.label.trim() === "" ? null : candidate.label.trim();
      const alerts = this.thresholds ? (candidate.threshold?.alerts() ?? null) : null;
      candidate.account = await this.#app.backend.saveAccount({ draft, label, alerts });
      candidate.phase = "saved";
      return candidate.account;
    } catch (thrown) {
      candidate.error = asIpcError(thrown);
      candidate.phase = "checked";
      if (candidate.error.code === "draft_expired") candidate.check = null;
      return null;
    }
  }

  async saveAll(): Promise<void> {
    for (const candidate of this.working) await this.save(candidate);
  }

  async #check(candidate: Candidate): Promise<void> {
    const { provider, variable } = candidate;
    if (provider === null) return;
    candidate.phase = "checking";
    candidate.error = null;
    const given = this.#given?.provider === provider.id ? this.#given : null;
    const { backend } = this.#app;
    const about = {
      provider: provider.id,
      params: given?.params ?? defaults(provider),
      baseUrl: given?.baseUrl ?? null,
    };
    try {
      const check =
        variable === null
          ? await backend.checkKey({ ...about, key: candidate.takeKey() })
          : await backend.checkVariable({ ...about, variable, keep: this.#keep });
      candidate.check = check;
      candidate.threshold = Threshold.of(check);
    } catch (thrown) {
      candidate.error = asIpcError(thrown);
    }
    candidate.phase = "checked";
  }
}

function defaults(provider: ProviderView): Record<string, string> {
  return Object.fromEntries(
    provider.params.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]])),
  );
}
