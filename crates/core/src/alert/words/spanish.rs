//! Alerts in Spanish. The person is not addressed, so neither as "tú" nor as "usted".

use super::fact::{Fact, Left, Quantity, Share, Span, Standing, StandingKind, Threshold};
use super::speech::{Buttons, Speech, capitalised};
use crate::alert::Basis;
use crate::amount::Decimal;
use crate::language::Language;

pub(super) struct Spanish;

impl Speech for Spanish {
    fn title(&self, name: &str, fact: &Fact) -> String {
        match fact {
            Fact::Empty { .. } => format!("{name}: sin saldo"),
            Fact::Low { left: Left::Amount(left) | Left::Share(left), .. } => format!("{name}: {}", remain(left)),
            Fact::Low { left: Left::Little, .. } => format!("{name}: saldo bajo"),
            Fact::Low { left: Left::VeryLittle, .. } => format!("{name}: saldo crítico"),
            Fact::KeyRejected { .. } => format!("{name}: clave rechazada"),
            Fact::Unreachable { .. } => format!("{name}: no se puede consultar el saldo"),
            Fact::Subscription { .. } => format!("{name}: {}", self.reason(fact)),
            Fact::Storage { .. } => format!("{name}: almacenamiento casi lleno"),
            Fact::Expiry { .. } => format!("{name}: saldo a punto de caducar"),
            Fact::UnusualSpend(_) => format!("{name}: consumo inusual"),
            Fact::ToppedUp { .. } => format!("{name}: saldo recargado"),
        }
    }

    fn reason(&self, fact: &Fact) -> String {
        match fact {
            Fact::Empty { said: Some(said), .. } | Fact::KeyRejected { said: Some(said) } => said.clone(),
            Fact::Empty { said: None, left: Some(left) } | Fact::ToppedUp { by: None, left: Some(left) } => {
                capitalised(&remain(left))
            }
            Fact::Empty { said: None, left: None } => "No queda nada".to_owned(),
            Fact::Low { left, threshold } => match Fact::opening(left, threshold) {
                Some(left) => format!("{}, {}", capitalised(&remain(left)), below(threshold)),
                None => capitalised(&below(threshold)),
            },
            Fact::KeyRejected { said: None } => "El proveedor no acepta esta clave".to_owned(),
            Fact::Unreachable { time, said: Some(said) } => {
                format!("Sin lecturas desde hace {}: {}", in_words(time), uncapitalised(said))
            }
            Fact::Unreachable { time, said: None } => format!("Sin lecturas desde hace {}", in_words(time)),
            Fact::Subscription { plan: Some(plan), standing } => format!("{plan}, {}", status(standing)),
            Fact::Subscription { plan: None, standing } => capitalised(status(standing)),
            Fact::Storage { label, full, limit } => format!("{label} al {full} de su capacidad, límite del {limit}"),
            Fact::Expiry { grant, left: Some(left), time: Some(time) } => {
                format!("{left} de {grant} caduca{} en {}", if left.is_one { "" } else { "n" }, in_words(time))
            }
            Fact::Expiry { grant, time: Some(time), .. } => format!("{grant} caduca en {}", in_words(time)),
            Fact::Expiry { grant, time: None, .. } => format!("{grant} caduca pronto"),
            Fact::UnusualSpend(Some(spent)) => {
                let time = in_words(&spent.time);
                format!("Consumo de {} en {time}, lo habitual es {} como máximo", spent.amount, spent.usual)
            }
            Fact::UnusualSpend(None) => "El consumo supera todo lo habitual en esta cuenta".to_owned(),
            Fact::ToppedUp { by: Some(by), left: Some(left) } => format!("Recarga de {by}, {}", remain(left)),
            Fact::ToppedUp { by: Some(by), left: None } => format!("Recarga de {by}"),
            Fact::ToppedUp { by: None, left: None } => "El saldo ha aumentado".to_owned(),
        }
    }

