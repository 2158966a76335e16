/** In English: the page of providers. */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "Providers",
  },
} satisfies ProvidersTexts;
