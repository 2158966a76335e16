//! Adding, changing and removing accounts: keychain and configuration, in an order that loses no key.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::AppError;
use crate::alert::RuleOverrides;
use crate::catalog::Provider;
use crate::ids::{AccountId, ProviderId};
use crate::secret::Secret;
use crate::secrets::{KeyEntry, SecretStore, SecretsError};
use crate::settings::{Account, KeyRef, Settings, SettingsError, SettingsFile};

/// A source of numbers that are not used twice.
pub type Random = Arc<dyn Fn() -> u64 + Send + Sync>;

/// The accounts as they are configured, with the keychain that holds their keys.
pub(crate) struct Accounts {
    pub(crate) file: SettingsFile,
    pub(crate) secrets: Arc<dyn SecretStore>,
    pub(crate) random: Random,
}

/// An account to be.
pub(crate) struct NewAccount {
    pub(crate) provider: ProviderId,
    pub(crate) id: Option<AccountId>,
    pub(crate) label: Option<String>,
    pub(crate) params: BTreeMap<String, String>,
    pub(crate) base_url: Option<Url>,
    pub(crate) key: NewKey,
    /// What its own table of rules says.
    pub(crate) alerts: RuleOverrides,
}

/// Where a key comes from.
pub(crate) enum NewKey {
    /// To be stored in the keychain.
    Keychain(Arc<Secret>),
    /// To be read from this variable at each poll.
    Environment(String),
}

impl Accounts {
    /// Adds an account. The key is stored first: a configuration without its key would be worse than a key without
    /// its configuration, and the latter is undone.
    pub(crate) async fn add(&self, new: NewAccount) -> Result<AccountId, AppError> {
        let settings = self.load().await?;
        let taken = |id: &AccountId| settings.account(id).is_some();
        let id = match new.id {
            Some(id) if taken(&id) => return Err(SettingsError::AccountExists { id }.into()),
            Some(id) => id,
            None => AccountId::propose(&new.provider, new.label.as_deref(), taken),
        };
        let (key, stored) = self.store(&new.provider, &new.key).await?;
        let account = Account {
            label: new.label,
            params: new.params,
            base_url: new.base_url,
            alerts: new.alerts,
            ..Account::new(id.clone(), new.provider, key)
        };
        if let Err(why) = self.edit(move |editor| editor.add_account(&account)).await {
            self.forget(stored).await;
            return Err(why);
        }
        Ok(id)
    }

    /// Gives an account another key. The old one is overwritten in place; one in a variable is left where it is.
    pub(crate) async fn set_key(&self, id: &AccountId, key: &NewKey) -> Result<(), AppError> {
        let settings = self.load().await?;
        let account = settings.account(id).ok_or_else(|| AppError::UnknownAccount(id.clone()))?;
        let (before, id) = (account.key.clone(), id.clone());
        match (key, &before) {
            (NewKey::Keychain(secret), KeyRef::Keychain(entry)) if let Ok(entry) = entry.parse::<KeyEntry>() => {
                self.secrets.put(&entry, secret).await?;
                self.edit(move |editor| editor.set_key(&id, &before)).await
            }
            (key, before) => {
                let (after, stored) = self.store(&account.provider, key).await?;
                let left = entry_of(before);
                match self.edit(move |editor| editor.set_key(&id, &after)).await {
                    Ok(()) => {
                        self.forget(left).await;
                        Ok(())
                    }
                    Err(why) => {
                        self.forget(stored).await;
                        Err(why)
                    }
                }
            }
        }
    }

    /// Removes an account and its key. A keychain that does not answer stops it: a key left behind unseen is a leak.
    pub(crate) async fn remove(&self, id: &AccountId) -> Result<(), AppError> {
        let settings = self.load().await?;
        let account = settings.account(id).ok_or_else(|| AppError::UnknownAccount(id.clone()))?;
        if let Some(entry) = entry_of(&account.key) {
            match self.secrets.delete(&entry).await {
                Ok(()) | Err(SecretsError::Missing) => {}
                Err(why) => return Err(why.into()),
            }
        }
        let id = id.clone();
        self.edit(move |editor| editor.remove_account(&id)).await
    }

    pub(crate) async fn load(&self) -> Result<Settings, AppError> {
        let file = self.file.clone();
        match tokio::task::spawn_blocking(move || file.load()).await {
            Ok(settings) => Ok(settings?),
            Err(_panicked) => Err(AppError::Ending),
        }
    }

    pub(crate) async fn edit(
        &self,
        change: impl FnOnce(&mut crate::settings::Editor) -> Result<(), SettingsError> + Send + 'static,
    ) -> Result<(), AppError> {
        let file = self.file.clone();
        match tokio::task::spawn_blocking(move || file.edit(change)).await {
            Ok(outcome) => Ok(outcome.map(|_| ())?),
            Err(_panicked) => Err(AppError::Ending),
        }
    }

    async fn store(&self, provider: &ProviderId, key: &NewKey) -> Result<(KeyRef, Option<KeyEntry>), AppError> {
        match key {
            NewKey::Environment(name) => Ok((KeyRef::Environment(name.clone()), None)),
            NewKey::Keychain(secret) => {
                #[expect(clippy::cast_possible_truncation, reason = "the lower half is as random as the whole")]
                let entry = KeyEntry::fresh(provider, (self.random)() as u32);
                self.secrets.put(&entry, secret).await?;
                Ok((KeyRef::Keychain(entry.to_string()), Some(entry)))
            }
        }
    }

    /// Removes a key that nothing refers to any more. That it could not be is worth a line in the log and no more.
    async fn forget(&self, entry: Option<KeyEntry>) {
        if let Some(entry) = entry
            && let Err(why) = self.secrets.delete(&entry).await
        {
            tracing::warn!(%entry, %why, "a key that is no longer used stayed in the keychain");
        }
    }
}

fn entry_of(key: &KeyRef) -> Option<KeyEntry> {
    match key {
        KeyRef::Keychain(entry) => entry.parse().ok(),
        KeyRef::Environment(_) => None,
    }
}

/// The parameters as the provider's definition wants them; unknown ones are refused, so that a typing error is seen.
pub(crate) fn checked_params(
    provider: &Provider,
    given: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, AppError> {
    if let Some(name) = given.keys().find(|name| !provider.params.iter().any(|param| param.name == **name)) {
        let known: Vec<_> = provider.params.iter().map(|param| param.name.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(AppError::Invalid {
            field: "params",
            message: format!("{} has no parameter {name:?}; it has: {known}", provider.name),
        });
    }
    for param in &provider.params {
        param.resolve(given.get(&param.name).map(String::as_str))?;
    }
    Ok(given)
}
