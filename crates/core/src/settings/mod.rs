//! What the person configured: `config.toml` and the custom provider files in the configuration folder.
//!
//! Reading names every problem of a broken file at once; writing goes through [`SettingsFile::edit`], which keeps
//! comments and unknown keys and never touches a file that it cannot read. Deliberately absent: key values (the file
//! only says where a key is kept), any knowledge of which providers exist, and the meaning of a provider file's text.

mod duration;
mod edit;
mod error;
mod fields;
mod file;
mod folders;
mod interface;
mod parse;
mod providers;
mod shortcut;
mod splice;
mod watch;

use std::collections::BTreeMap;
use std::time::Duration;

use url::Url;

use crate::address::ProxySource;
use crate::alert::RuleOverrides;
use crate::ids::{AccountId, ProviderId};

pub use duration::{DurationError, format_duration, parse_duration};
pub use edit::Editor;
pub use error::{Problem, SettingsError};
pub use file::SettingsFile;
pub use folders::{Folders, NoFolder};
pub use interface::{Interface, Theme};
pub use providers::{CustomProviderFile, CustomProviders, ProviderFileProblem, read_custom_providers};
pub use shortcut::{Key, Modifiers, Shortcut, ShortcutError};
pub use watch::{Loaded, SettingsWatch};

/// How often accounts are polled at the least and at the most.
pub const INTERVAL_RANGE: std::ops::RangeInclusive<Duration> = Duration::from_secs(30)..=Duration::from_hours(24);

/// How long the past is kept at the least and at the most, days apart, which are kept for good.
pub const RETENTION_RANGE: std::ops::RangeInclusive<Duration> =
    Duration::from_hours(24)..=Duration::from_hours(24 * 3650);

/// Everything in `config.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// `[polling]`.
    pub polling: Polling,
    /// `[alerts]`: what is said about the rules of all accounts.
    pub alerts: RuleOverrides,
    /// `[history]`.
    pub history: HistorySettings,
    /// `[interface]`.
    pub interface: Interface,
    /// `[network]`.
    pub network: Network,
    /// `[accounts.<id>]`, in the order of the file.
    pub accounts: Vec<Account>,
}

impl Settings {
    /// The account of that id.
    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == *id)
    }
}

/// `[polling]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Polling {
    /// How often an account is polled that says nothing else.
    pub interval: Duration,
    /// Whether polls come faster when little is left and more slowly when nothing moves.
    pub adaptive: bool,
}

impl Default for Polling {
    fn default() -> Self {
        Self { interval: Duration::from_mins(15), adaptive: true }
    }
}

/// `[network]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// Which proxy is gone through.
    pub proxy: ProxySource,
}

/// `[history]`: how long what is remembered is kept, and how closely. Days are kept for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistorySettings {
    /// How long every change is kept.
    pub raw: Duration,
    /// How long the extremes and the last value of each hour are kept; at least as long as `raw`.
    pub hourly: Duration,
    /// How long it is kept why an alert was told or held back.
    pub decisions: Duration,
}

impl Default for HistorySettings {
    fn default() -> Self {
        let two_years = Duration::from_hours(24 * 730);
        Self { raw: Duration::from_hours(24 * 90), hourly: two_years, decisions: two_years }
    }
}

/// One configured key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name, chosen once.
    pub id: AccountId,
    /// The provider that it is a key of; whether there is such a provider is not known here.
    pub provider: ProviderId,
    /// What the person calls it.
    pub label: Option<String>,
    /// Where its key is kept.
    pub key: KeyRef,
    /// Raised with every new key, so that a running program drops the one it holds.
    pub key_revision: u32,
    /// The parameters that the provider's definition declares.
    pub params: BTreeMap<String, String>,
    /// Another origin than the provider's own.
    pub base_url: Option<Url>,
    /// Whether it is not to be polled.
    pub paused: bool,
    /// How often it is polled, where that differs from `[polling]`.
    pub interval: Option<Duration>,
    /// What it says about the rules, over `[alerts]`.
    pub alerts: RuleOverrides,
}

impl Account {
    /// An account that says nothing beyond what it must.
    pub fn new(id: AccountId, provider: ProviderId, key: KeyRef) -> Self {
        Self {
            id,
            provider,
            label: None,
            key,
            key_revision: 0,
            params: BTreeMap::new(),
            base_url: None,
            paused: false,
            interval: None,
            alerts: RuleOverrides::default(),
        }
    }
}

/// Where an account's key is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyRef {
    /// In the keychain, under this entry's name.
    Keychain(String),
    /// In this environment variable, read at each poll.
    Environment(String),
}
