//! The one actor that owns the state of all accounts and alone spawns tasks.
//!
//! Commands go in through a [`Handle`]; one snapshot stream comes out. What to do when is decided by `schedule` and
//! `alert`; here is only the doing: queue, limits, keys in memory, deliveries, wake-up and the lost network.
//!
//! Deliberately absent: any use of the wire contract (the snapshot is rendered by a function that is passed in), and any
//! timer besides the one the actor sleeps on.

mod account;
mod actor;
mod offline;
mod past;
mod picture;
mod poll;
mod polls;
mod tellings;
mod waiting;

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::history::{History, PollerLock};
use crate::ids::AccountId;
use crate::notifier::Notifier;
use crate::probe::Transport;
use crate::reading::Reading;
use crate::secret::Secret;
use crate::secrets::SecretStore;
use crate::settings::{Settings, SettingsWatch};
use crate::time::Clock;

pub(crate) use account::Running;
pub(crate) use past::Past;
pub use picture::{AccountPicture, Picture, Problem, ProblemKind};
pub use poll::Environment;
pub(crate) use poll::ask_all;

/// What the engine works with.
pub struct Parts {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Sends requests.
    pub transport: Arc<dyn Transport>,
    /// Holds the keys.
    pub secrets: Arc<dyn SecretStore>,
    /// Looks up environment variables, for accounts whose key is there.
    pub environment: Environment,
    /// Shows notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Keeps readings and memories; `None` when the file cannot be used, which is a problem but no reason to stop.
    pub history: Option<Arc<History>>,
    /// Reads the configuration anew; called on a blocking thread.
    pub configuration: Arc<dyn Fn() -> Configuration + Send + Sync>,
    /// Says that the configuration has changed on disk; `None` where only [`Handle::reload`] does.
    pub watch: Option<SettingsWatch>,
    /// Whether this process polls, or another one does.
    pub poller: Poller,
}

/// The right to poll for a data folder.
pub enum Poller {
    /// This process has it.
    Owner(PollerLock),
    /// Nobody can have it: the data folder cannot be used at all. This process polls and keeps nothing.
    Alone,
    /// Another process has it; the function tries to take it over when that one ends.
    Follower(Arc<dyn Fn() -> Option<PollerLock> + Send + Sync>),
}

/// The configuration as it was read.
pub struct Configuration {
    /// The settings; `None` when the file is broken and the last good ones stay in force.
    pub settings: Option<Settings>,
    /// The providers, built in and custom.
    pub catalog: Catalog,
    /// What is wrong with either.
    pub problems: Vec<Problem>,
}

/// What is known of an account from checking its key, so that it need not be asked again at once.
pub struct Seed {
    /// Which.
    pub account: AccountId,
    /// The key that was checked.
    pub key: Option<Arc<Secret>>,
    /// What the provider answered.
    pub outcome: Result<Reading, Failure>,
}

/// What the engine is asked to do.
enum Request {
    Refresh { accounts: Option<Vec<AccountId>>, only_stale: bool },
    Reload { seed: Option<Seed>, done: oneshot::Sender<()> },
    SetProblem(ProblemKind, Option<String>),
    Shutdown { done: oneshot::Sender<()> },
}

/// The way to a running engine. Dropping all handles ends it.
pub struct Handle<S> {
    requests: mpsc::Sender<Request>,
    snapshots: watch::Receiver<Arc<S>>,
}

impl<S> Clone for Handle<S> {
    fn clone(&self) -> Self {
        Self { requests: self.requests.clone(), snapshots: self.snapshots.clone() }
    }
}

/// The engine has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the engine has ended")]
pub struct Ended;

impl<S> Handle<S> {
    /// The state of everything, rendered; changes only when something did.
    pub fn snapshots(&self) -> watch::Receiver<Arc<S>> {
        self.snapshots.clone()
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

/// Starts the engine on the current Tokio runtime. `render` turns its picture into what the snapshot stream carries; a
/// new snapshot is sent only when `same` says that it differs from the last one.
pub async fn start<S: Send + Sync + 'static>(
    parts: Parts,
    render: impl Fn(&Picture) -> S + Send + Sync + 'static,
    same: impl Fn(&S, &S) -> bool + Send + Sync + 'static,
) -> Handle<S> {
    let (requests, inbox) = mpsc::channel(64);
    let actor = actor::Actor::prepare(parts).await;
    let (snapshot, snapshots) = watch::channel(Arc::new(render(&actor.picture())));
    let publish = move |picture: &Picture| {
        let next = render(picture);
        snapshot.send_if_modified(|current| {
            let changed = !same(current, &next);
            if changed {
                *current = Arc::new(next);
            }
            changed
        });
    };
    tokio::spawn(actor.run(inbox, publish));
    Handle { requests, snapshots }
}
