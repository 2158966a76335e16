//! The tray in German. The person is addressed as "du".

use lowtide_core::contract::AppProblemKind;

use super::{AccountTexts, AllTexts, MenuTexts, PauseTexts, Texts, day_of, month_of};

pub(super) const TEXTS: Texts = Texts {
    starting: "Startet …",
    here: "Lowtide ist hier",
    broken: |reason| format!("Lowtide konnte nicht starten: {reason}"),
    demo: "Lowtide (Demo)",
    all: AllTexts {
        no_network: "Kein Netz: Das sind die zuletzt bekannten Guthaben.",
        no_keys: "Noch keine Schlüssel",
        more: |count| format!("… und {count} {}", if count == 1 { "weiteres" } else { "weitere" }),
        fine: |count| format!("Alle {count} Konten sind in Ordnung"),
        some_fine: |fine, all| {
            let are = if fine == 1 { "ist" } else { "sind" };
            format!("{fine} von {all} Konten {are} in Ordnung, der Rest pausiert oder noch nicht abgerufen")
        },
        none_read: |count| format!("{count} Konten, alle pausiert oder noch nicht abgerufen"),
    },
    account: AccountTexts {
        line: |name, rest| format!("{name}: {rest}"),
        both: |state, silence| format!("{state}, {silence}"),
        fine: "in Ordnung",
        not_fresh: "nicht aktuell",
        low: "knapp",
        critical: "kritisch",
        empty: "leer",
        unreadable: "nicht abrufbar",
        not_read: "noch nicht abgerufen",
        paused: "pausiert",
        snoozed: "Warnungen ruhen",
        muted: "Warnungen stumm",
        unlimited: "unbegrenzt",
        no_balance: "kein Guthaben gemeldet",
        used: |amount| format!("{amount} verbraucht"),
    },
    menu: MenuTexts {
        refresh: "Jetzt aktualisieren",
        pause: "Warnungen pausieren",
        pause_hour: "Für 1 Stunde",
        pause_tomorrow: "Bis morgen, 08:00",
        pause_until_resumed: "Bis ich sie fortsetze",
        resume: "Warnungen fortsetzen",
        open: "Lowtide öffnen",
        add: "Schlüssel hinzufügen …",
        settings: "Einstellungen …",
        quit: "Beenden",
    },
    pause: PauseTexts {
        until_resumed: "Warnungen pausiert, bis du sie fortsetzt",
        until: |time| format!("Warnungen pausiert bis {time}"),
        weekday: |day| day_of(["Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."], day),
        date: |date| {
            let months =
                ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
            format!("{}. {} {},", date.day(), month_of(months, date), date.year())
        },
    },
    problem: |kind| match kind {
        AppProblemKind::ConfigBroken => "Die Einstellungsdatei ist fehlerhaft",
        AppProblemKind::ProviderBroken => "Die Datei eines Anbieters ist fehlerhaft",
        AppProblemKind::KeychainUnavailable => "Der Schlüsselbund antwortet nicht",
        AppProblemKind::KeychainLocked => "Der Schlüsselbund ist gesperrt",
        AppProblemKind::NotificationsUnavailable => "Mitteilungen können nicht angezeigt werden",
        AppProblemKind::TrayUnavailable => "Es gibt keinen Infobereich",
        AppProblemKind::HistorySetAside => "Der Verlauf war beschädigt und beginnt neu",
        AppProblemKind::HistoryUnavailable => "Der Verlauf kann nicht geschrieben werden",
        AppProblemKind::AnotherPoller => "Ein anderes Lowtide beobachtet diese Konten",
    },
};
