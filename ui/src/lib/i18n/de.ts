/** The German texts. */
import { alerts } from "./de/alerts";
import { diagnostics } from "./de/diagnostics";
import { failures } from "./de/failures";
import { figures } from "./de/figures";
import { history } from "./de/history";
import { keys } from "./de/keys";
import { main } from "./de/main";
import { nav } from "./de/nav";
import { overview } from "./de/overview";
import { popup } from "./de/popup";
import { providers } from "./de/providers";
import { rules } from "./de/rules";
import { settings } from "./de/settings";
import type { Messages } from "./messages";

export const de = {
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
