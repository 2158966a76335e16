//! A meter over time, as many points as a chart can show.
//!
//! The points are aggregated by M4 (Jugel, Jerzak, Hackenbroich, Markl: "M4: A Visualization-Oriented Time Series Data
//! Aggregation", VLDB 2014): of each of the chart's columns the first, the least, the most and the last value. A line drawn
//! through these is the line drawn through all values, to the pixel; no extreme is lost. Rises come beside, each with what
//! was left before and after.

use rusqlite::Connection;

use super::changes::stored_rise;
use super::latest::time;
use super::record::LONGEST_GAP;
use super::runs::{MeterRow, amount_at, meter_row};
use super::{History, HistoryError, StoredRise};
use crate::amount::{Decimal, Unit};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// Which part of a meter's past is wanted, and how finely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartQuery {
    /// From here; `None` from the beginning.
    pub since: Option<Timestamp>,
    /// Up to here; `None` up to the last reading.
    pub until: Option<Timestamp>,
    /// How many columns the chart has; at least one.
    pub columns: usize,
}

/// A meter over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// At most as many as there are columns, in the order of time. Columns in which nothing was read are not there.
    pub points: Vec<Point>,
    /// The rises of that time, in its order.
    pub rises: Vec<StoredRise>,
    /// Where nothing was read for so long that the line is broken.
    pub gaps: Vec<Gap>,
}

/// What was left in one column, in the meter's unit; what was used, where the provider reports only that.
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
    /// The value at its beginning.
    pub first: Decimal,
    /// The value at its end.
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

/// What becomes a [`Point`], with its times as the file has them.
#[derive(Clone, Copy)]
struct Stretch {
    at: i64,
    until: i64,
    first: Decimal,
    min: Decimal,
    max: Decimal,
    last: Decimal,
}

impl Stretch {
    /// One value that did not change.
    fn flat(at: i64, until: i64, value: Decimal) -> Self {
        Self { at, until, first: value, min: value, max: value, last: value }
    }

    fn extend(&mut self, later: &Self) {
        self.until = self.until.max(later.until);
        self.min = self.min.min(later.min);
        self.max = self.max.max(later.max);
        self.last = later.last;
    }

    fn point(&self) -> rusqlite::Result<Point> {
        let Self { at, until, first, min, max, last } = *self;
        Ok(Point { at: time(0, at)?, until: time(1, until)?, min, max, first, last })
    }
}

impl History {
    /// What was left of a meter over time; nothing of a meter that was never read.
    pub fn chart(
        &self,
        account: &AccountId,
        meter: &str,
        unit: &Unit,
        query: &ChartQuery,
    ) -> Result<Chart, HistoryError> {
        self.read(|connection| {
            let Some(meter) = meter_row(connection, account, meter, unit)? else { return Ok(Chart::default()) };
            let bounds = match (query.since, query.until) {
                (Some(since), Some(until)) => Some((since.as_millisecond(), until.as_millisecond())),
                (since, until) => known_bounds(connection, meter)?.map(|(first, last)| {
                    (since.map_or(first, Timestamp::as_millisecond), until.map_or(last, Timestamp::as_millisecond))
                }),
            };
            let Some((since, until)) = bounds.filter(|(since, until)| since <= until) else {
                return Ok(Chart::default());
            };
            let mut columns = Columns::new(since, until, query.columns.max(1));
            old_points(connection, meter, &mut columns)?;
            new_points(connection, meter, &mut columns)?;
            let points = columns.stretches.iter().map(Stretch::point).collect::<rusqlite::Result<_>>()?;
            let gap = |(from, until): &(i64, i64)| Ok(Gap { from: time(0, *from)?, until: time(1, *until)? });
            let gaps = columns.gaps.iter().map(gap).collect::<rusqlite::Result<_>>()?;
            Ok(Chart { points, rises: rises(connection, meter, since, until)?, gaps })
        })
    }
}

/// More columns than this are on no screen, and a product with any time still fits its number.
const MOST_COLUMNS: usize = 100_000;

/// The points so far, by column.
struct Columns {
    since: i64,
    until: i64,
    count: i64,
    stretches: Vec<Stretch>,
    column: i64,
    gaps: Vec<(i64, i64)>,
    /// The end of what was taken in so far.
    end: Option<i64>,
}

