//! The tray in Chinese, simplified characters.

use lowtide_core::contract::AppProblemKind;

use super::{AccountTexts, AllTexts, MenuTexts, PauseTexts, Texts, day_of};

pub(super) const TEXTS: Texts = Texts {
    starting: "正在启动…",
    here: "Lowtide 在这里",
    broken: |reason| format!("Lowtide 无法启动：{reason}"),
    demo: "Lowtide（演示）",
    all: AllTexts {
        no_network: "没有网络：以下是最近一次读取的余额。",
        no_keys: "还没有密钥",
        more: |count| format!("……还有 {count} 个"),
        fine: |count| format!("全部 {count} 个账户一切正常"),
        some_fine: |fine, all| format!("{all} 个账户中有 {fine} 个正常，其余已暂停或尚未读取"),
        none_read: |count| format!("{count} 个账户，均已暂停或尚未读取"),
    },
    account: AccountTexts {
        line: |name, rest| format!("{name}：{rest}"),
        both: |state, silence| format!("{state}，{silence}"),
        fine: "正常",
        not_fresh: "数据已过时",
        low: "余额偏低",
        critical: "余额告急",
        empty: "已用完",
        unreadable: "无法读取",
        not_read: "尚未读取",
        paused: "已暂停",
        snoozed: "提醒已推迟",
        muted: "提醒已静音",
        unlimited: "无限制",
        no_balance: "服务商未提供余额",
        used: |amount| format!("已用 {amount}"),
    },
    menu: MenuTexts {
        refresh: "立即刷新",
        pause: "暂停提醒",
        pause_hour: "1 小时",
        pause_tomorrow: "到明天 08:00",
        pause_until_resumed: "直到手动恢复",
        resume: "恢复提醒",
        open: "打开 Lowtide",
        add: "添加密钥…",
        settings: "设置…",
        quit: "退出",
    },
    pause: PauseTexts {
        until_resumed: "提醒已暂停，直到手动恢复",
        until: |time| format!("提醒已暂停至 {time}"),
        weekday: |day| day_of(["周一", "周二", "周三", "周四", "周五", "周六", "周日"], day),
        date: |date| format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    },
    problem: |kind| match kind {
        AppProblemKind::ConfigBroken => "设置文件有错误",
        AppProblemKind::ProviderBroken => "某个服务商文件有错误",
        AppProblemKind::KeychainUnavailable => "密钥环没有响应",
        AppProblemKind::KeychainLocked => "密钥环已锁定",
        AppProblemKind::NotificationsUnavailable => "无法显示通知",
        AppProblemKind::TrayUnavailable => "没有系统托盘",
        AppProblemKind::HistorySetAside => "历史记录已损坏，已重新开始",
        AppProblemKind::HistoryUnavailable => "无法写入历史记录",
        AppProblemKind::AnotherPoller => "另一个 Lowtide 正在监控这些账户",
    },
};
