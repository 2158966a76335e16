//! What the page shows: one snapshot of everything, small enough to be sent whole at every change.

use serde::{Deserialize, Serialize};

use super::{InterfaceView, SuggestedThreshold};
use crate::ids::{AccountId, ProviderId};

/// The state of everything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// Whether this is the demo, on pretended providers.
    pub demo: bool,
    /// Whether the network seems to be gone, for all accounts at once.
    pub offline: bool,
    /// Whether any account is being polled right now.
    pub refreshing: bool,
    /// How every page looks and speaks.
    pub interface: InterfaceView,
    /// Whether the person paused all alerts; null when not.
    pub alerts_paused: Option<PauseView>,
    /// All accounts, in the order of the configuration.
    pub accounts: Vec<AccountView>,
    /// What is wrong with the app itself.
    pub problems: Vec<AppProblem>,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// Which.
    pub id: AccountId,
    /// At which provider.
    pub provider: ProviderId,
    /// The provider's name.
    pub provider_name: String,
    /// The person's name for it.
    pub label: String,
    /// How it stands.
    pub state: AccountState,
    /// Whether the last good reading is older than it should be.
    pub stale: bool,
    /// Whether it is being polled right now.
    pub refreshing: bool,
    /// Where its key is kept.
    pub key_source: KeySource,
    /// When the provider was last asked, RFC 3339.
    pub checked_at: Option<String>,
    /// When the shown figures were read, RFC 3339.
    pub read_at: Option<String>,
    /// When it is asked next, RFC 3339; null while it waits for the person.
    pub next_check_at: Option<String>,
    /// The last good reading.
    pub reading: Option<ReadingView>,
    /// How much of the whole is left; null where that cannot be said.
    pub level: Option<LevelView>,
    /// How long it will last, as of `readAt`.
    pub forecast: ForecastView,
    /// The person wants to hear nothing about it before this time, RFC 3339; null when that is not so.
    pub snoozed_until: Option<String>,
    /// Whether the person wants to hear nothing about what is left before it is topped up.
    pub muted: bool,
    /// Why the last poll failed; null when it did not.
    pub failure: Option<FailureView>,
    /// Another origin than the provider's own, where one is configured.
    pub base_url: Option<String>,
}

/// A pause of all alerts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
pub struct PauseView {
    /// Until when, RFC 3339; null until the person resumes them.
    pub until: Option<String>,
}

/// How long what is left will last. Estimates: the numbers are for drawing and for words, not for reckoning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct ForecastView {
    /// Which kind of answer it is.
    pub state: ForecastState,
    /// Days until nothing is left.
    pub days_left: Option<f64>,
    /// Days at the least.
    pub days_left_low: Option<f64>,
    /// Days at the most.
    pub days_left_high: Option<f64>,
    /// What a day costs on average, in the primary meter's unit.
    pub burn_per_day: Option<f64>,
    /// How far to trust it.
    pub confidence: Option<Confidence>,
    /// How many days before the reset it runs out.
    pub days_short_of_reset: Option<f64>,
}

/// Which kind of answer a forecast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ForecastState {
    /// Too little is known.
    Learning,
    /// It drains, and runs out at some time.
    Steady,
    /// Long enough was watched, and nothing was spent.
    NotDraining,
    /// It drains, but starts anew before it runs out.
    LastsUntilReset,
}

/// How far to trust a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The range is wider than the forecast itself.
    Low,
    /// The range is wide.
    Medium,
    /// The range is narrow.
    High,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Enough is left.
    Ok,
    /// Below the warning threshold.
    Low,
    /// Below the critical threshold.
    Critical,
    /// Nothing is left.
    Empty,
    /// It could not be read, and that is the account's or provider's fault.
    Failing,
    /// Never read yet.
    Unknown,
    /// The person stopped it.
    Paused,
}

impl AccountState {
    /// The state's name in files, on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Low => "low",
            Self::Critical => "critical",
            Self::Empty => "empty",
            Self::Failing => "failing",
            Self::Unknown => "unknown",
            Self::Paused => "paused",
        }
    }
}

/// Where a key is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeySource {
    /// In the operating system's keychain.
    Keychain,
    /// In the environment variable of this name.
    Environment {
        /// The variable's name.
        name: String,
    },
}

