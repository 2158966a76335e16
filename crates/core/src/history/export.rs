//! Everything that is kept of one meter, row by row, for a file of the person's own.

use rusqlite::{Connection, Row};

use super::latest::{time, time_at};
use super::record::LONGEST_GAP;
use super::runs::{MeterRow, meter_row, optional_amount_at};
use super::{History, HistoryError};
use crate::amount::{Decimal, Unit};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// How finely a row is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// One row for as long as the figures stayed the same.
    Reading,
    /// What is left of an hour's readings.
    Hour,
    /// What is left of a day's readings.
    Day,
}

/// One row. An absent figure was not reported, or is not kept at this resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// How finely it is kept.
    pub resolution: Resolution,
    /// The first reading that it is of.
    pub first_at: Timestamp,
    /// The last one.
    pub last_at: Timestamp,
    /// Of what remained: the first, the least, the most and the last.
    pub remaining: Option<[Decimal; 4]>,
    /// What was used, at the end.
    pub used: Option<Decimal>,
    /// The limit, at the end.
    pub limit: Option<Decimal>,
    /// Whether the provider said that there is no limit.
    pub unlimited: bool,
    /// When it starts anew.
    pub resets_at: Option<Timestamp>,
    /// When what is left lapses.
    pub expires_at: Option<Timestamp>,
}

/// Why not every row was taken.
#[derive(Debug)]
pub enum Interrupted<E> {
    /// The file could not be read.
    History(HistoryError),
    /// Whoever took them stopped.
    Taker(E),
}

impl History {
    /// Hands over every row of a meter that touches that time, the oldest first; `None` of a meter that was never read.
    /// For a long past use a history that is open for reading alone: this one is in use until the last row is taken.
    pub fn kept_rows<E>(
        &self,
        (account, meter, unit): (&AccountId, &str, &Unit),
        (since, until): (Option<Timestamp>, Option<Timestamp>),
        mut take: impl FnMut(KeptRow) -> Result<(), E>,
    ) -> Result<Option<u64>, Interrupted<E>> {
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let until = until.map_or(i64::MAX, Timestamp::as_millisecond);
        let mut stopped = None;
        let counted = self.read(|connection| {
            let Some(meter) = meter_row(connection, account, meter, unit)? else { return Ok(None) };
            let mut count = 0;
            let mut hand_over = |row: KeptRow| match take(row) {
                Ok(()) => {
                    count += 1;
                    true
                }
                Err(why) => {
                    stopped = Some(why);
                    false
                }
            };
            let went_on = old_rows(connection, meter, [since, until], &mut hand_over)?;
            if went_on {
                new_rows(connection, meter, [since, until], &mut hand_over)?;
            }
            Ok(Some(count))
        });
        match (stopped, counted) {
            (Some(why), _) => Err(Interrupted::Taker(why)),
            (None, Err(why)) => Err(Interrupted::History(why)),
            (None, Ok(count)) => Ok(count),
        }
    }
}

fn old_rows(
    connection: &Connection,
    meter: MeterRow,
    [since, until]: [i64; 2],
    take: &mut impl FnMut(KeptRow) -> bool,
) -> rusqlite::Result<bool> {
    let sql = "SELECT first_at, last_at, used, \"limit\", resets_at, first, least, most, last, length FROM span
               WHERE meter = ?1 AND last_at >= ?2 AND first_at <= ?3 ORDER BY start";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([meter.id, since, until])?;
    while let Some(row) = rows.next()? {
        let mut remaining = [Decimal::ZERO; 4];
        let mut is_reported = true;
        for (figure, column) in remaining.iter_mut().zip(5..) {
            match optional_amount_at(row, column)? {
                Some(amount) => *figure = amount,
                None => is_reported = false,
            }
        }
        let seconds: i64 = row.get(9)?;
        let kept = KeptRow {
            resolution: if seconds * 1_000 > LONGEST_GAP { Resolution::Day } else { Resolution::Hour },
            remaining: is_reported.then_some(remaining),
            ..common(row)?
        };
        if !take(kept) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn new_rows(
    connection: &Connection,
    meter: MeterRow,
    [since, until]: [i64; 2],
    take: &mut impl FnMut(KeptRow) -> bool,
) -> rusqlite::Result<()> {
    let sql = "SELECT first_at, last_at, used, \"limit\", resets_at, remaining, unlimited, expires_at FROM sample
               WHERE meter = ?1 AND last_at >= ?2 AND first_at <= ?3 ORDER BY reading";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([meter.id, since, until])?;
    while let Some(row) = rows.next()? {
        let kept = KeptRow {
            remaining: optional_amount_at(row, 5)?.map(|amount| [amount; 4]),
            unlimited: row.get(6)?,
            expires_at: optional_time_at(row, 7)?,
            ..common(row)?
        };
        if !take(kept) {
            break;
        }
    }
    Ok(())
}

/// What both tables have: `first_at, last_at, used, limit, resets_at`.
fn common(row: &Row<'_>) -> rusqlite::Result<KeptRow> {
    Ok(KeptRow {
        resolution: Resolution::Reading,
        first_at: time_at(row, 0)?,
        last_at: time_at(row, 1)?,
        remaining: None,
        used: optional_amount_at(row, 2)?,
        limit: optional_amount_at(row, 3)?,
        unlimited: false,
        resets_at: optional_time_at(row, 4)?,
        expires_at: None,
    })
}

fn optional_time_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(|at| time(column, at)).transpose()
}
