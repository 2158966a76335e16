/** In English: the charts. */
import type { HistoryTexts } from "../messages/history";

export const history = {
  history: {
    title: "History",
  },
} satisfies HistoryTexts;