/// What one successful poll said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// The measured quantities; exactly one is primary.
    pub meters: Vec<MeterView>,
    /// Subscriptions and grants.
    pub plans: Vec<PlanView>,
    /// Further values.
    pub facts: Vec<FactView>,
    /// The account's status in the provider's word.
    pub status: Option<String>,
    /// The time the provider says its figures are of, RFC 3339.
    pub as_of: Option<String>,
    /// Values that were there but not as documented.
    pub oddities: Vec<OddityView>,
}

/// One measured quantity. Null is "not reported", never zero. Amounts are decimal strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct MeterView {
    /// Stable name.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// `credits`, `characters`, `seconds`, `requests`, `pages`, `bytes`, `percent`, or a currency code such as `USD`.
    pub unit: String,
    /// Whether the account is judged by it.
    pub primary: bool,
    /// What is left.
    pub remaining: Option<String>,
    /// What has been used.
    pub used: Option<String>,
    /// The total.
    pub limit: Option<String>,
    /// Whether `limit` is all that was ever granted.
    pub limit_is_lifetime: bool,
    /// Whether there is no limit.
    pub unlimited: bool,
    /// The period that the figures belong to.
    pub period: Option<PeriodView>,
    /// When it starts anew, RFC 3339.
    pub resets_at: Option<String>,
    /// When what is left lapses, RFC 3339.
    pub expires_at: Option<String>,
}

/// A span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
pub struct PeriodView {
    /// Its first moment, RFC 3339.
    pub start: Option<String>,
    /// Its last moment, RFC 3339.
    pub end: Option<String>,
}

/// A subscription or grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// Its name.
    pub name: String,
    /// Its status in the provider's word.
    pub status: Option<String>,
    /// What is left of it.
    pub remaining: Option<String>,
    /// Its total.
    pub limit: Option<String>,
    /// When it starts anew, RFC 3339.
    pub resets_at: Option<String>,
    /// When it lapses, RFC 3339.
    pub expires_at: Option<String>,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    /// Stable name.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// The value: words, a decimal number, or an RFC 3339 time, by `kind`.
    pub value: String,
    /// `text`, `number` or `time`.
    pub kind: String,
    /// What stands behind a number ("ms", "%"); null for none.
    pub unit: Option<String>,
}

/// A value that was there but not as documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
pub struct OddityView {
    /// Where.
    pub path: String,
    /// What should be there.
    pub expected: String,
    /// What was.
    pub found: String,
}

/// How much of the whole is left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
pub struct LevelView {
    /// 0 to 1, for drawing only; never for arithmetic.
    pub share: f64,
    /// What the whole is.
    pub basis: LevelBasis,
    /// Where the warning begins, 0 to 1; null where no warning applies.
    pub warning: Option<f64>,
    /// Where critical begins, 0 to 1; null where that does not apply.
    pub critical: Option<f64>,
}

/// What a level is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "snake_case")]
pub enum LevelBasis {
    /// The limit that the provider reports.
    Limit,
    /// The highest amount seen since the last top-up.
    HighWater,
}

/// Why a poll failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    /// The kind's name: the closed set of `failure::FailureKind`.
    pub kind: crate::failure::FailureKind,
    /// The reason in English.
    pub message: String,
    /// The answer's HTTP status.
    pub http_status: Option<u16>,
    /// Not before this time, RFC 3339.
    pub retry_at: Option<String>,
}

/// Something wrong with the app itself, not with one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
pub struct AppProblem {
    /// What.
    pub kind: AppProblemKind,
    /// The details in English: file and line, or the service's own words.
    pub message: String,
}

/// What can be wrong with the app itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "snake_case")]
pub enum AppProblemKind {
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
    /// There is no tray to sit in; the window is reached by launching Lowtide again.
    TrayUnavailable,
    /// The history file was corrupt and has been set aside.
    HistorySetAside,
    /// The history file cannot be written.
    HistoryUnavailable,
    /// Another Lowtide polls for this data folder; this one only shows.
    AnotherPoller,
}

/// The answer to checking a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeyCheck.ts"))]
pub struct KeyCheck {
    /// What to save the account by; the key waits in the agent's memory for ten minutes. Null when replacing a key.
    pub draft: Option<String>,
    /// Whether the key has been stored (only when replacing).
    pub saved: bool,
    /// The first reading.
    pub reading: Option<ReadingView>,
    /// Why there is none.
    pub failure: Option<FailureView>,
    /// Thresholds that fit the first reading; null where it reports no amount.
    pub proposal: Option<SuggestedThreshold>,
}
