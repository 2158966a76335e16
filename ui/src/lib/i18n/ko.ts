/** The Korean texts. */
import { en } from "./en";
import type { Messages } from "./messages";

export const ko: Messages = en;
