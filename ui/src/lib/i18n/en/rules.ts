/** In English: the page of alert rules. */
import type { RulesTexts } from "../messages/rules";

export const rules = {
  rules: {
    title: "Alerts",
  },
} satisfies RulesTexts;
