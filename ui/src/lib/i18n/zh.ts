/** The Simplified Chinese texts. */
import { alerts } from "./zh/alerts";
import { diagnostics } from "./zh/diagnostics";
import { failures } from "./zh/failures";
import { figures } from "./zh/figures";
import { history } from "./zh/history";
import { keys } from "./zh/keys";
import { main } from "./zh/main";
import { nav } from "./zh/nav";
import { overview } from "./zh/overview";
import { popup } from "./zh/popup";
import { providers } from "./zh/providers";
import { rules } from "./zh/rules";
import { settings } from "./zh/settings";
import type { Messages } from "./messages";

export const zh = {
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
