/** In English: the diagnostics. */
import type { DiagnosticsTexts } from "../messages/diagnostics";

export const diagnostics = {
  diagnostics: {
    title: "Diagnostics",
  },
} satisfies DiagnosticsTexts;
