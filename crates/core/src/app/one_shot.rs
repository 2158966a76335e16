//! What the command line does: one thing, without an engine that goes on running.
//!
//! Looking at accounts ([`OneShot::check`], [`OneShot::status`]) is in `look`; here is what changes them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::accounts::{self, Accounts, NewAccount, NewKey};
use super::look::{Seen, Trouble, blocking};
use super::{AppError, AppOptions, configuration};
use crate::catalog::{Catalog, Provider};
use crate::contract::KeySource;
use crate::failure::{Failure, FailureKind};
use crate::history::History;
use crate::ids::{AccountId, ProviderId};
use crate::probe::{self, Target};
use crate::reading::Reading;
use crate::secret::Secret;
use crate::secrets::SecretsError;
use crate::settings::{Account, Folders, KeyRef, Settings, SettingsError};

/// The accounts, providers and readings of one configuration, for a program that does one thing and ends.
pub struct OneShot {
    pub(super) options: AppOptions,
    pub(super) accounts: Accounts,
    pub(super) catalog: Catalog,
    pub(super) settings: Settings,
}

/// An account to add.
pub struct AddAccount {
    /// At which provider.
    pub provider: ProviderId,
    /// Its id; `None` for one made from provider and label.
    pub id: Option<AccountId>,
    /// The person's name for it.
    pub label: Option<String>,
    /// The provider's declared parameters.
    pub params: BTreeMap<String, String>,
    /// The address of another origin than the provider's own, as the person wrote it.
    pub base_url: Option<String>,
    /// Its key.
    pub key: KeyInput,
    /// Whether the key is tried before anything is stored.
    pub verify: bool,
}

/// Where a key comes from.
pub enum KeyInput {
    /// The key itself, to be stored in the keychain.
    Pasted(Secret),
    /// The name of the environment variable that holds it.
    Environment(String),
}

/// What was done, and what could not be done beside it.
#[derive(Debug)]
pub struct Done<T> {
    /// What was done.
    pub result: T,
    /// What went wrong with the history.
    pub trouble: Vec<Trouble>,
}

/// What adding an account gave.
#[derive(Debug)]
pub struct Added {
    /// The new account.
    pub id: AccountId,
    /// The first reading, where the key was tried.
    pub seen: Option<Seen>,
}

/// One configured account, for a list.
#[derive(Debug)]
pub struct AccountEntry {
    /// Which.
    pub id: AccountId,
    /// At which provider.
    pub provider: ProviderId,
    /// The person's name for it, or the provider's.
    pub label: String,
    /// Where its key is kept.
    pub key: KeySource,
    /// Whether the person stopped it.
    pub paused: bool,
    /// What the person gave besides the key.
    pub params: BTreeMap<String, String>,
    /// Another origin than the provider's own.
    pub base_url: Option<String>,
}

/// The built-in providers and the person's own, without a look at the accounts. Broken custom providers are returned
/// beside, a line each: the rest works.
pub fn open_catalog(folders: &Folders) -> Result<(Catalog, Vec<String>), AppError> {
    let builtin =
        Catalog::builtin().map_err(|errors| AppError::Invalid { field: "catalog", message: errors.to_string() })?;
    Ok(configuration::with_custom(&builtin, crate::settings::read_custom_providers(&folders.config)))
}

impl OneShot {
    /// Reads configuration and providers. Broken custom providers are returned beside, a line each: the rest works.
    pub fn open(options: AppOptions) -> Result<(Self, Vec<String>), AppError> {
        let accounts = options.accounts();
        let settings = accounts.file.load()?;
        options.transport.set_proxies(&settings.network.proxy);
        let (catalog, trouble) = open_catalog(&options.folders)?;
        Ok((Self { options, accounts, catalog, settings }, trouble))
    }

    /// The provider of that id.
    pub fn provider(&self, id: &ProviderId) -> Result<&Arc<Provider>, AppError> {
        self.catalog.get(id).ok_or_else(|| AppError::UnknownProvider(id.clone()))
    }

    /// The configured accounts, in the order of the configuration.
    pub fn accounts(&self) -> Vec<AccountEntry> {
        let entry = |account: &Account| AccountEntry {
            id: account.id.clone(),
            provider: account.provider.clone(),
            label: account.label.clone().unwrap_or_else(|| {
                self.catalog.get(&account.provider).map_or_else(|| account.provider.to_string(), |p| p.name.clone())
            }),
            key: match &account.key {
                KeyRef::Keychain(_) => KeySource::Keychain,
                KeyRef::Environment(name) => KeySource::Environment { name: name.clone() },
            },
            paused: account.paused,
            params: account.params.clone(),
            base_url: account.base_url.as_ref().map(ToString::to_string),
        };
        self.settings.accounts.iter().map(entry).collect()
    }

    /// Whether there is a keychain that a key could be put into; better known before a key is asked for. A locked one
    /// counts: storing may unlock it.
    pub async fn has_keychain(&self) -> Result<(), AppError> {
        match self.options.secrets.status().await {
            Err(why @ SecretsError::Unavailable { .. }) => Err(why.into()),
            Ok(()) | Err(SecretsError::Locked { .. } | SecretsError::Missing) => Ok(()),
        }
    }

