//! What an account went through, from the history: the events that a replay is made of.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::super::AppError;
use super::figures;
use crate::alert::Rules;
use crate::amount::Decimal;
use crate::history::{History, HistoryError, StoredFailure, StoredReading};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::replay::{Event, Timed};
use crate::settings::{Folders, SettingsFile};
use crate::time::Timestamp;

/// The history keeps from when to when polls said the same. Between, a poll is taken to have happened this often, which is
/// how often accounts are polled unless they say otherwise.
const BETWEEN_POLLS: Duration = Duration::from_mins(15);

/// A time over which polls gave the same reading.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) reading: Arc<Reading>,
    pub(super) first_at: Timestamp,
    pub(super) last_at: Timestamp,
}

impl From<StoredReading> for Stretch {
    fn from(stored: StoredReading) -> Self {
        Self { reading: Arc::new(stored.reading), first_at: stored.first_at, last_at: stored.last_at }
    }
}

/// An account's rules and past.
#[derive(Debug)]
pub struct Recorded {
    /// The rules in force for it.
    pub rules: Rules,
    /// What it went through, in the order of time; empty where nothing is kept.
    pub events: Vec<Timed>,
}

/// An account's past under the rules of the person's configuration or of another file. An account that is neither
/// configured nor in the history is unknown. Blocks.
pub fn recorded(folders: &Folders, account: &AccountId, file: Option<&Path>) -> Result<Recorded, AppError> {
    let settings = match file {
        Some(path) => SettingsFile::load_file(path)?,
        None => SettingsFile::new(&folders.config).load()?,
    };
    let events = match History::open_read_only(&folders.data)? {
        Some(history) => stored_events(&history, account, None)?,
        None => Vec::new(),
    };
    let is_known = !events.is_empty()
        || settings.account(account).is_some()
        || (file.is_some() && SettingsFile::new(&folders.config).load()?.account(account).is_some());
    if !is_known {
        return Err(AppError::UnknownAccount(account.clone()));
    }
    Ok(Recorded { rules: super::rules_of(&settings, Some(account)), events })
}

/// What the history kept of an account's polls at and after a time, in the order of time: readings as they were and, where
/// they are so old that only figures are kept, readings made of those.
///
/// A reading that was believed only when a second poll agreed is kept as one: where it would be doubted again it is given
/// twice. Absent are what the person did (snoozes, mutes, pauses), restarts, and readings that were never believed.
pub fn stored_events(
    history: &History,
    account: &AccountId,
    since: Option<Timestamp>,
) -> Result<Vec<Timed>, HistoryError> {
    let failures = history.failures(account, since)?;
    let whole: Vec<Stretch> = history.readings(account, since)?.into_iter().map(Stretch::from).collect();
    let mut stretches = figures::stretches(history, account, since, whole.first())?;
    stretches.extend(whole);
    let since = since.unwrap_or(Timestamp::MIN);
    let mut events = Vec::new();
    let mut before = None;
    for Stretch { reading, first_at, last_at } in stretches {
        let left = remaining(&reading);
        let first_at = first_at.max(since);
        if is_steep(before, left) {
            events.push(Timed { at: first_at, event: Event::Reading(Arc::clone(&reading)) });
        }
        before = left.or(before);
        let polls = polls(first_at, last_at, BETWEEN_POLLS);
        // While polls failed, none of them gave this reading.
        let gave_it = polls.filter(|at| [first_at, last_at].contains(at) || !has_failed(&failures, *at));
        events.extend(gave_it.map(|at| Timed { at, event: Event::Reading(Arc::clone(&reading)) }));
    }
    for StoredFailure { failure, since: first_at, last_at, count } in failures {
        let polls = polls(first_at.max(since), last_at, between(first_at, last_at, count));
        events.extend(polls.map(|at| Timed { at, event: Event::Failure(failure.clone()) }));
    }
    events.sort_by_key(|timed| timed.at);
    Ok(events)
}

/// The first poll, the last, and what lies between.
fn polls(first: Timestamp, last: Timestamp, between: Duration) -> impl Iterator<Item = Timestamp> {
    let next = move |at: &Timestamp| {
        let next = at.saturating_add(between).unwrap_or(last).min(last);
        (next > *at).then_some(next)
    };
    std::iter::successors(Some(first), next)
}

