//! Keeping what polls gave.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::latest::decode;
use super::{History, HistoryError, changes, decisions};
use crate::alert::Decision;
use crate::amount::Decimal;
use crate::failure::Failure;
use crate::forecast::Rise;
use crate::ids::AccountId;
use crate::reading::{Meter, Reading};
use crate::time::Timestamp;

/// How many last answers of an account are kept whole. Their figures stay as samples.
const WHOLE_ANSWERS: i64 = 50;
/// Polls that lie further apart than this are no one run, even if they gave the same: what is between is not known.
pub(super) const LONGEST_GAP: i64 = 6 * 60 * 60 * 1000;

/// Everything that one poll gave.
#[derive(Debug, Clone, Copy)]
pub struct Poll<'a> {
    /// What the provider said.
    pub outcome: Result<&'a Reading, &'a Failure>,
    /// The account's memory afterwards.
    pub memory: Option<&'a str>,
    /// What rose since the poll before.
    pub rises: &'a [Rise],
    /// What was decided about alerts.
    pub decisions: &'a [Decision],
}

/// What is to be kept of an account between two polls.
#[derive(Debug, Clone)]
pub struct Note {
    /// Whose.
    pub account: AccountId,
    /// Its memory.
    pub memory: Option<String>,
    /// What was decided about alerts.
    pub decisions: Vec<Decision>,
}

/// Where an account's row is and what it says.
struct AccountRow {
    id: i64,
    failure: Option<i64>,
}

/// One poll's reading and the row that it has in `reading`.
struct ReadingRow {
    id: i64,
    /// When the reading before this poll was last given.
    previous_at: Option<i64>,
}

impl History {
    /// Keeps the outcome of one poll and, in the same transaction, the account's memory where it is given.
    ///
    /// A reading makes a new row only when it says something else than the last one, its `as_of` apart; a failure when
    /// it is of another kind than the last poll's. Otherwise the row in place is kept up to date.
    pub fn record(
        &self,
        account: &AccountId,
        at: Timestamp,
        outcome: Result<&Reading, &Failure>,
        memory: Option<&str>,
    ) -> Result<(), HistoryError> {
        self.record_poll(account, at, &Poll { outcome, memory, rises: &[], decisions: &[] })
    }

    /// Keeps everything that one poll gave, in one transaction.
    pub fn record_poll(&self, account: &AccountId, at: Timestamp, poll: &Poll<'_>) -> Result<(), HistoryError> {
        let Poll { outcome, memory, rises, decisions } = *poll;
        let encode = |source| HistoryError::Encode { account: account.clone(), source };
        let body = match outcome {
            Ok(reading) => serde_json::to_string(&Reading { as_of: None, ..reading.clone() }),
            Err(failure) => serde_json::to_string(failure),
        };
        let body = body.map_err(encode)?;
        self.write(|transaction| {
            let at = at.as_millisecond();
            let row = account_row(transaction, account, at)?;
            match outcome {
                Ok(reading) => {
                    let reading_row = keep_reading(transaction, &row, at, reading, &body)?;
                    for meter in &reading.meters {
                        keep_sample(transaction, &row, at, &reading_row, meter)?;
                    }
                }
                Err(failure) => keep_failure(transaction, &row, at, failure, &body)?,
            }
            changes::keep_rises(transaction, row.id, rises)?;
            decisions::keep(transaction, row.id, decisions)?;
            memory.map_or(Ok(()), |memory| keep_memory(transaction, account, memory))
        })
    }

    /// Keeps what was decided between two polls, and the memory that goes with it.
    pub fn note(&self, note: &Note) -> Result<(), HistoryError> {
        self.note_all(std::slice::from_ref(note))
    }

    /// [`History::note`] of several accounts, all or none.
    pub fn note_all(&self, notes: &[Note]) -> Result<(), HistoryError> {
        self.write(|transaction| {
            for note in notes {
                if let Some(memory) = &note.memory {
                    keep_memory(transaction, &note.account, memory)?;
                }
                if !note.decisions.is_empty() {
                    let id = known_account(transaction, &note.account)?;
                    decisions::keep(transaction, id, &note.decisions)?;
                }
            }
            Ok(())
        })
    }

    /// Keeps a text for the account, which means nothing here.
    pub fn set_memory(&self, account: &AccountId, memory: &str) -> Result<(), HistoryError> {
        self.write(|transaction| keep_memory(transaction, account, memory))
    }

