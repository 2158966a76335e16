//! The tray in Korean.

use lowtide_core::contract::AppProblemKind;

use super::{AccountTexts, AllTexts, MenuTexts, PauseTexts, Texts, day_of};

pub(super) const TEXTS: Texts = Texts {
    starting: "시작하는 중…",
    here: "Lowtide는 여기 있습니다",
    broken: |reason| format!("Lowtide를 시작할 수 없습니다: {reason}"),
    demo: "Lowtide(데모)",
    all: AllTexts {
        no_network: "네트워크 없음: 마지막으로 확인한 잔액입니다.",
        no_keys: "아직 키가 없습니다",
        more: |count| format!("… 외 {count}개"),
        fine: |count| format!("계정 {count}개 모두 정상입니다"),
        some_fine: |fine, all| format!("계정 {all}개 중 {fine}개 정상, 나머지는 일시 중지됨 또는 아직 읽지 않음"),
        none_read: |count| format!("계정 {count}개 모두 일시 중지됨 또는 아직 읽지 않음"),
    },
    account: AccountTexts {
        line: |name, rest| format!("{name}: {rest}"),
        both: |state, silence| format!("{state}, {silence}"),
        fine: "정상",
        not_fresh: "최신 아님",
        low: "부족",
        critical: "매우 부족",
        empty: "소진",
        unreadable: "읽을 수 없음",
        not_read: "아직 읽지 않음",
        paused: "일시 중지됨",
        snoozed: "알림 미룸",
        muted: "알림 꺼짐",
        unlimited: "무제한",
        no_balance: "보고된 잔액 없음",
        used: |amount| format!("{amount} 사용"),
    },
    menu: MenuTexts {
        refresh: "지금 새로 고침",
        pause: "알림 일시 중지",
        pause_hour: "1시간 동안",
        pause_tomorrow: "내일 08:00까지",
        pause_until_resumed: "다시 시작할 때까지",
        resume: "알림 다시 시작",
        open: "Lowtide 열기",
        add: "키 추가…",
        settings: "설정…",
        quit: "종료",
    },
    pause: PauseTexts {
        until_resumed: "다시 시작할 때까지 알림이 일시 중지됩니다",
        until: |time| format!("{time}까지 알림 일시 중지"),
        weekday: |day| day_of(["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"], day),
        date: |date| format!("{}년 {}월 {}일", date.year(), date.month(), date.day()),
    },
    problem: |kind| match kind {
        AppProblemKind::ConfigBroken => "설정 파일에 오류가 있습니다",
        AppProblemKind::ProviderBroken => "제공업체 파일에 오류가 있습니다",
        AppProblemKind::KeychainUnavailable => "키체인이 응답하지 않습니다",
        AppProblemKind::KeychainLocked => "키체인이 잠겨 있습니다",
        AppProblemKind::NotificationsUnavailable => "알림을 표시할 수 없습니다",
        AppProblemKind::TrayUnavailable => "시스템 트레이가 없습니다",
        AppProblemKind::HistorySetAside => "기록이 손상되어 새로 시작했습니다",
        AppProblemKind::HistoryUnavailable => "기록을 저장할 수 없습니다",
        AppProblemKind::AnotherPoller => "다른 Lowtide가 이 계정을 확인하고 있습니다",
    },
};
