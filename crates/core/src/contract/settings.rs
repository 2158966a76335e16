//! What `config.toml` says apart from accounts and alert rules, as the page reads and changes it.
//!
//! Times are texts as a person writes them ("15m").

use serde::{Deserialize, Serialize};

use super::Switch;
use crate::ids::AccountId;
use crate::language::Language;

/// The settings, and what they are without a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SettingsView.ts"))]
pub struct SettingsView {
    /// Those in force.
    pub values: SettingsValues,
    /// Those that hold without a file.
    pub defaults: SettingsValues,
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SettingsView.ts"))]
#[serde(rename_all = "camelCase")]
pub struct SettingsValues {
    /// How often an account is polled that says nothing else; from 30s to 24h.
    pub interval: String,
    /// Whether polls come faster when little is left and more slowly when nothing moves.
    pub adaptive: bool,
    /// Light or dark.
    pub theme: Theme,
    /// The language of every text.
    pub language: LanguageChoice,
    /// Whether amounts are covered until they are asked for.
    pub hide_amounts: bool,
    /// Whether the windows are kept out of a shared or recorded screen, where the system can do that.
    pub hide_when_shared: bool,
    /// The keys that open the popup from anywhere, as "Ctrl+Alt+L"; null for none.
    pub shortcut: Option<String>,
    /// `system`, `none`, or the address of a proxy.
    pub proxy: String,
    /// How long every change is kept.
    pub raw: String,
    /// How long the extremes of every hour are kept.
    pub hourly: String,
    /// How long it is kept why an alert was told or held back.
    pub decisions: String,
}

/// What is to be set; null fields stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SettingsChange.ts", optional_fields = nullable))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SettingsChange {
    /// See [`SettingsValues`].
    pub interval: Option<String>,
    /// See [`SettingsValues`].
    pub adaptive: Option<bool>,
    /// See [`SettingsValues`].
    pub theme: Option<Theme>,
    /// See [`SettingsValues`].
    pub language: Option<LanguageChoice>,
    /// See [`SettingsValues`].
    pub hide_when_shared: Option<bool>,
    /// See [`SettingsValues`]; false for none.
    pub shortcut: Option<Switch<String>>,
    /// See [`SettingsValues`].
    pub proxy: Option<String>,
    /// See [`SettingsValues`].
    pub raw: Option<String>,
    /// See [`SettingsValues`].
    pub hourly: Option<String>,
    /// See [`SettingsValues`].
    pub decisions: Option<String>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SettingsView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which language was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SettingsView.ts"))]
pub enum LanguageChoice {
    /// The system's, where Lowtide speaks it, else English.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Chinese in simplified characters.
    #[serde(rename = "zh-Hans")]
    Chinese,
    /// Korean.
    #[serde(rename = "ko")]
    Korean,
    /// Japanese.
    #[serde(rename = "ja")]
    Japanese,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

/// How every page looks and speaks: part of the snapshot, so that a change reaches all windows at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Snapshot.ts"))]
#[serde(rename_all = "camelCase")]
pub struct InterfaceView {
    /// Light or dark.
    pub theme: Theme,
    /// The language of the texts, the system's already found out.
    pub language: Language,
    /// The tag that numbers and dates follow (BCP 47): the person's own variant of the language, as "de-AT".
    pub locale: String,
    /// Whether amounts are covered until they are asked for.
    pub hide_amounts: bool,
    /// The person's own order of the accounts; null for the most urgent first. Accounts that it does not name come last.
    pub order: Option<Vec<AccountId>>,
}
