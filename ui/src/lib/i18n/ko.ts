/** The Korean texts. */
import { en } from "./en";
import { alerts } from "./ko/alerts";
import { failures } from "./ko/failures";
import { figures } from "./ko/figures";
import { overview } from "./ko/overview";
import type { Messages } from "./messages";

export const ko = {
  ...en,
  ...overview,
  ...figures,
  ...failures,
  ...alerts,
} satisfies Messages;
