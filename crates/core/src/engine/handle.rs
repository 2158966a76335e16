//! The way to a running engine.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{mpsc, oneshot, watch};

use super::wishes::Wish;
use super::{Press, ProblemKind, Recent, Refused, Seed};
use crate::alert::Pause;
use crate::forecast::{RiseKind, Suggested};
use crate::ids::AccountId;
use crate::time::Timestamp;

/// What the engine is asked to do.
pub(super) enum Request {
    Refresh { accounts: Option<Vec<AccountId>>, only_stale: bool },
    Reload { seed: Option<Seed>, done: oneshot::Sender<()> },
    Grant { wish: Wish, done: oneshot::Sender<Result<(), Refused>> },
    Suggest { account: AccountId, done: oneshot::Sender<Option<Suggested>> },
    Recent { account: AccountId, done: oneshot::Sender<Option<Recent>> },
    SetProblem(ProblemKind, Option<String>),
    Shutdown { done: oneshot::Sender<()> },
}

/// The way to a running engine. Dropping all handles ends it.
pub struct Handle<S> {
    requests: mpsc::Sender<Request>,
    snapshots: watch::Receiver<Arc<S>>,
    pressed: Arc<Mutex<Option<mpsc::UnboundedReceiver<Press>>>>,
}

impl<S> Clone for Handle<S> {
    fn clone(&self) -> Self {
        Self { requests: self.requests.clone(), snapshots: self.snapshots.clone(), pressed: Arc::clone(&self.pressed) }
    }
}

/// The engine has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the engine has ended")]
pub struct Ended;

impl<S> Handle<S> {
    pub(super) fn new(
        requests: mpsc::Sender<Request>,
        snapshots: watch::Receiver<Arc<S>>,
        pressed: mpsc::UnboundedReceiver<Press>,
    ) -> Self {
        Self { requests, snapshots, pressed: Arc::new(Mutex::new(Some(pressed))) }
    }

    /// The state of everything, rendered; changes only when something did.
    pub fn snapshots(&self) -> watch::Receiver<Arc<S>> {
        self.snapshots.clone()
    }

    /// What the person asks for from a notice and the shell has to do; `None` when it was taken before.
    pub fn take_presses(&self) -> Option<mpsc::UnboundedReceiver<Press>> {
        self.pressed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Polls now: all accounts, or those named; `only_stale` leaves out what was read within the last minute.
    pub async fn refresh(&self, accounts: Option<Vec<AccountId>>, only_stale: bool) -> Result<(), Ended> {
        self.requests.send(Request::Refresh { accounts, only_stale }).await.map_err(|_| Ended)
    }

    /// Reads the configuration anew and returns once it is in force; with a seed, in the same step as what is already
    /// known of a new account or key.
    pub async fn reload(&self, seed: Option<Seed>) -> Result<(), Ended> {
        let (done, wait) = oneshot::channel();
        self.requests.send(Request::Reload { seed, done }).await.map_err(|_| Ended)?;
        wait.await.map_err(|_| Ended)
    }

    /// Says nothing about an account before that time; none ends a snooze. In force and kept once it returns, as the
    /// other wishes are.
    pub async fn snooze(&self, account: AccountId, until: Option<Timestamp>) -> Result<(), Refused> {
        self.grant(Wish::Snooze { account, until }).await
    }

    /// Says nothing about what is left of an account before it is topped up, or does again.
    pub async fn mute(&self, account: AccountId, muted: bool) -> Result<(), Refused> {
        self.grant(Wish::Mute { account, muted }).await
    }

    /// Pauses all alerts, or resumes them with [`Pause::No`].
    pub async fn pause_alerts(&self, pause: Pause) -> Result<(), Refused> {
        self.grant(Wish::Pause(pause)).await
    }

    /// Notes what the person says a rise was; `None` for what the figures tell. The forecast follows.
    pub async fn relabel(&self, rise: i64, kind: Option<RiseKind>) -> Result<(), Refused> {
        self.grant(Wish::Relabel { rise, kind }).await
    }

    async fn grant(&self, wish: Wish) -> Result<(), Refused> {
        let (done, wait) = oneshot::channel();
        self.requests.send(Request::Grant { wish, done }).await.map_err(|_| Ended)?;
        wait.await.map_err(|_| Ended)?
    }

    /// Thresholds that fit how fast an account drains; none while that is being learnt.
    pub async fn suggest(&self, account: AccountId) -> Result<Option<Suggested>, Ended> {
        let (done, wait) = oneshot::channel();
        self.requests.send(Request::Suggest { account, done }).await.map_err(|_| Ended)?;
        wait.await.map_err(|_| Ended)
    }

    /// What is remembered of an account's polls; none where there is no such account.
    pub async fn recent(&self, account: AccountId) -> Result<Option<Recent>, Ended> {
        let (done, wait) = oneshot::channel();
        self.requests.send(Request::Recent { account, done }).await.map_err(|_| Ended)?;
        wait.await.map_err(|_| Ended)
    }

    /// Says that something outside the engine is wrong, or no longer is. Never waits: it may come from a GUI's thread.
    pub fn set_problem(&self, kind: ProblemKind, message: Option<String>) -> Result<(), Ended> {
        self.requests.try_send(Request::SetProblem(kind, message)).map_err(|_| Ended)
    }

    /// Ends the engine once what is being written is written.
    pub async fn shutdown(&self) {
        let (done, wait) = oneshot::channel();
        if self.requests.send(Request::Shutdown { done }).await.is_ok() {
            let _already_ended = wait.await;
        }
    }
}
