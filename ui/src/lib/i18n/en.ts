/** The English texts. Plain and specific: what is so, and what to do. */
import { alerts } from "./en/alerts";
import { failures } from "./en/failures";
import { figures } from "./en/figures";
import { keys } from "./en/keys";
import { main } from "./en/main";
import { overview } from "./en/overview";
import { popup } from "./en/popup";
import type { Messages } from "./messages";

export const en = {
  ...overview,
  ...figures,
  ...failures,
  ...popup,
  ...main,
  ...keys,
  ...alerts,
} satisfies Messages;