impl Columns {
    fn new(since: i64, until: i64, count: usize) -> Self {
        let count = i64::try_from(count.clamp(1, MOST_COLUMNS)).unwrap_or(1);
        Self { since, until, count, stretches: Vec::new(), column: -1, gaps: Vec::new(), end: None }
    }

    /// Takes in a row, in the order of time: its values at its beginning, and the last one for as long as it goes on.
    fn take(&mut self, mut row: Stretch, longest_pause: i64) {
        row.at = row.at.clamp(self.since, self.until);
        row.until = row.until.clamp(row.at, self.until);
        if let Some(from) = self.end.filter(|end| row.at.saturating_sub(*end) > longest_pause) {
            self.gaps.push((from, row.at));
        }
        self.end = self.end.max(Some(row.until));
        self.push(&Stretch { until: row.at, ..row });
        if row.until > row.at {
            self.push(&Stretch::flat(row.until, row.until, row.last));
        }
    }

    fn push(&mut self, stretch: &Stretch) {
        let span = self.until - self.since + 1;
        let column = (stretch.at - self.since).saturating_mul(self.count) / span;
        match self.stretches.last_mut() {
            // A clock that was set back must not open a column twice.
            Some(last) if column <= self.column => last.extend(stretch),
            _ => {
                self.stretches.push(*stretch);
                self.column = column;
            }
        }
    }
}

/// When the meter was first and last read.
fn known_bounds(connection: &Connection, meter: MeterRow) -> rusqlite::Result<Option<(i64, i64)>> {
    let sql = "SELECT min(first), max(last) FROM (
                   SELECT min(first_at) AS first, max(last_at) AS last FROM sample WHERE meter = ?1
                   UNION ALL SELECT min(first_at), max(last_at) FROM span WHERE meter = ?1)";
    connection.prepare_cached(sql)?.query_row([meter.id], |row| {
        let bounds: (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(bounds.0.zip(bounds.1))
    })
}

fn old_points(connection: &Connection, meter: MeterRow, columns: &mut Columns) -> rusqlite::Result<()> {
    let sql = "SELECT first_at, last_at, coalesce(first, used), coalesce(least, used), coalesce(most, used),
                      coalesce(last, used), length
               FROM span WHERE meter = ?1 AND last_at >= ?2 AND first_at <= ?3 AND coalesce(first, used) IS NOT NULL
               ORDER BY first_at";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([meter.id, columns.since, columns.until])?;
    while let Some(row) = rows.next()? {
        let stretch = Stretch {
            at: row.get(0)?,
            until: row.get(1)?,
            first: amount_at(row, 2)?,
            min: amount_at(row, 3)?,
            max: amount_at(row, 4)?,
            last: amount_at(row, 5)?,
        };
        let length: i64 = row.get(6)?;
        columns.take(stretch, LONGEST_GAP.max(2 * length * 1_000));
    }
    Ok(())
}

fn new_points(connection: &Connection, meter: MeterRow, columns: &mut Columns) -> rusqlite::Result<()> {
    // By the reading's number, which is the order in which they came even if the clock was set back.
    let sql = "SELECT first_at, last_at, coalesce(remaining, used) FROM sample
               WHERE meter = ?1 AND last_at >= ?2 AND first_at <= ?3 AND coalesce(remaining, used) IS NOT NULL
                   AND NOT unlimited
               ORDER BY reading";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([meter.id, columns.since, columns.until])?;
    while let Some(row) = rows.next()? {
        columns.take(Stretch::flat(row.get(0)?, row.get(1)?, amount_at(row, 2)?), LONGEST_GAP);
    }
    Ok(())
}

fn rises(connection: &Connection, meter: MeterRow, since: i64, until: i64) -> rusqlite::Result<Vec<StoredRise>> {
    let sql = "SELECT rise.id, at, name, unit, before, after, kind, relabelled FROM rise JOIN meter ON meter.id = meter
               WHERE meter = ?1 AND at BETWEEN ?2 AND ?3 ORDER BY at, rise.id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([meter.id, since, until], stored_rise)?;
    rows.filter_map(Result::transpose).collect()
}
