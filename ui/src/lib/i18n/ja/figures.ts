/** 日本語：数値、割合、時刻。 */
import type { FigureTexts } from "../messages/figures";

const same = (word: string) => ({ one: word, other: word });

export const figures = {
  amounts: {
    notReported: "報告なし",
    notReportedHint: "プロバイダーは残量を返していません。",
    unlimited: "無制限",
    covered: "非表示",
    used: "使用済み",
    of: (whole) => `/ ${whole}`,
    usedOf: (used, whole) => (whole === null ? `${used} 使用` : `${whole} のうち ${used} 使用`),
    ofUsed: (whole) => `使用 / ${whole}`,
    ofLifetime: (whole) => `/ 累計 ${whole}`,
  },
  units: {
    credits: same("クレジット"),
    characters: same("文字"),
    seconds: same("秒"),
    requests: same("リクエスト"),
    pages: same("ページ"),
  },
  level: {
    label: (account) => `${account}：残りの割合`,
    ofLimit: (percent) => `残り ${percent}`,
    ofHighWater: (percent) => `前回のチャージ以降の最大値の ${percent}`,
    used: (percent) => `${percent} 使用`,
    warningAt: (percent) => `${percent} 未満で警告`,
  },
  times: {
    justNow: "たった今",
    inAMoment: "まもなく",
    read: (age) => `取得：${age}`,
    resets: (when) => `リセット：${when}`,
    resetDue: (when) => `リセット予定：${when}`,
    expires: (when) => `失効：${when}`,
    expired: (when) => `失効済み：${when}`,
    askedAgainAt: (time) => `${time} に再試行します。`,
    askedAgainSoon: "自動的に再試行します。",
  },
} satisfies FigureTexts;
