//! Readings made of what is kept of a time whose whole readings are not: the meters' figures, the statuses, and what lapses.
//!
//! Absent is what nothing of that is made of: what was used, periods, and meters that never said what was left.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::recorded::Stretch;
use crate::forecast::Run;
use crate::history::{Grant, History, HistoryError, MeterName, Transition};
use crate::ids::AccountId;
use crate::reading::{Meter, Plan, Reading};
use crate::time::Timestamp;

/// One meter and its figures in the order of time.
struct Past {
    meter: MeterName,
    runs: Vec<Run>,
}

/// What an account was beside its meters.
#[derive(Default)]
struct Standing {
    /// In the order of time.
    transitions: Vec<Transition>,
    grants: Vec<Grant>,
    /// The first reading that is kept whole; it has the statuses that never changed.
    whole: Option<Arc<Reading>>,
}

/// What an account said at and after `since` and before `whole`, the first reading that is kept whole.
pub(super) fn stretches(
    history: &History,
    account: &AccountId,
    since: Option<Timestamp>,
    whole: Option<&Stretch>,
) -> Result<Vec<Stretch>, HistoryError> {
    let until = whole.map_or(Timestamp::MAX, |stretch| stretch.first_at);
    if since.is_some_and(|since| since >= until) {
        return Ok(Vec::new());
    }
    let mut pasts = Vec::new();
    let mut has_primary = false;
    for mut meter in history.meters(account)? {
        // The primary one comes first; one that was it before is not any more.
        meter.primary = meter.primary && !has_primary;
        has_primary |= meter.primary;
        let mut runs = history.runs(account, &meter.id, &meter.unit, since)?;
        runs.retain(|run| run.first_at < until);
        pasts.push(Past { meter, runs });
    }
    let standing = Standing {
        transitions: history.transitions(account, None)?,
        grants: history.grants(account)?,
        whole: whole.map(|stretch| Arc::clone(&stretch.reading)),
    };
    Ok(joined(&pasts, &standing, until))
}

/// One stretch from each change of anything to the next.
fn joined(pasts: &[Past], standing: &Standing, until: Timestamp) -> Vec<Stretch> {
    let runs = pasts.iter().flat_map(|past| past.runs.iter().map(|run| run.first_at));
    let transitions = standing.transitions.iter().map(|transition| transition.at);
    let grants = standing.grants.iter().map(|grant| grant.first_at);
    let changes: BTreeSet<Timestamp> = runs.chain(transitions).chain(grants).filter(|at| *at < until).collect();
    let ends = changes.iter().skip(1).copied().chain([until]);
    changes.iter().zip(ends).filter_map(|(from, end)| stretch(pasts, standing, *from, end)).collect()
}

/// The reading of a moment, and how long it was given; it was no longer when something else was.
fn stretch(pasts: &[Past], standing: &Standing, from: Timestamp, end: Timestamp) -> Option<Stretch> {
    let known: Vec<(&MeterName, &Run)> =
        pasts.iter().filter_map(|past| Some((&past.meter, past.run_at(from)?))).collect();
    let last_at = known.iter().map(|(_, run)| run.last_at).max()?;
    let before_end = Timestamp::from_millisecond(end.as_millisecond().saturating_sub(1)).unwrap_or(end);
    let grants: Vec<&Grant> = standing.grants_at(from).collect();
    let is_meter = |grant: &&&Grant| known.iter().any(|(meter, _)| meter.label == grant.name);
    let lapsing = grants.iter().filter(|grant| !is_meter(grant)).map(|grant| Plan {
        name: grant.name.clone(),
        status: standing.status_at(Some(&grant.name), from),
        remaining: grant.remaining,
        limit: grant.limit,
        resets_at: None,
        expires_at: Some(grant.expires_at),
    });
    let others = standing.plans().into_iter().filter(|name| !grants.iter().any(|grant| grant.name == **name));
    let others = others.filter_map(|name| {
        let status = Some(standing.status_at(Some(name), from)?);
        Some(Plan { name: name.to_owned(), status, remaining: None, limit: None, resets_at: None, expires_at: None })
    });
    let reading = Reading {
        plans: lapsing.chain(others).collect(),
        status: standing.status_at(None, from),
        meters: known
            .iter()
            .map(|(meter, run)| {
                let grant = grants.iter().find(|grant| grant.name == meter.label);
                meter_of(meter, run, grant.map(|grant| grant.expires_at))
            })
            .collect(),
        ..Reading::default()
    };
    Some(Stretch { reading: Arc::new(reading), first_at: from, last_at: last_at.min(before_end).max(from) })
}

