//! What the history knows of an account, as the engine takes it up. Blocks.

use std::time::Duration;

use crate::alert::Memory;
use crate::forecast::{Ledger, Run};
use crate::history::{History, HistoryError, Latest};
use crate::ids::AccountId;
use crate::reading::Reading;
use crate::time::Timestamp;

/// A forecast is made of what was spent in this time.
const REMEMBERED: Duration = Duration::from_hours(56 * 24);

/// What the history knows of an account.
#[derive(Debug, Default)]
pub(crate) struct Past {
    pub(crate) latest: Latest,
    pub(crate) memory: Memory,
    pub(crate) spent: Spent,
}

/// What its primary meter spent.
#[derive(Debug, Default)]
pub(crate) struct Spent {
    pub(crate) ledger: Ledger,
    /// Since when its figures are the same.
    pub(crate) still_since: Option<Timestamp>,
}

/// What is known of an account already.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(super) checked_at: Option<Timestamp>,
    pub(super) memory: Option<String>,
}

impl Past {
    /// Everything that is known; none where that is no more than is known already. An unreadable memory starts anew,
    /// because one bad row must not stop an account.
    pub(crate) fn of(
        history: &History,
        account: &AccountId,
        now: Timestamp,
        known: Option<&Known>,
    ) -> Result<Option<Self>, HistoryError> {
        let latest = history.latest(account)?;
        let memory = history.memory(account)?;
        if known.is_some_and(|known| known.checked_at == latest.checked_at && known.memory == memory) {
            return Ok(None);
        }
        let memory = memory.and_then(|text| match serde_json::from_str(&text) {
            Ok(memory) => Some(memory),
            Err(why) => {
                tracing::warn!(%account, %why, "an account's alert memory could not be read; it starts anew");
                None
            }
        });
        let spent = match &latest.reading {
            Some(stored) => Spent::of(history, account, &stored.reading, now)?,
            None => Spent::default(),
        };
        Ok(Some(Self { latest, memory: memory.unwrap_or_default(), spent }))
    }
}

impl Spent {
    /// What the primary meter of the account's last reading spent.
    pub(crate) fn of(
        history: &History,
        account: &AccountId,
        reading: &Reading,
        now: Timestamp,
    ) -> Result<Self, HistoryError> {
        let Some(meter) = reading.primary() else { return Ok(Self::default()) };
        let since = now.saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        let runs: Vec<Run> = history.runs(account, &meter.id, &meter.unit, since)?;
        let still_since = runs.last().map(|run| run.first_at);
        Ok(Self { ledger: Ledger::from_runs(runs), still_since })
    }
}
