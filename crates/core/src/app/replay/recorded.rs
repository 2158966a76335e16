//! What an account went through, from the history: the events that a replay is made of.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::super::AppError;
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

/// What the history kept of an account's polls at and after a time, in the order of time.
///
/// A reading that was believed only when a second poll agreed is kept as one: where it would be doubted again it is given
/// twice. Absent are what the person did (snoozes, mutes, pauses), restarts, and readings that were never believed.
pub fn stored_events(
    history: &History,
    account: &AccountId,
    since: Option<Timestamp>,
) -> Result<Vec<Timed>, HistoryError> {
    let failures = history.failures(account, since)?;
    let readings = history.readings(account, since)?;
    let since = since.unwrap_or(Timestamp::MIN);
    let mut events = Vec::new();
    let mut before = None;
    for StoredReading { reading, first_at, last_at } in readings {
        let reading = Arc::new(reading);
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
