/** The texts of the ways through the window, by their type. */
import type { Section } from "../../ipc/generated/Surface";

export interface NavTexts {
  nav: {
    label: string;
    sections: Record<Section, string>;
    /** The section's name and the keys that lead there. */
    withKeys: (name: string, keys: string) => string;
    notices: string;
  };
}