impl Past {
    /// What the meter said at that time; nothing where it was not reported.
    fn run_at(&self, at: Timestamp) -> Option<&Run> {
        let begun = self.runs.partition_point(|run| run.first_at <= at);
        self.runs.get(begun.checked_sub(1)?).filter(|run| run.last_at >= at)
    }
}

impl Standing {
    /// The plans that ever had a status.
    fn plans(&self) -> BTreeSet<&str> {
        let changed = self.transitions.iter().filter_map(|transition| transition.subject.as_deref());
        let whole = self.whole.iter().flat_map(|reading| reading.plans.iter().map(|plan| plan.name.as_str()));
        changed.chain(whole).collect()
    }

    /// The status of a plan, or of the account itself: what it last became, else what it was before it first changed, else
    /// what it never ceased to be.
    fn status_at(&self, subject: Option<&str>, at: Timestamp) -> Option<String> {
        let mut changes =
            self.transitions.iter().filter(|transition| transition.subject.as_deref() == subject).peekable();
        if let Some(first) = changes.peek() {
            let before = first.from.clone();
            return changes.take_while(|change| change.at <= at).last().map_or(before, |change| change.to.clone());
        }
        let whole = self.whole.as_ref()?;
        match subject {
            None => whole.status.clone(),
            Some(name) => whole.plans.iter().find(|plan| plan.name == name)?.status.clone(),
        }
    }

    /// What was there to lapse. What was still named by the last answer that said something new was there until the next.
    fn grants_at(&self, at: Timestamp) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.first_at <= at && at <= grant.last_at)
    }
}

