//! What a poll's outcome does to an account's memory: belief, top-ups, and the beginning and end of episodes.

use super::Rule;
use super::memory::{Doubt, Episode, Memory};
use super::standing::{self, Level, Severity};
use super::{Levels, Rules};
use crate::amount::Decimal;
use crate::failure::{Failure, FailureKind};
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// The outcome of one poll.
#[derive(Debug, Clone, Copy)]
pub enum Observation<'a> {
    /// It gave a reading.
    Reading(&'a Reading),
    /// It gave none.
    Failure(&'a Failure),
}

/// Whether a reading is taken for true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belief {
    /// It is.
    Believed,
    /// Not before a second one agrees: it says zero after a non-zero, or fell by more than 90 %.
    Doubted,
}

impl Memory {
    /// Takes in one poll's outcome. What there is to say afterwards, [`Memory::untold`] knows.
    pub fn observe(&mut self, rules: &Rules, observation: Observation<'_>, now: Timestamp) -> Belief {
        match observation {
            Observation::Reading(reading) => self.observe_reading(rules, reading, now),
            Observation::Failure(failure) => {
                self.observe_failure(rules, failure, now);
                Belief::Believed
            }
        }
    }

    /// The gravest thing that the person has not been told: its rule and severity. One at a time: telling it covers what
    /// it includes.
    pub fn untold(&self) -> Option<(Rule, Severity)> {
        self.episodes
            .iter()
            .filter(|(_, episode)| episode.is_untold())
            .map(|(rule, episode)| (*rule, episode.severity))
            // Empty comes before the thresholds in `Rule`'s order, and `max_by_key` keeps the last of equals.
            .max_by_key(|(rule, severity)| (*severity, std::cmp::Reverse(*rule)))
    }

    /// The notification server took the alert: whatever it includes needs no telling any more.
    pub fn mark_told(&mut self, rule: Rule, severity: Severity) {
        for (other, episode) in &mut self.episodes {
            let included =
                *other == rule || (other.is_about_amount() && rule.is_about_amount() && *other != Rule::Empty);
            if included {
                let told = severity.min(episode.severity);
                episode.told = episode.told.max(Some(told));
            }
        }
    }

    fn observe_reading(&mut self, rules: &Rules, reading: &Reading, now: Timestamp) -> Belief {
        self.episodes.remove(&Rule::KeyRejected);
        let Some(meter) = reading.primary() else { return Belief::Believed };
        let name = format!("{}/{}", meter.id, meter.unit);
        if self.meter.as_ref() != Some(&name) {
            *self = Self { meter: Some(name), key_revision: self.key_revision, ..Self::default() };
        }
        if meter.unlimited {
            self.end_amount_episodes();
            self.doubt = None;
            return Belief::Believed;
        }
        // Not reported is not zero: it neither begins nor ends anything.
        let Some(remaining) = meter.remaining else { return Belief::Believed };
        if self.is_doubtful(remaining) && self.doubt.is_none() {
            self.doubt = Some(Doubt { remaining, at: now });
            return Belief::Doubted;
        }
        self.doubt = None;
        if self.is_top_up(rules, remaining) {
            self.end_amount_episodes();
            self.high_water = Some(remaining);
        } else {
            self.high_water = self.high_water.max(Some(remaining));
        }
        self.remaining = Some(remaining);
        self.judge(rules, meter, now);
        Belief::Believed
    }

    fn observe_failure(&mut self, rules: &Rules, failure: &Failure, now: Timestamp) {
        match failure.kind {
            FailureKind::Unauthorized | FailureKind::WrongKeyKind if rules.key_rejected => {
                self.raise(Rule::KeyRejected, Severity::Critical, now);
            }
            FailureKind::OutOfCredits if rules.empty => self.raise(Rule::Empty, Severity::Critical, now),
            // Every other failure says nothing about what is left: it neither begins nor ends anything.
            _ => {}
        }
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
    fn is_top_up(&self, rules: &Rules, remaining: Decimal) -> bool {
        let Some(before) = self.remaining else { return false };
        let trifle = self.high_water.unwrap_or_default().checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
        let margin = before.abs().saturating_mul(rules.hysteresis).max(trifle);
        remaining > before.saturating_add(margin)
    }

    fn end_amount_episodes(&mut self) {
        self.episodes.retain(|rule, _| !rule.is_about_amount());
    }

    fn judge(&mut self, rules: &Rules, meter: &Meter, now: Timestamp) {
        let Some(remaining) = meter.remaining else { return };
        if rules.empty && standing::is_empty(meter) {
            self.raise(Rule::Empty, Severity::Critical, now);
        } else if !standing::is_empty(meter) {
            self.episodes.remove(&Rule::Empty);
        }
        self.judge_levels(Rule::Amount, rules.amount, rules.hysteresis, Some(remaining), now);
        let share = Level::of(meter, self.high_water).map(|level| level.share());
        self.judge_levels(Rule::Share, rules.share, rules.hysteresis, share, now);
    }

    fn judge_levels(
        &mut self,
        rule: Rule,
        levels: Option<Levels>,
        hysteresis: Decimal,
        value: Option<Decimal>,
        now: Timestamp,
    ) {
        let Some((levels, value)) = levels.zip(value) else {
            self.episodes.remove(&rule);
            return;
        };
        if let Some(severity) = standing::severity(value, levels) {
            self.raise(rule, severity, now);
        }
        let recovered = |threshold: Option<Decimal>| {
            threshold
                .is_none_or(|threshold| value >= threshold.saturating_add(threshold.abs().saturating_mul(hysteresis)))
        };
        if recovered(levels.warning) && recovered(levels.critical) {
            self.episodes.remove(&rule);
        } else if recovered(levels.critical)
            && let Some(episode) = self.episodes.get_mut(&rule)
        {
            // Out of the critical range, still in the warning's: critical is armed again.
            episode.severity = Severity::Warning;
            episode.told = episode.told.min(Some(Severity::Warning));
        }
    }

    fn raise(&mut self, rule: Rule, severity: Severity, now: Timestamp) {
        let episode = self.episodes.entry(rule).or_insert(Episode { since: now, severity, told: None });
        episode.severity = episode.severity.max(severity);
    }
}
