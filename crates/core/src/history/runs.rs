//! One meter's figures in the order of time, for the forecast.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::decisions::misread;
use super::latest::{time, time_at};
use super::{History, HistoryError};
use crate::amount::{Decimal, Unit};
use crate::forecast::{Figures, RiseKind, Run};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// A meter that an account has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterName {
    /// Its id within the account.
    pub id: String,
    /// What it counts.
    pub unit: Unit,
    /// What it was last called.
    pub label: String,
    /// Whether it was the primary one when it was last read.
    pub primary: bool,
}

/// Where a meter's rows are.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeterRow {
    pub(super) id: i64,
    limit_is_lifetime: bool,
}

impl History {
    /// The account's meters, the primary one first.
    pub fn meters(&self, account: &AccountId) -> Result<Vec<MeterName>, HistoryError> {
        let sql = "SELECT name, unit, label, is_primary FROM meter
                   WHERE account = (SELECT id FROM account WHERE name = ?1) ORDER BY is_primary DESC, id";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([account.as_str()], |row| {
                let unit = row.get_ref(1)?.as_str()?.parse().map_err(|error| misread(1, error))?;
                Ok(MeterName { id: row.get(0)?, unit, label: row.get(2)?, primary: row.get(3)? })
            })?;
            rows.collect()
        })
    }

    /// The meter's figures that were still read at or after `since`, the oldest first. Where the figures were not
    /// reported or not limited, there is no run; of hours and days only the first and the last figure.
    pub fn runs(
        &self,
        account: &AccountId,
        meter: &str,
        unit: &Unit,
        since: impl Into<Option<Timestamp>>,
    ) -> Result<Vec<Run>, HistoryError> {
        let since = since.into().map_or(i64::MIN, Timestamp::as_millisecond);
        self.read(|connection| {
            let Some(meter) = meter_row(connection, account, meter, unit)? else { return Ok(Vec::new()) };
            let mut relabelled = relabelled(connection, meter)?;
            let mut runs = old_runs(connection, meter, since)?;
            let sql = "SELECT first_at, last_at, remaining, \"limit\", resets_at FROM sample
                       WHERE meter = ?1 AND last_at >= ?2 AND remaining IS NOT NULL AND NOT unlimited ORDER BY reading";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([meter.id, since], |row| {
                Ok(Run {
                    first_at: time_at(row, 0)?,
                    last_at: time_at(row, 1)?,
                    figures: Figures {
                        remaining: amount_at(row, 2)?,
                        limit: optional_amount_at(row, 3)?.filter(|_| !meter.limit_is_lifetime),
                        resets_at: row.get::<_, Option<i64>>(4)?.map(|at| time(4, at)).transpose()?,
                    },
                    known_rise: None,
                })
            })?;
            for run in rows {
                runs.push(run?);
            }
            for run in &mut runs {
                run.known_rise = relabelled.remove(&run.first_at.as_millisecond());
            }
            Ok(runs)
        })
    }
}

/// Where the meter's rows are.
pub(super) fn meter_row(
    connection: &Connection,
    account: &AccountId,
    meter: &str,
    unit: &Unit,
) -> rusqlite::Result<Option<MeterRow>> {
    let sql = "SELECT id, limit_is_lifetime FROM meter
               WHERE account = (SELECT id FROM account WHERE name = ?1) AND name = ?2 AND unit = ?3";
    let values = params![account.as_str(), meter, unit.to_string()];
    let row = |row: &Row<'_>| Ok(MeterRow { id: row.get(0)?, limit_is_lifetime: row.get(1)? });
    connection.prepare_cached(sql)?.query_row(values, row).optional()
}

/// What the person said about the meter's rises, by their time.
fn relabelled(connection: &Connection, meter: MeterRow) -> rusqlite::Result<BTreeMap<i64, RiseKind>> {
    let sql = "SELECT at, relabelled FROM rise WHERE meter = ?1 AND relabelled IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([meter.id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut relabelled = BTreeMap::new();
    for row in rows {
        let (at, kind) = row?;
        relabelled.extend(RiseKind::from_name(&kind).map(|kind| (at, kind)));
    }
    Ok(relabelled)
}

/// What is known of the hours and days whose samples are gone.
fn old_runs(connection: &Connection, meter: MeterRow, since: i64) -> rusqlite::Result<Vec<Run>> {
    let sql = "SELECT first_at, last_at, first, last, \"limit\", resets_at FROM span
               WHERE meter = ?1 AND last_at >= ?2 AND first IS NOT NULL AND last IS NOT NULL ORDER BY first_at";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([meter.id, since])?;
    let mut runs = Vec::new();
    while let Some(row) = rows.next()? {
        let figures = Figures {
            remaining: amount_at(row, 2)?,
            limit: optional_amount_at(row, 4)?.filter(|_| !meter.limit_is_lifetime),
            resets_at: row.get::<_, Option<i64>>(5)?.map(|at| time(5, at)).transpose()?,
        };
        let (first_at, last_at, last) = (time_at(row, 0)?, time_at(row, 1)?, amount_at(row, 3)?);
        if last == figures.remaining {
            runs.push(Run { first_at, last_at, figures, known_rise: None });
        } else {
            let later = Figures { remaining: last, ..figures.clone() };
            runs.push(Run { first_at, last_at: first_at, figures, known_rise: None });
            runs.push(Run { first_at: last_at, last_at, figures: later, known_rise: None });
        }
    }
    Ok(runs)
}

pub(super) fn amount_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Decimal> {
    row.get_ref(column)?.as_str()?.parse().map_err(|error| misread(column, error))
}

pub(super) fn optional_amount_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Decimal>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|digits| digits.parse().map_err(|error| misread(column, error))).transpose()
}
