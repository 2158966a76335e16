//! The last polls of an account, and what its provider said last: for whoever looks for a fault. In memory only; what
//! an earlier program polled is the history's to tell.

use std::collections::VecDeque;
use std::time::Duration;

use crate::amount::{Decimal, Unit};
use crate::failure::Failure;
use crate::history::Latest;
use crate::probe::{Asked, Heard};
use crate::reading::Reading;
use crate::time::Timestamp;

/// How many polls are remembered.
pub const MOST_POLLS: usize = 50;

/// One poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentPoll {
    /// When it ended, to the millisecond, as the history has it.
    pub at: Timestamp,
    /// How long it took; none where another program or an earlier one polled.
    pub took: Option<Duration>,
    /// What was left by the primary meter.
    pub remaining: Option<Decimal>,
    /// That meter's unit.
    pub unit: Option<Unit>,
    /// Why there was no reading.
    pub failure: Option<Failure>,
}

impl RecentPoll {
    /// A poll with that outcome.
    pub fn new(at: Timestamp, took: Option<Duration>, outcome: Result<&Reading, &Failure>) -> Self {
        let meter = outcome.ok().and_then(Reading::primary);
        Self {
            at: Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at),
            took,
            remaining: meter.and_then(|meter| meter.remaining),
            unit: meter.map(|meter| meter.unit.clone()),
            failure: outcome.err().cloned(),
        }
    }
}

/// What is remembered of an account's polls.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    /// The last polls, the oldest first.
    pub polls: VecDeque<RecentPoll>,
    /// What the provider said last.
    pub heard: Option<Heard>,
}

impl Recent {
    /// Notes a poll of this program.
    pub(super) fn note(&mut self, at: Timestamp, asked: &Asked) {
        self.push(RecentPoll::new(at, asked.took, asked.outcome.as_ref()));
        // No answer says nothing new; the last one is still the last one.
        if let Some(heard) = &asked.heard {
            self.heard = Some(heard.clone());
        }
    }

    /// Notes the last poll that the history knows: the next one of the same outcome takes its place there.
    pub(super) fn recall(&mut self, latest: &Latest) {
        let poll = match (&latest.failure, &latest.reading) {
            (Some(stored), _) => RecentPoll::new(stored.last_at, None, Err(&stored.failure)),
            (None, Some(stored)) => RecentPoll::new(stored.last_at, None, Ok(&stored.reading)),
            (None, None) => return,
        };
        if self.polls.back().is_none_or(|last| last.at < poll.at) {
            self.push(poll);
        }
    }

    fn push(&mut self, poll: RecentPoll) {
        while self.polls.len() >= MOST_POLLS {
            self.polls.pop_front();
        }
        self.polls.push_back(poll);
    }
}
