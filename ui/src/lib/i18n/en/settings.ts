/** In English: the settings. */
import type { SettingsTexts } from "../messages/settings";

export const settings = {
  settings: {
    title: "Settings",
  },
} satisfies SettingsTexts;
