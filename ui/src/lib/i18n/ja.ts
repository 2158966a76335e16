/** The Japanese texts. */
import { alerts } from "./ja/alerts";
import { diagnostics } from "./ja/diagnostics";
import { failures } from "./ja/failures";
import { figures } from "./ja/figures";
import { history } from "./ja/history";
import { keys } from "./ja/keys";
import { main } from "./ja/main";
import { nav } from "./ja/nav";
import { overview } from "./ja/overview";
import { popup } from "./ja/popup";
import { providers } from "./ja/providers";
import { rules } from "./ja/rules";
import { settings } from "./ja/settings";
import type { Messages } from "./messages";

export const ja = {
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
