/** Every text of the page, by its type: a locale that lacks one does not compile. */
import type { AlertTexts } from "./messages/alerts";
import type { FailureTexts } from "./messages/failures";
import type { FigureTexts } from "./messages/figures";
import type { KeyTexts } from "./messages/keys";
import type { MainTexts } from "./messages/main";
import type { OverviewTexts } from "./messages/overview";
import type { PopupTexts } from "./messages/popup";

export type { FailureSubject, FailureText, HelpAction } from "./messages/failures";

export type Messages = OverviewTexts &
  FigureTexts &
  FailureTexts &
  PopupTexts &
  MainTexts &
  KeyTexts &
  AlertTexts;
