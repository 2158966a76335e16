//! What the page may ask of the agent.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{AlertsInput, SettingsChange};
use crate::forecast::RiseKind;
use crate::ids::{AccountId, ProviderId};

/// The names of all commands, for the desktop shell's handler list and its access-control manifest.
pub const COMMANDS: &[&str] = &[
    "snapshot",
    "refresh",
    "providers",
    "check_key",
    "save_account",
    "replace_key",
    "rename_account",
    "remove_account",
    "set_paused",
    "open_page",
    "test_notification",
    "pause_alerts",
    "resume_alerts",
    "snooze_account",
    "mute_account",
    "alert_rules",
    "set_alerts",
    "preview_alerts",
    "suggest_threshold",
    "alert_record",
    "changes",
    "relabel_change",
    "meters",
    "meter_history",
    "trends",
    "export_history",
    "poll_log",
    "last_answer",
    "environment_keys",
    "check_variable",
    "settings",
    "set_settings",
    "reset_settings",
    "set_hidden",
    "set_order",
    "diagnostics",
    "test_keychain",
    "desktop",
    "set_autostart",
    "test_tray",
    "recent_log",
    "open_folder",
];

/// A request of the page, answered by the agent with the JSON of the type named at each variant.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Command.ts"))]
#[serde(tag = "name", content = "args", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Command {
    /// The state of everything: [`super::Snapshot`].
    Snapshot,
    /// Poll now: all accounts, or those named. Answers at once with null; the readings arrive with later snapshots.
    Refresh {
        /// Which; null for all.
        accounts: Option<Vec<AccountId>>,
        /// Only what is older than 60 s (the popup was opened), rather than all (the person pressed the button).
        only_stale: bool,
    },
    /// The catalogue: a list of [`super::ProviderView`].
    Providers,
    /// Calls the provider once with a key that is stored nowhere yet: [`super::KeyCheck`].
    CheckKey {
        /// At which provider.
        provider: ProviderId,
        /// The key as it was pasted.
        key: PastedKey,
        /// The provider's declared parameters.
        #[serde(default)]
        params: BTreeMap<String, String>,
        /// Another origin than the provider's own: HTTPS, or HTTP on loopback.
        #[serde(default)]
        base_url: Option<String>,
    },
    /// Stores the key of a [`super::KeyCheck`] and makes an account of it: the new account's id.
    SaveAccount {
        /// The check's draft.
        draft: String,
        /// The person's name for it; null for the provider's.
        label: Option<String>,
        /// What its own table of rules is to say; null for none.
        #[serde(default)]
        alerts: Option<Box<AlertsInput>>,
    },
    /// Checks a new key for an account and, when the provider accepts it, stores it in the old one's place:
    /// [`super::KeyCheck`], whose `saved` says whether it was stored. The history stays.
    ReplaceKey {
        /// Whose.
        account: AccountId,
        /// The new key as it was pasted.
        key: PastedKey,
        /// Store it even when the check failed for a reason that is not the key's (no network, say).
        anyway: bool,
    },
    /// Gives the account another label: null.
    RenameAccount {
        /// Which.
        account: AccountId,
        /// The new label.
        label: String,
    },
    /// Removes the account, its key, and its history unless that is to be kept: null.
    RemoveAccount {
        /// Which.
        account: AccountId,
        /// Whether its readings stay in the history file.
        keep_history: bool,
    },
    /// Stops or resumes polling one account: null.
    SetPaused {
        /// Which.
        account: AccountId,
        /// Whether it is to stop.
        paused: bool,
    },
    /// Opens a page of the provider in the person's browser: null. The address is the definition's, never the page's.
    OpenPage {
        /// Of which provider.
        provider: ProviderId,
        /// Which page.
        page: Page,
    },
    /// Shows a notification, so that the person sees whether they arrive: null, or why it could not be shown.
    TestNotification,
    /// Says nothing about any account: null.
    PauseAlerts {
        /// Until when, RFC 3339; null until they are resumed.
        until: Option<String>,
    },
    /// Ends a pause of all alerts: null.
    ResumeAlerts,
    /// Says nothing about an account for a time: null.
    SnoozeAccount {
        /// Which.
        account: AccountId,
        /// Until when, RFC 3339; null ends a snooze.
        until: Option<String>,
    },
    /// Says nothing about what is left of an account until it is topped up, or does again: null.
    MuteAccount {
        /// Which.
        account: AccountId,
        /// Whether it is to be muted.
        muted: bool,
    },
    /// The rules of an account, or of all: [`super::AlertRulesView`].
    AlertRules {
        /// Which; null for what holds for all.
        account: Option<AccountId>,
    },
    /// Writes the rules of an account, or of all, into the configuration: null.
    SetAlerts {
        /// Which; null for what holds for all.
        account: Option<AccountId>,
        /// All that its table is to say; null fields are taken out of it.
        alerts: Box<AlertsInput>,
    },
    /// What rules would have said of an account's past: [`super::AlertPreview`].
    PreviewAlerts {
        /// Which.
        account: AccountId,
        /// What its table would say.
        alerts: Box<AlertsInput>,
        /// The last so many days.
        days: u32,
    },
    /// Thresholds that fit an account's pace: [`super::SuggestedThreshold`], or null while that is being learnt.
    SuggestThreshold {
        /// Which.
        account: AccountId,
    },
    /// Why it spoke and why not, the latest first: a list of [`super::DecisionView`].
    AlertRecord {
        /// About which account; null for all.
        account: Option<AccountId>,
        /// Only what is older than the decision of this number; null from the latest on.
        #[cfg_attr(test, ts(type = "number | null"))]
        before: Option<i64>,
        /// How many at most, up to 500.
        limit: u32,
    },
    /// What rose, the latest first: a list of [`super::RiseView`].
    Changes {
        /// Of which account.
        account: AccountId,
    },
    /// Notes what a rise really was; the forecast follows: null.
    RelabelChange {
        /// Which rise.
        #[cfg_attr(test, ts(type = "number"))]
        id: i64,
        /// What it was; null for what the figures tell.
        kind: Option<RiseKind>,
    },
    /// The meters that the history knows of an account: a list of [`super::MeterEntry`].
    Meters {
        /// Of which account.
        account: AccountId,
    },
    /// The points of a chart: [`super::ChartView`].
    MeterHistory {
        /// Of which account.
        account: AccountId,
        /// The meter's id.
        meter: String,
        /// The meter's unit.
        unit: String,
        /// From when, RFC 3339; null from the beginning.
        since: Option<String>,
        /// Until when, RFC 3339; null until now.
        until: Option<String>,
        /// How many columns the chart is wide; from 1 to 4,000.
        columns: u32,
    },
    /// How every account went in the last seven days: a list of [`super::Trend`].
    Trends,
    /// Writes a meter's readings, every one that is kept, into a new file in the person's folder for downloads:
    /// [`super::ExportedFile`].
    ExportHistory {
        /// Of which account.
        account: AccountId,
        /// The meter's id.
        meter: String,
        /// The meter's unit.
        unit: String,
        /// From when, RFC 3339; null from the beginning.
        since: Option<String>,
        /// Until when, RFC 3339; null until now.
        until: Option<String>,
        /// As what.
        format: ExportFormat,
    },
    /// The last polls of an account, the latest first, fifty at most: a list of [`super::PollEntry`].
    PollLog {
        /// Of which account.
        account: AccountId,
    },
    /// The provider's last answer, the key taken out: [`super::LastAnswer`], or null when none came since the start.
    LastAnswer {
        /// Of which account.
        account: AccountId,
    },
    /// Environment variables that are set and named after a provider: a list of [`super::EnvironmentKey`].
    EnvironmentKeys,
    /// As [`Command::CheckKey`], with the key of an environment variable: [`super::KeyCheck`].
    CheckVariable {
        /// At which provider.
        provider: ProviderId,
        /// The variable's name.
        variable: String,
        /// What becomes of it when it is saved.
        keep: VariableUse,
        /// The provider's declared parameters.
        #[serde(default)]
        params: BTreeMap<String, String>,
        /// Another origin than the provider's own: HTTPS, or HTTP on loopback.
        #[serde(default)]
        base_url: Option<String>,
    },
    /// What the configuration says apart from accounts and rules: [`super::SettingsView`].
    Settings,
    /// Writes settings into the configuration: null.
    SetSettings {
        /// What is to be set.
        change: Box<SettingsChange>,
    },
    /// Takes everything but the accounts and what is theirs out of the configuration: null.
    ResetSettings,
    /// Covers or shows the amounts: null.
    SetHidden {
        /// Whether they are to be covered.
        hidden: bool,
    },
    /// Puts the accounts into the person's own order: null.
    SetOrder {
        /// The first first; null for the most urgent first.
        accounts: Option<Vec<AccountId>>,
    },
    /// How the core stands: [`super::Diagnostics`].
    Diagnostics,
    /// Writes a value into the keychain, reads it back and removes it: null, or why that did not work.
    TestKeychain,
    /// How the desktop around Lowtide stands: [`super::DesktopView`]. The shell's, as are the four that follow.
    Desktop,
    /// Has Lowtide start with the session, or not: null.
    SetAutostart {
        /// Whether it is to.
        on: bool,
    },
    /// Shows another picture in the tray for a few seconds, so that the person sees where it is: null.
    TestTray,
    /// The last lines of the log, the oldest first: a list of [`super::LogLine`].
    RecentLog,
    /// Opens a folder in the person's file browser: null.
    OpenFolder {
        /// Which.
        folder: Folder,
    },
}

