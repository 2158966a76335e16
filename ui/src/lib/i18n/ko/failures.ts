/** 한국어: 무엇이 잘못되었고 어떻게 하면 되는지. */
import type { FailureTexts } from "../messages/failures";

const status = (httpStatus: number | null) => (httpStatus === null ? "" : `(HTTP ${httpStatus})`);

export const failures = {
  failures: {
    key_missing: {
      title: "저장된 키가 없습니다",
      explanation: ({ variable }) =>
        variable === null
          ? "키체인에 이 계정의 키가 없습니다. 다시 입력하세요."
          : `Lowtide에 환경 변수 ${variable}이(가) 설정되어 있지 않습니다. 설정한 뒤 Lowtide를 다시 시작하세요.`,
    },
    keychain_locked: {
      title: "키체인이 잠겨 있습니다",
      explanation: () => "시스템 키체인의 잠금을 해제한 뒤 다시 시도하세요.",
    },
    keychain_unavailable: {
      title: "키체인에 연결할 수 없습니다",
      explanation: () =>
        "시스템 키체인이 응답하지 않습니다. 시작한 뒤(Linux에서는 GNOME Keyring 또는 KWallet) 다시 시도하세요.",
    },
    unauthorized: {
      title: "키가 거부되었습니다",
      explanation: ({ provider }) =>
        `${provider}에서 이 키를 받아들이지 않습니다. 잘못 입력했거나 취소 또는 만료되었을 수 있습니다.`,
    },
    wrong_key_kind: {
      title: "키 종류가 다릅니다",
      explanation: ({ provider }) =>
        `${provider}에서 이 키를 알고 있지만 잔액을 읽을 권한이 없습니다. 권한이 있는 키를 사용하세요.`,
    },
    out_of_credits: {
      title: "크레딧이 없습니다",
      explanation: ({ provider }) => `${provider}에 따르면 남은 것이 없습니다. 계속하려면 충전하세요.`,
    },
    rate_limited: {
      title: "요청이 너무 잦습니다",
      explanation: ({ provider }) => `${provider}에서 잠시 기다려 달라고 합니다. 키에는 문제가 없습니다.`,
    },
    network_dns: {
      title: "주소를 찾을 수 없습니다",
      explanation: ({ provider }) =>
        `${provider}의 주소를 확인할 수 없습니다. 연결, VPN 또는 DNS를 확인하세요.`,
    },
    network_connect: {
      title: "연결할 수 없습니다",
      explanation: ({ provider }) =>
        `${provider}에 연결할 수 없거나 연결이 끊겼습니다. 네트워크, 방화벽 또는 프록시를 확인하세요.`,
    },
    network_tls: {
      title: "신뢰할 수 없는 연결",
      explanation: ({ provider }) =>
        `${provider}의 인증서를 확인할 수 없어 키를 보내지 않았습니다. 컴퓨터의 시계나 트래픽을 검사하는 프록시를 확인하세요.`,
    },
    timeout: {
      title: "응답 시간 초과",
      explanation: ({ provider }) =>
        `${provider}의 응답이 너무 오래 걸렸습니다. 서비스가 바쁘거나 연결이 느릴 수 있습니다.`,
    },
    server_error: {
      title: "제공업체 오류",
      explanation: ({ provider, httpStatus }) =>
        `${provider}에서 자체 오류를 반환했습니다${status(httpStatus)}. 키에는 문제가 없습니다.`,
    },
    maintenance: {
      title: "점검 중",
      explanation: ({ provider }) => `${provider}은(는) 점검 중입니다. 키에는 문제가 없습니다.`,
    },
    blocked_redirect: {
      title: "리디렉션을 거부했습니다",
      explanation: ({ provider }) =>
        `${provider}에서 다른 주소를 가리킵니다. 키가 그곳으로 전송되므로 Lowtide는 따라가지 않습니다. 문서의 주소가 바뀌었는지 확인하세요.`,
    },
    blocked_too_large: {
      title: "응답이 너무 큽니다",
      explanation: ({ provider }) =>
        `${provider}에서 잔액보다 훨씬 많은 데이터를 보냈습니다. 문서의 주소가 바뀌었는지 확인하세요.`,
    },
    blocked_insecure: {
      title: "안전하지 않은 주소",
      explanation: () =>
        "주소가 https://로 시작하지 않아 키를 보내지 않았습니다. 안전한 주소로 계정을 다시 추가하세요.",
    },
    not_json: {
      title: "읽을 수 없는 응답",
      explanation: ({ provider }) =>
        `받은 것은 ${provider}의 데이터가 아닙니다. 호텔이나 회사 네트워크의 로그인 페이지인 경우가 많습니다. 그곳에서 로그인한 뒤 다시 시도하세요.`,
    },
    unexpected_shape: {
      title: "응답 형식이 바뀌었습니다",
      explanation: ({ provider }) =>
        `${provider}의 응답이 문서와 다릅니다. Lowtide는 틀린 수치를 보이느니 보이지 않습니다.`,
    },
    rejected: {
      title: "요청이 거부되었습니다",
      explanation: ({ provider, httpStatus }) =>
        `${provider}에서 요청을 거부했습니다${status(httpStatus)}. 필요한 내용은 문서에 나와 있습니다.`,
    },
    internal: {
      title: "Lowtide 오류",
      explanation: () =>
        "Lowtide 자체에 문제가 생겼습니다. 다시 시도하고, 계속되면 자세한 내용과 함께 알려 주세요.",
    },
  },
  environmentKey: (variable) =>
    `이 키는 환경 변수 ${variable}에서 가져옵니다. 그곳에서 바꾼 뒤 Lowtide를 다시 시작하세요.`,
  actions: {
    replaceKey: "키 교체",
    enterKey: "키 입력",
    retry: "다시 시도",
    addAgain: "다시 추가",
    openPage: {
      home: "웹사이트 열기",
      docs: "문서 열기",
      keys: "키 페이지 열기",
      billing: "결제 페이지 열기",
    },
  },
  errors: {
    key_empty: "먼저 키를 붙여넣으세요.",
    key_control_character: "키에 줄바꿈이나 보이지 않는 문자가 들어 있습니다. 키만 다시 복사하세요.",
    key_not_ascii: "키에 쓰이지 않는 문자(“…” 또는 악센트 문자 등)가 들어 있습니다. 전체를 다시 복사하세요.",
    key_too_long: "어떤 키보다도 깁니다. 키만 복사하세요.",
    unknown_account: "이 계정은 더 이상 없습니다.",
    unknown_provider: "이 제공업체는 더 이상 목록에 없습니다.",
    draft_expired: "확인한 키는 10분 동안만 보관됩니다. 붙여넣고 다시 확인하세요.",
    invalid_input: "이 값의 형식이 올바르지 않습니다.",
    config_broken: "설정 파일에 오류가 있어 저장하지 않았습니다. 먼저 고치세요.",
    config_write: "설정을 저장하지 못했습니다. 여유 공간과 권한을 확인하세요.",
    keychain_locked: "키체인이 잠겨 있습니다. 잠금을 해제한 뒤 다시 시도하세요.",
    keychain_unavailable: "키체인이 응답하지 않아 키를 저장하지 못했습니다.",
    history: "기록 파일을 읽거나 쓰지 못했습니다.",
    unknown_change: "이 변화는 더 이상 기록에 없습니다.",
    another_poller: "다른 Lowtide가 이 계정들을 지켜보고 있습니다. 그쪽에서 하세요.",
    notification: "알림을 표시하지 못했습니다.",
    export: "파일을 쓰지 못했습니다.",
    page_missing: "이 제공업체에는 그런 페이지가 없습니다.",
    agent_gone: "Lowtide가 종료되었습니다. 애플리케이션 메뉴에서 다시 시작하세요.",
    internal: "Lowtide 자체에 문제가 생겼습니다.",
  },
} satisfies FailureTexts;