    fn line(&self, fact: &Fact) -> String {
        let reason = || self.reason(fact);
        match fact {
            Fact::Empty { .. } => {
                format!("{}. Las llamadas con esta clave fallarán hasta la próxima recarga.", reason())
            }
            Fact::Low { threshold: Threshold::Share(Some(share)), .. } => format!("Es {}.", below_share(share)),
            Fact::Low { threshold, .. } => format!("{}.", capitalised(&below(threshold))),
            Fact::KeyRejected { .. } => {
                format!("{}. El saldo no se vigila hasta que se reemplace la clave en Lowtide.", reason())
            }
            Fact::UnusualSpend(_) => {
                format!("{}. Si no es un consumo propio, conviene reemplazar la clave en el proveedor.", reason())
            }
            Fact::Subscription { .. } => "Conviene revisar el pago en el proveedor.".to_owned(),
            Fact::Unreachable { .. } | Fact::Storage { .. } | Fact::Expiry { .. } | Fact::ToppedUp { .. } => {
                format!("{}.", reason())
            }
        }
    }

    fn time_left(&self, time: &Span) -> String {
        format!("A este ritmo alcanza para {}.", about(time))
    }

    fn still(&self, line: &str) -> String {
        format!("Sigue igual: {line}")
    }

    fn summary(&self, accounts: usize, critical: usize) -> String {
        match critical {
            0 => format!("{accounts} cuentas requieren atención"),
            all if all == accounts => format!("{all} cuentas requieren atención inmediata"),
            some => format!("{accounts} cuentas requieren atención, {some} de inmediato"),
        }
    }

    fn buttons(&self) -> Buttons {
        Buttons { top_up: "Recargar", snooze: "Posponer 1 día", show: "Mostrar" }
    }

    fn trial(&self) -> (&'static str, &'static str) {
        ("Lowtide puede mostrar avisos", "Así se verá una alerta.")
    }
}

/// What stands behind a colon.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn remain(left: &Quantity) -> String {
    format!("queda{} {left}", if left.is_one { "" } else { "n" })
}

fn below(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Amount(Some(limit)) => format!("por debajo del límite de {limit}"),
        Threshold::Amount(None) | Threshold::Share(None) => "por debajo del límite".to_owned(),
        Threshold::Share(Some(share)) => below_share(share),
        Threshold::Runway { time, before_reset, limit } => {
            let time = time.as_ref().map_or("poco tiempo".to_owned(), about);
            let reset = before_reset.as_ref();
            let reset = reset.map(|short| format!(", se agota {} antes de la renovación", in_words(short)));
            let limit = limit.as_ref().map(|limit| format!(", por debajo del límite de {}", in_words(limit)));
            format!("a este ritmo alcanza para {time}{}{}", reset.unwrap_or_default(), limit.unwrap_or_default())
        }
    }
}

fn below_share(share: &Share) -> String {
    let Share { percent, whole, basis, limit } = share;
    let whole = match (whole, basis) {
        (Some(whole), Basis::Limit) => format!("de los {whole} del plan"),
        (Some(whole), Basis::HighWater) => format!("de los {whole} desde la última recarga"),
        (None, Basis::Limit) => "del plan".to_owned(),
        (None, Basis::HighWater) => "del saldo máximo desde la última recarga".to_owned(),
    };
    format!("el {percent} {whole}, por debajo del límite del {limit}")
}

fn status(standing: &Standing) -> &'static str {
    match standing.kind {
        StandingKind::PastDue => "suscripción con el pago vencido",
        StandingKind::Unpaid => "suscripción sin pagar",
        StandingKind::Cancelled => "suscripción cancelada",
        StandingKind::Inactive => "suscripción inactiva",
        StandingKind::Suspended => "suscripción suspendida",
    }
}

/// "unas 23 horas", "unos 2,9 días", "cerca de 1 hora".
fn about(span: &Span) -> String {
    let time = in_words(span);
    match span {
        Span::Minutes(1) | Span::Hours(1) => format!("cerca de {time}"),
        Span::Days(days) if *days == Decimal::ONE => format!("cerca de {time}"),
        Span::Hours(_) => format!("unas {time}"),
        Span::Minutes(_) | Span::Days(_) => format!("unos {time}"),
    }
}

fn in_words(span: &Span) -> String {
    match span {
        Span::Minutes(minutes) => format!("{minutes} min"),
        Span::Hours(1) => "1 hora".to_owned(),
        Span::Hours(hours) => format!("{hours} horas"),
        Span::Days(days) if Language::Spanish.is_one(*days) => "1 día".to_owned(),
        Span::Days(days) => format!("{} días", Language::Spanish.number(*days)),
    }
}