/// As what readings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Command.ts"))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated values with a line of names, RFC 4180.
    Csv,
    /// One JSON document.
    Json,
}

/// What becomes of an environment variable's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Command.ts"))]
#[serde(rename_all = "snake_case")]
pub enum VariableUse {
    /// Its name is stored, and its value read at each poll.
    ReadEachTime,
    /// Its value is put into the keychain once.
    CopyToKeychain,
}

/// A folder of Lowtide's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Command.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// Where the configuration is.
    Config,
    /// Where the history is.
    Data,
    /// Where exported files are put.
    Exports,
}

/// A page of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Command.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Its front page.
    Home,
    /// The documentation of its balance endpoint.
    Docs,
    /// Where keys are made.
    Keys,
    /// Where credits are bought.
    Billing,
}

/// A key on its way in. Zeroed when dropped; its `Debug` shows nothing. It can be serialised only because the window
/// process must hand it on to the agent.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Command.ts", type = "string"))]
#[serde(transparent)]
pub struct PastedKey(String);

impl PastedKey {
    /// A key as the person pasted it.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, taken out.
    pub fn into_inner(mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

impl Drop for PastedKey {
    fn drop(&mut self) {
        drop(Zeroizing::new(std::mem::take(&mut self.0)));
    }
}

impl fmt::Debug for PastedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PastedKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_key_is_never_printed() {
        let command: Command =
            serde_json::from_str(r#"{"name":"check_key","args":{"provider":"crun","key":"sk-hidden"}}"#).unwrap();
        assert!(!format!("{command:?}").contains("hidden"));
    }

    #[test]
    fn every_command_is_in_the_list() {
        let commands = [
            Command::Snapshot,
            Command::Providers,
            Command::TestNotification,
            Command::SaveAccount { draft: String::new(), label: None, alerts: None },
            Command::ResumeAlerts,
            Command::AlertRules { account: None },
            Command::SetAlerts { account: None, alerts: Box::default() },
            Command::AlertRecord { account: None, before: None, limit: 1 },
            Command::RelabelChange { id: 1, kind: None },
        ];
        for command in commands {
            let name = serde_json::to_value(&command).unwrap()["name"].as_str().unwrap().to_owned();
            assert!(COMMANDS.contains(&name.as_str()), "{name}");
        }
    }
}
