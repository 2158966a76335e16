//! Alerts in German. The person is addressed as "du".

use super::fact::{Fact, Left, Share, Span, Standing, StandingKind, Threshold};
use super::speech::{Buttons, Speech, capitalised};
use crate::alert::Basis;
use crate::language::Language;

pub(super) struct German;

impl Speech for German {
    fn title(&self, name: &str, fact: &Fact) -> String {
        match fact {
            Fact::Empty { .. } => format!("{name} ist leer"),
            Fact::Low { left: Left::Amount(left) | Left::Share(left), .. } => format!("{name}: noch {left}"),
            Fact::Low { left: Left::Little, .. } => format!("{name} wird knapp"),
            Fact::Low { left: Left::VeryLittle, .. } => format!("{name}: Guthaben kritisch"),
            Fact::KeyRejected { .. } => format!("{name}: Schlüssel abgelehnt"),
            Fact::Unreachable { .. } => format!("{name}: Guthaben nicht abrufbar"),
            Fact::Subscription { .. } => format!("{name}: {}", self.reason(fact)),
            Fact::Storage { .. } => format!("{name}: Speicher fast voll"),
            Fact::Expiry { .. } => format!("{name}: Guthaben verfällt bald"),
            Fact::UnusualSpend(_) => format!("{name}: ungewöhnlicher Verbrauch"),
            Fact::ToppedUp { .. } => format!("{name} ist aufgeladen"),
        }
    }

    fn reason(&self, fact: &Fact) -> String {
        match fact {
            Fact::Empty { said: Some(said), .. } | Fact::KeyRejected { said: Some(said) } => said.clone(),
            Fact::Empty { said: None, left: Some(left) } => format!("{left} übrig"),
            Fact::Empty { said: None, left: None } => "Nichts mehr übrig".to_owned(),
            Fact::Low { left, threshold } => match Fact::opening(left, threshold) {
                Some(left) => format!("Noch {left}, {}", below(threshold)),
                None => capitalised(&below(threshold)),
            },
            Fact::KeyRejected { said: None } => "Der Anbieter akzeptiert diesen Schlüssel nicht".to_owned(),
            Fact::Unreachable { time, said: Some(said) } => format!("Seit {} nicht abgerufen: {said}", dative(time)),
            Fact::Unreachable { time, said: None } => format!("Seit {} nicht abgerufen", dative(time)),
            Fact::Subscription { plan, standing } => {
                format!("{} ist {}", plan.as_deref().unwrap_or("Das Abo"), status(standing))
            }
            Fact::Storage { label, full, limit } => format!("{label} ist zu {full} voll, deine Grenze ist {limit}"),
            Fact::Expiry { grant, left: Some(left), time: Some(time) } => {
                format!("{left} von {grant} verf{} in {}", if left.is_one { "ällt" } else { "allen" }, dative(time))
            }
            Fact::Expiry { grant, time: Some(time), .. } => format!("{grant} verfällt in {}", dative(time)),
            Fact::Expiry { grant, time: None, .. } => format!("{grant} verfällt bald"),
            Fact::UnusualSpend(Some(spent)) => {
                let time = dative(&spent.time);
                format!("{} in {time} verbraucht, üblich sind höchstens {}", spent.amount, spent.usual)
            }
            Fact::UnusualSpend(None) => "Mehr verbraucht, als bei diesem Konto je üblich war".to_owned(),
            Fact::ToppedUp { by: Some(by), left: Some(left) } => format!("{by} dazugekommen, jetzt {left}"),
            Fact::ToppedUp { by: Some(by), left: None } => format!("{by} dazugekommen"),
            Fact::ToppedUp { by: None, left: Some(left) } => format!("Jetzt {left}"),
            Fact::ToppedUp { by: None, left: None } => "Das Guthaben ist gestiegen".to_owned(),
        }
    }

