//! What an alert says: which account, how much, why now, and what to do. In English.

use std::time::Duration;

use super::decision::{Concern, Rule};
use super::memory::Memory;
use super::outlook::Telling;
use super::standing::{Basis, Level, Severity};
use super::{Levels, Rules, lapse};
use crate::amount::{self, Decimal, Unit};
use crate::failure::{Failure, FailureClass};
use crate::forecast::{Forecast, ForecastState, UnusualSpend};
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// A notification's two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line: which account and how much.
    pub title: String,
    /// Why it speaks, and what to do.
    pub body: String,
}

/// What an alert is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion<'a> {
    /// The account's last believed reading.
    pub(super) reading: Option<&'a Reading>,
    /// Why the last poll failed, where it did.
    pub(super) failure: Option<&'a Failure>,
    /// The rules in force.
    pub(super) rules: &'a Rules,
    /// What is remembered of the account.
    pub(super) memory: &'a Memory,
    /// How long it will last.
    pub(super) forecast: &'a Forecast,
    /// What was spent beyond what is usual.
    pub(super) unusual: Option<UnusualSpend>,
    /// The time.
    pub(super) now: Timestamp,
}

/// The words of one account's notification. `name` is what the person calls it.
pub(super) fn words(name: &str, tellings: &[Telling], occasion: &Occasion<'_>) -> Words {
    let spoken: Vec<&Telling> = tellings.iter().filter(|telling| !telling.covered).collect();
    let Some(first) = spoken.first() else { return Words { title: name.to_owned(), body: String::new() } };
    let mut lines: Vec<String> = spoken.iter().map(|telling| line(telling, occasion)).collect();
    let about_amount = spoken.iter().any(|telling| telling.concern.rule.is_about_amount());
    let says_days = spoken.iter().any(|telling| telling.concern.rule == Rule::Runway);
    if about_amount && !says_days && first.concern.rule != Rule::Empty {
        lines.extend(days_left(occasion.forecast).map(|days| format!("{days} left at this pace.")));
    }
    Words { title: title(name, first, occasion), body: lines.join("\n") }
}

/// Several accounts' notifications in one, the gravest first.
pub fn summary(accounts: &[(Words, Severity)]) -> Words {
    let critical = accounts.iter().filter(|(_, severity)| *severity == Severity::Critical).count();
    let title = match critical {
        0 => format!("{} accounts need a look", accounts.len()),
        all if all == accounts.len() => format!("{all} accounts need you now"),
        some => format!("{} accounts need a look, {some} of them now", accounts.len()),
    };
    Words { title, body: accounts.iter().map(|(words, _)| words.title.as_str()).collect::<Vec<_>>().join("\n") }
}

/// Why a rule holds, in one sentence without a full stop.
pub(super) fn sentence(concern: &Concern, severity: Severity, occasion: &Occasion<'_>) -> String {
    match concern.rule {
        Rule::Empty => match said_by(occasion, FailureClass::Empty) {
            Some(failure) => unstopped(&failure.message).to_owned(),
            None => format!("{} left", left(occasion)),
        },
        Rule::Amount => {
            let limit = threshold(occasion.rules.amount, severity).map_or_else(String::new, amount::grouped);
            format!("{} left, below your {limit}", left(occasion))
        }
        Rule::Share => format!("{} left, {}", left(occasion), share(severity, occasion)),
        Rule::Runway => format!("{} left, {}", left(occasion), runway(severity, occasion)),
        Rule::KeyRejected => match said_by(occasion, FailureClass::Key) {
            Some(failure) => unstopped(&failure.message).to_owned(),
            None => "The provider does not accept this key".to_owned(),
        },
        Rule::Unreachable => {
            let since = occasion.memory.failing_since.unwrap_or(occasion.now);
            let time = span(Duration::try_from(occasion.now.duration_since(since)).unwrap_or_default());
            match occasion.failure {
                Some(failure) => format!("Not read for {time}: {}", unstopped(&failure.message)),
                None => format!("Not read for {time}"),
            }
        }
        Rule::Subscription => {
            let status = occasion.reading.and_then(|reading| lapse::status_of(reading, &concern.subject));
            let status = status.unwrap_or("no longer active").replace(['_', '-'], " ").to_lowercase();
            if concern.subject.is_empty() {
                format!("The subscription is {status}")
            } else {
                format!("{} is {status}", concern.subject)
            }
        }
        Rule::Storage => {
            let meter =
                occasion.reading.and_then(|reading| reading.meters.iter().find(|meter| meter.id == concern.subject));
            let label = meter.map_or(concern.subject.as_str(), |meter| meter.label.as_str());
            let full = meter.and_then(lapse::fullness).unwrap_or(Decimal::ONE);
            let limit = occasion.rules.storage.unwrap_or(Decimal::ONE);
            format!("{label} is {} full, your limit is {}", percent(full), percent(limit))
        }
        Rule::Expiry => expiry(&concern.subject, occasion),
        Rule::UnusualSpend => match occasion.unusual {
            Some(unusual) => {
                let time = span(Duration::try_from(occasion.now.duration_since(unusual.since)).unwrap_or_default());
                let (spent, usual) = (rounded(unusual.spent), rounded(unusual.usual));
                let unit = unit(occasion);
                format!("{} spent within {time}, usual are at most {}", phrase(spent, unit), amount::grouped(usual))
            }
            None => "More was spent than this account ever spends".to_owned(),
        },
        Rule::ToppedUp => match occasion.memory.topped_up_by {
            Some(by) => format!("{} added, {} left", phrase(by, unit(occasion)), left(occasion)),
            None => format!("{} left", left(occasion)),
        },
    }
}

