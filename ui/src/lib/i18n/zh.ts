/** The Simplified Chinese texts. */
import { en } from "./en";
import type { Messages } from "./messages";

export const zh: Messages = en;
