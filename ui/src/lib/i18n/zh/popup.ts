/** 简体中文：弹窗。 */
import type { PopupTexts } from "../messages/popup";

export const popup = {
  popup: {
    title: "余额",
    accounts: "账户",
    refresh: "刷新",
    refreshing: "正在刷新…",
    addKey: "添加密钥",
    openMain: "打开 Lowtide",
    settings: "设置",
    hideAmounts: "隐藏数额",
    showAmounts: "显示数额",
    progress: (read, total) => `已读取 ${read}/${total}`,
    filter: "按名称或服务商筛选",
    clearFilter: "清除筛选",
    found: (count) => (count === 0 ? "未找到账户" : `找到 ${count} 个账户`),
    nothingFound: "没有名称包含此内容的账户或服务商。",
    ownOrder: "按你自己的顺序",
    urgentFirst: "最紧急的在前",
    urgentFirstNow: "已恢复为最紧急的在前",
    grip: "拖动可更改顺序。也可以选中账户，然后按 Alt 加方向键。",
    moved: (name, place, total) => `${name}，第 ${place} 位，共 ${total} 位`,
    groupState: (state, count, total) =>
      count === total ? `${state} · ${total} 个` : `${state} · ${total} 个中的 ${count} 个`,
    showMore: (count) => `再显示 ${count} 个`,
    showFewer: "收起",
    trend: {
      falling: "最近 7 天有下降",
      rising: "最近 7 天有上升",
      wavering: "最近 7 天有升有降",
      still: "最近 7 天没有变化",
    },
    welcome: "用完之前就知道",
    welcomeLead: "Lowtide 监视 API 密钥背后的积分，及时提醒你。",
    steps: [
      { title: "选择服务商", text: "在目录中搜索。" },
      { title: "粘贴密钥", text: "它会存入系统的密钥环。" },
      { title: "查看余额", text: "立即检查，之后持续监视。" },
    ],
    addFirst: "添加第一个密钥",
    privacy: "无需注册，不收集使用数据。密钥只发给对应的服务商。",
  },
} satisfies PopupTexts;