fn title(name: &str, telling: &Telling, occasion: &Occasion<'_>) -> String {
    match telling.concern.rule {
        Rule::Empty => format!("{name} is empty"),
        Rule::Amount | Rule::Share | Rule::Runway => format!("{name}: {} left", left(occasion)),
        Rule::KeyRejected => format!("{name}: key rejected"),
        Rule::Unreachable => format!("{name} cannot be read"),
        Rule::Subscription => format!("{name}: {}", sentence(&telling.concern, telling.severity, occasion)),
        Rule::Storage => format!("{name}: storage nearly full"),
        Rule::Expiry => format!("{name}: credits expire soon"),
        Rule::UnusualSpend => format!("{name}: unusual spending"),
        Rule::ToppedUp => format!("{name} topped up"),
    }
}

/// One line of the body: what the title does not say, and what to do.
fn line(telling: &Telling, occasion: &Occasion<'_>) -> String {
    let severity = telling.severity;
    let text = match telling.concern.rule {
        Rule::Empty => {
            let why = sentence(&telling.concern, severity, occasion);
            format!("{why}. Calls with this key fail until you top up.")
        }
        Rule::Amount => match threshold(occasion.rules.amount, severity) {
            Some(limit) => format!("Below your {}.", amount::grouped(limit)),
            None => "Below your threshold.".to_owned(),
        },
        Rule::Share => format!("That is {}.", share(severity, occasion)),
        Rule::Runway => capitalised(&format!("{}.", runway(severity, occasion))),
        Rule::KeyRejected => {
            let why = sentence(&telling.concern, severity, occasion);
            format!("{why}. Its balance is not watched until you replace the key in Lowtide.")
        }
        Rule::UnusualSpend => {
            let why = sentence(&telling.concern, severity, occasion);
            format!("{why}. If that was not you, replace the key at the provider.")
        }
        Rule::Subscription => "Check the payment at the provider.".to_owned(),
        Rule::Unreachable | Rule::Storage | Rule::Expiry | Rule::ToppedUp => {
            format!("{}.", sentence(&telling.concern, severity, occasion))
        }
    };
    if telling.reminder { format!("Still so: {text}") } else { text }
}

/// The last failure, if it is the one that the alert is about and not a later one.
fn said_by<'a>(occasion: &Occasion<'a>, class: FailureClass) -> Option<&'a Failure> {
    occasion.failure.filter(|failure| failure.kind.class() == class)
}

fn primary<'a>(occasion: &Occasion<'a>) -> Option<&'a Meter> {
    occasion.reading.and_then(Reading::primary)
}

fn unit<'a>(occasion: &Occasion<'a>) -> Option<&'a Unit> {
    primary(occasion).map(|meter| &meter.unit)
}

fn phrase(amount: Decimal, unit: Option<&Unit>) -> String {
    unit.map_or_else(|| amount::grouped(amount), |unit| amount::phrase(amount, unit))
}

