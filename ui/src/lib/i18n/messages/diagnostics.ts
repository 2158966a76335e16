/** The texts of the diagnostics, by their type. */

export interface DiagnosticsTexts {
  diagnostics: {
    title: string;
  };
}
