//! What an alert says: which account, how much, why now, and what to do.

use super::standing::{Basis, Level, Severity};
use super::{Levels, Rule, Rules};
use crate::amount::{self, Decimal};
use crate::failure::{Failure, FailureClass};
use crate::reading::Meter;

/// An alert's two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line: which account and how much.
    pub title: String,
    /// Why it speaks, and what to do.
    pub body: String,
}

/// What an alert is about.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The person's name for the account.
    pub label: &'a str,
    /// The provider's name.
    pub provider: &'a str,
    /// The account's primary meter as last believed.
    pub meter: Option<&'a Meter>,
    /// Its high-water mark.
    pub high_water: Option<Decimal>,
    /// Why the last poll failed, where it did.
    pub failure: Option<&'a Failure>,
    /// The rules in force.
    pub rules: &'a Rules,
}

/// The words for a rule's alert.
pub fn words(rule: Rule, severity: Severity, occasion: &Occasion<'_>) -> Words {
    let name = if occasion.label == occasion.provider {
        occasion.label.to_owned()
    } else {
        format!("{} ({})", occasion.label, occasion.provider)
    };
    match rule {
        Rule::Empty => Words {
            title: format!("{name} is empty"),
            body: match said_by(occasion, FailureClass::Empty) {
                Some(failure) => format!("{}. Calls with this key fail until you top up.", sentence(&failure.message)),
                None => format!("{} left. Calls with this key fail until you top up.", left(occasion)),
            },
        },
        Rule::KeyRejected => Words {
            title: format!("{name}: key rejected"),
            body: format!(
                "{}. Its balance is not watched until you replace the key in Lowtide.",
                sentence(
                    said_by(occasion, FailureClass::Key)
                        .map_or("The provider does not accept this key", |failure| &failure.message)
                )
            ),
        },
        Rule::Amount => Words {
            title: format!("{name}: {} left", left(occasion)),
            body: match threshold(occasion.rules.amount, severity) {
                Some(limit) => format!("Below your {}.", amount::grouped(limit)),
                None => "Below your threshold.".to_owned(),
            },
        },
        Rule::Share => {
            Words { title: format!("{name}: {} left", left(occasion)), body: share_body(severity, occasion) }
        }
        _ => Words { title: name, body: String::new() },
    }
}

/// The last failure, if it is the one that the alert is about and not a later one.
fn said_by<'a>(occasion: &Occasion<'a>, class: FailureClass) -> Option<&'a Failure> {
    occasion.failure.filter(|failure| failure.kind.class() == class)
}

fn left(occasion: &Occasion<'_>) -> String {
    match occasion.meter {
        Some(meter) => meter.remaining.map_or_else(|| "Nothing".to_owned(), |left| amount::phrase(left, &meter.unit)),
        None => "Nothing".to_owned(),
    }
}

fn share_body(severity: Severity, occasion: &Occasion<'_>) -> String {
    let level = occasion.meter.and_then(|meter| Level::of(meter, occasion.high_water));
    let Some((level, limit)) = level.zip(threshold(occasion.rules.share, severity)) else {
        return "Below your threshold.".to_owned();
    };
    let whole = amount::grouped(level.whole);
    let whole = match level.basis {
        Basis::Limit => format!("the {whole} of the plan"),
        Basis::HighWater => format!("the {whole} since the last top-up"),
    };
    format!("That is {} of {whole}, below your {}.", percent(level.share()), percent(limit))
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

fn sentence(message: &str) -> &str {
    message.trim_end_matches(['.', ' '])
}
