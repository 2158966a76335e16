/** 한국어: 수치, 비율, 시간. */
import type { FigureTexts } from "../messages/figures";

const same = (word: string) => ({ one: word, other: word });

export const figures = {
  amounts: {
    notReported: "정보 없음",
    notReportedHint: "제공업체가 남은 양을 알려 주지 않았습니다.",
    unlimited: "무제한",
    covered: "숨김",
    used: "사용",
    of: (whole) => `/ ${whole}`,
    usedOf: (used, whole) => (whole === null ? `${used} 사용` : `${whole} 중 ${used} 사용`),
    ofUsed: (whole) => `사용 / ${whole}`,
    ofLifetime: (whole) => `/ 누적 충전 ${whole}`,
  },
  units: {
    credits: same("크레딧"),
    characters: same("자"),
    seconds: same("초"),
    requests: same("요청"),
    pages: same("페이지"),
  },
  level: {
    label: (account) => `${account}: 남은 비율`,
    ofLimit: (percent) => `${percent} 남음`,
    ofHighWater: (percent) => `마지막 충전 이후 최고치의 ${percent}`,
    used: (percent) => `${percent} 사용`,
    warningAt: (percent) => `${percent} 미만이면 경고`,
  },
  times: {
    justNow: "방금",
    inAMoment: "곧",
    read: (age) => `${age} 읽음`,
    resets: (when) => `${when} 초기화`,
    resetDue: (when) => `${when} 초기화될 예정이었음`,
    expires: (when) => `${when} 만료`,
    expired: (when) => `${when} 만료됨`,
    askedAgainAt: (time) => `${time}에 다시 시도합니다.`,
    askedAgainSoon: "자동으로 다시 시도합니다.",
  },
} satisfies FigureTexts;
