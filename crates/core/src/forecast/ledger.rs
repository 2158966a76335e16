//! What one meter spent, hour by hour.

use std::collections::VecDeque;

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::RiseKind;
use super::hours::{HOUR, Hours};
use super::rise::{Fall, Past};
use crate::amount::Decimal;
use crate::reading::Meter;
use crate::time::Timestamp;

/// Polls further apart than this tell nothing of the pace between them. Shorter gaps do: a machine that sleeps every
/// night sees in the morning what the night cost, and leaving the nights out would count only the busy hours.
const GAP: i64 = 72 * HOUR;
/// How long a decrease can be given back by a refund.
const REFUND: i64 = 48 * HOUR;
/// As many decreases are remembered singly at most.
const FALLS: usize = 256;
/// A clock set back by less than this catches up by itself; beyond it, the times before were wrong.
const SET_BACK: i64 = HOUR;

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

/// The same figures read at one or more polls in a row, none of them a gap after the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The first of the polls.
    pub first_at: Timestamp,
    /// The last of the polls.
    pub last_at: Timestamp,
    /// What they read.
    pub figures: Figures,
    /// What the person said the rise to these figures was.
    pub known_rise: Option<RiseKind>,
}

/// One meter's spending over the last eight weeks.
///
/// It is the same whether it was fed poll by poll or made from the runs of the history, and the same again after a round
/// trip through JSON.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    pub(super) last: Option<(Timestamp, Figures)>,
    /// The most there was since the last top-up or reset.
    high_water: Option<Decimal>,
    pub(super) hours: Hours,
    /// The latest decreases, each by itself: what a refund may give back, and what the last hour cost.
    pub(super) falls: VecDeque<Fall>,
}

impl Ledger {
    /// The ledger of a history, run by run in the order of time.
    pub fn from_runs(runs: impl IntoIterator<Item = Run>) -> Self {
        let mut ledger = Self::default();
        for run in runs {
            ledger.observe_as(run.first_at, &run.figures, run.known_rise);
            ledger.stay_until(run.last_at);
        }
        ledger
    }

    /// Takes in what was read; returns what a rise was. Figures of up to an hour before the last are ignored; where the
    /// clock was set back by more, the ledger goes on from there.
    pub fn observe(&mut self, at: Timestamp, figures: &Figures) -> Option<RiseKind> {
        self.observe_as(at, figures, None)
    }

    /// [`Ledger::observe`], where the person has said what the rise was.
    pub fn observe_as(&mut self, at: Timestamp, figures: &Figures, known: Option<RiseKind>) -> Option<RiseKind> {
        let (from, until) = match &self.last {
            Some((last_at, _)) => (last_at.as_millisecond(), at.as_millisecond()),
            None => (at.as_millisecond(), at.as_millisecond()),
        };
        if until < from {
            if from - until < SET_BACK {
                return None;
            }
            self.hours.forget_after(until);
            self.falls.retain(|fall| fall.until <= until);
        }
        self.forget_old(until);
        let kind = self.change(at, figures, known);
        self.high_water = match kind {
            Some(RiseKind::TopUp | RiseKind::Reset) => Some(figures.remaining),
            _ => self.high_water.max(Some(figures.remaining)),
        };
        self.last = Some((at, figures.clone()));
        kind
    }

    /// What a rise from one reading to the next was, where no more is known than these two.
    pub fn classify(before: (Timestamp, &Figures), after: (Timestamp, &Figures)) -> RiseKind {
        Past { at: before.0, figures: before.1, high_water: before.1.remaining, falls: &VecDeque::new() }
            .kind_of_rise(after.0, after.1)
    }

    /// What was left at the last reading, and when that was.
    pub fn remaining(&self) -> Option<(Timestamp, Decimal)> {
        self.last.as_ref().map(|(at, figures)| (*at, figures.remaining))
    }

    /// Takes the interval since the last reading into account; returns what a rise was.
    fn change(&mut self, at: Timestamp, figures: &Figures, known: Option<RiseKind>) -> Option<RiseKind> {
        let (before_at, before) = self.last.as_ref()?;
        let (from, until) = (before_at.as_millisecond(), at.as_millisecond());
        let tells = (0..=GAP).contains(&(until - from));
        let past = Past {
            at: *before_at,
            figures: before,
            high_water: self.high_water.unwrap_or(before.remaining),
            falls: &self.falls,
        };
        if figures.remaining > before.remaining {
            let kind = known.unwrap_or_else(|| past.kind_of_rise(at, figures));
            let amount = figures.remaining.saturating_sub(before.remaining);
            // What was spent beside a top-up or reset is hidden by it, so that interval tells nothing.
            if matches!(kind, RiseKind::Refund | RiseKind::Correction) {
                self.give_back(amount, known.is_some());
                if tells {
                    self.hours.rest(from, until);
                }
            }
            return Some(kind);
        }
        if !tells || past.lapsed(at, figures) {
            return None;
        }
        let fell = before.remaining.saturating_sub(figures.remaining);
        if fell.is_zero() {
            // Where nothing is left nothing can be spent: that is no rest.
            if figures.remaining > Decimal::ZERO {
                self.hours.rest(from, until);
            }
        } else {
            self.hours.spend(from, until, float(fell));
            self.falls.push_back(Fall { from, until, amount: fell });
            if self.falls.len() > FALLS {
                self.falls.pop_front();
            }
        }
        None
    }

    /// The last figures were read once more, with no gap since: however long that was, nothing was spent.
    fn stay_until(&mut self, at: Timestamp) {
        let Some((last_at, figures)) = &mut self.last else { return };
        let (from, until) = (last_at.as_millisecond(), at.as_millisecond());
        if until > from {
            if figures.remaining > Decimal::ZERO {
                self.hours.rest(from, until);
            }
            *last_at = at;
            self.forget_old(until);
        }
    }

    /// Takes an amount out of the latest spending: out of the one decrease it equals, else out of the latest ones.
    fn give_back(&mut self, mut amount: Decimal, is_known: bool) {
        if let Some(place) = self.falls.iter().rposition(|fall| fall.amount == amount) {
            self.give_back_of(place, amount);
            return;
        }
        while amount > Decimal::ZERO && !self.falls.is_empty() {
            let place = self.falls.len() - 1;
            let part = amount.min(self.falls[place].amount);
            self.give_back_of(place, part);
            amount = amount.saturating_sub(part);
        }
        // Only the person can know that something older was given back.
        if is_known {
            self.hours.give_back_latest(float(amount));
        }
    }

    fn give_back_of(&mut self, place: usize, amount: Decimal) {
        let fall = &mut self.falls[place];
        let whole = fall.amount <= amount;
        self.hours.give_back(fall.from, fall.until, float(amount), whole);
        fall.amount = fall.amount.saturating_sub(amount);
        if whole {
            self.falls.remove(place);
        }
    }

    fn forget_old(&mut self, until: i64) {
        self.hours.forget_before_window(until);
        while self.falls.front().is_some_and(|fall| fall.until < until - REFUND) {
            self.falls.pop_front();
        }
    }
}

/// An amount as an estimate's ingredient.
pub(super) fn float(amount: Decimal) -> f64 {
    amount.to_f64().unwrap_or(0.0)
}
