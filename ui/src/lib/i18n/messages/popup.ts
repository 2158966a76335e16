/** The texts of the popup, by their type. */

export interface PopupTexts {
  popup: {
    title: string;
    accounts: string;
    refresh: string;
    refreshing: string;
    addKey: string;
    openMain: string;
    settings: string;
    hideAmounts: string;
    showAmounts: string;
    /** How far a refresh of all accounts is. */
    progress: (read: number, total: number) => string;
    filter: string;
    clearFilter: string;
    found: (count: number) => string;
    nothingFound: string;
    ownOrder: string;
    urgentFirst: string;
    urgentFirstNow: string;
    grip: string;
    /** Told after a move: "Renders, place 2 of 9". */
    moved: (name: string, place: number, total: number) => string;
    /** A group's worst state and how many are in it: "Critical · 2 of 12". */
    groupState: (state: string, count: number, total: number) => string;
    showMore: (count: number) => string;
    showFewer: string;
    /** How the balance went in the last seven days, in words. */
    trend: Record<"falling" | "rising" | "wavering" | "still", string>;
    welcome: string;
    welcomeLead: string;
    steps: { title: string; text: string }[];
    addFirst: string;
    privacy: string;
  };
}
