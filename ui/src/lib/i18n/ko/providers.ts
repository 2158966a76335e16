/** 한국어: 제공업체 페이지. */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "제공업체",
    lead: "제공업체마다 파일 하나에 어디에 물어보고 응답을 어떻게 읽을지가 적혀 있습니다.",
    search: "제공업체 검색",
    searchPlaceholder: "이름, 호스트 또는 제공하는 서비스",
    shown: (shown, all) => (shown === all ? `제공업체 ${all}개` : `제공업체 ${all}개 중 ${shown}개`),
    none: (query) => `“${query}”에 일치하는 제공업체가 없습니다.`,
    custom: "직접 추가",
    customHint: "Lowtide의 목록이 아니라 직접 추가한 파일에서 가져왔습니다.",
    host: "확인하는 곳",
    key: "키",
    accounts: (count) => (count === 0 ? "아직 계정 없음" : `계정 ${count}개`),
    addKey: "키 추가",
    addKeyTo: (provider) => `${provider} 키 추가`,
    openPage: (page, provider) => `${provider} ${page}`,
    broken: "읽을 수 없는 파일",
    brokenLead: "이 제공업체의 계정은 읽지 않습니다. 파일을 고치거나 삭제하면 자동으로 다시 읽습니다.",
  },
} satisfies ProvidersTexts;
