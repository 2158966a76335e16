//! What the page may ask of the agent.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

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
            Command::SaveAccount { draft: String::new(), label: None },
        ];
        for command in commands {
            let name = serde_json::to_value(&command).unwrap()["name"].as_str().unwrap().to_owned();
            assert!(COMMANDS.contains(&name.as_str()), "{name}");
        }
    }
}
