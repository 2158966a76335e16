//! What is kept for how long: samples become hours, hours become days, old decisions and failures go.
//!
//! Of an hour or a day the first, the least, the most and the last value stay, so that a chart loses no extreme. The work is
//! done in steps of a few thousand rows, each of which leaves a whole file: it may be stopped at any of them.

use std::collections::BTreeMap;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::runs::optional_amount_at;
use super::{History, HistoryError};
use crate::amount::Decimal;
use crate::time::Timestamp;

/// Rows that are taken in one step.
const STEP: usize = 2_000;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Pages that are given back to the file system at a time.
const PAGES: &str = "PRAGMA incremental_vacuum(2000)";

/// For how long what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Every change.
    pub raw: Duration,
    /// Hours, and how long it failed; afterwards days.
    pub hourly: Duration,
    /// Decisions about alerts.
    pub decisions: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        let days = |days: u64| Duration::from_secs(days * 86_400);
        Self { raw: days(90), hourly: days(730), decisions: days(730) }
    }
}

/// What tidying up did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tidied {
    /// Samples that became part of an hour, and hours that became part of a day.
    pub folded: usize,
    /// Decisions and failures that are gone.
    pub removed: usize,
}

impl History {
    /// Thins out what is older than it is wanted. Other calls go on between its steps.
    pub fn tidy_up(&self, retention: Retention, now: Timestamp) -> Result<Tidied, HistoryError> {
        let before = |time: Duration| {
            let time = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
            now.as_millisecond().saturating_sub(time)
        };
        let meters: Vec<i64> = self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT id FROM meter")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })?;
        let mut tidied = Tidied::default();
        for meter in meters {
            tidied.folded += self.fold(meter, before(retention.raw), fold_samples)?;
            tidied.folded += self.fold(meter, before(retention.hourly.max(retention.raw)), fold_hours)?;
        }
        tidied.removed += self.forget(before(retention.decisions), "DELETE FROM decision WHERE at < ?1")?;
        let sql = "DELETE FROM failure WHERE last_at < ?1
                   AND id NOT IN (SELECT failure FROM account WHERE failure IS NOT NULL)";
        tidied.removed += self.forget(before(retention.hourly), sql)?;
        if tidied != Tidied::default() {
            self.give_back()?;
        }
        Ok(tidied)
    }

    fn fold(
        &self,
        meter: i64,
        before: i64,
        step: impl Fn(&Transaction<'_>, i64, i64) -> rusqlite::Result<usize>,
    ) -> Result<usize, HistoryError> {
        let mut folded = 0;
        loop {
            let mut count = 0;
            self.write(|transaction| {
                count = step(transaction, meter, before)?;
                Ok(())
            })?;
            folded += count;
            if count < STEP {
                return Ok(folded);
            }
        }
    }

    fn forget(&self, before: i64, sql: &str) -> Result<usize, HistoryError> {
        let mut forgotten = 0;
        self.write(|transaction| {
            forgotten = transaction.prepare_cached(sql)?.execute([before])?;
            Ok(())
        })?;
        Ok(forgotten)
    }

    fn give_back(&self) -> Result<(), HistoryError> {
        let connection = self.connection();
        let given = (|| {
            let mut vacuum = connection.prepare(PAGES)?;
            let mut steps = vacuum.query([])?;
            while steps.next()?.is_some() {}
            Ok(())
        })();
        given.map_err(|error| self.failed(error))
    }
}

/// What is left of an hour or a day.
struct Span {
    first_at: i64,
    last_at: i64,
    /// First, least, most and last of what was left, where that was reported.
    left: Option<[Decimal; 4]>,
    used: Option<String>,
    limit: Option<String>,
    resets_at: Option<i64>,
}

impl Span {
    fn extend(&mut self, later: Self) {
        self.first_at = self.first_at.min(later.first_at);
        self.last_at = self.last_at.max(later.last_at);
        self.left = match (self.left, later.left) {
            (Some([first, least, most, _]), Some([_, other_least, other_most, last])) => {
                Some([first, least.min(other_least), most.max(other_most), last])
            }
            (one, other) => other.or(one),
        };
        self.used = later.used.or(self.used.take());
        self.limit = later.limit.or(self.limit.take());
        self.resets_at = later.resets_at.or(self.resets_at);
    }
}

/// Spans by when they begin, those that the file has already among them.
struct Spans<'a> {
    transaction: &'a Transaction<'a>,
    meter: i64,
    length: i64,
    rows: BTreeMap<i64, Span>,
}

impl<'a> Spans<'a> {
    fn new(transaction: &'a Transaction<'_>, meter: i64, length: i64) -> Self {
        Self { transaction, meter, length, rows: BTreeMap::new() }
    }

