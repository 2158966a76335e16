/** 日本語：ウィンドウ内の移動。 */
import type { NavTexts } from "../messages/nav";

export const nav = {
  nav: {
    label: "ページ一覧",
    sections: {
      accounts: "アカウント",
      history: "履歴",
      alerts: "アラート",
      providers: "プロバイダー",
      settings: "設定",
      diagnostics: "診断",
    },
    withKeys: (name, keys) => `${name}（${keys}）`,
    notices: "お知らせ",
  },
} satisfies NavTexts;
