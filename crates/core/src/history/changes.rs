//! What changed: rises and what they were, statuses, and grants with the dates on which they lapse.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::latest::time_at;
use super::runs::{amount_at, optional_amount_at};
use super::{History, HistoryError};
use crate::amount::Decimal;
use crate::forecast::{Rise, RiseKind};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::time::Timestamp;

/// A rise as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRise {
    /// Its number.
    pub id: i64,
    /// What was seen.
    pub rise: Rise,
    /// What the person says that it was.
    pub relabelled: Option<RiseKind>,
}

impl StoredRise {
    /// What it was: as the person says, else as the figures do.
    pub fn kind(&self) -> RiseKind {
        self.relabelled.unwrap_or(self.rise.kind)
    }
}

/// A status that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The poll that first said so.
    pub at: Timestamp,
    /// The plan's name; `None` for the account's own status.
    pub subject: Option<String>,
    /// What it was; `None` where there was none, or no such plan.
    pub from: Option<String>,
    /// What it is; `None` where there is none any more.
    pub to: Option<String>,
}

/// Something that lapses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The plan's name or the meter's label.
    pub name: String,
    /// When it lapses, or did.
    pub expires_at: Timestamp,
    /// What was last left of it.
    pub remaining: Option<Decimal>,
    /// Its total.
    pub limit: Option<Decimal>,
    /// The poll that first named it.
    pub first_at: Timestamp,
    /// The last poll that said something new and still named it.
    pub last_at: Timestamp,
}

impl History {
    /// The account's rises at or after `since`, the oldest first.
    pub fn rises(&self, account: &AccountId, since: Option<Timestamp>) -> Result<Vec<StoredRise>, HistoryError> {
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let sql =
            "SELECT rise.id, at, name, unit, before, after, kind, relabelled FROM rise JOIN meter ON meter.id = meter
                   WHERE meter.account = (SELECT id FROM account WHERE name = ?1) AND at >= ?2 ORDER BY at, rise.id";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![account.as_str(), since], stored_rise)?;
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// Says what a rise was; `None` takes the person's word back. Returns whose it is; `None` where there is no such rise.
    pub fn relabel(&self, rise: i64, kind: Option<RiseKind>) -> Result<Option<AccountId>, HistoryError> {
        let mut whose: Option<String> = None;
        self.write(|transaction| {
            let sql = "UPDATE rise SET relabelled = ?2 WHERE id = ?1 RETURNING meter";
            let kind = kind.map(RiseKind::as_str);
            let meter: Option<i64> =
                transaction.prepare_cached(sql)?.query_row(params![rise, kind], |row| row.get(0)).optional()?;
            let Some(meter) = meter else { return Ok(()) };
            let sql = "SELECT account.name FROM account JOIN meter ON meter.account = account.id WHERE meter.id = ?1";
            whose = Some(transaction.prepare_cached(sql)?.query_row([meter], |row| row.get(0))?);
            Ok(())
        })?;
        Ok(whose.and_then(|name| name.parse().ok()))
    }

    /// The changes of the account's statuses at or after `since`, the oldest first.
    pub fn transitions(&self, account: &AccountId, since: Option<Timestamp>) -> Result<Vec<Transition>, HistoryError> {
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let sql = "SELECT at, subject, old, new FROM transition
                   WHERE account = (SELECT id FROM account WHERE name = ?1) AND at >= ?2 ORDER BY id";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![account.as_str(), since], |row| {
                Ok(Transition { at: time_at(row, 0)?, subject: row.get(1)?, from: row.get(2)?, to: row.get(3)? })
            })?;
            rows.collect()
        })
    }

    /// Everything of the account that lapses or has lapsed, the first to lapse first.
    pub fn grants(&self, account: &AccountId) -> Result<Vec<Grant>, HistoryError> {
        let sql = "SELECT name, expires_at, remaining, \"limit\", first_at, last_at FROM grant_
                   WHERE account = (SELECT id FROM account WHERE name = ?1) ORDER BY expires_at, name";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([account.as_str()], |row| {
                Ok(Grant {
                    name: row.get(0)?,
                    expires_at: time_at(row, 1)?,
                    remaining: optional_amount_at(row, 2)?,
                    limit: optional_amount_at(row, 3)?,
                    first_at: time_at(row, 4)?,
                    last_at: time_at(row, 5)?,
                })
            })?;
            rows.collect()
        })
    }
}