    fn add(&mut self, at: i64, later: Span) -> rusqlite::Result<()> {
        let length = self.length * 1_000;
        let start = at.div_euclid(length) * length;
        if let Some(span) = self.rows.get_mut(&start) {
            span.extend(later);
            return Ok(());
        }
        let span = match stored(self.transaction, self.meter, start, self.length)? {
            Some(mut span) => {
                span.extend(later);
                span
            }
            None => later,
        };
        self.rows.insert(start, span);
        Ok(())
    }

    fn keep(self) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for (start, span) in self.rows {
            let [first, least, most, last] =
                span.left.map_or([const { None }; 4], |left| left.map(|amount| Some(amount.to_string())));
            statement.execute(params![
                self.meter,
                start,
                self.length,
                span.first_at,
                span.last_at,
                first,
                least,
                most,
                last,
                span.used,
                span.limit,
                span.resets_at
            ])?;
        }
        Ok(())
    }
}

const SPAN: &str = "SELECT first_at, last_at, first, least, most, last, used, \"limit\", resets_at FROM span";

fn stored(connection: &Connection, meter: i64, start: i64, length: i64) -> rusqlite::Result<Option<Span>> {
    let sql = format!("{SPAN} WHERE meter = ?1 AND start = ?2 AND length = ?3");
    connection.prepare_cached(&sql)?.query_row([meter, start, length], span).optional()
}

fn span(row: &Row<'_>) -> rusqlite::Result<Span> {
    let mut left = [Decimal::ZERO; 4];
    let mut is_reported = true;
    for (place, column) in left.iter_mut().zip(2..) {
        match optional_amount_at(row, column)? {
            Some(amount) => *place = amount,
            None => is_reported = false,
        }
    }
    Ok(Span {
        first_at: row.get(0)?,
        last_at: row.get(1)?,
        left: is_reported.then_some(left),
        used: row.get(6)?,
        limit: row.get(7)?,
        resets_at: row.get(8)?,
    })
}

/// One step from samples to hours; returns how many samples went.
fn fold_samples(transaction: &Transaction<'_>, meter: i64, before: i64) -> rusqlite::Result<usize> {
    let sql = "SELECT reading, first_at, last_at, remaining, used, \"limit\", resets_at, unlimited FROM sample
               WHERE meter = ?1 AND last_at < ?2 ORDER BY reading LIMIT ?3";
    let mut hours = Spans::new(transaction, meter, HOUR);
    let mut statement = transaction.prepare_cached(sql)?;
    let mut rows = statement.query(params![meter, before, i64::try_from(STEP).unwrap_or(i64::MAX)])?;
    let (mut count, mut last_reading) = (0, None);
    while let Some(row) = rows.next()? {
        count += 1;
        last_reading = Some(row.get::<_, i64>(0)?);
        let (first_at, last_at): (i64, i64) = (row.get(1)?, row.get(2)?);
        let unlimited: bool = row.get(7)?;
        let left = optional_amount_at(row, 3)?.filter(|_| !unlimited).map(|amount| [amount; 4]);
        // Figures that stayed the same for days belong to the hour in which they began.
        let sample = Span { first_at, last_at, left, used: row.get(4)?, limit: row.get(5)?, resets_at: row.get(6)? };
        hours.add(first_at, sample)?;
    }
    hours.keep()?;
    if let Some(last) = last_reading {
        let sql = "DELETE FROM sample WHERE meter = ?1 AND reading <= ?2 AND last_at < ?3";
        transaction.prepare_cached(sql)?.execute([meter, last, before])?;
    }
    Ok(count)
}

/// One step from hours to days; returns how many hours went.
fn fold_hours(transaction: &Transaction<'_>, meter: i64, before: i64) -> rusqlite::Result<usize> {
    let sql = format!("{SPAN} WHERE meter = ?1 AND length = ?2 AND last_at < ?3 ORDER BY start LIMIT ?4");
    let mut days = Spans::new(transaction, meter, DAY);
    let mut statement = transaction.prepare_cached(&sql)?;
    let mut rows = statement.query(params![meter, HOUR, before, i64::try_from(STEP).unwrap_or(i64::MAX)])?;
    let mut count = 0;
    let mut last_start = None;
    while let Some(row) = rows.next()? {
        count += 1;
        let hour = span(row)?;
        let at = hour.first_at;
        last_start = Some(at.div_euclid(HOUR * 1_000) * HOUR * 1_000);
        days.add(at, hour)?;
    }
    days.keep()?;
    if let Some(last) = last_start {
        let sql = "DELETE FROM span WHERE meter = ?1 AND length = ?2 AND start <= ?3 AND last_at < ?4";
        transaction.prepare_cached(sql)?.execute([meter, HOUR, last, before])?;
    }
    Ok(count)
}
