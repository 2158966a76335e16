/** The Korean texts. */
import { alerts } from "./ko/alerts";
import { diagnostics } from "./ko/diagnostics";
import { failures } from "./ko/failures";
import { figures } from "./ko/figures";
import { history } from "./ko/history";
import { keys } from "./ko/keys";
import { main } from "./ko/main";
import { nav } from "./ko/nav";
import { overview } from "./ko/overview";
import { popup } from "./ko/popup";
import { providers } from "./ko/providers";
import { rules } from "./ko/rules";
import { settings } from "./ko/settings";
import type { Messages } from "./messages";

export const ko = {
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
