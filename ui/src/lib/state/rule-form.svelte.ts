/** The form of one account's alert rules, or of those for all: writes, offers to take back, and asks what would have been. */
import { untrack } from "svelte";

import type { Backend } from "../ipc/backend";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { SuggestedThreshold } from "../ipc/generated/SuggestedThreshold";
import { messages } from "../i18n";
import { type Question, RulesPreview } from "./alert-preview.svelte";
import { RuleBook } from "./rule-book.svelte";
import { isOn, over, type RuleName, ruleText } from "./rules";
import type { Undo } from "./undo.svelte";

/** Of so many accounts it is worked out without being asked for. */
const UNASKED = 10;

/** Whose rules they are. */
export interface RulesSubject {
  account: string | null;
  /** The account's name, or that of all. */
  name: string;
  /** The unit of its amounts, where they have one. */
  unit: string | null;
}

export class RuleForm {
  readonly subject: RulesSubject;
  readonly book: RuleBook;
  readonly preview: RulesPreview;
  /** Null while the account's pace is being learnt, and for all accounts together. */
  suggestion = $state.raw<SuggestedThreshold | null>(null);

  #backend: Backend;
  #undo: Undo;
  #accounts: () => string[];

  constructor(backend: Backend, undo: Undo, subject: RulesSubject, accounts: () => string[]) {
    this.subject = subject;
    this.book = new RuleBook(backend, subject.account);
    this.preview = new RulesPreview(backend);
    this.#backend = backend;
    this.#undo = undo;
    this.#accounts = accounts;
  }

  /** Whether it is worked out only on request what the rules would have said. */
  get onRequest(): boolean {
    return this.subject.account === null && this.#accounts().length > UNASKED;
  }

  /** Reads the rules, again where they may have been edited by hand: what is being typed is left alone. */
  async load(): Promise<void> {
    const before = untrack(() => this.book.view);
    await this.book.load();
    if (JSON.stringify(before) !== JSON.stringify(this.book.view)) this.consider(null);
    const { account } = this.subject;
    if (account === null || before !== null) return;
    // Without a proposal the form is whole; why there is none is no matter here.
    this.suggestion = await this.#backend.suggestThreshold({ account }).catch(() => null);
  }

  /** Writes a rule, null for "as the table above says"; false where it was refused. */
  async change<Rule extends RuleName>(rule: Rule, value: AlertsInput[Rule]): Promise<boolean> {
    const before = this.book.view;
    if (before === null) return false;
    const own = before.own[rule];
    if (JSON.stringify(own) === JSON.stringify(value) && this.book.refusals[rule] === undefined) return true;
    this.#undo.dismiss();
    const done = await this.book.set(rule, value);
    this.consider(null);
    if (done) {
      this.#undo.put(this.#said(rule, value, before.inForce), async () => {
        const undone = await this.book.set(rule, own);
        this.consider(null);
        return undone;
      });
    }
    return done;
  }

  /** Asks what would have been said with a change that is not made yet; null: with the rules as they are. */
  consider(part: Partial<AlertsInput> | null): void {
    if (this.onRequest) this.preview.clear();
    else void this.preview.ask(this.#questions(part));
  }

  workOut(): void {
    void this.preview.ask(this.#questions(null));
  }

  #questions(part: Partial<AlertsInput> | null): Question[] {
    const { view } = this.book;
    if (view === null) return [];
    const { account } = this.subject;
    if (account !== null) return [{ account, table: () => Promise.resolve({ ...view.own, ...part }) }];
    const general = { ...view.inForce, ...part };
    return this.#accounts().map((id) => ({
      account: id,
      table: async (own) => (part === null ? own() : over(general, await own())),
    }));
  }

  #said<Rule extends RuleName>(rule: Rule, value: AlertsInput[Rule], before: AlertsInput): string {
    const { name, unit } = this.subject;
    const { said, names } = messages.rules;
    if (value === null) return said.reset(name, names[rule]);
    if (!isOn(value)) return said.switchedOff(name, names[rule]);
    if (!isOn(before[rule])) return said.switchedOn(name, names[rule]);
    return said.changed(name, names[rule], ruleText(value, unit));
  }
}