fn left(occasion: &Occasion<'_>) -> String {
    // A later reading that does not report it changes nothing about what is known to be left.
    let remaining = primary(occasion).and_then(|meter| meter.remaining).or(occasion.memory.remaining);
    remaining.map_or_else(|| "Nothing".to_owned(), |left| phrase(left, unit(occasion)))
}

fn share(severity: Severity, occasion: &Occasion<'_>) -> String {
    let level = primary(occasion).and_then(|meter| Level::of(meter, occasion.memory.high_water));
    let Some((level, limit)) = level.zip(threshold(occasion.rules.share, severity)) else {
        return "below your threshold".to_owned();
    };
    let whole = amount::grouped(level.whole);
    let whole = match level.basis {
        Basis::Limit => format!("the {whole} of the plan"),
        Basis::HighWater => format!("the {whole} since the last top-up"),
    };
    format!("{} of {whole}, below your {}", percent(level.share()), percent(limit))
}

fn runway(severity: Severity, occasion: &Occasion<'_>) -> String {
    let limit = occasion.rules.runway.and_then(|levels| match severity {
        Severity::Info => None,
        Severity::Warning => levels.warning,
        Severity::Critical => levels.critical,
    });
    let limit = limit.map_or_else(String::new, |limit| format!(", below your {}", span(limit)));
    let days = days_left(occasion.forecast).unwrap_or_else(|| "little time".to_owned());
    let before_reset = match occasion.forecast.days_short_of_reset {
        Some(short) if short > 0.0 => format!(", {} before the reset", days_of(short)),
        _ => String::new(),
    };
    format!("{days} at this pace{before_reset}{limit}")
}

/// "about 6 days", "less than an hour"; none where the forecast does not say.
fn days_left(forecast: &Forecast) -> Option<String> {
    let days = forecast.days_left.filter(|_| forecast.state == ForecastState::Steady)?;
    Some(format!("about {}", days_of(days)))
}

/// Rounded down, so that what is below three days never reads "3 days, below your 3 days".
fn days_of(days: f64) -> String {
    let (value, unit) = if days < 2.0 {
        ((days * 24.0).floor().max(1.0), "hour")
    } else if days < 10.0 {
        ((days * 10.0).floor() / 10.0, "day")
    } else {
        (days.floor(), "day")
    };
    format!("{value} {unit}{}", if value < 1.5 { "" } else { "s" })
}

fn expiry(subject: &str, occasion: &Occasion<'_>) -> String {
    let within = occasion.rules.expiry.unwrap_or_default();
    let grants = occasion.reading.map_or_else(Vec::new, |reading| lapse::lapsing(reading, within, occasion.now));
    let Some(grant) = grants.into_iter().find(|grant| grant.subject == subject) else {
        return format!("{subject} expires soon");
    };
    let time = span(Duration::try_from(grant.at.duration_since(occasion.now)).unwrap_or_default());
    match grant.remaining {
        Some(left) => format!("{} of {subject} expire in {time}", phrase(left, unit(occasion))),
        None => format!("{subject} expires in {time}"),
    }
}

/// A time as a person says it, in whole days, hours or minutes.
fn span(time: Duration) -> String {
    let minutes = time.as_secs() / 60;
    match minutes {
        1440 => "1 day".to_owned(),
        0..120 => format!("{} min", minutes.max(1)),
        120..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

fn threshold(levels: Option<Levels>, severity: Severity) -> Option<Decimal> {
    let levels = levels?;
    match severity {
        Severity::Info => None,
        Severity::Warning => levels.warning,
        Severity::Critical => levels.critical,
    }
}

/// A fraction as percent, rounded down to one place so that "below 20 %" never reads "20 % is below 20 %".
fn percent(fraction: Decimal) -> String {
    let percent = fraction.saturating_mul(Decimal::ONE_HUNDRED);
    let rounded = percent.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::ToNegativeInfinity).normalize();
    format!("{rounded} %")
}

/// An estimated amount with three significant digits: more would look as if it were known.
fn rounded(amount: Decimal) -> Decimal {
    amount.round_sf(3).unwrap_or(amount).normalize()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn unstopped(message: &str) -> &str {
    message.trim_end_matches(['.', ' '])
}
