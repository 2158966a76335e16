/** 한국어: 차트. */
import type { HistoryTexts } from "../messages/history";

const readings = (count: string) => `값 ${count}개`;

export const history = {
  history: {
    title: "기록",
    account: "계정",
    meter: "잔액",
    meterUsed: (meter) => `${meter}(사용량)`,
    range: "표시 기간",
    ranges: {
      "24h": { short: "24시간", long: "최근 24시간" },
      "7d": { short: "7일", long: "최근 7일" },
      "30d": { short: "30일", long: "최근 30일" },
      "1y": { short: "1년", long: "최근 1년" },
      all: { short: "전체", long: "보관된 전체 기간" },
    },
    zoomIn: "확대",
    zoomOut: "축소",
    earlier: "이전",
    later: "이후",
    resetZoom: "확대 해제",
    chart: "차트",
    chartKind: "차트",
    chartName: (account, meter, time) => `${account}, ${meter}, ${time}`,
    chartHelp:
      "왼쪽과 오른쪽 화살표 키로 값 사이를 이동합니다. 더하기와 빼기로 확대와 축소, Shift와 화살표 키로 기간 이동, Escape로 확대를 해제합니다.",
    loading: "기록을 읽는 중…",
    none: {
      title: "아직 기록이 없습니다",
      text: "잔액을 읽으면 Lowtide가 그 변화를 모두 보관합니다. 차트는 첫 번째 값부터 시작됩니다.",
    },
    noAccounts: "키를 추가하면 여기에 차트가 표시됩니다.",
    nothingInView: "이 기간에 읽은 값이 없습니다.",
    covered: "숨김",
    coveredHint: "수치를 숨기고 있습니다. 선은 추이만 보여 줍니다.",
    between: (low, high) => `${low}~${high} 사이`,
    mark: (kind, added, span) => `${kind} ${added}, ${span}`,
    key: {
      line: "남은 양",
      used: "사용량",
      band: "최저~최고",
      gap: "읽지 않음",
      projection: "예측과 그 범위",
    },
    thresholds: {
      warning: (amount) => `${amount} 미만이면 경고`,
      critical: (amount) => `${amount} 미만이면 위험`,
    },
    resets: "초기화",
    projection: (forecast) => `예측: ${forecast}.`,
    table: {
      show: "표로 보기",
      hide: "표 숨기기",
      caption: (chart) => `${chart}의 값`,
      time: "시각",
      amount: "구간 끝 값",
      low: "최저",
      high: "최고",
      gap: "읽지 않음",
    },
    changesNone: "이 기간에 늘어난 것이 없습니다.",
    changesLead:
      "이 기간에 늘어난 이유입니다. Lowtide가 잘못 판단했다면 실제 이유를 골라 주세요. 예측에 반영됩니다.",
    relabelled: (added, kind) => `${added}: 이유를 ‘${kind}’(으)로 바꿨습니다.`,
    undo: "실행 취소",
    undone: "이전 상태로 되돌렸습니다.",
    export: {
      title: "내보내기",
      lead: (time) => `${time} 기간의 모든 값을 다운로드 폴더로 내보냅니다.`,
      formats: { csv: "CSV 내보내기", json: "JSON 내보내기" },
      saved: (path, count) => `${path}에 저장했습니다(${count})`,
      readings: { one: readings, other: readings },
      openFolder: "폴더 열기",
    },
  },
} satisfies HistoryTexts;
