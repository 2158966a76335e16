/** The Japanese texts. */
import { en } from "./en";
import { alerts } from "./ja/alerts";
import { failures } from "./ja/failures";
import { figures } from "./ja/figures";
import { overview } from "./ja/overview";
import type { Messages } from "./messages";

export const ja = {
  ...en,
  ...overview,
  ...figures,
  ...failures,
  ...alerts,
} satisfies Messages;
