/** The one change that can be taken back: offered until the next one is made or it is dismissed, however long that is. */
import { messages } from "../i18n";

export interface Change {
  /** What was done, in a sentence without its full stop. */
  text: string;
  /** Takes it back; false where that failed. */
  undo: () => Promise<boolean>;
}

export class Undo {
  offer = $state.raw<Change | null>(null);
  /** What a screen reader is told. */
  said = $state("");

  put(text: string, undo: () => Promise<boolean>): void {
    this.offer = { text, undo };
    this.said = `${text}.`;
  }

  async take(): Promise<void> {
    const offer = this.offer;
    this.offer = null;
    if (offer === null) return;
    if (await offer.undo()) this.said = messages.undoing.undone;
  }

  /** Another change was made that cannot be taken back, or nobody wants to. */
  dismiss(): void {
    this.offer = null;
    this.said = "";
  }
}
