//! What the history knows of an account, as the engine takes it up. Blocks.

use crate::alert::Memory;
use crate::forecast::Ledger;
use crate::history::{History, HistoryError, Latest};
use crate::ids::AccountId;

/// What the history knows of an account.
#[derive(Debug, Default)]
pub(crate) struct Past {
    pub(crate) latest: Latest,
    pub(crate) memory: Memory,
    pub(crate) ledger: Ledger,
}

impl Past {
    /// Everything that is known; an unreadable memory starts anew, because one bad row must not stop an account.
    pub(crate) fn of(history: &History, account: &AccountId) -> Result<Self, HistoryError> {
        let latest = history.latest(account)?;
        let memory = history.memory(account)?.and_then(|text| match serde_json::from_str(&text) {
            Ok(memory) => Some(memory),
            Err(why) => {
                tracing::warn!(%account, %why, "an account's alert memory could not be read; it starts anew");
                None
            }
        });
        Ok(Self { latest, memory: memory.unwrap_or_default(), ledger: Ledger::default() })
    }
}