    /// Forgets everything of an account, and overwrites the space that it gives back.
    pub fn remove(&self, account: &AccountId) -> Result<(), HistoryError> {
        let mut connection = self.connection();
        let removed = (|| {
            connection.pragma_update(None, "secure_delete", true)?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute("DELETE FROM account WHERE name = ?1", [account.as_str()])?;
            transaction.commit()?;
            connection.pragma_update(None, "secure_delete", false)?;
            // Gives back one page with each step.
            let mut vacuum = connection.prepare("PRAGMA incremental_vacuum")?;
            let mut steps = vacuum.query([])?;
            while steps.next()?.is_some() {}
            Ok(())
        })();
        removed.map_err(|error| self.failed(error))?;
        // What was removed is also in the log, until that is emptied; a reader in another process can prevent it.
        if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
            tracing::debug!(%error, "the log could not be emptied");
        }
        Ok(())
    }

    pub(super) fn write(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), HistoryError> {
        let mut connection = self.connection();
        let written = (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            change(&transaction)?;
            transaction.commit()
        })();
        written.map_err(|error| self.failed(error))
    }
}

fn account_row(transaction: &Transaction<'_>, account: &AccountId, at: i64) -> rusqlite::Result<AccountRow> {
    let sql = "INSERT INTO account (name, checked_at) VALUES (?1, ?2)
               ON CONFLICT (name) DO UPDATE SET checked_at = excluded.checked_at RETURNING id, failure";
    transaction
        .prepare_cached(sql)?
        .query_row(params![account.as_str(), at], |row| Ok(AccountRow { id: row.get(0)?, failure: row.get(1)? }))
}

/// The id of an account's row, which is made where there is none yet.
fn known_account(transaction: &Transaction<'_>, account: &AccountId) -> rusqlite::Result<i64> {
    let sql =
        "INSERT INTO account (name) VALUES (?1) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id";
    transaction.prepare_cached(sql)?.query_row([account.as_str()], |row| row.get(0))
}

fn keep_memory(transaction: &Transaction<'_>, account: &AccountId, memory: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO account (name, memory) VALUES (?1, ?2)
               ON CONFLICT (name) DO UPDATE SET memory = excluded.memory";
    transaction.prepare_cached(sql)?.execute(params![account.as_str(), memory]).map(drop)
}

