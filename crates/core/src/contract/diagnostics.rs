//! What is looked at when something does not work: services, folders, the log, the polls of one account.

use serde::{Deserialize, Serialize};

use super::FailureView;
use crate::ids::{AccountId, ProviderId};

/// How the core stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Diagnostics.ts"))]
#[serde(rename_all = "camelCase")]
pub struct Diagnostics {
    /// Lowtide's version.
    pub version: String,
    /// The system and its architecture, as "linux x86_64".
    pub system: String,
    /// Where `config.toml` is or would be.
    pub config_file: String,
    /// Where the history is.
    pub data_folder: String,
    /// The service that holds the keys.
    pub keychain: ServiceView,
    /// The service that shows notifications.
    pub notifications: ServiceView,
    /// The history file.
    pub history: HistoryFileView,
    /// Whether this Lowtide polls, rather than showing what another one reads.
    pub polls: bool,
}

/// How a service of the system stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Diagnostics.ts"))]
pub struct ServiceView {
    /// Whether it works.
    pub state: ServiceState,
    /// Its name and version, as it gives them: "dunst 1.9.0".
    pub name: Option<String>,
    /// What is wrong, or worth knowing, in English.
    pub message: Option<String>,
}

/// Whether a service works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Diagnostics.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ServiceState {
    /// It answers.
    Works,
    /// It is there and locked.
    Locked,
    /// It is not there, or refuses.
    Missing,
    /// It was not asked yet.
    Unknown,
}

/// The history file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Diagnostics.ts"))]
pub struct HistoryFileView {
    /// Whether it can be used.
    pub state: ServiceState,
    /// Its size in bytes, the log beside it included.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub bytes: Option<u64>,
    /// When its first reading is of, RFC 3339.
    pub since: Option<String>,
    /// Where it is.
    pub path: String,
}

/// How the desktop around Lowtide stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DesktopView.ts"))]
#[serde(rename_all = "camelCase")]
pub struct DesktopView {
    /// The tray.
    pub tray: ServiceView,
    /// `x11`, `wayland`, or the system's name elsewhere.
    pub session: Option<String>,
    /// The desktop's name, as "XFCE".
    pub desktop: Option<String>,
    /// What draws the windows, as "WebKitGTK 2.48.1".
    pub web_engine: Option<String>,
    /// Whether Lowtide starts with the session; null where that cannot be arranged.
    pub autostart: Option<bool>,
    /// The keys that open the popup from anywhere.
    pub shortcut: ShortcutView,
    /// Whether this system can keep windows out of a shared screen.
    pub hides_when_shared: bool,
}

/// Whether the shortcut works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DesktopView.ts"))]
pub struct ShortcutView {
    /// Whether it does.
    pub state: ShortcutState,
    /// Why not, in English.
    pub message: Option<String>,
}

/// Whether the shortcut works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DesktopView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ShortcutState {
    /// None is set.
    Off,
    /// It opens the popup.
    Works,
    /// The system gave it to another program, or does not know these keys.
    Refused,
    /// This desktop gives programs no shortcuts; the person can bind `lowtide-desktop --popup` to keys.
    Unsupported,
}

/// One line of the log. Holds no key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "LogLine.ts"))]
pub struct LogLine {
    /// When, RFC 3339.
    pub at: String,
    /// How grave.
    pub level: LogLevel,
    /// What happened.
    pub text: String,
}

/// How grave a line of the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "LogLine.ts"))]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// Something failed.
    Error,
    /// Something is odd.
    Warn,
    /// Something happened.
    Info,
    /// For those who look for a fault.
    Debug,
}

/// One poll of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PollEntry.ts"))]
#[serde(rename_all = "camelCase")]
pub struct PollEntry {
    /// When it ended, RFC 3339.
    pub at: String,
    /// How long it took, in milliseconds; null where that is no longer known.
    pub took_ms: Option<u32>,
    /// What was left by the primary meter, a decimal string.
    pub remaining: Option<String>,
    /// That meter's unit.
    pub unit: Option<String>,
    /// Why there was no reading; null when there was one.
    pub failure: Option<FailureView>,
}

/// The last answer of a provider, the key taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "LastAnswer.ts"))]
#[serde(rename_all = "camelCase")]
pub struct LastAnswer {
    /// When it came, RFC 3339.
    pub at: String,
    /// Its HTTP status.
    pub http_status: u16,
    /// Its text, as it came.
    pub body: String,
    /// Whether the text is only the beginning.
    pub truncated: bool,
}

/// An environment variable that seems to hold a provider's key. Its value is never told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "EnvironmentKey.ts"))]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentKey {
    /// Its name.
    pub variable: String,
    /// The provider that it is named after.
    pub provider: ProviderId,
    /// The account that reads it already.
    pub used_by: Option<AccountId>,
}

/// A file that was written for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ExportedFile.ts"))]
pub struct ExportedFile {
    /// Where.
    pub path: String,
    /// How many readings are in it.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
}

/// How an account's primary meter went in the last seven days, for a line as small as a word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Trend.ts"))]
pub struct Trend {
    /// Which.
    pub account: AccountId,
    /// Equal steps of time, the oldest first: what was left as a share of the most in that time, 0 to 1; null where
    /// nothing was read.
    pub points: Vec<Option<f64>>,
}
