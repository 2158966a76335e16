//! Readings made of the figures that are kept of a time whose readings are not.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::recorded::Stretch;
use crate::forecast::Run;
use crate::history::{History, HistoryError, MeterName};
use crate::ids::AccountId;
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// One meter and its figures in the order of time.
struct Past {
    meter: MeterName,
    runs: Vec<Run>,
}

/// What an account's meters said at and after `since` and before `until`. Figures alone are known: no plans, no status.
pub(super) fn stretches(
    history: &History,
    account: &AccountId,
    since: Option<Timestamp>,
    until: Timestamp,
) -> Result<Vec<Stretch>, HistoryError> {
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
    Ok(joined(&pasts, until))
}

/// One stretch from each change of any meter to the next.
fn joined(pasts: &[Past], until: Timestamp) -> Vec<Stretch> {
    let changes: BTreeSet<Timestamp> = pasts.iter().flat_map(|past| past.runs.iter().map(|run| run.first_at)).collect();
    let ends = changes.iter().skip(1).copied().chain([until]);
    changes.iter().zip(ends).filter_map(|(from, end)| stretch(pasts, *from, end)).collect()
}

/// The reading of a moment, and how long it was given; it was no longer when something else was.
fn stretch(pasts: &[Past], from: Timestamp, end: Timestamp) -> Option<Stretch> {
    let known: Vec<(&MeterName, &Run)> =
        pasts.iter().filter_map(|past| Some((&past.meter, past.run_at(from)?))).collect();
    let last_at = known.iter().map(|(_, run)| run.last_at).max()?;
    let before_end = Timestamp::from_millisecond(end.as_millisecond().saturating_sub(1)).unwrap_or(end);
    let meters = known.into_iter().map(|(meter, run)| meter_of(meter, run)).collect();
    let reading = Reading { meters, ..Reading::default() };
    Some(Stretch { reading: Arc::new(reading), first_at: from, last_at: last_at.min(before_end).max(from) })
}

impl Past {
    /// What the meter said at that time; nothing where it was not reported.
    fn run_at(&self, at: Timestamp) -> Option<&Run> {
        let begun = self.runs.partition_point(|run| run.first_at <= at);
        self.runs.get(begun.checked_sub(1)?).filter(|run| run.last_at >= at)
    }
}

fn meter_of(meter: &MeterName, run: &Run) -> Meter {
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
        expires_at: None,
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
        joined(pasts, at(until)).into_iter().map(short).collect()
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
        let [stretch, ..] = &joined(&pasts, at("23:00"))[..] else { panic!("nothing") };
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
}