fn keep_reading(
    transaction: &Transaction<'_>,
    account: &AccountRow,
    at: i64,
    reading: &Reading,
    body: &str,
) -> rusqlite::Result<ReadingRow> {
    transaction.prepare_cached("UPDATE account SET failure = NULL WHERE id = ?1")?.execute([account.id])?;
    let as_of = reading.as_of.map(|time| time.to_string());
    let last = transaction
        .prepare_cached("SELECT id, last_at, body FROM reading WHERE account = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([account.id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)))
        .optional()?;
    let previous_at = last.as_ref().map(|(_, last_at, _)| *last_at);
    match last {
        Some((id, last_at, last_body))
            if at.saturating_sub(last_at) <= LONGEST_GAP && (last_body == body || is_same(&last_body, reading)) =>
        {
            // A clock that was set back must not make a row end before it begins. The digits are the newest ones.
            let sql = "UPDATE reading SET last_at = ?2, first_at = min(first_at, ?2), as_of = ?3, body = ?4
                       WHERE id = ?1";
            transaction.prepare_cached(sql)?.execute(params![id, at, as_of, body])?;
            Ok(ReadingRow { id, previous_at })
        }
        _ => {
            let sql = "INSERT INTO reading (account, first_at, last_at, as_of, body) VALUES (?1, ?2, ?2, ?3, ?4)";
            transaction.prepare_cached(sql)?.execute(params![account.id, at, as_of, body])?;
            let row = ReadingRow { id: transaction.last_insert_rowid(), previous_at };
            let before = last.and_then(|(_, _, body)| decode::<Reading>(&body));
            changes::keep_statuses(transaction, account.id, at, before.as_ref(), reading)?;
            changes::keep_grants(transaction, account.id, at, reading)?;
            forget_old_answers(transaction, account.id)?;
            Ok(row)
        }
    }
}

/// Whole answers are the largest rows by far; their figures stay.
fn forget_old_answers(transaction: &Transaction<'_>, account: i64) -> rusqlite::Result<()> {
    let sql = "DELETE FROM reading WHERE account = ?1 AND id <=
                   (SELECT id FROM reading WHERE account = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)";
    transaction.prepare_cached(sql)?.execute([account, WHOLE_ANSWERS]).map(drop)
}

/// Whether the texts differ in the writing of numbers alone (1250 and 1250.0).
fn is_same(body: &str, reading: &Reading) -> bool {
    decode::<Reading>(body).is_some_and(|stored| stored == Reading { as_of: None, ..reading.clone() })
}

/// What a sample says, as it is written.
#[derive(PartialEq)]
struct Figures {
    amounts: [Option<String>; 3],
    unlimited: bool,
    times: [Option<i64>; 4],
}

impl Figures {
    fn of(meter: &Meter) -> Self {
        let period = meter.period.as_ref();
        let times = [
            meter.resets_at,
            meter.expires_at,
            period.and_then(|period| period.start),
            period.and_then(|period| period.end),
        ];
        Self {
            amounts: [meter.remaining, meter.used, meter.limit].map(|amount| amount.map(|amount| amount.to_string())),
            unlimited: meter.unlimited,
            times: times.map(|time| time.map(Timestamp::as_millisecond)),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let value = |amount: &Option<String>| amount.as_ref().and_then(|digits| digits.parse::<Decimal>().ok());
        self.unlimited == other.unlimited
            && self.times == other.times
            && self.amounts.iter().map(value).eq(other.amounts.iter().map(value))
    }
}

fn keep_sample(
    transaction: &Transaction<'_>,
    account: &AccountRow,
    at: i64,
    reading: &ReadingRow,
    meter: &Meter,
) -> rusqlite::Result<()> {
    let figures = Figures::of(meter);
    let id = meter_row(transaction, account, meter)?;
    let sql = "SELECT reading, last_at, remaining, used, \"limit\", unlimited,
                      resets_at, expires_at, period_start, period_end
               FROM sample WHERE meter = ?1 ORDER BY reading DESC LIMIT 1";
    let last = transaction
        .prepare_cached(sql)?
        .query_row([id], |row| {
            let figures = Figures {
                amounts: [row.get(2)?, row.get(3)?, row.get(4)?],
                unlimited: row.get(5)?,
                times: [row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?],
            };
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, figures))
        })
        .optional()?;
    match last {
        // Goes on only where the reading before had the meter too: what is between is not known otherwise.
        Some((first, last_at, old))
            if first == reading.id
                || (Some(last_at) == reading.previous_at
                    && at.saturating_sub(last_at) <= LONGEST_GAP
                    && old.is_same(&figures)) =>
        {
            let sql = "UPDATE sample SET last_at = ?3, first_at = min(first_at, ?3) WHERE meter = ?1 AND reading = ?2";
            transaction.prepare_cached(sql)?.execute(params![id, first, at]).map(drop)
        }
        _ => {
            let Figures { amounts: [remaining, used, limit], unlimited, times } = figures;
            let [resets_at, expires_at, period_start, period_end] = times;
            let sql = "INSERT INTO sample VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
            let values = params![
                id,
                reading.id,
                at,
                remaining,
                used,
                limit,
                unlimited,
                resets_at,
                expires_at,
                period_start,
                period_end
            ];
            transaction.prepare_cached(sql)?.execute(values).map(drop)
        }
    }
}

fn meter_row(transaction: &Transaction<'_>, account: &AccountRow, meter: &Meter) -> rusqlite::Result<i64> {
    let unit = meter.unit.to_string();
    let sql = "SELECT id FROM meter WHERE account = ?1 AND name = ?2 AND unit = ?3
               AND label = ?4 AND is_primary = ?5 AND limit_is_lifetime = ?6";
    let values = params![account.id, meter.id, unit, meter.label, meter.primary, meter.limit_is_lifetime];
    if let Some(id) = transaction.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()? {
        return Ok(id);
    }
    let sql = "INSERT INTO meter (account, name, unit, label, is_primary, limit_is_lifetime)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (account, name, unit) DO UPDATE SET label = excluded.label,
                   is_primary = excluded.is_primary, limit_is_lifetime = excluded.limit_is_lifetime
               RETURNING id";
    transaction.prepare_cached(sql)?.query_row(values, |row| row.get(0))
}

fn keep_failure(
    transaction: &Transaction<'_>,
    account: &AccountRow,
    at: i64,
    failure: &Failure,
    body: &str,
) -> rusqlite::Result<()> {
    let kind = failure.kind.as_str();
    if let Some(id) = account.failure {
        let sql = "UPDATE failure SET last_at = ?3, since = min(since, ?3), count = count + 1, body = ?4
                   WHERE id = ?1 AND kind = ?2";
        if transaction.prepare_cached(sql)?.execute(params![id, kind, at, body])? > 0 {
            return Ok(());
        }
    }
    let sql = "INSERT INTO failure (account, kind, since, last_at, count, body) VALUES (?1, ?2, ?3, ?3, 1, ?4)";
    transaction.prepare_cached(sql)?.execute(params![account.id, kind, at, body])?;
    let id = transaction.last_insert_rowid();
    transaction.prepare_cached("UPDATE account SET failure = ?2 WHERE id = ?1")?.execute([account.id, id]).map(drop)
}
