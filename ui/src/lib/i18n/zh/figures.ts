/** 简体中文：数字、比例与时间。 */
import type { FigureTexts } from "../messages/figures";

const same = (word: string) => ({ one: word, other: word });

export const figures = {
  amounts: {
    notReported: "未提供",
    notReportedHint: "服务商没有说明还剩多少。",
    unlimited: "不限量",
    covered: "已隐藏",
    used: "已用",
    of: (whole) => `共 ${whole}`,
    usedOf: (used, whole) => (whole === null ? `已用 ${used}` : `已用 ${used}，共 ${whole}`),
    ofUsed: (whole) => `已用，共 ${whole}`,
    ofLifetime: (whole) => `累计充值 ${whole}`,
  },
  units: {
    credits: same("积分"),
    characters: same("字符"),
    seconds: same("秒"),
    requests: same("次请求"),
    pages: same("页"),
  },
  level: {
    label: (account) => `${account}：剩余比例`,
    ofLimit: (percent) => `剩余 ${percent}`,
    ofHighWater: (percent) => `上次充值以来最高值的 ${percent}`,
    used: (percent) => `已用 ${percent}`,
    warningAt: (percent) => `低于 ${percent} 时警告`,
  },
  times: {
    justNow: "刚刚",
    inAMoment: "即将",
    read: (age) => `${age}读取`,
    resets: (when) => `${when}重置`,
    resetDue: (when) => `本应于${when}重置`,
    expires: (when) => `${when}到期`,
    expired: (when) => `已于${when}到期`,
    askedAgainAt: (time) => `将于 ${time} 重试。`,
    askedAgainSoon: "会自动重试。",
  },
} satisfies FigureTexts;
