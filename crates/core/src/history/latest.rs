//! Reading back what was kept.
//!
//! A row whose text is not understood (of a newer program that this one may still work beside) counts as absent and is
//! told to the log, so that one row never hides everything else.

use std::collections::BTreeMap;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;

use super::{History, HistoryError, Latest, StoredFailure, StoredReading};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::time::Timestamp;

const READING: &str = "SELECT body, as_of, first_at, last_at FROM reading";
const FAILURE: &str = "SELECT body, since, last_at, count FROM failure";

impl History {
    /// What is known of one account; nothing of one that was never polled.
    pub fn latest(&self, account: &AccountId) -> Result<Latest, HistoryError> {
        let found = self.read(|connection| {
            let sql = "SELECT id, checked_at, failure FROM account WHERE name = ?1";
            let row = connection.prepare_cached(sql)?.query_row([account.as_str()], account_row).optional()?;
            row.map(|row| latest(connection, &row)).transpose()
        })?;
        Ok(found.unwrap_or_default())
    }

    /// What is known of every account, those that are no longer configured included.
    pub fn latest_all(&self) -> Result<BTreeMap<AccountId, Latest>, HistoryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT id, checked_at, failure, name FROM account")?;
            let rows = statement.query_map([], |row| Ok((row.get::<_, String>(3)?, account_row(row)?)))?;
            let mut all = BTreeMap::new();
            for row in rows {
                let (name, row) = row?;
                if let Ok(account) = name.parse() {
                    all.insert(account, latest(connection, &row)?);
                }
            }
            Ok(all)
        })
    }

    /// The account's readings that were still given at or after `since`, the oldest first.
    pub fn readings(&self, account: &AccountId, since: Option<Timestamp>) -> Result<Vec<StoredReading>, HistoryError> {
        let sql = format!("{READING} {}", of_account_since());
        self.rows(&sql, account, since, stored_reading)
    }

    /// The account's failures that still happened at or after `since`, the oldest first.
    pub fn failures(&self, account: &AccountId, since: Option<Timestamp>) -> Result<Vec<StoredFailure>, HistoryError> {
        let sql = format!("{FAILURE} {}", of_account_since());
        self.rows(&sql, account, since, stored_failure)
    }

    /// The text last given to [`History::set_memory`] or [`History::record`].
    pub fn memory(&self, account: &AccountId) -> Result<Option<String>, HistoryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT memory FROM account WHERE name = ?1")?;
            Ok(statement.query_row([account.as_str()], |row| row.get(0)).optional()?.flatten())
        })
    }

    fn rows<T>(
        &self,
        sql: &str,
        account: &AccountId,
        since: Option<Timestamp>,
        stored: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>, HistoryError> {
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![account.as_str(), since], |row| stored(row))?;
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// One view of the file for all of its queries, whatever is written meanwhile.
    pub(super) fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, HistoryError> {
        let mut connection = self.connection();
        let found = (|| {
            let transaction = connection.transaction()?;
            let found = query(&transaction)?;
            transaction.commit()?;
            Ok(found)
        })();
        found.map_err(|error| self.failed(error))
    }
}

fn of_account_since() -> &'static str {
    "WHERE account = (SELECT id FROM account WHERE name = ?1) AND last_at >= ?2 ORDER BY id"
}

struct AccountRow {
    id: i64,
    checked_at: Option<i64>,
    failure: Option<i64>,
}

fn account_row(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow { id: row.get(0)?, checked_at: row.get(1)?, failure: row.get(2)? })
}

fn latest(connection: &Connection, account: &AccountRow) -> rusqlite::Result<Latest> {
    let sql = format!("{READING} WHERE account = ?1 ORDER BY id DESC LIMIT 2");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut readings = statement.query_map([account.id], stored_reading)?;
    let mut next = || readings.next().transpose().map(Option::flatten);
    let (reading, previous) = (next()?, next()?);
    let failure = match account.failure {
        Some(failure) => {
            let sql = format!("{FAILURE} WHERE id = ?1");
            connection.prepare_cached(&sql)?.query_row([failure], stored_failure).optional()?.flatten()
        }
        None => None,
    };
    let checked_at = account.checked_at.map(|at| time(1, at)).transpose()?;
    Ok(Latest { reading, previous, failure, checked_at })
}

fn stored_reading(row: &Row<'_>) -> rusqlite::Result<Option<StoredReading>> {
    let Some(mut reading) = decode::<Reading>(row.get_ref(0)?.as_str()?) else { return Ok(None) };
    if let Some(as_of) = row.get_ref(1)?.as_str_or_null()? {
        reading.as_of = as_of.parse().ok();
    }
    Ok(Some(StoredReading { reading, first_at: time_at(row, 2)?, last_at: time_at(row, 3)? }))
}

fn stored_failure(row: &Row<'_>) -> rusqlite::Result<Option<StoredFailure>> {
    let Some(failure) = decode(row.get_ref(0)?.as_str()?) else { return Ok(None) };
    let count = row.get::<_, i64>(3)?.unsigned_abs();
    Ok(Some(StoredFailure { failure, since: time_at(row, 1)?, last_at: time_at(row, 2)?, count }))
}

/// The value that a row's text says, where it is understood.
pub(super) fn decode<T: DeserializeOwned>(body: &str) -> Option<T> {
    match serde_json::from_str(body) {
        Ok(value) => Some(value),
        Err(error) => {
            tracing::warn!(%error, "a row of the history is not understood");
            None
        }
    }
}

pub(super) fn time_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    time(column, row.get(column)?)
}

pub(super) fn time(column: usize, milliseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(milliseconds)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error)))
}
