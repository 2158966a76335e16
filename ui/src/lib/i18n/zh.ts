/** The Simplified Chinese texts. */
import { en } from "./en";
import { alerts } from "./zh/alerts";
import { failures } from "./zh/failures";
import { figures } from "./zh/figures";
import { overview } from "./zh/overview";
import type { Messages } from "./messages";

export const zh = {
  ...en,
  ...overview,
  ...figures,
  ...failures,
  ...alerts,
} satisfies Messages;
