//! How an account stands: its state and its level, from the last believed reading.

use super::Rules;
use crate::amount::Decimal;
use crate::failure::{Failure, FailureClass};
use crate::reading::{Meter, Reading};

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The person stopped it.
    Paused,
    /// Enough is left.
    Ok,
    /// Never read yet.
    Unknown,
    /// It could not be read.
    Failing,
    /// Below the warning threshold.
    Low,
    /// Below the critical threshold.
    Critical,
    /// Nothing is left.
    Empty,
}

/// How much of the whole is left of the primary meter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// What is left.
    pub remaining: Decimal,
    /// What the whole is; always above zero.
    pub whole: Decimal,
    /// Where the whole comes from.
    pub basis: Basis,
}

/// Where a level's whole comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The limit that the provider reports.
    Limit,
    /// The highest amount seen since the last top-up.
    HighWater,
}

impl Level {
    /// The meter's level: against its limit where that says something about running low, else against the high-water mark.
    pub fn of(meter: &Meter, high_water: Option<Decimal>) -> Option<Self> {
        if meter.unlimited {
            return None;
        }
        let remaining = meter.remaining?;
        let limit = meter.limit.filter(|_| !meter.limit_is_lifetime).map(|limit| (limit, Basis::Limit));
        let (whole, basis) = limit.or(high_water.map(|mark| (mark, Basis::HighWater)))?;
        (whole > Decimal::ZERO).then_some(Self { remaining, whole, basis })
    }

    /// What is left as a fraction of the whole; may lie outside 0 to 1.
    pub fn share(&self) -> Decimal {
        self.remaining.checked_div(self.whole).unwrap_or(Decimal::ONE)
    }
}

/// How bad the amount that is left is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Severity.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Worth knowing today.
    Warning,
    /// Worth acting on now.
    Critical,
}

impl Severity {
    /// The level's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Critical].into_iter().find(|severity| severity.as_str() == name)
    }
}

/// The severity of an amount against two thresholds; "below" is strict.
pub fn severity(value: Decimal, levels: super::Levels) -> Option<Severity> {
    let below = |threshold: Option<Decimal>| threshold.is_some_and(|threshold| value < threshold);
    if below(levels.critical) {
        Some(Severity::Critical)
    } else if below(levels.warning) {
        Some(Severity::Warning)
    } else {
        None
    }
}

/// Whether nothing is left. An unreported amount is never empty.
pub fn is_empty(meter: &Meter) -> bool {
    !meter.unlimited && meter.remaining.is_some_and(|remaining| remaining <= Decimal::ZERO)
}

/// The account's state. A failure that says nothing against the account (rate limit, maintenance) leaves the reading's.
pub fn state(
    reading: Option<&Reading>,
    failure: Option<&Failure>,
    rules: &Rules,
    high_water: Option<Decimal>,
    offline: bool,
) -> State {
    match failure.map(|failure| failure.kind.class()) {
        Some(FailureClass::Empty) => return State::Empty,
        Some(FailureClass::Network) if offline && reading.is_some() => {}
        Some(FailureClass::Key | FailureClass::Keychain | FailureClass::Network | FailureClass::Provider) => {
            return State::Failing;
        }
        Some(FailureClass::Wait) | None => {}
    }
    let Some(reading) = reading else { return State::Unknown };
    let Some(meter) = reading.primary() else { return State::Unknown };
    if is_empty(meter) {
        return State::Empty;
    }
    let by_amount = meter
        .remaining
        .filter(|_| !meter.unlimited)
        .zip(rules.amount)
        .and_then(|(left, levels)| severity(left, levels));
    let by_share =
        Level::of(meter, high_water).zip(rules.share).and_then(|(level, levels)| severity(level.share(), levels));
    match by_amount.max(by_share) {
        Some(Severity::Critical) => State::Critical,
        Some(Severity::Warning) => State::Low,
        Some(Severity::Info) | None => State::Ok,
    }
}
