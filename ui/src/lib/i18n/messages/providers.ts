/** The texts of the page of providers, by their type. */

export interface ProvidersTexts {
  providers: {
    title: string;
  };
}
