/**
 * What rules would have said of the last days. However fast it is asked, one question is under way and the last one waits;
 * an answer to an older one is dropped. So typing asks no faster than it is answered.
 */
import { asIpcError, type Backend } from "../ipc/backend";
import type { AlertPreview } from "../ipc/generated/AlertPreview";
import type { AlertsInput } from "../ipc/generated/AlertsInput";
import type { IpcError } from "../ipc/generated/IpcError";

/** The last so many days. */
export const DAYS = 30;

/** Whom it is asked about, and what the account's own table would say: given when it comes to be asked. */
export interface Question {
  account: string;
  table: (own: () => Promise<AlertsInput>) => Promise<AlertsInput>;
}

export interface Answer extends AlertPreview {
  account: string;
}

export class RulesPreview {
  /** In the order of the questions; null before the first was answered. */
  answers = $state.raw<Answer[] | null>(null);
  /** How many of how many questions are answered; null when nothing is being asked. */
  progress = $state.raw<{ done: number; all: number } | null>(null);
  error = $state.raw<IpcError | null>(null);

  readonly told = $derived((this.answers ?? []).reduce((sum, { deliveredCount }) => sum + deliveredCount, 0));

  #backend: Backend;
  #waiting: Question[] | null = null;
  #asking = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async ask(questions: Question[]): Promise<void> {
    this.#waiting = questions;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#waiting !== null) {
      const round: Question[] = this.#waiting;
      this.#waiting = null;
      await this.#round(round);
    }
    this.#asking = false;
    this.progress = null;
  }

  /** Forgets what was answered, and what is still to come. */
  clear(): void {
    this.#waiting = this.#asking ? [] : null;
    this.answers = null;
    this.error = null;
  }

  /** One account after the other; given up as soon as something else is asked. */
  async #round(questions: Question[]): Promise<void> {
    const answers: Answer[] = [];
    try {
      for (const { account, table } of questions) {
        this.progress = { done: answers.length, all: questions.length };
        const own = async () => (await this.#backend.alertRules({ account })).own;
        const alerts = await table(own);
        const preview = await this.#backend.previewAlerts({ account, alerts, days: DAYS });
        if (this.#waiting !== null) return;
        answers.push({ account, ...preview });
      }
      if (questions.length > 0) this.answers = answers;
      this.error = null;
    } catch (thrown) {
      if (this.#waiting === null) this.error = asIpcError(thrown);
    }
  }
}
