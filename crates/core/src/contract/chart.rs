//! A meter's line over time, already as coarse as it is drawn. Amounts are decimal strings.

use serde::{Deserialize, Serialize};

use super::RiseView;

/// A meter that the history knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "MeterEntry.ts"))]
pub struct MeterEntry {
    /// Stable name within the account; with the unit it names one meter.
    pub id: String,
    /// What it counts.
    pub unit: String,
    /// What to call it.
    pub label: String,
    /// Whether the account is judged by it.
    pub primary: bool,
}

/// One meter's line. No lowest or highest amount, no top-up and no reset is lost by its coarseness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ChartView.ts"))]
pub struct ChartView {
    /// In the order of time.
    pub points: Vec<ChartPoint>,
    /// What rose in that time, the oldest first.
    pub rises: Vec<RiseView>,
    /// Where nothing was read and the line is broken, the oldest first.
    pub gaps: Vec<ChartGap>,
}

/// What one column of a chart shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ChartView.ts"))]
pub struct ChartPoint {
    /// The first moment that it is of, RFC 3339.
    pub at: String,
    /// The last moment that it is of, RFC 3339.
    pub until: String,
    /// What was left at its beginning.
    pub first: String,
    /// The least that was left.
    pub min: String,
    /// The most that was left.
    pub max: String,
    /// What was left at its end.
    pub last: String,
}

/// A time without a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ChartView.ts"))]
pub struct ChartGap {
    /// The last reading before it, RFC 3339.
    pub from: String,
    /// The first reading after it, RFC 3339.
    pub until: String,
}
