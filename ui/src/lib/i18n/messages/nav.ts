/** The texts of the ways through the window, by their type. */
import type { Section } from "../../ipc/generated/Surface";

export interface NavTexts {
  nav: {
    label: string;
    sections: Record<Section, string>;
  };
}
