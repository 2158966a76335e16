//! What one meter spent, hour by hour.

use serde::{Deserialize, Serialize};

use super::{Forecast, RiseKind, Suggested, UnusualSpend};
use crate::amount::Decimal;
use crate::reading::Meter;
use crate::time::Timestamp;

/// What of a meter the ledger is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// What is left.
    pub remaining: Decimal,
    /// The plan's total, where it is one of a period.
    pub limit: Option<Decimal>,
    /// When it starts anew.
    pub resets_at: Option<Timestamp>,
}

impl Figures {
    /// The meter's figures; none where what is left is not reported or not limited.
    pub fn of(meter: &Meter) -> Option<Self> {
        let remaining = meter.remaining.filter(|_| !meter.unlimited)?;
        let limit = meter.limit.filter(|_| !meter.limit_is_lifetime);
        Some(Self { remaining, limit, resets_at: meter.resets_at })
    }
}

/// One meter's spending over the last weeks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    last: Option<(Timestamp, Figures)>,
}

impl Ledger {
    /// Takes in what was read; returns what a rise was. Figures of an earlier time than the last are ignored.
    pub fn observe(&mut self, at: Timestamp, figures: &Figures) -> Option<RiseKind> {
        self.observe_as(at, figures, None)
    }

    /// [`Ledger::observe`], where the person has said what the rise was.
    pub fn observe_as(&mut self, at: Timestamp, figures: &Figures, known: Option<RiseKind>) -> Option<RiseKind> {
        let before = self.last.replace((at, figures.clone()));
        let rose = before.is_some_and(|(_, before)| figures.remaining > before.remaining);
        rose.then_some(known.unwrap_or(RiseKind::TopUp))
    }

    /// What a rise from one reading to the next was, where no more is known than these two.
    pub fn classify(_before: (Timestamp, &Figures), _after: (Timestamp, &Figures)) -> RiseKind {
        RiseKind::TopUp
    }

    /// How long what is left lasts. `offset` is local time's distance from UTC in seconds, for the rhythm of day and week.
    pub fn forecast(&self, _now: Timestamp, _offset: i32) -> Forecast {
        Forecast::default()
    }

    /// Whether the last hour's spending is unusual for this account.
    pub fn unusual(&self, _now: Timestamp) -> Option<UnusualSpend> {
        None
    }

    /// Thresholds that fit the account's pace; none while learning.
    pub fn suggested(&self, _now: Timestamp, _offset: i32) -> Option<Suggested> {
        None
    }
}
