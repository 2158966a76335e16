//! The one actor that owns the state of all accounts and alone spawns tasks.
//!
//! Commands go in through a [`Handle`]; one snapshot stream comes out. What to do when is decided by `schedule` and
//! `alert`; here is only the doing: queue, limits, keys in memory, deliveries, wake-up and the lost network.
//!
//! Deliberately absent: any use of the wire contract (the snapshot is rendered by a function that is passed in), and any
//! timer besides the one the actor sleeps on.

mod account;
mod actor;
mod handle;
mod look;
mod notes;
mod notice;
mod offline;
mod past;
mod picture;
mod poll;
mod polls;
mod presses;
mod recent;
mod tellings;
mod upkeep;
mod waiting;
mod wishes;

use std::sync::Arc;

use tokio::sync::{mpsc, watch};

use crate::catalog::Catalog;
use crate::history::{History, PollerLock};
use crate::ids::AccountId;
use crate::language::Locale;
use crate::notifier::Notifier;
use crate::probe::{Asked, Transport};
use crate::secret::Secret;
use crate::secrets::SecretStore;
use crate::settings::{Settings, SettingsWatch};
use crate::time::Clock;

pub(crate) use account::Running;
pub use handle::{Ended, Handle};
pub(crate) use past::Past;
pub use picture::{AccountPicture, Picture, Problem, ProblemKind};
pub use poll::Environment;
pub(crate) use poll::ask_all;
pub use presses::Press;
pub use recent::{MOST_POLLS, Recent, RecentPoll};
pub use wishes::Refused;

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
    /// The language and variant of those settings; with broken ones, of the last good ones.
    pub locale: Locale,
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
    pub asked: Asked,
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
    let (presses, pressed) = mpsc::unbounded_channel();
    tokio::spawn(actor.run(inbox, presses, publish));
    Handle::new(requests, snapshots, pressed)
}
