//! What a rise was.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Figures;
use crate::amount::{Decimal, Unit};
use crate::time::Timestamp;

/// A meter had more left than at the reading before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rise {
    /// When it was read.
    pub at: Timestamp,
    /// The meter's id.
    pub meter: String,
    /// The meter's unit.
    pub unit: Unit,
    /// What was left before.
    pub before: Decimal,
    /// What is left now.
    pub after: Decimal,
    /// What it was, as far as the figures tell.
    pub kind: RiseKind,
}

impl Rise {
    /// By how much it rose.
    pub fn amount(&self) -> Decimal {
        self.after.saturating_sub(self.before)
    }
}

/// What a rise was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RiseKind.ts"))]
#[serde(rename_all = "snake_case")]
pub enum RiseKind {
    /// Credits were bought or granted.
    TopUp,
    /// The period began anew.
    Reset,
    /// Something spent before was given back.
    Refund,
    /// The provider put a figure right.
    Correction,
}

impl RiseKind {
    /// The kind's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TopUp => "top_up",
            Self::Reset => "reset",
            Self::Refund => "refund",
            Self::Correction => "correction",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::TopUp, Self::Reset, Self::Refund, Self::Correction].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One decrease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(i64, i64, Decimal)", into = "(i64, i64, Decimal)")]
pub(super) struct Fall {
    /// The reading before it, in milliseconds since the epoch.
    pub(super) from: i64,
    /// The reading that showed it.
    pub(super) until: i64,
    /// What was spent and not given back since.
    pub(super) amount: Decimal,
}

impl From<(i64, i64, Decimal)> for Fall {
    fn from((from, until, amount): (i64, i64, Decimal)) -> Self {
        Self { from, until, amount }
    }
}

impl From<Fall> for (i64, i64, Decimal) {
    fn from(fall: Fall) -> Self {
        (fall.from, fall.until, fall.amount)
    }
}

/// A reading may come this much before or after the reset that it shows, or one poll's distance where that is more.
const RESET_TOLERANCE: i64 = 10 * 60_000;
const LONGEST_RESET_TOLERANCE: i64 = 60 * 60_000;
/// A refund of several decreases is one of the last few.
const DECREASES_REFUNDED: usize = 8;
/// A refund is at most one so-many-eth of the high-water mark: one job's cost, not what is bought at a time.
const LARGEST_REFUND: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// What was known before a change.
pub(super) struct Past<'a> {
    /// When it was read last.
    pub(super) at: Timestamp,
    /// What was read last.
    pub(super) figures: &'a Figures,
    /// The most there was since the last top-up or reset.
    pub(super) high_water: Decimal,
    /// The latest decreases.
    pub(super) falls: &'a VecDeque<Fall>,
}

impl Past<'_> {
    /// What the rise to these figures was.
    pub(super) fn kind_of_rise(&self, at: Timestamp, now: &Figures) -> RiseKind {
        let amount = now.remaining.saturating_sub(self.figures.remaining);
        if self.period_ended(at, now) {
            return RiseKind::Reset;
        }
        let is_full = now.limit.is_some_and(|limit| limit == now.remaining);
        // A total that grew with what is left was bought.
        let grew = self.figures.limit.zip(now.limit).is_some_and(|(was, is)| is.saturating_sub(was) == amount);
        if grew {
            return RiseKind::TopUp;
        }
        // The provider names a reset that is still to come: filling the plan up is none before then if it gives back
        // what was just spent.
        let period_goes_on = now.resets_at.is_some_and(|reset| reset > at) && now.resets_at == self.figures.resets_at;
        if is_full && !period_goes_on {
            return RiseKind::Reset;
        }
        if self.is_refund(amount, now.remaining) {
            return RiseKind::Refund;
        }
        if is_full {
            return RiseKind::Reset;
        }
        let trifle = self.figures.remaining.abs().max(self.high_water) / Decimal::ONE_HUNDRED;
        if amount <= trifle { RiseKind::Correction } else { RiseKind::TopUp }
    }

    /// Whether what is left fell because the rest of a period's amount lapsed at its end.
    pub(super) fn lapsed(&self, at: Timestamp, now: &Figures) -> bool {
        now.remaining < self.figures.remaining
            && self.passed(at)
            && now.limit.is_some_and(|limit| limit == now.remaining)
    }

    fn period_ended(&self, at: Timestamp, now: &Figures) -> bool {
        let moved = self.figures.resets_at.zip(now.resets_at).is_some_and(|(was, is)| {
            // A time that keeps its distance from now ("in five hours") moves on with every reading.
            is.as_millisecond() - was.as_millisecond() > self.elapsed(at) + self.tolerance(at)
                || (is > was && was.as_millisecond() <= at.as_millisecond() + self.tolerance(at))
        });
        moved || self.passed(at)
    }

    /// Whether the reset that was to come came since the last reading. One long past is a figure nobody keeps up to date.
    fn passed(&self, at: Timestamp) -> bool {
        self.figures.resets_at.is_some_and(|reset| {
            let tolerance = self.tolerance(at);
            let since = self.at.as_millisecond() - tolerance;
            (since..=at.as_millisecond() + tolerance).contains(&reset.as_millisecond())
        })
    }

    fn elapsed(&self, at: Timestamp) -> i64 {
        (at.as_millisecond() - self.at.as_millisecond()).max(0)
    }

    fn tolerance(&self, at: Timestamp) -> i64 {
        self.elapsed(at).clamp(RESET_TOLERANCE, LONGEST_RESET_TOLERANCE)
    }

    /// Whether exactly one of the latest decreases, or the sum of the last few, was given back. Whoever spent a good part
    /// of what there was, or all of it in several steps, has more likely bought the same amount again.
    fn is_refund(&self, amount: Decimal, now: Decimal) -> bool {
        if amount > self.high_water / LARGEST_REFUND {
            return false;
        }
        if self.falls.iter().any(|fall| fall.amount == amount) {
            return true;
        }
        let mut sum = Decimal::ZERO;
        now < self.high_water
            && self.falls.iter().rev().take(DECREASES_REFUNDED).any(|fall| {
                sum = sum.saturating_add(fall.amount);
                sum == amount
            })
    }
}
