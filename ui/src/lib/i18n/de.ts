/** The German texts. */
import { en } from "./en";
import { alerts } from "./de/alerts";
import { failures } from "./de/failures";
import { figures } from "./de/figures";
import { overview } from "./de/overview";
import type { Messages } from "./messages";

export const de = {
  ...en,
  ...overview,
  ...figures,
  ...failures,
  ...alerts,
} satisfies Messages;
