//! The record of every alert decision.

use rusqlite::{Row, Transaction, params};

use super::{History, HistoryError, read_time};
use crate::alert::{Concern, Decision, HeldBecause, Severity};
use crate::ids::AccountId;

/// Which decisions to give back, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionQuery {
    /// Those about one account; `None` for all.
    pub account: Option<AccountId>,
    /// Those made before the one with this id; `None` to begin with the newest.
    pub before: Option<i64>,
    /// As many at most.
    pub limit: usize,
}

/// A decision as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDecision {
    /// Grows with each decision.
    pub id: i64,
    /// Whom it is about.
    pub account: AccountId,
    /// The decision.
    pub decision: Decision,
}

impl History {
    /// The decisions that the query asks for, the newest first.
    pub fn decisions(&self, query: &DecisionQuery) -> Result<Vec<StoredDecision>, HistoryError> {
        let sql = "SELECT decision.id, account.name, at, concern, severity, held, sentence
                   FROM decision JOIN account ON account.id = decision.account
                   WHERE decision.id < ?1 AND (?2 IS NULL OR account.name = ?2)
                   ORDER BY decision.id DESC LIMIT ?3";
        let account = query.account.as_ref().map(AccountId::as_str);
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![query.before.unwrap_or(i64::MAX), account, limit], stored)?;
            rows.filter_map(Result::transpose).collect()
        })
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Option<StoredDecision>> {
    let (account, concern, severity) =
        (row.get_ref(1)?.as_str()?, row.get_ref(3)?.as_str()?, row.get_ref(4)?.as_str()?);
    let held = row.get_ref(5)?.as_str_or_null()?;
    let understood = (|| {
        let held = match held {
            Some(name) => Some(HeldBecause::from_name(name)?),
            None => None,
        };
        Some((account.parse().ok()?, concern.parse::<Concern>().ok()?, severity_of(severity)?, held))
    })();
    let Some((account, concern, severity, held)) = understood else {
        tracing::warn!(concern, severity, held, "a decision of the history is not understood");
        return Ok(None);
    };
    let decision = Decision { at: read_time(row, 2)?, concern, severity, held, sentence: row.get(6)? };
    Ok(Some(StoredDecision { id: row.get(0)?, account, decision }))
}

fn severity_of(name: &str) -> Option<Severity> {
    [Severity::Info, Severity::Warning, Severity::Critical].into_iter().find(|severity| severity.as_str() == name)
}

pub(super) fn keep(transaction: &Transaction<'_>, account: i64, decisions: &[Decision]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO decision (account, at, concern, severity, held, sentence) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for decision in decisions {
        transaction.prepare_cached(sql)?.execute(params![
            account,
            decision.at.as_millisecond(),
            decision.concern.to_string(),
            decision.severity.as_str(),
            decision.held.map(HeldBecause::as_str),
            decision.sentence,
        ])?;
    }
    Ok(())
}