/// A row of `id, at, name, unit, before, after, kind, relabelled`; none where a newer program wrote what this one does
/// not know.
pub(super) fn stored_rise(row: &Row<'_>) -> rusqlite::Result<Option<StoredRise>> {
    let kind = |name: &str| RiseKind::from_name(name);
    let (unit, detected) = (row.get_ref(3)?.as_str()?.parse(), kind(row.get_ref(6)?.as_str()?));
    let (Ok(unit), Some(detected)) = (unit, detected) else { return Ok(None) };
    Ok(Some(StoredRise {
        id: row.get(0)?,
        rise: Rise {
            at: time_at(row, 1)?,
            meter: row.get(2)?,
            unit,
            before: amount_at(row, 4)?,
            after: amount_at(row, 5)?,
            kind: detected,
        },
        relabelled: row.get_ref(7)?.as_str_or_null()?.and_then(kind),
    }))
}

/// Keeps rises of meters that the poll's reading has.
pub(super) fn keep_rises(transaction: &Transaction<'_>, account: i64, rises: &[Rise]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO rise (meter, at, before, after, kind)
               SELECT id, ?4, ?5, ?6, ?7 FROM meter WHERE account = ?1 AND name = ?2 AND unit = ?3";
    for rise in rises {
        transaction.prepare_cached(sql)?.execute(params![
            account,
            rise.meter,
            rise.unit.to_string(),
            rise.at.as_millisecond(),
            rise.before.to_string(),
            rise.after.to_string(),
            rise.kind.as_str()
        ])?;
    }
    Ok(())
}

/// Keeps what became of the statuses since the reading before; an account's first reading changes nothing.
pub(super) fn keep_statuses(
    transaction: &Transaction<'_>,
    account: i64,
    at: i64,
    before: Option<&Reading>,
    after: &Reading,
) -> rusqlite::Result<()> {
    let Some(before) = before else { return Ok(()) };
    let statuses = |reading: &Reading| {
        let own = (None, reading.status.clone());
        let plans = reading.plans.iter().map(|plan| (Some(plan.name.clone()), plan.status.clone()));
        std::iter::once(own).chain(plans).collect::<Vec<(Option<String>, Option<String>)>>()
    };
    let (old, new) = (statuses(before), statuses(after));
    let sql = "INSERT INTO transition (account, at, subject, old, new) VALUES (?1, ?2, ?3, ?4, ?5)";
    let status_in = |statuses: &[(Option<String>, Option<String>)], subject: &Option<String>| {
        statuses.iter().find(|(other, _)| other == subject).and_then(|(_, status)| status.clone())
    };
    for (subject, to) in &new {
        let from = status_in(&old, subject);
        let is_new = !old.iter().any(|(other, _)| other == subject);
        if from != *to || is_new {
            transaction.prepare_cached(sql)?.execute(params![account, at, subject, from, to])?;
        }
    }
    for (subject, from) in old.iter().filter(|(subject, _)| !new.iter().any(|(other, _)| other == subject)) {
        transaction.prepare_cached(sql)?.execute(params![account, at, subject, from, None::<String>])?;
    }
    Ok(())
}

/// Dates of one grant that lie nearer to each other than this are one date: some providers reckon it anew from the moment
/// of each answer, which must not make a row of every poll.
const SAME_DATE: i64 = 24 * 60 * 60 * 1000;

/// Keeps what lapses.
pub(super) fn keep_grants(
    transaction: &Transaction<'_>,
    account: i64,
    at: i64,
    reading: &Reading,
) -> rusqlite::Result<()> {
    let plans = reading.plans.iter().map(|plan| (&plan.name, plan.expires_at, plan.remaining, plan.limit));
    let meters = reading.meters.iter().map(|meter| (&meter.label, meter.expires_at, meter.remaining, meter.limit));
    let moved = "UPDATE OR REPLACE grant_ SET expires_at = ?3 WHERE account = ?1 AND name = ?2 AND expires_at =
                     (SELECT expires_at FROM grant_ WHERE account = ?1 AND name = ?2 AND abs(expires_at - ?3) < ?4
                      ORDER BY abs(expires_at - ?3) LIMIT 1)";
    let sql = "INSERT INTO grant_ (account, name, expires_at, remaining, \"limit\", first_at, last_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
               ON CONFLICT DO UPDATE SET remaining = excluded.remaining, \"limit\" = excluded.\"limit\",
                   last_at = excluded.last_at";
    for (name, expires_at, remaining, limit) in plans.chain(meters) {
        let Some(expires_at) = expires_at else { continue };
        let expires_at = expires_at.as_millisecond();
        transaction.prepare_cached(moved)?.execute(params![account, name, expires_at, SAME_DATE])?;
        let [remaining, limit] = [remaining, limit].map(|amount| amount.map(|amount| amount.to_string()));
        let values = params![account, name, expires_at, remaining, limit, at];
        transaction.prepare_cached(sql)?.execute(values)?;
    }
    Ok(())
}
