/** 한국어: 창 안에서의 이동. */
import type { NavTexts } from "../messages/nav";

export const nav = {
  nav: {
    label: "페이지 목록",
    sections: {
      accounts: "계정",
      history: "기록",
      alerts: "알림",
      providers: "제공업체",
      settings: "설정",
      diagnostics: "진단",
    },
    withKeys: (name, keys) => `${name}(${keys})`,
    notices: "안내",
  },
} satisfies NavTexts;
