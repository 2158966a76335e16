//! Which rules hold: from what is believed to episodes that begin, grow worse and end.

use std::time::Duration;

use super::memory::Memory;
use super::standing::{self, Level};
use super::{Concern, Levels, Rule, Rules, Severity, lapse};
use crate::amount::Decimal;
use crate::forecast::{Confidence, Forecast, ForecastState, UnusualSpend};
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// An unusual hour is told again no sooner than this after the last one began.
const UNUSUAL_AGAIN_AFTER: Duration = Duration::from_secs(6 * 60 * 60);

/// What a believed reading is judged by, besides itself.
pub(super) struct Evidence<'a> {
    pub(super) reading: &'a Reading,
    /// The believed reading before it.
    pub(super) before: Option<&'a Reading>,
    pub(super) forecast: &'a Forecast,
    pub(super) unusual: Option<UnusualSpend>,
}

pub(super) fn empty(memory: &mut Memory, now: Timestamp) {
    memory.raise(Concern::account(Rule::Empty), Severity::Critical, now);
}

pub(super) fn key_rejected(memory: &mut Memory, now: Timestamp) {
    memory.raise(Concern::account(Rule::KeyRejected), Severity::Critical, now);
}

/// A top-up is told once; the one before it is forgotten.
pub(super) fn top_up(memory: &mut Memory, now: Timestamp) {
    memory.end(Rule::ToppedUp);
    memory.raise(Concern::account(Rule::ToppedUp), Severity::Info, now);
}

/// Judges everything that a believed reading says.
pub(super) fn reading(memory: &mut Memory, rules: &Rules, evidence: &Evidence<'_>, now: Timestamp) {
    if memory.episode(Rule::ToppedUp).is_some_and(|episode| episode.since < now && !episode.is_untold()) {
        memory.end(Rule::ToppedUp);
    }
    if let Some(meter) = evidence.reading.primary() {
        primary(memory, rules, meter, evidence, now);
    }
    storage(memory, rules, evidence.reading, now);
    subscription(memory, rules, evidence, now);
    passing(memory, rules, Some(evidence.reading), now);
}

/// Judges what time alone can change.
pub(super) fn passing(memory: &mut Memory, rules: &Rules, reading: Option<&Reading>, now: Timestamp) {
    match (rules.unreachable_after, memory.failing_since) {
        (Some(after), Some(since)) if elapsed(since, now) >= after => {
            memory.raise(Concern::account(Rule::Unreachable), Severity::Warning, now);
        }
        (None, _) => memory.end(Rule::Unreachable),
        _ => {}
    }
    expiry(memory, rules, reading, now);
}

fn primary(memory: &mut Memory, rules: &Rules, meter: &Meter, evidence: &Evidence<'_>, now: Timestamp) {
    if meter.unlimited {
        memory.end(Rule::UnusualSpend);
        return;
    }
    let Some(remaining) = meter.remaining else { return };
    if rules.empty && standing::is_empty(meter) {
        empty(memory, now);
    } else if !standing::is_empty(meter) || !rules.empty {
        memory.end(Rule::Empty);
    }
    levels(memory, Rule::Amount, rules.amount, rules.hysteresis, Some(remaining), now);
    let share = Level::of(meter, memory.high_water).map(|level| level.share());
    levels(memory, Rule::Share, rules.share, rules.hysteresis, share, now);
    runway(memory, rules, evidence.forecast, now);
    match evidence.unusual {
        Some(_) if rules.unusual_spend => {
            memory.raise(Concern::account(Rule::UnusualSpend), Severity::Warning, now);
        }
        _ => {
            let began = memory.episode(Rule::UnusualSpend).map(|episode| episode.since);
            if began.is_some_and(|since| elapsed(since, now) >= UNUSUAL_AGAIN_AFTER) || !rules.unusual_spend {
                memory.end(Rule::UnusualSpend);
            }
        }
    }
}

fn levels(
    memory: &mut Memory,
    rule: Rule,
    levels: Option<Levels>,
    hysteresis: Decimal,
    value: Option<Decimal>,
    now: Timestamp,
) {
    let Some((levels, value)) = levels.zip(value) else {
        memory.end(rule);
        return;
    };
    let recovered = |threshold: Option<Decimal>| {
        threshold.is_none_or(|threshold| value >= threshold.saturating_add(threshold.abs().saturating_mul(hysteresis)))
    };
    settle(memory, rule, standing::severity(value, levels), recovered(levels.warning), recovered(levels.critical), now);
}

