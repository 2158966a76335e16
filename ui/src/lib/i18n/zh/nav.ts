/** 简体中文：窗口中的导航。 */
import type { NavTexts } from "../messages/nav";

export const nav = {
  nav: {
    label: "导航",
    sections: {
      accounts: "账户",
      history: "历史",
      alerts: "提醒",
      providers: "服务商",
      settings: "设置",
      diagnostics: "诊断",
    },
    withKeys: (name, keys) => `${name}（${keys}）`,
    notices: "提示",
  },
} satisfies NavTexts;
