//! Upkeep of the history: once some minutes after the start, then daily, beside everything else.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::actor::Actor;
use super::picture::ProblemKind;
use crate::history::{HistoryError, Retention};
use crate::schedule;
use crate::time::Timestamp;

/// The first upkeep comes this long after the start, and up to as long again later.
const FIRST: Duration = Duration::from_mins(3);
pub(super) const DAILY: Duration = Duration::from_hours(24);

/// What came of it.
pub(super) type Tidied = Result<(), HistoryError>;

/// When the first upkeep is: not at the same moment for every program that a session starts.
pub(super) fn first(now: Timestamp, accounts: impl Hash) -> Timestamp {
    let mut hasher = DefaultHasher::new();
    accounts.hash(&mut hasher);
    let later = Duration::from_secs(hasher.finish() % FIRST.as_secs());
    schedule::after(now, FIRST.saturating_add(later))
}

impl Actor {
    /// When the history is tidied up next; none where another program does it, or while it is being done.
    pub(super) fn next_upkeep(&self) -> Option<Timestamp> {
        (self.parts.history.is_some() && !self.is_follower() && self.upkeep.is_empty()).then_some(self.tidy_at)
    }

    /// Begins to tidy up when its time has come.
    pub(super) fn keep_up(&mut self) {
        let now = self.parts.clock.now();
        if self.next_upkeep().is_none_or(|at| at > now) {
            return;
        }
        self.tidy_at = schedule::after(now, DAILY);
        let Some(history) = self.parts.history.as_ref().map(Arc::clone) else { return };
        let kept = self.settings.history;
        let retention = Retention { raw: kept.raw, hourly: kept.hourly, decisions: kept.decisions };
        self.upkeep.spawn_blocking(move || history.tidy_up(retention, now).map(drop));
    }

    pub(super) fn finish_upkeep(&mut self, tidied: Tidied) {
        if let Err(why) = tidied {
            tracing::error!(%why, "the history could not be tidied up");
            self.problems.insert(ProblemKind::HistoryUnavailable, why.to_string());
        }
    }
}
