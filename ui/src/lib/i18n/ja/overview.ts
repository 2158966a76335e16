/** 日本語：アプリ全体と、すべてのアカウントの状況についての文言。 */
import type { OverviewTexts } from "../messages/overview";

/** The first part names what is counted: 「残高なしのアカウント 1 件、取得できません 2 件」. */
const are = (attribute: string, state: string) => (count: number, first: boolean) =>
  first ? `${attribute}アカウント ${count} 件` : `${state} ${count} 件`;

export const overview = {
  app: {
    name: "Lowtide",
    demo: "デモ",
    demoHint: "これらのプロバイダーは模擬です。本物のキーは使いません。",
    loading: "読み込み中…",
    cancel: "キャンセル",
    dismiss: "閉じる",
    details: "詳細",
  },
  writing: {
    heading: (title) => `${title}。`,
    sentences: (sentences) => sentences.join(""),
    labelled: (label, text) => `${label}：${text}`,
    listed: (parts) => parts.join("、"),
  },
  states: {
    ok: "正常",
    low: "残り少なめ",
    critical: "残りごくわずか",
    empty: "残高なし",
    failing: "取得できません",
    unknown: "未取得",
    paused: "一時停止中",
  },
  summary: {
    none: "キーはまだありません",
    offline: "オフラインです",
    offlineHint: (age) =>
      age === null ? "ネットワークが戻りしだい残高を取得します。" : `この数値の取得：${age}。`,
    allFine: (count) => (count === 1 ? "アカウントは正常です" : `${count} 件のアカウントはすべて正常です`),
    allPaused: (count) =>
      count === 1 ? "アカウントは一時停止中です" : `${count} 件のアカウントはすべて一時停止中です`,
    part: {
      empty: are("残高なしの", "残高なし"),
      critical: are("残りごくわずかの", "残りごくわずか"),
      failing: are("取得できない", "取得できません"),
      low: are("残り少なめの", "残り少なめ"),
      unknown: are("未取得の", "未取得"),
      paused: are("一時停止中の", "一時停止中"),
    },
    join: (parts) => parts.join("、"),
    lastCheck: (age) => `最終確認：${age}`,
  },
  problems: {
    config_broken: {
      title: "設定ファイルに誤りがあります",
      advice:
        "直るまで Lowtide はこのファイルを変更しません。ここに示す行を修正すると、自動的に読み直します。",
    },
    provider_broken: {
      title: "プロバイダー定義に誤りがあります",
      advice: "そのアカウントは取得されません。ここに示すファイルを修正するか、削除してください。",
    },
    keychain_unavailable: {
      title: "キーチェーンに接続できません",
      advice:
        "キーの読み取りも保存もできません。キーチェーンのサービスを起動してください（Linux では GNOME Keyring または KWallet）。",
    },
    keychain_locked: {
      title: "キーチェーンがロックされています",
      advice: "ロックを解除してから更新してください。",
    },
    notifications_unavailable: {
      title: "通知を表示できません",
      advice:
        "アラートはこのウィンドウでしか見られません。通知サービスを起動するか、システム設定で Lowtide を許可してください。",
    },
    tray_unavailable: {
      title: "トレイがありません",
      advice:
        "このデスクトップはトレイアイコンを表示しません（GNOME では AppIndicator 拡張が必要です）。アプリケーションメニューから Lowtide を開いてください。",
    },
    history_set_aside: {
      title: "履歴を新しく始めました",
      advice: "履歴ファイルが壊れていました。ここに示す名前で保存し、新しいファイルを作成しました。",
    },
    history_unavailable: {
      title: "履歴を書き込めません",
      advice:
        "残高は表示されますが、記録されません。ここに示すフォルダーの空き容量と権限を確認してください。",
    },
    another_poller: {
      title: "別の Lowtide が取得しています",
      advice:
        "ここには別の Lowtide が取得した内容を表示します。ここから取得するには、そちらを終了してください。",
    },
  },
  moreProblems: (count) => `ほか ${count} 件`,
} satisfies OverviewTexts;
