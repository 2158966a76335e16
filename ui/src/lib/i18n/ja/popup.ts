/** 日本語：ポップアップ。 */
import type { PopupTexts } from "../messages/popup";

export const popup = {
  popup: {
    title: "残高",
    accounts: "アカウント",
    refresh: "更新",
    refreshing: "更新中…",
    addKey: "キーを追加",
    openMain: "Lowtide を開く",
    settings: "設定",
    hideAmounts: "数値を隠す",
    showAmounts: "数値を表示",
    progress: (read, total) => `${total} 件中 ${read} 件を取得`,
    filter: "名前またはプロバイダーで絞り込み",
    clearFilter: "絞り込みを解除",
    found: (count) =>
      count === 0 ? "アカウントが見つかりません" : `${count} 件のアカウントが見つかりました`,
    nothingFound: "名前にこの文字を含むアカウントやプロバイダーはありません。",
    ownOrder: "自分で決めた順",
    urgentFirst: "緊急度の高い順",
    urgentFirstNow: "緊急度の高い順に戻しました",
    grip: "ドラッグして順序を変更します。アカウントを選び、Alt と矢印キーでも変更できます。",
    moved: (name, place, total) => `${name}、${total} 件中 ${place} 番目`,
    groupState: (state, count, total) =>
      count === total ? `${state} · ${total} 件` : `${state} · ${total} 件中 ${count} 件`,
    showMore: (count) => `さらに ${count} 件表示`,
    showFewer: "表示を減らす",
    trend: {
      falling: "過去 7 日間で減少",
      rising: "過去 7 日間で増加",
      wavering: "過去 7 日間で増減",
      still: "過去 7 日間で変化なし",
    },
    welcome: "なくなる前に分かります",
    welcomeLead: "Lowtide は API キーのクレジットを見守り、少なくなるとお知らせします。",
    steps: [
      { title: "プロバイダーを選ぶ", text: "カタログから探せます。" },
      { title: "キーを貼り付ける", text: "システムのキーチェーンに保存します。" },
      { title: "残高を見る", text: "すぐに確認し、その後も見守ります。" },
    ],
    addFirst: "最初のキーを追加",
    privacy: "登録もテレメトリーもありません。キーはそのプロバイダーにだけ送ります。",
  },
} satisfies PopupTexts;
