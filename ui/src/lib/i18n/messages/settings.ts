/** The texts of the settings, by their type. */

export interface SettingsTexts {
  settings: {
    title: string;
  };
}
