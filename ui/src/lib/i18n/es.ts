/** The Spanish texts. */
import { en } from "./en";
import { alerts } from "./es/alerts";
import { failures } from "./es/failures";
import { figures } from "./es/figures";
import { overview } from "./es/overview";
import type { Messages } from "./messages";

export const es = {
  ...en,
  ...overview,
  ...figures,
  ...failures,
  ...alerts,
} satisfies Messages;
