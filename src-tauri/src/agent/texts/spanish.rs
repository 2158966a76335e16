//! The tray in Spanish. The person is not addressed, so neither as "tú" nor as "usted".

use lowtide_core::contract::AppProblemKind;

use super::{AccountTexts, AllTexts, MenuTexts, PauseTexts, Texts, day_of, month_of};

pub(super) const TEXTS: Texts = Texts {
    starting: "Iniciando…",
    here: "Lowtide está aquí",
    broken: |reason| format!("Lowtide no ha podido iniciarse: {reason}"),
    demo: "Lowtide (demostración)",
    all: AllTexts {
        no_network: "Sin red: estos son los últimos saldos conocidos.",
        no_keys: "Todavía no hay claves",
        more: |count| format!("… y {count} más"),
        fine: |count| format!("Las {count} cuentas están bien"),
        some_fine: |fine, all| {
            let are = if fine == 1 { "está" } else { "están" };
            format!("{fine} de {all} cuentas {are} bien, el resto en pausa o sin leer")
        },
        none_read: |count| format!("{count} cuentas, todas en pausa o sin leer"),
    },
    account: AccountTexts {
        line: |name, rest| format!("{name}: {rest}"),
        both: |state, silence| format!("{state}, {silence}"),
        fine: "bien",
        not_fresh: "sin actualizar",
        low: "bajo",
        critical: "crítico",
        empty: "sin saldo",
        unreadable: "no se puede consultar",
        not_read: "sin leer todavía",
        paused: "en pausa",
        snoozed: "alertas pospuestas",
        muted: "alertas silenciadas",
        unlimited: "ilimitado",
        no_balance: "saldo no comunicado",
        used: |amount| format!("consumo: {amount}"),
    },
    menu: MenuTexts {
        refresh: "Actualizar ahora",
        pause: "Pausar alertas",
        pause_hour: "Durante 1 hora",
        pause_tomorrow: "Hasta mañana a las 08:00",
        pause_until_resumed: "Hasta reanudarlas",
        resume: "Reanudar alertas",
        open: "Abrir Lowtide",
        add: "Añadir una clave…",
        settings: "Ajustes…",
        quit: "Salir",
    },
    pause: PauseTexts {
        until_resumed: "Alertas en pausa hasta reanudarlas",
        until: |time| format!("Alertas en pausa hasta: {time}"),
        weekday: |day| day_of(["lun", "mar", "mié", "jue", "vie", "sáb", "dom"], day),
        date: |date| {
            let months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];
            format!("{} {} {},", date.day(), month_of(months, date), date.year())
        },
    },
    problem: |kind| match kind {
        AppProblemKind::ConfigBroken => "El archivo de ajustes está dañado",
        AppProblemKind::ProviderBroken => "El archivo de un proveedor está dañado",
        AppProblemKind::KeychainUnavailable => "El llavero no responde",
        AppProblemKind::KeychainLocked => "El llavero está bloqueado",
        AppProblemKind::NotificationsUnavailable => "No se pueden mostrar notificaciones",
        AppProblemKind::TrayUnavailable => "No hay bandeja del sistema",
        AppProblemKind::HistorySetAside => "El historial estaba dañado y empieza de nuevo",
        AppProblemKind::HistoryUnavailable => "No se puede escribir el historial",
        AppProblemKind::AnotherPoller => "Otro Lowtide vigila estas cuentas",
    },
};