fn runway(memory: &mut Memory, rules: &Rules, forecast: &Forecast, now: Timestamp) {
    let Some(levels) = rules.runway else {
        memory.end(Rule::Runway);
        return;
    };
    let days = match (forecast.state, forecast.days_left) {
        // Nothing is known, so nothing has changed.
        (ForecastState::Learning, _) | (ForecastState::Steady, None) => return,
        (ForecastState::NotDraining | ForecastState::LastsUntilReset, _) => f64::INFINITY,
        (ForecastState::Steady, Some(days)) => days,
    };
    // A guess must be sure of it before it speaks: with a wide range, even its far end has to lie below.
    let sure_of = match (forecast.confidence, forecast.days_left_high) {
        (Some(Confidence::Low), Some(high)) if days.is_finite() => high.max(days),
        _ => days,
    };
    let below = |level: Option<Duration>| level.is_some_and(|level| sure_of < in_days(level));
    let severity = if below(levels.critical) {
        Some(Severity::Critical)
    } else if below(levels.warning) {
        Some(Severity::Warning)
    } else {
        None
    };
    let margin = 1.0 + f64::try_from(rules.hysteresis).unwrap_or(0.1);
    let recovered = |level: Option<Duration>| level.is_none_or(|level| days >= in_days(level) * margin);
    settle(memory, Rule::Runway, severity, recovered(levels.warning), recovered(levels.critical), now);
}

/// Begins, worsens, eases or ends an episode of a rule with two levels.
fn settle(
    memory: &mut Memory,
    rule: Rule,
    severity: Option<Severity>,
    above_warning: bool,
    above_critical: bool,
    now: Timestamp,
) {
    let concern = Concern::account(rule);
    if let Some(severity) = severity {
        memory.raise(concern.clone(), severity, now);
    }
    if above_warning && above_critical {
        memory.episodes.remove(&concern);
    } else if above_critical && let Some(episode) = memory.episodes.get_mut(&concern) {
        // Out of the critical range, still in the warning's: critical is armed again.
        episode.severity = episode.severity.min(Severity::Warning);
        episode.told = episode.told.min(Some(Severity::Warning));
    }
}

fn storage(memory: &mut Memory, rules: &Rules, reading: &Reading, now: Timestamp) {
    let Some(limit) = rules.storage else {
        memory.episodes.retain(|concern, _| concern.rule != Rule::Storage);
        return;
    };
    for meter in reading.meters.iter().filter(|meter| lapse::is_storage(meter)) {
        let Some(full) = lapse::fullness(meter) else { continue };
        let concern = Concern { rule: Rule::Storage, subject: meter.id.clone() };
        if full >= limit {
            memory.raise(concern, Severity::Warning, now);
        } else if full <= limit.saturating_sub(limit.saturating_mul(rules.hysteresis)) {
            memory.episodes.remove(&concern);
        }
    }
}

fn subscription(memory: &mut Memory, rules: &Rules, evidence: &Evidence<'_>, now: Timestamp) {
    let bad = if rules.subscription { lapse::lapsed(evidence.reading, evidence.before) } else { Vec::new() };
    memory.episodes.retain(|concern, _| {
        concern.rule != Rule::Subscription
            || (rules.subscription && lapse::is_still_lapsed(evidence.reading, &concern.subject))
    });
    for subject in bad {
        memory.raise(Concern { rule: Rule::Subscription, subject }, Severity::Warning, now);
    }
}

fn expiry(memory: &mut Memory, rules: &Rules, reading: Option<&Reading>, now: Timestamp) {
    let Some(reading) = reading else { return };
    let lapsing = rules.expiry.map_or_else(Vec::new, |within| lapse::lapsing(reading, within, now));
    memory.episodes.retain(|concern, _| {
        concern.rule != Rule::Expiry || lapsing.iter().any(|grant| grant.subject == concern.subject)
    });
    for grant in lapsing {
        memory.raise(Concern { rule: Rule::Expiry, subject: grant.subject }, Severity::Warning, now);
    }
}

fn elapsed(since: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(since)).unwrap_or_default()
}

fn in_days(time: Duration) -> f64 {
    time.as_secs_f64() / (24.0 * 60.0 * 60.0)
}
