//! The record of every decision about an alert.

use rusqlite::types::Type;
use rusqlite::{Row, Transaction, params};

use super::latest::time_at;
use super::{History, HistoryError};
use crate::alert::{Concern, Decision, HeldBecause, Severity};
use crate::ids::AccountId;

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDecision {
    /// Its number; later ones are larger.
    pub id: i64,
    /// Whose.
    pub account: AccountId,
    /// What was decided.
    pub decision: Decision,
}

/// Which decisions are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionQuery {
    /// Of this account; `None` for all.
    pub account: Option<AccountId>,
    /// Only those with a smaller number, to go on where the last query ended.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: usize,
}

impl History {
    /// The last decisions, the newest first.
    pub fn decisions(&self, query: &DecisionQuery) -> Result<Vec<StoredDecision>, HistoryError> {
        let account = query.account.as_ref();
        let columns = "SELECT decision.id, account.name, at, concern, severity, held, sentence
                       FROM decision JOIN account ON account.id = decision.account";
        // Two statements, so that each finds its rows by an index and in order.
        let sql = match account {
            Some(_) => format!(
                "{columns} WHERE decision.account = (SELECT id FROM account WHERE name = ?3) AND decision.id < ?1
                 ORDER BY decision.id DESC LIMIT ?2"
            ),
            None => format!("{columns} WHERE decision.id < ?1 AND ?3 IS NULL ORDER BY decision.id DESC LIMIT ?2"),
        };
        let (before, limit) = (query.before.unwrap_or(i64::MAX), i64::try_from(query.limit).unwrap_or(i64::MAX));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![before, limit, account.map(AccountId::as_str)], stored)?;
            rows.filter_map(Result::transpose).collect()
        })
    }
}

/// A decision of a newer program that this one does not know counts as absent.
fn stored(row: &Row<'_>) -> rusqlite::Result<Option<StoredDecision>> {
    let account = row.get_ref(1)?.as_str()?.parse();
    let concern = row.get_ref(3)?.as_str()?.parse::<Concern>();
    let severity = Severity::from_name(row.get_ref(4)?.as_str()?);
    let held = row.get_ref(5)?.as_str_or_null()?.map(HeldBecause::from_name);
    let (Ok(account), Ok(concern), Some(severity)) = (account, concern, severity) else { return Ok(None) };
    let held = match held {
        Some(None) => return Ok(None),
        Some(held) => held,
        None => None,
    };
    let sentence = row.get::<_, String>(6)?;
    let decision = Decision { at: time_at(row, 2)?, concern, severity, held, sentence };
    Ok(Some(StoredDecision { id: row.get(0)?, account, decision }))
}

/// Keeps decisions in their order.
pub(super) fn keep(transaction: &Transaction<'_>, account: i64, decisions: &[Decision]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO decision (account, at, concern, severity, held, sentence) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for decision in decisions {
        transaction.prepare_cached(sql)?.execute(params![
            account,
            decision.at.as_millisecond(),
            decision.concern.to_string(),
            decision.severity.as_str(),
            decision.held.map(HeldBecause::as_str),
            decision.sentence
        ])?;
    }
    Ok(())
}

/// What a column's text should have been.
pub(super) fn misread(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}
