//! The polls that the file still knows one by one: the first and the last of each run of polls that gave the same.

use rusqlite::{Row, params};

use super::latest::{decode, time_at};
use super::{History, HistoryError};
use crate::failure::Failure;
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::time::Timestamp;

/// A poll and what it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPoll {
    /// When it was made.
    pub at: Timestamp,
    /// The reading, or why there was none.
    pub outcome: Result<Reading, Failure>,
}

impl History {
    /// The account's last polls before a time, the latest first. Between the first and the last poll of a run there may
    /// have been more of the same; how many is not known of readings.
    pub fn polls(
        &self,
        account: &AccountId,
        before: Option<Timestamp>,
        most: usize,
    ) -> Result<Vec<StoredPoll>, HistoryError> {
        let before = before.map_or(i64::MAX, Timestamp::as_millisecond);
        let rows = i64::try_from(most).unwrap_or(i64::MAX);
        let mut polls = self.read(|connection| {
            let mut polls = Vec::new();
            let sql = "SELECT first_at, last_at, body FROM reading
                       WHERE account = (SELECT id FROM account WHERE name = ?1) AND first_at < ?2
                       ORDER BY id DESC LIMIT ?3";
            let mut statement = connection.prepare_cached(sql)?;
            let mut runs = statement.query(params![account.as_str(), before, rows])?;
            while let Some(row) = runs.next()? {
                if let Some(reading) = decode::<Reading>(row.get_ref(2)?.as_str()?) {
                    polls.extend(ends(row)?.map(|at| StoredPoll { at, outcome: Ok(reading.clone()) }));
                }
            }
            let sql = "SELECT since, last_at, body FROM failure
                       WHERE account = (SELECT id FROM account WHERE name = ?1) AND since < ?2
                       ORDER BY id DESC LIMIT ?3";
            let mut statement = connection.prepare_cached(sql)?;
            let mut runs = statement.query(params![account.as_str(), before, rows])?;
            while let Some(row) = runs.next()? {
                if let Some(failure) = decode::<Failure>(row.get_ref(2)?.as_str()?) {
                    polls.extend(ends(row)?.map(|at| StoredPoll { at, outcome: Err(failure.clone()) }));
                }
            }
            Ok(polls)
        })?;
        polls.retain(|poll| poll.at.as_millisecond() < before);
        polls.sort_by_key(|poll| std::cmp::Reverse(poll.at));
        polls.truncate(most);
        Ok(polls)
    }
}

/// The first and the last moment of a row; one where they are the same.
fn ends(row: &Row<'_>) -> rusqlite::Result<impl Iterator<Item = Timestamp>> {
    let (first, last) = (time_at(row, 0)?, time_at(row, 1)?);
    Ok([Some(first), Some(last).filter(|last| *last != first)].into_iter().flatten())
}
