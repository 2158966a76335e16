/** The Simplified Chinese texts. */
import { en } from "./en";
import { alerts } from "./zh/alerts";
import { failures } from "./zh/failures";
import { figures } from "./zh/figures";
import { keys } from "./zh/keys";
import { main } from "./zh/main";
import { nav } from "./zh/nav";
import { overview } from "./zh/overview";
import { popup } from "./zh/popup";
import type { Messages } from "./messages";

export const zh = {
  ...en,
  ...overview,
  ...figures,
  ...failures,
  ...popup,
  ...main,
  ...keys,
  ...alerts,
  ...nav,
} satisfies Messages;
