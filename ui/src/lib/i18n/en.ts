/** The English texts. Plain and specific: what is so, and what to do. */
import { alerts } from "./en/alerts";
import { diagnostics } from "./en/diagnostics";
import { failures } from "./en/failures";
import { figures } from "./en/figures";
import { history } from "./en/history";
import { keys } from "./en/keys";
import { main } from "./en/main";
import { nav } from "./en/nav";
import { overview } from "./en/overview";
import { popup } from "./en/popup";
import { providers } from "./en/providers";
import { rules } from "./en/rules";
import { settings } from "./en/settings";
import type { Messages } from "./messages";

export const en = {
  ...overview,
  ...figures,
  ...failures,
  ...popup,
  ...main,
  ...keys,
  ...alerts,
  ...nav,
  ...history,
  ...rules,
  ...providers,
  ...settings,
  ...diagnostics,
} satisfies Messages;
