//! From one poll's outcome to belief: what is taken for true, and what a rise was.

use super::memory::{Doubt, Memory};
use super::{Rule, Rules, judge};
use crate::amount::Decimal;
use crate::failure::{Failure, FailureClass, FailureKind};
use crate::forecast::{Figures, Ledger, RiseKind};
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// Whether a reading is taken for true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belief {
    /// It is.
    Believed,
    /// It is too bad to be taken for true before a second one agrees.
    Doubted,
}

impl Memory {
    /// A memory that was lost knows at least what was read last, so that it is not taken for the account's first reading.
    pub(super) fn recall(&mut self, reading: &Reading) {
        if let Some(meter) = reading.primary().filter(|_| self.meter.is_none()) {
            self.meter = Some(name_of(meter));
            self.remaining = meter.remaining.filter(|_| !meter.unlimited);
            self.high_water = self.remaining;
        }
    }

    /// Whether a reading's amount is believed; one that is not is remembered, and the next one decides.
    pub(super) fn believe(&mut self, reading: &Reading, now: Timestamp) -> Belief {
        let remaining = reading.primary().filter(|meter| !meter.unlimited).and_then(|meter| meter.remaining);
        let same_meter = reading.primary().is_some_and(|meter| self.meter.as_ref() == Some(&name_of(meter)));
        if let Some(remaining) = remaining.filter(|_| same_meter)
            && self.doubt.is_none()
            && self.is_doubtful(remaining)
        {
            self.doubt = Some(Doubt { remaining, at: now });
            return Belief::Doubted;
        }
        // Not reported neither agrees nor disagrees; without a limit there is nothing to doubt.
        if remaining.is_some() || !same_meter || reading.primary().is_some_and(|meter| meter.unlimited) {
            self.doubt = None;
        }
        Belief::Believed
    }

    /// Takes in what the primary meter says; returns what a rise was.
    pub(super) fn take_in(
        &mut self,
        rules: &Rules,
        meter: &Meter,
        ledger: &mut Ledger,
        now: Timestamp,
    ) -> Option<RiseKind> {
        let name = name_of(meter);
        if self.meter.as_ref() != Some(&name) {
            self.turn_to(name);
            *ledger = Ledger::default();
        }
        if meter.unlimited {
            self.end_all_about_amount();
            return None;
        }
        // Not reported is not zero: it neither begins nor ends anything.
        let remaining = meter.remaining?;
        let figures = Figures::of(meter)?;
        let rise = ledger.observe(now, &figures).filter(|_| self.remaining.is_some_and(|before| remaining > before));
        let fills_up = matches!(rise, Some(RiseKind::TopUp | RiseKind::Reset));
        if fills_up && self.is_beyond_trifle(rules, remaining) {
            self.end_all_about_amount();
            self.high_water = Some(remaining);
            self.muted = false;
        } else {
            self.high_water = self.high_water.max(Some(remaining));
        }
        if rise == Some(RiseKind::TopUp) {
            self.topped_up_by = self.remaining.and_then(|before| remaining.checked_sub(before));
            judge::top_up(self, now);
        }
        self.remaining = Some(remaining);
        rise
    }

    pub(super) fn take_in_failure(&mut self, rules: &Rules, failure: &Failure, now: Timestamp) {
        match failure.kind.class() {
            FailureClass::Network | FailureClass::Provider | FailureClass::Keychain => {
                self.failing_since.get_or_insert(now);
            }
            // No key to ask with: no other rule would tell that nobody watches the account.
            FailureClass::Key if failure.kind == FailureKind::KeyMissing => {
                self.failing_since.get_or_insert(now);
            }
            // The account's key or balance is at fault, which other rules tell; a wait is nobody's fault.
            FailureClass::Key | FailureClass::Empty | FailureClass::Wait => {}
        }
        match failure.kind {
            FailureKind::Unauthorized | FailureKind::WrongKeyKind if rules.key_rejected => {
                judge::key_rejected(self, now);
            }
            FailureKind::OutOfCredits if rules.empty => judge::empty(self, now),
            // Every other failure says nothing about what is left: it neither begins nor ends anything.
            _ => {}
        }
    }

    /// A reading was given: whatever spoke of getting none is over.
    pub(super) fn was_reached(&mut self) {
        self.failing_since = None;
        self.end(Rule::KeyRejected);
        self.end(Rule::Unreachable);
    }

    fn is_doubtful(&self, remaining: Decimal) -> bool {
        self.remaining.is_some_and(|before| {
            let is_new_zero = remaining.is_zero() && !before.is_zero();
            let fell_by_over_nine_tenths =
                before > Decimal::ZERO && before.checked_div(Decimal::TEN).is_some_and(|tenth| remaining < tenth);
            is_new_zero || fell_by_over_nine_tenths
        })
    }

    /// A rise beyond the hysteresis of what was there before. A rise from nothing must be more than a trifle of the
    /// high-water mark, or a corrected rounding would arm the rules again.
    fn is_beyond_trifle(&self, rules: &Rules, remaining: Decimal) -> bool {
        let Some(before) = self.remaining else { return false };
        let trifle = self.high_water.unwrap_or_default().checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
        let margin = before.abs().saturating_mul(rules.hysteresis).max(trifle);
        remaining > before.saturating_add(margin)
    }
}

/// A meter's name within the account: its id and unit.
pub(super) fn name_of(meter: &Meter) -> String {
    format!("{}/{}", meter.id, meter.unit)
}
