//! What an account's plans and status went through, and the grants that lapse. Kept for ever: they are few.

use super::{History, HistoryError};
use crate::amount::{Decimal, Unit};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// A status that changed, or a plan that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The poll that showed it.
    pub at: Timestamp,
    /// The plan's name (a second one of the same name is "name (2)"); `None` for the account itself.
    pub subject: Option<String>,
    /// The status before; empty for a plan that had none, `None` where there was no plan or no status.
    pub from: Option<String>,
    /// The status since, in the same way.
    pub to: Option<String>,
}

/// Something that lapses: a plan or a meter with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The plan's name or the meter's label.
    pub name: String,
    /// The meter's unit; `None` for a plan.
    pub unit: Option<Unit>,
    /// What was left of it when it was last read.
    pub remaining: Option<Decimal>,
    /// Its total when it was last read.
    pub limit: Option<Decimal>,
    /// When it lapses or lapsed.
    pub expires_at: Timestamp,
    /// The first poll that gave it.
    pub first_at: Timestamp,
    /// The last poll that gave it.
    pub last_at: Timestamp,
}

impl History {
    /// What changed at or after `since`, the oldest first. Failures that come and go are in [`History::failures`].
    pub fn transitions(
        &self,
        _account: &AccountId,
        _since: Option<Timestamp>,
    ) -> Result<Vec<Transition>, HistoryError> {
        Ok(Vec::new())
    }

    /// Everything of the account that ever had a date on which it lapses, the first to lapse first.
    pub fn grants(&self, _account: &AccountId) -> Result<Vec<Grant>, HistoryError> {
        Ok(Vec::new())
    }
}
