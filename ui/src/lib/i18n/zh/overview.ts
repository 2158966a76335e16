/** 简体中文：关于整个应用以及所有账户总体状况的文字。 */
import type { OverviewTexts } from "../messages/overview";

const be = (state: string) => (count: number, first: boolean) =>
  first ? `${count} 个账户${state}` : `${count} 个${state}`;

export const overview = {
  app: {
    name: "Lowtide",
    demo: "演示",
    demoHint: "这些服务商是模拟的，不会使用真实密钥。",
    loading: "正在加载…",
    cancel: "取消",
    dismiss: "关闭",
    details: "详情",
  },
  writing: {
    heading: (title) => `${title}。`,
    sentences: (sentences) => sentences.join(""),
    labelled: (label, text) => `${label}：${text}`,
    listed: (parts) => parts.join("，"),
  },
  states: {
    ok: "正常",
    low: "偏低",
    critical: "告急",
    empty: "已用完",
    failing: "无法读取",
    unknown: "尚未读取",
    paused: "已暂停",
  },
  summary: {
    none: "还没有密钥",
    offline: "网络已断开",
    offlineHint: (age) => (age === null ? "网络恢复后会立即读取余额。" : `以下是${age}读取的数据。`),
    allFine: (count) => (count === 1 ? "账户正常" : `全部 ${count} 个账户正常`),
    allPaused: (count) => (count === 1 ? "账户已暂停" : `全部 ${count} 个账户已暂停`),
    part: {
      empty: be("已用完"),
      critical: be("告急"),
      failing: be("无法读取"),
      low: be("偏低"),
      unknown: be("尚未读取"),
      paused: be("已暂停"),
    },
    join: (parts) => parts.join("，"),
    lastCheck: (age) => `${age}检查`,
  },
  problems: {
    config_broken: {
      title: "设置文件有误",
      advice: "修正之前 Lowtide 不会改动它。请更正此处所示的行，之后会自动重新读取。",
    },
    provider_broken: {
      title: "某个服务商定义有误",
      advice: "它的账户不会被读取。请更正或删除此处所示的文件。",
    },
    keychain_unavailable: {
      title: "无法访问密钥环",
      advice: "密钥既不能读取也不能保存。请启动密钥环服务（Linux 上为 GNOME Keyring 或 KWallet）。",
    },
    keychain_locked: {
      title: "密钥环已锁定",
      advice: "请先解锁，然后刷新。",
    },
    notifications_unavailable: {
      title: "无法发送通知",
      advice: "提醒只能在此窗口中看到。请启动通知服务，或在系统设置中允许 Lowtide 发送通知。",
    },
    tray_unavailable: {
      title: "没有托盘",
      advice: "当前桌面不显示托盘图标（GNOME 需要 AppIndicator 扩展）。请从应用菜单打开 Lowtide。",
    },
    history_set_aside: {
      title: "历史记录已重新开始",
      advice: "历史文件已损坏，已按此处所示的名称保留，并新建了一个。",
    },
    history_unavailable: {
      title: "历史记录未写入",
      advice: "余额会显示，但不会保存。请检查此处所示文件夹的可用空间和权限。",
    },
    another_poller: {
      title: "另一个 Lowtide 正在读取",
      advice: "这里显示的是它读取的内容。关闭它之后即可从这里读取。",
    },
  },
  moreProblems: (count) => `另有 ${count} 项`,
} satisfies OverviewTexts;
