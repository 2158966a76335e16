//! Subscriptions that have lapsed, grants that are about to, and storages that fill up.

use std::time::Duration;

use crate::amount::{Decimal, Unit};
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// What a subscription's status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Good,
    /// A payment is owed: worth knowing at any time.
    PastDue,
    /// It has ended: worth knowing when it happens, or when nothing else is in its place.
    Ended,
}

/// Providers write the same status in several ways; a status that is not known is good, because a false alarm is worse
/// than a word that the person sees in the breakdown anyway. Only what has lapsed is listed: "expired" stands on plans
/// of years ago.
fn standing(status: Option<&str>) -> Standing {
    let Some(status) = status else { return Standing::Good };
    let plain: String = status.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    match plain.as_str() {
        "pastdue" | "overdue" | "unpaid" => Standing::PastDue,
        "cancelled" | "canceled" | "inactive" | "suspended" => Standing::Ended,
        _ => Standing::Good,
    }
}

/// What has lapsed: the names of plans, empty for the account's own subscription.
pub(super) fn lapsed(reading: &Reading, before: Option<&Reading>) -> Vec<String> {
    let mut subjects = Vec::new();
    if standing(reading.status.as_deref()) != Standing::Good {
        subjects.push(String::new());
    }
    let another_is_good = reading.plans.iter().any(|plan| standing(plan.status.as_deref()) == Standing::Good);
    for plan in &reading.plans {
        let was_good = before.is_some_and(|before| {
            before
                .plans
                .iter()
                .any(|other| other.name == plan.name && standing(other.status.as_deref()) == Standing::Good)
        });
        let speaks = match standing(plan.status.as_deref()) {
            Standing::Good => false,
            Standing::PastDue => true,
            Standing::Ended => was_good || !another_is_good,
        };
        if speaks {
            subjects.push(plan.name.clone());
        }
    }
    subjects
}

/// Whether what has lapsed is still so; a plan that is gone is not.
pub(super) fn is_still_lapsed(reading: &Reading, subject: &str) -> bool {
    status_of(reading, subject).is_some_and(|status| standing(Some(status)) != Standing::Good)
}

/// The status of a plan, or of the account's own subscription, in the provider's word.
pub(super) fn status_of<'a>(reading: &'a Reading, subject: &str) -> Option<&'a str> {
    if subject.is_empty() {
        return reading.status.as_deref();
    }
    let plans = reading.plans.iter().filter(|plan| plan.name == subject);
    // Plans of one name share what is said about them; the one that has lapsed is the one that is meant.
    let statuses: Vec<&str> = plans.filter_map(|plan| plan.status.as_deref()).collect();
    statuses.iter().find(|status| standing(Some(status)) != Standing::Good).or(statuses.first()).copied()
}

/// Something that lapses soon.
pub(super) struct Lapsing {
    /// The plan's name or the meter's label.
    pub(super) subject: String,
    /// What is left of it.
    pub(super) remaining: Option<Decimal>,
    /// When it lapses.
    pub(super) at: Timestamp,
}

/// The grants that lapse within a time and still hold something; the first to lapse of each name.
pub(super) fn lapsing(reading: &Reading, within: Duration, now: Timestamp) -> Vec<Lapsing> {
    let until = now.saturating_add(within).unwrap_or(Timestamp::MAX);
    let plans = reading.plans.iter().map(|plan| (&plan.name, plan.remaining, plan.expires_at));
    let meters = reading.meters.iter().map(|meter| (&meter.label, meter.remaining, meter.expires_at));
    let mut lapsing: Vec<Lapsing> = Vec::new();
    for (name, remaining, expires_at) in plans.chain(meters) {
        let Some(at) = expires_at.filter(|at| *at > now && *at <= until) else { continue };
        if remaining.is_some_and(|left| left <= Decimal::ZERO) {
            continue;
        }
        match lapsing.iter_mut().find(|other| other.subject == *name) {
            Some(other) if other.at <= at => {}
            Some(other) => (other.remaining, other.at) = (remaining, at),
            None => lapsing.push(Lapsing { subject: name.clone(), remaining, at }),
        }
    }
    lapsing
}

/// When the next grant comes that near to its end.
pub(super) fn next_lapsing(reading: &Reading, within: Duration, now: Timestamp) -> Option<Timestamp> {
    let ends = reading.plans.iter().map(|plan| plan.expires_at);
    let ends = ends.chain(reading.meters.iter().map(|meter| meter.expires_at)).flatten();
    ends.filter_map(|end| end.checked_sub(within).ok()).filter(|near| *near > now).min()
}

/// How full a storage is, as a fraction; none where its size is not reported.
pub(super) fn fullness(meter: &Meter) -> Option<Decimal> {
    let limit = meter.limit.filter(|limit| *limit > Decimal::ZERO && !meter.unlimited)?;
    let used = meter.used.or_else(|| limit.checked_sub(meter.remaining?))?;
    used.checked_div(limit)
}

/// Whether a meter is a storage rather than what the account is judged by.
pub(super) fn is_storage(meter: &Meter) -> bool {
    meter.unit == Unit::Bytes && !meter.primary
}
