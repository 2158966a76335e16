//! The tray in English.

use lowtide_core::contract::AppProblemKind;

use super::{AccountTexts, AllTexts, MenuTexts, PauseTexts, Texts, day_of, month_of};

pub(super) const TEXTS: Texts = Texts {
    starting: "Starting…",
    here: "Lowtide is here",
    broken: |reason| format!("Lowtide could not start: {reason}"),
    demo: "Lowtide (demo)",
    all: AllTexts {
        no_network: "No network: these are the last known balances.",
        no_keys: "No keys yet",
        more: |count| format!("… and {count} more"),
        fine: |count| format!("All {count} accounts are fine"),
        some_fine: |fine, all| {
            let are = if fine == 1 { "is" } else { "are" };
            let others = if all - fine == 1 { "other" } else { "others" };
            format!("{fine} of {all} accounts {are} fine, the {others} paused or not read yet")
        },
        none_read: |count| format!("{count} accounts, none read yet or all paused"),
    },
    account: AccountTexts {
        line: |name, rest| format!("{name}: {rest}"),
        both: |state, silence| format!("{state}, {silence}"),
        fine: "fine",
        not_fresh: "not fresh",
        low: "low",
        critical: "critical",
        empty: "empty",
        unreadable: "cannot be read",
        not_read: "not read yet",
        paused: "paused",
        snoozed: "alerts snoozed",
        muted: "alerts muted",
        unlimited: "unlimited",
        no_balance: "no balance reported",
        used: |amount| format!("{amount} used"),
    },
    menu: MenuTexts {
        refresh: "Refresh now",
        pause: "Pause alerts",
        pause_hour: "For 1 hour",
        pause_tomorrow: "Until tomorrow, 08:00",
        pause_until_resumed: "Until I resume them",
        resume: "Resume alerts",
        open: "Open Lowtide",
        add: "Add a key…",
        settings: "Settings…",
        quit: "Quit",
    },
    pause: PauseTexts {
        until_resumed: "Alerts paused until you resume them",
        until: |time| format!("Alerts paused until {time}"),
        weekday: |day| day_of(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], day),
        date: |date| {
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
            format!("{} {} {},", date.day(), month_of(months, date), date.year())
        },
    },
    problem: |kind| match kind {
        AppProblemKind::ConfigBroken => "The settings file is broken",
        AppProblemKind::ProviderBroken => "A provider's file is broken",
        AppProblemKind::KeychainUnavailable => "The keychain does not answer",
        AppProblemKind::KeychainLocked => "The keychain is locked",
        AppProblemKind::NotificationsUnavailable => "Notifications cannot be shown",
        AppProblemKind::TrayUnavailable => "There is no tray",
        AppProblemKind::HistorySetAside => "The history was broken and has begun anew",
        AppProblemKind::HistoryUnavailable => "The history cannot be written",
        AppProblemKind::AnotherPoller => "Another Lowtide watches these accounts",
    },
};
