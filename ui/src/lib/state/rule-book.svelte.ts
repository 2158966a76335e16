/**
 * The alert rules of one account, or those that hold for all. A change is written at once, onto what the file says at that
 * moment: somebody may have edited it by hand.
 */
import { asIpcError, type Backend } from "../ipc/backend";
import type { AlertRulesView } from "../ipc/generated/AlertRulesView";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { IpcError } from "../ipc/generated/IpcError";
import type { RuleName } from "./rules";

export class RuleBook {
  readonly account: string | null;
  /** As they are, a change that is being written included; null until they are known. */
  view = $state.raw<AlertRulesView | null>(null);
  /** What holds for all accounts. */
  general = $state.raw<AlertsInput | null>(null);
  /** Why they could not be read. */
  error = $state.raw<IpcError | null>(null);
  /** Why a rule could not be written. */
  refusals = $state.raw<Partial<Record<RuleName, IpcError>>>({});
  /** How often something was written. */
  written = $state(0);

  #backend: Backend;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, account: string | null) {
    this.#backend = backend;
    this.account = account;
  }

  load(): Promise<void> {
    return this.#next(() => this.#read());
  }

  /** Writes one rule; null is "as the table above says". False where it was refused, and the rule is as it was. */
  set<Rule extends RuleName>(rule: Rule, value: AlertsInput[Rule]): Promise<boolean> {
    const before = this.view;
    const part: Partial<AlertsInput> = { [rule]: value };
    if (before !== null) {
      const inForce = value ?? this.general?.[rule] ?? before.inForce[rule];
      this.view = {
        own: { ...before.own, ...part },
        inForce: { ...before.inForce, [rule]: inForce },
      };
    }
    return this.#next(async () => {
      try {
        const { own } = await this.#backend.alertRules({ account: this.account });
        await this.#backend.setAlerts({ account: this.account, alerts: { ...own, ...part } });
        this.refusals = { ...this.refusals, [rule]: undefined };
        this.written += 1;
        return true;
      } catch (thrown) {
        this.refusals = { ...this.refusals, [rule]: asIpcError(thrown) };
        return false;
      } finally {
        await this.#read();
      }
    });
  }

  /** The table as it would be with a change that is not made yet. */
  own(part: Partial<AlertsInput>): AlertsInput | null {
    return this.view === null ? null : { ...this.view.own, ...part };
  }

  /** One after the other, so that no change is written over another one. */
  #next<T>(step: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(step);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #read(): Promise<void> {
    try {
      const view = await this.#backend.alertRules({ account: this.account });
      this.general =
        this.account === null ? view.inForce : (await this.#backend.alertRules({ account: null })).inForce;
      this.view = view;
      this.error = null;
    } catch (thrown) {
      this.error = asIpcError(thrown);
    }
  }
}
