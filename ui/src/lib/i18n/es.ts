/** The Spanish texts. */
import { alerts } from "./es/alerts";
import { diagnostics } from "./es/diagnostics";
import { failures } from "./es/failures";
import { figures } from "./es/figures";
import { history } from "./es/history";
import { keys } from "./es/keys";
import { main } from "./es/main";
import { nav } from "./es/nav";
import { overview } from "./es/overview";
import { popup } from "./es/popup";
import { providers } from "./es/providers";
import { rules } from "./es/rules";
import { settings } from "./es/settings";
import type { Messages } from "./messages";

export const es = {
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