fn meter_of(meter: &MeterName, run: &Run, expires_at: Option<Timestamp>) -> Meter {
    Meter {
        id: meter.id.clone(),
        label: meter.label.clone(),
        unit: meter.unit.clone(),
        primary: meter.primary,
        remaining: Some(run.figures.remaining),
        used: None,
        limit: run.figures.limit,
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: run.figures.resets_at,
        expires_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::{Decimal, Unit};
    use crate::forecast::Figures;

    fn at(time: &str) -> Timestamp {
        format!("2026-11-20T{time}:00Z").parse().unwrap()
    }

    fn past(id: &str, primary: bool, runs: &[(&str, &str, i64)]) -> Past {
        let run = |(first, last, remaining): &(&str, &str, i64)| Run {
            first_at: at(first),
            last_at: at(last),
            figures: Figures { remaining: Decimal::from(*remaining), limit: None, resets_at: None },
            known_rise: None,
        };
        let meter = MeterName { id: id.to_owned(), unit: Unit::Credits, label: id.to_uppercase(), primary };
        Past { meter, runs: runs.iter().map(run).collect() }
    }

    fn told(pasts: &[Past], until: &str) -> Vec<String> {
        let short = |stretch: Stretch| {
            let meter = |meter: &Meter| format!("{}{}", meter.id, meter.remaining.unwrap());
            let meters: Vec<String> = stretch.reading.meters.iter().map(meter).collect();
            // The last moment before a change is a millisecond before it.
            let last = stretch.last_at.to_string();
            format!("{} to {} {}", &stretch.first_at.to_string()[11..16], &last[11..16], meters.join(" "))
        };
        joined(pasts, &Standing::default(), at(until)).into_iter().map(short).collect()
    }

    #[test]
    fn each_change_of_any_meter_is_a_reading() {
        let pasts = [
            past("a", true, &[("10:00", "11:00", 9), ("11:15", "13:00", 8)]),
            past("b", false, &[("10:30", "12:00", 5), ("12:30", "13:00", 4)]),
        ];
        assert_eq!(
            told(&pasts, "23:00"),
            ["10:00 to 10:29 a9", "10:30 to 11:14 a9 b5", "11:15 to 12:29 a8 b5", "12:30 to 13:00 a8 b4"]
        );
        let [stretch, ..] = &joined(&pasts, &Standing::default(), at("23:00"))[..] else { panic!("nothing") };
        let meter = stretch.reading.primary().unwrap();
        assert_eq!((meter.label.as_str(), meter.used, meter.unlimited), ("A", None, false));
    }

    #[test]
    fn where_a_meter_was_not_reported_it_is_not_made_up() {
        let pasts = [
            past("a", true, &[("10:00", "10:30", 9), ("12:00", "12:30", 8)]),
            past("b", false, &[("10:00", "10:30", 5), ("11:00", "11:30", 4)]),
        ];
        assert_eq!(told(&pasts, "23:00"), ["10:00 to 10:30 a9 b5", "11:00 to 11:30 b4", "12:00 to 12:30 a8"]);
    }

    #[test]
    fn it_ends_where_whole_readings_begin() {
        let pasts = [past("a", true, &[("10:00", "10:30", 9), ("11:00", "15:00", 8)])];
        assert_eq!(told(&pasts, "12:00"), ["10:00 to 10:30 a9", "11:00 to 11:59 a8"]);
        assert_eq!(told(&[], "12:00"), [""; 0]);
    }

    #[test]
    fn statuses_are_what_they_became() {
        let pasts = [past("a", true, &[("10:00", "15:00", 9)])];
        let transition = |time: &str, subject: Option<&str>, from: Option<&str>, to: Option<&str>| Transition {
            at: at(time),
            subject: subject.map(str::to_owned),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        let plan = |name: &str| Plan {
            name: name.to_owned(),
            status: Some("active".to_owned()),
            remaining: None,
            limit: None,
            resets_at: None,
            expires_at: None,
        };
        let standing = Standing {
            transitions: vec![
                transition("11:00", Some("Pro"), Some("active"), Some("past_due")),
                transition("12:00", None, Some("active"), Some("cancelled")),
                transition("13:00", Some("Pro"), Some("past_due"), None),
            ],
            whole: Some(Arc::new(Reading { plans: vec![plan("Free")], ..Reading::default() })),
            ..Standing::default()
        };
        let told: Vec<String> = joined(&pasts, &standing, at("23:00"))
            .iter()
            .map(|stretch| {
                let plan = |plan: &Plan| format!("{} {}", plan.name, plan.status.as_deref().unwrap());
                let plans: Vec<String> = stretch.reading.plans.iter().map(plan).collect();
                let status = stretch.reading.status.as_deref().unwrap();
                format!("{} {status}: {}", &stretch.first_at.to_string()[11..16], plans.join(", "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "10:00 active: Free active, Pro active",
                "11:00 active: Free active, Pro past_due",
                "12:00 cancelled: Free active, Pro past_due",
                "13:00 cancelled: Free active",
            ]
        );
    }

    #[test]
    fn what_lapses_is_there_as_long_as_it_was_named() {
        let pasts = [past("a", true, &[("10:00", "12:00", 9), ("12:00", "15:00", 8)])];
        let grant = |name: &str, first: &str, last: &str| Grant {
            name: name.to_owned(),
            expires_at: at("23:00"),
            remaining: Some(Decimal::ONE),
            limit: None,
            first_at: at(first),
            last_at: at(last),
        };
        let standing = Standing {
            grants: vec![grant("Gift", "11:00", "11:30"), grant("A", "11:00", "15:00")],
            ..Standing::default()
        };
        let told: Vec<(usize, bool)> = joined(&pasts, &standing, at("23:00"))
            .iter()
            .map(|stretch| (stretch.reading.plans.len(), stretch.reading.primary().unwrap().expires_at.is_some()))
            .collect();
        assert_eq!(told, [(0, false), (1, true), (0, true)], "one is a plan, the other the meter itself");
    }
}
