/**
 * Whether amounts are covered. The one place that knows: `amount.ts` asks here for every figure it writes, so that no page
 * has to think of it. What an amount would be read off is covered with it: shares, percentages, titles, spoken texts. Not
 * covered are level bars and lines, which show a share without a number, and spans of time ("about 6 days left").
 */
let covered = $state(false);

/** As long for every amount: its length would tell of its size. */
export const COVER = "••••";

export function coverAmounts(hide: boolean): void {
  covered = hide;
}

export function amountsCovered(): boolean {
  return covered;
}

/** Every number in a sentence that was not made here ("812 credits left, below your 1,000"), where amounts are covered. */
export function coverNumbers(sentence: string): string {
  return covered ? sentence.replace(/\p{Nd}(?:[\p{Nd}.,’'\u00a0\u202f]*\p{Nd})?/gu, COVER) : sentence;
}
