//! What is looked at when one account cannot be read: its last polls, and what the provider said last.

use super::render::{digits, failure, time};
use super::{App, AppError};
use crate::contract::{LastAnswer, PollEntry};
use crate::engine::{MOST_POLLS, Recent, RecentPoll};
use crate::ids::AccountId;

impl App {
    /// The last polls, the latest first: those of this program, before them what the history knows of earlier ones.
    pub(super) async fn poll_log(&self, account: AccountId) -> Result<Vec<PollEntry>, AppError> {
        let recent = self.recent(&account).await?;
        let mut entries: Vec<PollEntry> = recent.polls.iter().rev().map(entry).collect();
        let missing = MOST_POLLS.saturating_sub(entries.len());
        // Without a history there are only those of this program; that there is none is said by the snapshot.
        if missing > 0 && self.0.history.is_some() {
            let before = recent.polls.front().map(|poll| poll.at);
            let older = self.ask_history(move |history| history.polls(&account, before, missing)).await?;
            entries.extend(older.iter().map(|poll| entry(&RecentPoll::new(poll.at, None, poll.outcome.as_ref()))));
        }
        Ok(entries)
    }

    pub(super) async fn last_answer(&self, account: AccountId) -> Result<Option<LastAnswer>, AppError> {
        let heard = self.recent(&account).await?.heard;
        Ok(heard.map(|heard| LastAnswer {
            at: time(heard.at),
            http_status: heard.status,
            body: heard.text,
            truncated: heard.truncated,
        }))
    }

    async fn recent(&self, account: &AccountId) -> Result<Recent, AppError> {
        let recent = self.0.engine.recent(account.clone()).await?;
        recent.ok_or_else(|| AppError::UnknownAccount(account.clone()))
    }
}

fn entry(poll: &RecentPoll) -> PollEntry {
    PollEntry {
        at: time(poll.at),
        took_ms: poll.took.map(|took| u32::try_from(took.as_millis()).unwrap_or(u32::MAX)),
        remaining: poll.remaining.map(digits),
        unit: poll.unit.as_ref().map(ToString::to_string),
        failure: poll.failure.as_ref().map(failure),
    }
}
