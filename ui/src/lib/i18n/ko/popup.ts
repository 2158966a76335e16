/** 한국어: 팝업. */
import type { PopupTexts } from "../messages/popup";

export const popup = {
  popup: {
    title: "잔액",
    accounts: "계정",
    refresh: "새로 고침",
    refreshing: "새로 고치는 중…",
    addKey: "키 추가",
    openMain: "Lowtide 열기",
    settings: "설정",
    hideAmounts: "수치 숨기기",
    showAmounts: "수치 표시",
    progress: (read, total) => `${total}개 중 ${read}개 읽음`,
    filter: "이름 또는 제공업체로 찾기",
    clearFilter: "찾기 지우기",
    found: (count) => (count === 0 ? "찾은 계정이 없습니다" : `계정 ${count}개를 찾았습니다`),
    nothingFound: "이름에 이 글자가 들어 있는 계정이나 제공업체가 없습니다.",
    ownOrder: "직접 정한 순서",
    urgentFirst: "급한 순서",
    urgentFirstNow: "다시 급한 순서로 표시합니다",
    grip: "끌어서 순서를 바꾸세요. 계정을 선택하고 Alt와 화살표 키를 눌러도 됩니다.",
    moved: (name, place, total) => `${name}, ${total}개 중 ${place}번째`,
    groupState: (state, count, total) =>
      count === total ? `${state} · ${total}개` : `${state} · ${total}개 중 ${count}개`,
    showMore: (count) => `${count}개 더 보기`,
    showFewer: "접기",
    trend: {
      falling: "최근 7일 동안 감소",
      rising: "최근 7일 동안 증가",
      wavering: "최근 7일 동안 증가와 감소",
      still: "최근 7일 동안 변화 없음",
    },
    welcome: "떨어지기 전에 알 수 있습니다",
    welcomeLead: "Lowtide는 API 키의 크레딧을 지켜보고 제때 알려 드립니다.",
    steps: [
      { title: "제공업체 선택", text: "목록에서 찾아보세요." },
      { title: "키 붙여넣기", text: "시스템 키체인에 저장됩니다." },
      { title: "잔액 확인", text: "바로 확인하고 계속 지켜봅니다." },
    ],
    addFirst: "첫 번째 키 추가",
    privacy: "가입도 원격 측정도 없습니다. 키는 해당 제공업체로만 보냅니다.",
  },
} satisfies PopupTexts;
