//! What was read and what failed, kept in one SQLite file per data folder.
//!
//! Every call blocks for as long as the disk takes and belongs on a thread that may block. Deliberately absent: any
//! opinion on when to poll or to speak (the alert episodes are kept as opaque text), and key values.

mod error;
mod lock;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::Connection;

use crate::failure::Failure;
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::time::Timestamp;

pub use error::HistoryError;
pub use lock::PollerLock;

/// The history of all accounts. Times are kept to the millisecond.
#[derive(Debug)]
pub struct History {
    #[expect(dead_code)]
    connection: Mutex<Connection>,
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
    /// Opens the history in that folder for reading and writing, creating both where they are missing. A corrupt file
    /// is renamed, never deleted.
    pub fn open(folder: &Path, _now: Timestamp) -> Result<Opened, HistoryError> {
        Err(HistoryError::TooNew { path: folder.to_owned(), found: 0, supported: 0 })
    }

    /// Opens the history for reading, also while another process writes. `None` where there is none yet.
    pub fn open_read_only(_folder: &Path) -> Result<Option<Self>, HistoryError> {
        Ok(None)
    }

    /// Keeps the outcome of one poll and, in the same transaction, the account's memory where it is given.
    ///
    /// A reading makes a new row only when it says something else than the last one, its `as_of` apart; a failure when
    /// it is of another kind than the last poll's. Otherwise the row in place is kept up to date.
    pub fn record(
        &self,
        _account: &AccountId,
        _at: Timestamp,
        _outcome: Result<&Reading, &Failure>,
        _memory: Option<&str>,
    ) -> Result<(), HistoryError> {
        Ok(())
    }

    /// [`History::record`] for a good poll, without a memory.
    pub fn record_reading(&self, account: &AccountId, at: Timestamp, reading: &Reading) -> Result<(), HistoryError> {
        self.record(account, at, Ok(reading), None)
    }

    /// [`History::record`] for a failed poll, without a memory.
    pub fn record_failure(&self, account: &AccountId, at: Timestamp, failure: &Failure) -> Result<(), HistoryError> {
        self.record(account, at, Err(failure), None)
    }

    /// What is known of one account; nothing of one that was never polled.
    pub fn latest(&self, _account: &AccountId) -> Result<Latest, HistoryError> {
        Ok(Latest::default())
    }

    /// What is known of every account, those that are no longer configured included.
    pub fn latest_all(&self) -> Result<BTreeMap<AccountId, Latest>, HistoryError> {
        Ok(BTreeMap::new())
    }

    /// The account's readings that were still given at or after `since`, the oldest first.
    pub fn readings(
        &self,
        _account: &AccountId,
        _since: Option<Timestamp>,
    ) -> Result<Vec<StoredReading>, HistoryError> {
        Ok(Vec::new())
    }

    /// The account's failures that still happened at or after `since`, the oldest first.
    pub fn failures(
        &self,
        _account: &AccountId,
        _since: Option<Timestamp>,
    ) -> Result<Vec<StoredFailure>, HistoryError> {
        Ok(Vec::new())
    }

    /// The text last given to [`History::set_memory`] or [`History::record`].
    pub fn memory(&self, _account: &AccountId) -> Result<Option<String>, HistoryError> {
        Ok(None)
    }

    /// Keeps a text for the account, which means nothing here.
    pub fn set_memory(&self, _account: &AccountId, _memory: &str) -> Result<(), HistoryError> {
        Ok(())
    }

    /// Forgets everything of an account.
    pub fn remove(&self, _account: &AccountId) -> Result<(), HistoryError> {
        Ok(())
    }
}
