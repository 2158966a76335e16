/** Every text of the page, by its type: a locale that lacks one does not compile. */
import type { AlertTexts } from "./messages/alerts";
import type { DiagnosticsTexts } from "./messages/diagnostics";
import type { FailureTexts } from "./messages/failures";
import type { FigureTexts } from "./messages/figures";
import type { HistoryTexts } from "./messages/history";
import type { KeyTexts } from "./messages/keys";
import type { MainTexts } from "./messages/main";
import type { NavTexts } from "./messages/nav";
import type { OverviewTexts } from "./messages/overview";
import type { PopupTexts } from "./messages/popup";
import type { ProvidersTexts } from "./messages/providers";
import type { RulesTexts } from "./messages/rules";
import type { SettingsTexts } from "./messages/settings";

export type { FailureSubject, FailureText } from "./messages/failures";

export type Messages = OverviewTexts &
  FigureTexts &
  FailureTexts &
  PopupTexts &
  MainTexts &
  KeyTexts &
  AlertTexts &
  NavTexts &
  HistoryTexts &
  RulesTexts &
  ProvidersTexts &
  SettingsTexts &
  DiagnosticsTexts;
