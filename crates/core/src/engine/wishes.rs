//! What the person wishes of the alerts: snooze, mute, pause, and what a rise really was. In force at once and kept, so
//! that a restart does not forget it.

use super::Ended;
use super::actor::Actor;
use super::past::Spent;
use crate::alert::Pause;
use crate::forecast::RiseKind;
use crate::history::{History, HistoryError};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// The history's name for whether alerts are paused.
const PAUSED: &str = "alerts_paused";
/// What stands there until the person resumes them; else it is the time until when.
const UNTIL_RESUMED: &str = "until_resumed";

/// What the person wishes.
#[derive(Debug)]
pub(super) enum Wish {
    Snooze { account: AccountId, until: Option<Timestamp> },
    Mute { account: AccountId, muted: bool },
    Pause(Pause),
    Relabel { rise: i64, kind: Option<RiseKind> },
}

/// Why a wish was not granted.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The engine has ended.
    #[error(transparent)]
    Ended(#[from] Ended),
    /// No such account.
    #[error("there is no account {0}")]
    UnknownAccount(AccountId),
    /// No such rise.
    #[error("this change is no longer known")]
    UnknownChange,
    /// Another process watches these accounts, and would not know of it.
    #[error("another Lowtide watches these accounts; ask that one")]
    AnotherPoller,
    /// The history cannot be used.
    #[error("the history could not be used")]
    NoHistory,
}

impl Actor {
    /// Does what the person wishes.
    pub(super) async fn grant(&mut self, wish: Wish) -> Result<(), Refused> {
        if self.is_follower() {
            return Err(Refused::AnotherPoller);
        }
        match wish {
            Wish::Snooze { account, until } => {
                let now = self.parts.clock.now();
                let until = until.filter(|until| *until > now);
                self.change(&account, |watch| watch.snooze(until)).await
            }
            Wish::Mute { account, muted } => self.change(&account, |watch| watch.mute(muted)).await,
            Wish::Pause(pause) => {
                self.pause(pause);
                self.keep_pause().await;
                Ok(())
            }
            Wish::Relabel { rise, kind } => self.relabel(rise, kind).await,
        }
    }

    async fn change(
        &mut self,
        account: &AccountId,
        change: impl FnOnce(&mut crate::alert::Watch),
    ) -> Result<(), Refused> {
        let running = self.accounts.iter_mut().find(|running| running.account.id == *account);
        let running = running.ok_or_else(|| Refused::UnknownAccount(account.clone()))?;
        change(&mut running.watch);
        running.look.at_once();
        let note = running.note(Vec::new());
        self.note(vec![note]).await;
        Ok(())
    }

    fn pause(&mut self, pause: Pause) {
        if self.pause != pause {
            self.pause = pause;
            self.accounts.iter_mut().for_each(|running| running.look.at_once());
        }
    }

    async fn keep_pause(&mut self) {
        let text = match self.pause {
            Pause::No => None,
            Pause::Until(until) => Some(until.to_string()),
            Pause::UntilResumed => Some(UNTIL_RESUMED.to_owned()),
        };
        self.with_history(move |history| history.set_state(PAUSED, text.as_deref())).await;
    }

    /// Takes over whether alerts are paused, as the history says.
    pub(super) async fn recall_pause(&mut self) {
        if let Some(pause) = self.with_history(kept_pause).await {
            self.pause(pause);
        }
    }

    /// Ends a pause whose time has come.
    pub(super) async fn end_pause(&mut self) {
        if let Pause::Until(until) = self.pause
            && until <= self.parts.clock.now()
        {
            self.pause(Pause::No);
            if !self.is_follower() {
                self.keep_pause().await;
            }
        }
    }

    async fn relabel(&mut self, rise: i64, kind: Option<RiseKind>) -> Result<(), Refused> {
        if self.parts.history.is_none() {
            return Err(Refused::NoHistory);
        }
        let account = self.with_history(move |history| history.relabel(rise, kind)).await.ok_or(Refused::NoHistory)?;
        let account = account.ok_or(Refused::UnknownChange)?;
        self.rebuild_ledger(&account).await;
        Ok(())
    }

    /// Makes an account's ledger anew from what the history knows of its primary meter.
    pub(super) async fn rebuild_ledger(&mut self, account: &AccountId) {
        let running = self.accounts.iter().find(|running| running.account.id == *account);
        let Some(reading) = running.and_then(|running| running.watch.reading().cloned()) else { return };
        let (id, now) = (account.clone(), self.parts.clock.now());
        let spent = self.with_history(move |history| Spent::of(history, &id, &reading, now)).await;
        let zone = self.parts.clock.zone();
        let running = self.accounts.iter_mut().find(|running| running.account.id == *account);
        if let Some((running, spent)) = running.zip(spent) {
            running.watch.set_ledger(spent.ledger, &zone);
            running.judge_pace();
        }
    }
}

fn kept_pause(history: &History) -> Result<Pause, HistoryError> {
    Ok(match history.state(PAUSED)?.as_deref() {
        None => Pause::No,
        Some(UNTIL_RESUMED) => Pause::UntilResumed,
        Some(until) => until.parse().map_or_else(
            |why| {
                tracing::warn!(%why, "until when alerts are paused could not be read; they are not");
                Pause::No
            },
            Pause::Until,
        ),
    })
}
