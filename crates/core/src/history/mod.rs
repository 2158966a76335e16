//! What was read and what failed, kept in one SQLite file per data folder.
//!
//! The last readings are kept whole, as text; the figures of their meters once more as samples, one row for as long as a
//! meter's figures stay the same: readings answer "what is known", samples are what charts and forecasts are made of. Old
//! samples become hours and then days, with their extremes. Rises, statuses and grants are kept for ever; decisions about
//! alerts for as long as the person wants. Every call blocks for as long as the disk takes and belongs on a thread that
//! may block. Deliberately absent: any opinion on when to poll or to speak (the alert episodes are kept as opaque text,
//! decisions as they were made), and key values.

mod changes;
mod chart;
mod decisions;
mod error;
mod export;
mod file;
mod latest;
mod lock;
mod migrations;
mod open;
mod polls;
mod record;
mod retention;
mod runs;
mod state;
mod trend;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::failure::Failure;
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::time::Timestamp;

pub use changes::{Grant, StoredRise, Transition};
pub use chart::{Chart, ChartQuery, Gap, Point};
pub use decisions::{DecisionQuery, StoredDecision};
pub use error::HistoryError;
pub use export::{Interrupted, KeptRow, Resolution};
pub use lock::PollerLock;
pub use polls::StoredPoll;
pub use record::{Note, Poll};
pub use retention::{Retention, Tidied};
pub use runs::MeterName;
pub use trend::TrendQuery;

/// The history of all accounts. Times are kept to the millisecond.
#[derive(Debug)]
pub struct History {
    connection: Mutex<Connection>,
    path: PathBuf,
}

/// A history that was opened for writing.
#[derive(Debug)]
pub struct Opened {
    /// The history.
    pub history: History,
    /// Where a corrupt file was set aside; the history then begins anew.
    pub set_aside: Option<PathBuf>,
}

/// A reading and the time over which it was the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReading {
    /// The reading.
    pub reading: Reading,
    /// The poll that first gave it.
    pub first_at: Timestamp,
    /// The last poll that gave it.
    pub last_at: Timestamp,
}

/// A failure and the polls in a row that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFailure {
    /// The failure, as the last of the polls told it.
    pub failure: Failure,
    /// The first of the polls.
    pub since: Timestamp,
    /// The last of the polls.
    pub last_at: Timestamp,
    /// How many polls.
    pub count: u64,
}

/// What is known of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Latest {
    /// The last good reading.
    pub reading: Option<StoredReading>,
    /// The reading that was different before it.
    pub previous: Option<StoredReading>,
    /// Why the last poll failed; `None` when it did not.
    pub failure: Option<StoredFailure>,
    /// The last poll, good or not.
    pub checked_at: Option<Timestamp>,
}

impl History {
    /// [`History::record`] for a good poll, without a memory.
    pub fn record_reading(&self, account: &AccountId, at: Timestamp, reading: &Reading) -> Result<(), HistoryError> {
        self.record(account, at, Ok(reading), None)
    }

    /// [`History::record`] for a failed poll, without a memory.
    pub fn record_failure(&self, account: &AccountId, at: Timestamp, failure: &Failure) -> Result<(), HistoryError> {
        self.record(account, at, Err(failure), None)
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A transaction that a panic cut short was rolled back, so the connection is as good as before.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, source: rusqlite::Error) -> HistoryError {
        open::failed(&self.path, source)
    }
}
