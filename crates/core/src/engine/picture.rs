//! The state of everything in the domain's own types, from which snapshots are rendered.

use std::sync::Arc;

use crate::alert::{Level, Pause, Rules, State};
use crate::catalog::Provider;
use crate::failure::Failure;
use crate::forecast::Forecast;
use crate::language::Locale;
use crate::reading::Reading;
use crate::schedule::Due;
use crate::settings::{Account, Interface};
use crate::time::Timestamp;

/// The state of everything.
#[derive(Debug, Clone)]
pub struct Picture {
    /// When it was taken.
    pub at: Timestamp,
    /// The language and variant in which all of it is told.
    pub locale: Locale,
    /// How it is to look.
    pub interface: Interface,
    /// Whether the network seems to be gone.
    pub offline: bool,
    /// Whether the person paused all alerts.
    pub alerts_paused: Pause,
    /// All accounts, in the order of the configuration.
    pub accounts: Vec<AccountPicture>,
    /// What is wrong with the app itself.
    pub problems: Vec<Problem>,
}

/// One account.
#[derive(Debug, Clone)]
pub struct AccountPicture {
    /// Its configuration.
    pub account: Arc<Account>,
    /// Its provider; `None` when the catalogue has none of that id.
    pub provider: Option<Arc<Provider>>,
    /// The last believed reading.
    pub reading: Option<Arc<Reading>>,
    /// When that was read.
    pub read_at: Option<Timestamp>,
    /// When the provider was last asked.
    pub checked_at: Option<Timestamp>,
    /// Why the last poll failed.
    pub failure: Option<Failure>,
    /// How it stands.
    pub state: State,
    /// How much of the whole is left.
    pub level: Option<Level>,
    /// The rules in force.
    pub rules: Rules,
    /// How long it will last, as of `read_at`.
    pub forecast: Forecast,
    /// The person wants to hear nothing about it before this time.
    pub snoozed_until: Option<Timestamp>,
    /// The person wants to hear nothing about what is left before it is topped up.
    pub muted: bool,
    /// Whether the reading is older than it should be.
    pub stale: bool,
    /// Whether it is being polled, or about to be because the person asked.
    pub refreshing: bool,
    /// When it is asked next.
    pub due: Due,
}

/// Something wrong with the app itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// The details.
    pub message: String,
}

/// What can be wrong with the app itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The configuration file is broken; the last good settings are in force.
    ConfigBroken,
    /// A custom provider's file is broken.
    ProviderBroken,
    /// There is no keychain.
    KeychainUnavailable,
    /// The keychain is locked.
    KeychainLocked,
    /// Notifications cannot be shown.
    NotificationsUnavailable,
    /// There is no tray to sit in.
    TrayUnavailable,
    /// The history file was corrupt and has been set aside.
    HistorySetAside,
    /// The history file cannot be used.
    HistoryUnavailable,
    /// Another process polls for this data folder.
    AnotherPoller,
}
