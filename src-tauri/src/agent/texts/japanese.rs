//! The tray in Japanese.

use lowtide_core::contract::AppProblemKind;

use super::{AccountTexts, AllTexts, MenuTexts, PauseTexts, Texts, day_of};

pub(super) const TEXTS: Texts = Texts {
    starting: "起動中…",
    here: "Lowtide はここです",
    broken: |reason| format!("Lowtideを起動できませんでした：{reason}"),
    demo: "Lowtide（デモ）",
    all: AllTexts {
        no_network: "ネットワークがありません。最後に取得した残高を表示しています。",
        no_keys: "キーはまだありません",
        more: |count| format!("… 他{count}件"),
        fine: |count| format!("{count}件のアカウントはすべて正常です"),
        some_fine: |fine, all| format!("{all}件中{fine}件のアカウントは正常、残りは一時停止中または未取得です"),
        none_read: |count| format!("{count}件のアカウントはすべて一時停止中または未取得です"),
    },
    account: AccountTexts {
        line: |name, rest| format!("{name}：{rest}"),
        both: |state, silence| format!("{state}、{silence}"),
        fine: "正常",
        not_fresh: "最新ではありません",
        low: "残り少なめ",
        critical: "残りごくわずか",
        empty: "残高なし",
        unreadable: "取得できません",
        not_read: "未取得",
        paused: "一時停止中",
        snoozed: "アラートはスヌーズ中",
        muted: "アラートはミュート中",
        unlimited: "無制限",
        no_balance: "残高の情報なし",
        used: |amount| format!("{amount}使用"),
    },
    menu: MenuTexts {
        refresh: "今すぐ更新",
        pause: "アラートを一時停止",
        pause_hour: "1時間",
        pause_tomorrow: "明日の08:00まで",
        pause_until_resumed: "再開するまで",
        resume: "アラートを再開",
        open: "Lowtideを開く",
        add: "キーを追加…",
        settings: "設定…",
        quit: "終了",
    },
    pause: PauseTexts {
        until_resumed: "アラートは再開するまで一時停止中です",
        until: |time| format!("アラートは{time}まで一時停止中です"),
        weekday: |day| day_of(["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"], day),
        date: |date| format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    },
    problem: |kind| match kind {
        AppProblemKind::ConfigBroken => "設定ファイルに誤りがあります",
        AppProblemKind::ProviderBroken => "プロバイダーのファイルに誤りがあります",
        AppProblemKind::KeychainUnavailable => "キーチェーンが応答しません",
        AppProblemKind::KeychainLocked => "キーチェーンがロックされています",
        AppProblemKind::NotificationsUnavailable => "通知を表示できません",
        AppProblemKind::TrayUnavailable => "システムトレイがありません",
        AppProblemKind::HistorySetAside => "履歴が破損していたため、新しく開始しました",
        AppProblemKind::HistoryUnavailable => "履歴を書き込めません",
        AppProblemKind::AnotherPoller => "別のLowtideがこれらのアカウントを監視しています",
    },
};