/// How long it was from one failed poll to the next; they become rarer the longer it fails.
fn between(first: Timestamp, last: Timestamp, count: u64) -> Duration {
    let whole = Duration::try_from(last.duration_since(first)).unwrap_or_default();
    let steps = u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX).max(1);
    (whole / steps).max(BETWEEN_POLLS)
}

fn has_failed(failures: &[StoredFailure], at: Timestamp) -> bool {
    let begun = failures.partition_point(|failure| failure.since <= at);
    failures[..begun].last().is_some_and(|failure| at <= failure.last_at)
}

fn remaining(reading: &Reading) -> Option<Decimal> {
    reading.primary().filter(|meter| !meter.unlimited).and_then(|meter| meter.remaining)
}

/// Whether so much less is left that a second reading was asked for, or might have been: one too many changes nothing.
fn is_steep(before: Option<Decimal>, now: Option<Decimal>) -> bool {
    before.zip(now).is_some_and(|(before, now)| {
        now < before && (now.is_zero() || before.checked_div(Decimal::from(5)).is_some_and(|fifth| now < fifth))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::Decision;
    use crate::app::replay::{Replay, parse_line};
    use crate::failure::{Failure, FailureKind};
    use crate::history::Retention;

    struct Past {
        history: History,
        account: AccountId,
        _folder: tempfile::TempDir,
    }

    fn at(time: &str) -> Timestamp {
        format!("2026-11-{time}:00Z").parse().unwrap()
    }

    fn reading(remaining: &str) -> Reading {
        let line = format!(
            r#"{{"at":"2026-11-20T10:00:00Z","meters":[{{"id":"c","unit":"credits","primary":true,"remaining":{remaining}}}]}}"#
        );
        let Event::Reading(reading) = parse_line(&line).unwrap().unwrap().event else { panic!("{line}") };
        Arc::unwrap_or_clone(reading)
    }

    impl Past {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let history = History::open(folder.path(), at("20T00:00")).unwrap().history;
            Self { history, account: "work".parse().unwrap(), _folder: folder }
        }

        fn read(&self, time: &str, remaining: &str) {
            self.history.record_reading(&self.account, at(time), &reading(remaining)).unwrap();
        }

        fn fail(&self, time: &str) {
            let failure = Failure::new(FailureKind::Timeout, "The provider did not answer");
            self.history.record_failure(&self.account, at(time), &failure).unwrap();
        }

        fn events(&self, since: Option<&str>) -> Vec<Timed> {
            stored_events(&self.history, &self.account, since.map(at)).unwrap()
        }

        /// The events in short: `20T10:00 900`, `20T10:15 timeout`.
        fn told(&self, since: Option<&str>) -> Vec<String> {
            let short = |timed: Timed| {
                let what = match timed.event {
                    Event::Reading(reading) => remaining(&reading).map_or("null".to_owned(), |left| left.to_string()),
                    Event::Failure(failure) => failure.kind.as_str().to_owned(),
                    other => panic!("{other:?}"),
                };
                format!("{} {what}", &timed.at.to_string()[8..16])
            };
            self.events(since).into_iter().map(short).collect()
        }

        fn decisions(&self) -> Vec<Decision> {
            let mut replay = Replay::new(Rules::default(), jiff::tz::TimeZone::UTC);
            self.events(None).into_iter().flat_map(|timed| replay.step(timed).unwrap().decisions).collect()
        }
    }

    #[test]
    fn what_was_read_and_what_failed_in_the_order_of_time() {
        let past = Past::new();
        past.read("20T10:00", "1000");
        past.read("20T10:15", "900");
        past.fail("20T10:30");
        past.read("20T10:45", "800");
        assert_eq!(past.told(None), ["20T10:00 1000", "20T10:15 900", "20T10:30 timeout", "20T10:45 800"]);
        assert_eq!(past.told(Some("20T10:20")), ["20T10:30 timeout", "20T10:45 800"]);
        assert_eq!(past.told(Some("21T10:00")), [""; 0]);
        assert!(stored_events(&past.history, &"other".parse().unwrap(), None).unwrap().is_empty());
    }

    #[test]
    fn between_two_polls_of_the_same_there_were_others() {
        let past = Past::new();
        past.read("20T10:00", "1000");
        past.read("20T10:40", "1000");
        past.read("20T10:50", "900");
        assert_eq!(
            past.told(None),
            ["20T10:00 1000", "20T10:15 1000", "20T10:30 1000", "20T10:40 1000", "20T10:50 900"]
        );
        assert_eq!(past.told(Some("20T10:20")), ["20T10:20 1000", "20T10:35 1000", "20T10:40 1000", "20T10:50 900"]);
    }

    #[test]
    fn while_polls_failed_nothing_was_read() {
        let past = Past::new();
        past.read("20T10:00", "1000");
        for time in ["20T10:20", "20T10:35", "20T10:50"] {
            past.fail(time);
        }
        past.read("20T11:00", "1000");
        assert_eq!(
            past.told(None),
            [
                "20T10:00 1000",
                "20T10:15 1000",
                "20T10:20 timeout",
                "20T10:35 timeout",
                "20T10:50 timeout",
                "20T11:00 1000"
            ]
        );
    }

    /// Six hours of failures with rare polls, and readings before and after that were the same.
    #[test]
    fn an_account_that_was_unreachable_was_so_in_the_replay() {
        let past = Past::new();
        past.read("20T10:00", "1000");
        for time in ["20T10:15", "20T11:15", "20T12:15", "20T13:15", "20T14:15", "20T15:15", "20T16:15", "20T17:15"] {
            past.fail(time);
        }
        past.read("20T17:30", "1000");
        past.read("21T10:00", "1000");
        let decisions = past.decisions();
        let [unreachable] = &decisions[..] else { panic!("{decisions:?}") };
        assert_eq!((unreachable.at, unreachable.concern.to_string()), (at("20T16:15"), "unreachable".to_owned()));
    }

    /// Of a zero that was read twice before it was believed the history knows one poll.
    #[test]
    fn what_was_believed_is_believed_again() {
        let past = Past::new();
        past.read("20T10:00", "1000");
        past.read("20T10:15", "0");
        past.read("20T10:30", "700");
        past.read("20T10:45", "60");
        past.read("20T11:00", "5000");
        let told: Vec<String> = past
            .decisions()
            .iter()
            .filter(|decision| decision.held.is_none())
            .map(|decision| format!("{} {}", &decision.at.to_string()[8..16], decision.concern))
            .collect();
        assert_eq!(told, ["20T10:15 empty", "20T10:45 share"]);
    }

    #[test]
    fn a_clock_that_was_set_back_breaks_nothing() {
        let past = Past::new();
        past.read("20T12:00", "1000");
        past.read("20T10:00", "900");
        past.fail("20T09:00");
        past.read("20T11:00", "800");
        let times: Vec<Timestamp> = past.events(None).iter().map(|timed| timed.at).collect();
        assert!(times.is_sorted(), "{times:?}");
        past.decisions();
    }

    /// Only the last readings are kept whole. What was before them is made of figures and statuses; and what was long ago
    /// of hours.
    #[test]
    fn what_is_not_kept_whole_is_replayed_too() {
        let past = Past::new();
        let with_status = |time: &str, left: &str, status: &str| {
            let reading = Reading { status: Some(status.to_owned()), ..reading(left) };
            past.history.record_reading(&past.account, at(time), &reading).unwrap();
        };
        with_status("01T10:00", "1000", "active");
        with_status("01T15:00", "900", "active");
        with_status("02T10:00", "190", "active");
        with_status("02T11:00", "5000", "past_due");
        with_status("02T12:00", "4900", "active");
        for minute in 0..600 {
            let time = format!("{:02}T{:02}:{:02}", 10 + minute / 60, 10 + minute / 12 % 5, minute % 12 * 5);
            with_status(&time, &format!("{}", 4800 - minute), "active");
        }
        with_status("20T10:00", "900", "active");
        let expected = ["02T10:00 share", "02T11:00 subscription", "20T10:00 share"];
        let told = || -> Vec<String> {
            let decisions = past.decisions().into_iter().filter(|decision| decision.held.is_none());
            decisions.map(|decision| format!("{} {}", &decision.at.to_string()[8..16], decision.concern)).collect()
        };
        let whole = past.history.readings(&past.account, None).unwrap();
        assert!(whole.first().unwrap().first_at > at("10T10:00"), "the test is about what is not whole");
        assert_eq!(told(), expected);
        let day = Duration::from_hours(24);
        let retention = Retention { raw: 7 * day, hourly: 700 * day, decisions: 700 * day };
        past.history.tidy_up(retention, at("21T00:00")).unwrap();
        assert_eq!(told(), expected);
    }
}
