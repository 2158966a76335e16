/** The texts of the popup, by their type. */

export interface PopupTexts {
  popup: {
    title: string;
    accounts: string;
    refresh: string;
    refreshing: string;
    addKey: string;
    openMain: string;
    openMainInFull: string;
    welcome: string;
    welcomeLead: string;
    steps: { title: string; text: string }[];
    addFirst: string;
    privacy: string;
  };
}
