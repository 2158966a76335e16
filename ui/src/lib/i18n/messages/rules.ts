/** The texts of the page of alert rules, by their type. */

export interface RulesTexts {
  rules: {
    title: string;
  };
}
