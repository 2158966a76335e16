/** Decides which height the popup's window is asked for. Pure, so that a resize loop can be ruled out by a test. */
export const MAX_POPUP_HEIGHT = 640;
/** Two changes of height closer than this are the window's doing and not the content's. */
const AT_ONCE = 150;

export class PopupFit {
  #last: number | null = null;
  #before: number | null = null;
  #changedAt = Number.NEGATIVE_INFINITY;

  /** The height to ask for at that moment (milliseconds), or null when the window is right as it is. */
  next(natural: number, at: number, max = MAX_POPUP_HEIGHT): number | null {
    if (!(natural > 0)) return null;
    const height = Math.min(Math.ceil(natural), max);
    if (height === this.#last) return null;
    // A, B, A at once: the content answers to the window (a scroll bar that comes and goes). Stay with the larger.
    const swings = height === this.#before && at - this.#changedAt < AT_ONCE;
    if (swings && this.#last !== null && height < this.#last) return null;
    this.#before = this.#last;
    this.#last = height;
    this.#changedAt = at;
    return height;
  }

  /** Asks anew even for the same height: the window is shown again. */
  reset(): void {
    this.#last = null;
    this.#before = null;
  }
}