    /// Adds an account; with `verify`, only when the provider accepts its key.
    pub async fn add(&self, add: AddAccount) -> Result<Done<Added>, AppError> {
        let provider = self.provider(&add.provider)?;
        if let Some(id) = add.id.as_ref().filter(|id| self.settings.account(id).is_some()) {
            return Err(SettingsError::AccountExists { id: id.clone() }.into());
        }
        let params = accounts::checked_params(provider, add.params)?;
        let base_url = super::parsed_base_url(add.base_url)?;
        provider.request.url(&params, base_url.as_ref())?;
        let target = Target { provider, params: &params, base_url: base_url.as_ref() };
        let (key, outcome) = self.accepted(add.key, add.verify.then_some(target)).await?;
        let new =
            NewAccount { provider: add.provider, id: add.id, label: super::trimmed(add.label), params, base_url, key };
        let id = self.accounts.add(new).await?;
        Ok(self.seen(&id, outcome).await?.map(|seen| Added { id, seen }))
    }

    /// Gives an account another key; with `verify`, only when the provider accepts it. Its history stays.
    pub async fn set_key(&self, id: &AccountId, key: KeyInput, verify: bool) -> Result<Done<Option<Seen>>, AppError> {
        let account = self.account(id)?;
        let target = if verify {
            let provider = self.provider(&account.provider)?;
            Some(Target { provider, params: &account.params, base_url: account.base_url.as_ref() })
        } else {
            None
        };
        let (key, outcome) = self.accepted(key, target).await?;
        self.accounts.set_key(id, &key).await?;
        self.seen(id, outcome).await
    }

    /// Stops polling an account, or goes on with it.
    pub async fn set_paused(&self, id: &AccountId, paused: bool) -> Result<(), AppError> {
        let id = self.account(id)?.id.clone();
        self.accounts.edit(move |editor| editor.set_paused(&id, paused)).await
    }

    /// Removes an account, its key, and its history unless that is to be kept.
    pub async fn remove(&self, id: &AccountId, keep_history: bool) -> Result<Done<()>, AppError> {
        self.accounts.remove(id).await?;
        let mut trouble = Vec::new();
        if !keep_history {
            let (data, now, id) = (self.options.folders.data.clone(), self.options.clock.now(), id.clone());
            let forgotten = blocking(move || match History::open_read_only(&data)? {
                Some(_) => History::open(&data, now)?.history.remove(&id),
                // Nothing was ever read.
                None => Ok(()),
            });
            if let Err(why) = forgotten.await? {
                trouble.push(Trouble::History(why));
            }
        }
        Ok(Done { result: (), trouble })
    }

    pub(super) fn account(&self, id: &AccountId) -> Result<&Account, AppError> {
        self.settings.account(id).ok_or_else(|| AppError::UnknownAccount(id.clone()))
    }

    /// The key as it is to be kept and, with a target, what the provider says to it. An empty account's key is a good key.
    async fn accepted(
        &self,
        input: KeyInput,
        target: Option<Target<'_>>,
    ) -> Result<(NewKey, Option<Result<Reading, Failure>>), AppError> {
        let (key, secret) = match input {
            KeyInput::Pasted(secret) => {
                // No key leaves this machine before it is known that it can be kept.
                self.has_keychain().await?;
                let secret = Arc::new(secret);
                (NewKey::Keychain(Arc::clone(&secret)), secret)
            }
            KeyInput::Environment(name) if target.is_none() => return Ok((NewKey::Environment(name), None)),
            KeyInput::Environment(name) => {
                let Some(value) = (self.options.environment)(&name) else {
                    let message = format!("The environment variable {name} is not set");
                    return Err(AppError::NotVerified(Failure::new(FailureKind::KeyMissing, message)));
                };
                let secret = Arc::new(Secret::parse(value)?);
                (NewKey::Environment(name), secret)
            }
        };
        let Some(target) = target else { return Ok((key, None)) };
        match probe::probe(&target, &secret, self.options.transport.as_ref()).await {
            Err(failure) if failure.kind != FailureKind::OutOfCredits => Err(AppError::NotVerified(failure)),
            outcome => Ok((key, Some(outcome))),
        }
    }

    /// Takes in the outcome of the first poll with a new key. The settings have changed since this was opened.
    async fn seen(
        &self,
        id: &AccountId,
        outcome: Option<Result<Reading, Failure>>,
    ) -> Result<Done<Option<Seen>>, AppError> {
        let Some(outcome) = outcome else { return Ok(Done { result: None, trouble: Vec::new() }) };
        let now_configured = Self {
            options: self.options.clone(),
            accounts: self.options.accounts(),
            catalog: self.catalog.clone(),
            settings: self.accounts.load().await?,
        };
        let overview = now_configured.first_look(id, outcome).await?;
        Ok(Done { result: overview.accounts.into_iter().next(), trouble: overview.trouble })
    }
}

impl<T> Done<T> {
    fn map<U>(self, with: impl FnOnce(T) -> U) -> Done<U> {
        Done { result: with(self.result), trouble: self.trouble }
    }
}