    fn line(&self, fact: &Fact) -> String {
        let reason = || self.reason(fact);
        match fact {
            Fact::Empty { .. } => {
                format!("{}. Aufrufe mit diesem Schlüssel schlagen fehl, bis du auflädst.", reason())
            }
            Fact::Low { threshold: Threshold::Share(Some(share)), .. } => format!("Das sind {}.", below_share(share)),
            Fact::Low { threshold, .. } => format!("{}.", capitalised(&below(threshold))),
            Fact::KeyRejected { .. } => {
                format!("{}. Das Guthaben wird nicht beobachtet, bis du den Schlüssel in Lowtide ersetzt.", reason())
            }
            Fact::UnusualSpend(_) => {
                format!("{}. Wenn du das nicht warst, ersetze den Schlüssel beim Anbieter.", reason())
            }
            Fact::Subscription { .. } => "Prüfe die Zahlung beim Anbieter.".to_owned(),
            Fact::Unreachable { .. } | Fact::Storage { .. } | Fact::Expiry { .. } | Fact::ToppedUp { .. } => {
                format!("{}.", reason())
            }
        }
    }

    fn time_left(&self, time: &Span) -> String {
        format!("Reicht bei diesem Tempo noch etwa {}.", nominative(time))
    }

    fn still(&self, line: &str) -> String {
        format!("Weiterhin: {line}")
    }

    fn summary(&self, accounts: usize, critical: usize) -> String {
        match critical {
            0 => format!("{accounts} Konten brauchen Aufmerksamkeit"),
            all if all == accounts => format!("{all} Konten brauchen dich jetzt"),
            some => format!("{accounts} Konten brauchen Aufmerksamkeit, {some} davon sofort"),
        }
    }

    fn buttons(&self) -> Buttons {
        Buttons { top_up: "Aufladen", snooze: "1 Tag Ruhe", show: "Anzeigen" }
    }

    fn trial(&self) -> (&'static str, &'static str) {
        ("Lowtide erreicht dich", "So sieht eine Warnung aus.")
    }
}

fn below(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Amount(Some(limit)) => format!("unter deiner Grenze von {limit}"),
        Threshold::Amount(None) | Threshold::Share(None) => "unter deiner Grenze".to_owned(),
        Threshold::Share(Some(share)) => below_share(share),
        Threshold::Runway { time, before_reset, limit } => {
            let time = time.as_ref().map_or("kurze Zeit".to_owned(), |time| format!("etwa {}", nominative(time)));
            let reset = before_reset.as_ref();
            let reset = reset.map(|short| format!(", aufgebraucht {} vor dem Zurücksetzen", nominative(short)));
            let limit = limit.as_ref().map(|limit| format!(", unter deiner Grenze von {}", dative(limit)));
            format!("bei diesem Tempo für {time}{}{}", reset.unwrap_or_default(), limit.unwrap_or_default())
        }
    }
}

fn below_share(share: &Share) -> String {
    let Share { percent, whole, basis, limit } = share;
    let whole = match (whole, basis) {
        (Some(whole), Basis::Limit) => format!("der {whole} des Tarifs"),
        (Some(whole), Basis::HighWater) => format!("der {whole} seit der letzten Aufladung"),
        (None, Basis::Limit) => "des Tarifs".to_owned(),
        (None, Basis::HighWater) => "des Höchststands seit der letzten Aufladung".to_owned(),
    };
    format!("{percent} {whole}, unter deiner Grenze von {limit}")
}

fn status(standing: &Standing) -> &'static str {
    match standing.kind {
        StandingKind::PastDue => "überfällig",
        StandingKind::Unpaid => "unbezahlt",
        StandingKind::Cancelled => "gekündigt",
        StandingKind::Inactive => "nicht mehr aktiv",
        StandingKind::Suspended => "gesperrt",
    }
}

/// "6 Stunden", "2,9 Tage".
fn nominative(span: &Span) -> String {
    match span {
        Span::Minutes(1) => "1 Minute".to_owned(),
        Span::Minutes(minutes) => format!("{minutes} Minuten"),
        Span::Hours(1) => "1 Stunde".to_owned(),
        Span::Hours(hours) => format!("{hours} Stunden"),
        Span::Days(days) if Language::German.is_one(*days) => "1 Tag".to_owned(),
        Span::Days(days) => format!("{} Tage", Language::German.number(*days)),
    }
}

/// (in) "6 Stunden", "2,9 Tagen".
fn dative(span: &Span) -> String {
    let text = nominative(span);
    if text.ends_with("Tage") { format!("{text}n") } else { text }
}
