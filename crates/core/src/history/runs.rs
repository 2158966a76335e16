//! One meter's figures over time, as a ledger takes them in.

use super::{History, HistoryError};
use crate::amount::Unit;
use crate::forecast::Run;
use crate::ids::AccountId;
use crate::time::Timestamp;

/// A meter that the history knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterName {
    /// Stable name within the account; with the unit it names one meter.
    pub id: String,
    /// What it counts.
    pub unit: Unit,
    /// What the last reading that had it called it.
    pub label: String,
    /// Whether the account was judged by it then.
    pub primary: bool,
}

impl History {
    /// The account's meters, also those that are no longer reported; the primary ones first.
    pub fn meters(&self, _account: &AccountId) -> Result<Vec<MeterName>, HistoryError> {
        Ok(Vec::new())
    }

    /// What a meter read at and after `since`, in the order in which it was read. Where what is left was not reported or
    /// not limited there is none.
    pub fn runs(
        &self,
        _account: &AccountId,
        _meter: &str,
        _unit: &Unit,
        _since: impl Into<Option<Timestamp>>,
    ) -> Result<Vec<Run>, HistoryError> {
        Ok(Vec::new())
    }
}
