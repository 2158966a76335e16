/** The texts of the charts, by their type. */

export interface HistoryTexts {
  history: {
    title: string;
  };
}
