/** 한국어: 앱 전체와 모든 계정의 상태에 대한 문구. */
import type { OverviewTexts } from "../messages/overview";

const be = (state: string) => (count: number, first: boolean) =>
  first ? `계정 ${count}개 ${state}` : `${count}개 ${state}`;

export const overview = {
  app: {
    name: "Lowtide",
    demo: "데모",
    demoHint: "가상의 제공업체입니다. 실제 키는 사용하지 않습니다.",
    loading: "불러오는 중…",
    cancel: "취소",
    dismiss: "닫기",
    details: "자세히",
  },
  writing: {
    heading: (title) => `${title}.`,
    sentences: (sentences) => sentences.join(" "),
    labelled: (label, text) => `${label}: ${text}`,
    listed: (parts) => parts.join(", "),
  },
  states: {
    ok: "정상",
    low: "부족",
    critical: "매우 부족",
    empty: "소진",
    failing: "읽을 수 없음",
    unknown: "아직 읽지 않음",
    paused: "일시 중지됨",
  },
  summary: {
    none: "아직 키가 없습니다",
    offline: "오프라인 상태입니다",
    offlineHint: (age) =>
      age === null ? "네트워크가 돌아오면 바로 잔액을 읽습니다." : `이 수치를 읽은 때: ${age}`,
    allFine: (count) => (count === 1 ? "계정이 정상입니다" : `계정 ${count}개가 모두 정상입니다`),
    allPaused: (count) =>
      count === 1 ? "계정이 일시 중지되었습니다" : `계정 ${count}개가 모두 일시 중지되었습니다`,
    part: {
      empty: be("소진"),
      critical: be("매우 부족"),
      failing: be("읽을 수 없음"),
      low: be("부족"),
      unknown: be("아직 읽지 않음"),
      paused: be("일시 중지됨"),
    },
    join: (parts) => parts.join(", "),
    lastCheck: (age) => `${age} 확인`,
  },
  problems: {
    config_broken: {
      title: "설정 파일에 오류가 있습니다",
      advice:
        "고칠 때까지 Lowtide는 이 파일을 변경하지 않습니다. 여기 표시된 줄을 고치면 자동으로 다시 읽습니다.",
    },
    provider_broken: {
      title: "제공업체 정의에 오류가 있습니다",
      advice: "해당 계정은 읽지 않습니다. 여기 표시된 파일을 고치거나 삭제하세요.",
    },
    keychain_unavailable: {
      title: "키체인에 연결할 수 없습니다",
      advice:
        "키를 읽거나 저장할 수 없습니다. 키체인 서비스를 시작하세요(Linux에서는 GNOME Keyring 또는 KWallet).",
    },
    keychain_locked: {
      title: "키체인이 잠겨 있습니다",
      advice: "잠금을 해제한 뒤 새로 고치세요.",
    },
    notifications_unavailable: {
      title: "알림을 표시할 수 없습니다",
      advice:
        "알림은 이 창에서만 볼 수 있습니다. 알림 서비스를 시작하거나 시스템 설정에서 Lowtide를 허용하세요.",
    },
    tray_unavailable: {
      title: "트레이가 없습니다",
      advice:
        "이 데스크톱은 트레이 아이콘을 표시하지 않습니다(GNOME에는 AppIndicator 확장이 필요합니다). 애플리케이션 메뉴에서 Lowtide를 여세요.",
    },
    history_set_aside: {
      title: "기록을 새로 시작했습니다",
      advice: "기록 파일이 손상되어 여기 표시된 이름으로 보관하고 새 파일을 만들었습니다.",
    },
    history_unavailable: {
      title: "기록을 저장하지 못합니다",
      advice: "잔액은 표시되지만 기억되지 않습니다. 여기 표시된 폴더의 여유 공간과 권한을 확인하세요.",
    },
    another_poller: {
      title: "다른 Lowtide가 읽고 있습니다",
      advice: "여기에는 다른 Lowtide가 읽은 내용이 표시됩니다. 여기서 읽으려면 그쪽을 종료하세요.",
    },
  },
  moreProblems: (count) => `외 ${count}건`,
} satisfies OverviewTexts;
