/** 日本語：グラフ。 */
import type { HistoryTexts } from "../messages/history";

const readings = (count: string) => `${count} 件の値`;

export const history = {
  history: {
    title: "履歴",
    account: "アカウント",
    meter: "残高",
    meterUsed: (meter) => `${meter}（使用量）`,
    range: "表示期間",
    ranges: {
      "24h": { short: "24 時間", long: "過去 24 時間" },
      "7d": { short: "7 日", long: "過去 7 日間" },
      "30d": { short: "30 日", long: "過去 30 日間" },
      "1y": { short: "1 年", long: "過去 1 年間" },
      all: { short: "全期間", long: "保存されている全期間" },
    },
    zoomIn: "拡大",
    zoomOut: "縮小",
    earlier: "前へ",
    later: "後へ",
    resetZoom: "拡大を戻す",
    chart: "グラフ",
    chartKind: "グラフ",
    chartName: (account, meter, time) => `${account}、${meter}、${time}`,
    chartHelp:
      "左右の矢印キーで値から値へ移動します。プラスとマイナスで拡大と縮小、Shift と矢印キーで期間の移動、Escape で拡大を戻します。",
    loading: "履歴を読み込み中…",
    none: {
      title: "履歴はまだありません",
      text: "残高を取得すると、Lowtide はその変化をすべて記録します。グラフは最初の取得から始まります。",
    },
    noAccounts: "キーを追加すると、ここにグラフを表示します。",
    nothingInView: "この期間に取得した値はありません。",
    covered: "非表示",
    coveredHint: "数値を隠しています。線は推移だけを示します。",
    between: (low, high) => `${low} から ${high} の間`,
    mark: (kind, added, span) => `${kind} ${added}、${span}`,
    key: {
      line: "残り",
      used: "使用",
      band: "最小から最大",
      gap: "取得なし",
      projection: "予測とその範囲",
    },
    thresholds: {
      warning: (amount) => `${amount} 未満で警告`,
      critical: (amount) => `${amount} 未満で重大`,
    },
    resets: "リセット",
    projection: (forecast) => `予測：${forecast}。`,
    table: {
      show: "表で表示",
      hide: "表を閉じる",
      caption: (chart) => `${chart} の値`,
      time: "時刻",
      amount: "期間末の値",
      low: "最小",
      high: "最大",
      gap: "取得なし",
    },
    changesNone: "この期間に増えたものはありません。",
    changesLead:
      "この期間に増えた理由です。Lowtide の判断が違うときは、実際の理由を選んでください。予測に反映されます。",
    relabelled: (added, kind) => `${added} を「${kind}」に変更しました。`,
    undo: "元に戻す",
    undone: "元に戻しました。",
    export: {
      title: "書き出し",
      lead: (time) => `${time} のすべての値を、ダウンロードフォルダーに書き出します。`,
      formats: { csv: "CSV を書き出す", json: "JSON を書き出す" },
      saved: (path, count) => `${path} に保存しました（${count}）`,
      readings: { one: readings, other: readings },
      openFolder: "フォルダーを開く",
    },
  },
} satisfies HistoryTexts;
