/** How far a refresh is, told from how many accounts are still being read. */
export interface Progress {
  read: number;
  total: number;
}

export class RefreshProgress {
  #total = 0;

  /** Null while nothing is read. */
  next(reading: number): Progress | null {
    this.#total = reading === 0 ? 0 : Math.max(this.#total, reading);
    return reading === 0 ? null : { read: this.#total - reading, total: this.#total };
  }
}
