//! What the command line does: one thing, without an engine that goes on running.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::accounts::{self, Accounts, NewAccount, NewKey};
use super::{AppError, AppOptions, configuration};
use crate::alert::{Belief, Memory};
use crate::catalog::{self, Catalog, CatalogErrors, Provider};
use crate::contract::KeySource;
use crate::engine::{self, Running};
use crate::failure::{Failure, FailureKind};
use crate::history::{History, Latest, PollerLock};
use crate::ids::{AccountId, ProviderId};
use crate::probe::{self, Target, Transport};
use crate::reading::Reading;
use crate::report::{AccountReport, Report};
use crate::secret::Secret;
use crate::settings::{KeyRef, Settings};

/// The accounts, providers and readings of one configuration, for a program that does one thing and ends.
pub struct OneShot {
    options: AppOptions,
    accounts: Accounts,
    catalog: Catalog,
    settings: Settings,
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
    /// Another origin than the provider's own.
    pub base_url: Option<Url>,
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

/// What adding an account gave.
#[derive(Debug)]
pub struct Added {
    /// The new account.
    pub id: AccountId,
    /// The first reading, where the key was tried.
    pub report: Option<AccountReport>,
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
}

impl OneShot {
    /// Reads configuration and providers. Broken custom providers are returned beside, a line each: the rest works.
    pub fn open(options: AppOptions) -> Result<(Self, Vec<String>), AppError> {
        let builtin =
            Catalog::builtin().map_err(|errors| AppError::Invalid { field: "catalog", message: errors.to_string() })?;
        let accounts = options.accounts();
        let settings = accounts.file.load()?;
        let custom = crate::settings::read_custom_providers(accounts.file.folder());
        let (catalog, trouble) = configuration::with_custom(&builtin, custom);
        Ok((Self { options, accounts, catalog, settings }, trouble))
    }

    /// The providers, by name.
    pub fn providers(&self) -> impl Iterator<Item = &Arc<Provider>> {
        self.catalog.iter()
    }

    /// The provider of that id.
    pub fn provider(&self, id: &ProviderId) -> Result<&Arc<Provider>, AppError> {
        self.catalog.get(id).ok_or_else(|| AppError::UnknownProvider(id.clone()))
    }

    /// The configured accounts, in the order of the configuration.
    pub fn accounts(&self) -> Vec<AccountEntry> {
        let entry = |account: &crate::settings::Account| AccountEntry {
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
        };
        self.settings.accounts.iter().map(entry).collect()
    }

    /// Polls the named accounts, or all that are not paused, and keeps what they say in the history.
    /// What went wrong with the history itself is returned beside: the readings stand.
    pub async fn check(
        &self,
        wanted: &[AccountId],
        timeout: Option<Duration>,
    ) -> Result<(Report, Vec<AppError>), AppError> {
        let wanted = self.wanted(wanted, false)?;
        let (data, now) = (self.options.folders.data.clone(), self.options.clock.now());
        let opened = blocking(move || (History::open(&data, now), PollerLock::acquire(&data))).await?;
        let mut trouble = Vec::new();
        let (history, lock) = match opened {
            (Ok(opened), lock) => (Some(Arc::new(opened.history)), lock.ok().flatten()),
            (Err(why), _) => {
                trouble.push(why.into());
                (None, None)
            }
        };
        let mut running = self.running(&wanted, history.clone()).await;
        let limit = timeout.unwrap_or(Duration::MAX);
        self.poll(&mut running, limit).await;
        // A zero after a non-zero, or a steep fall, is read once more before it is believed.
        let mut doubted: Vec<Running> = Vec::new();
        let mut settled: Vec<Running> = Vec::new();
        for one in running {
            if one.1 == Some(Belief::Doubted) { doubted.push(one.0) } else { settled.push(one.0) }
        }
        if !doubted.is_empty() {
            let mut again: Vec<Polled> = doubted.into_iter().map(|running| (running, None)).collect();
            self.poll(&mut again, limit).await;
            settled.extend(again.into_iter().map(|(running, _)| running));
        }
        settled.sort_by_key(|running| wanted.iter().position(|id| *id == running.account.id));
        if let Some(history) = history {
            // Only the one poller of a data folder keeps the memory of alerts; beside a running app, readings are added.
            let with_memory = lock.is_some();
            for running in &settled {
                if let Err(why) = keep(&history, running, with_memory).await {
                    trouble.push(why);
                }
            }
        }
        Ok((self.report(&settled), trouble))
    }

    /// The last known readings of the named accounts, or of all; no network.
    pub async fn status(&self, wanted: &[AccountId]) -> Result<Report, AppError> {
        let wanted = self.wanted(wanted, true)?;
        let data = self.options.folders.data.clone();
        let history = blocking(move || History::open_read_only(&data)).await??;
        let running = self.running(&wanted, history.map(Arc::new)).await;
        let running: Vec<_> = running.into_iter().map(|(running, _)| running).collect();
        Ok(self.report(&running))
    }

    /// Adds an account; with `verify`, only when the provider accepts its key.
    pub async fn add(&self, add: AddAccount) -> Result<Added, AppError> {
        let provider = self.provider(&add.provider)?;
        let params = accounts::checked_params(provider, add.params)?;
        let (key, secret) = self.key(add.key)?;
        let outcome = if add.verify {
            Some(self.verified(provider, &params, add.base_url.as_ref(), secret.as_deref()).await?)
        } else {
            None
        };
        let new = NewAccount {
            provider: add.provider,
            id: add.id,
            label: super::trimmed(add.label),
            params,
            base_url: add.base_url,
            key,
        };
        let id = self.accounts.add(new).await?;
        let report = match outcome {
            Some(outcome) => Some(self.first_report(&id, outcome).await?),
            None => None,
        };
        Ok(Added { id, report })
    }

    /// Gives an account another key; with `verify`, only when the provider accepts it. Its history stays.
    pub async fn set_key(
        &self,
        id: &AccountId,
        key: KeyInput,
        verify: bool,
    ) -> Result<Option<AccountReport>, AppError> {
        let account = self.settings.account(id).ok_or_else(|| AppError::UnknownAccount(id.clone()))?;
        let (key, secret) = self.key(key)?;
        let outcome = if verify {
            let provider = self.provider(&account.provider)?;
            Some(self.verified(provider, &account.params, account.base_url.as_ref(), secret.as_deref()).await?)
        } else {
            None
        };
        self.accounts.set_key(id, &key).await?;
        match outcome {
            Some(outcome) => Ok(Some(self.first_report(id, outcome).await?)),
            None => Ok(None),
        }
    }

    /// Removes an account, its key, and its history unless that is to be kept.
    pub async fn remove(&self, id: &AccountId, keep_history: bool) -> Result<(), AppError> {
        self.accounts.remove(id).await?;
        if keep_history {
            return Ok(());
        }
        let (data, now, id) = (self.options.folders.data.clone(), self.options.clock.now(), id.clone());
        blocking(move || History::open(&data, now)?.history.remove(&id)).await??;
        Ok(())
    }

    fn key(&self, input: KeyInput) -> Result<(NewKey, Option<Arc<Secret>>), AppError> {
        match input {
            KeyInput::Pasted(secret) => {
                let secret = Arc::new(secret);
                Ok((NewKey::Keychain(Arc::clone(&secret)), Some(secret)))
            }
            KeyInput::Environment(name) => {
                let value = (self.options.environment)(&name);
                let secret = value.map(Secret::parse).transpose()?.map(Arc::new);
                Ok((NewKey::Environment(name), secret))
            }
        }
    }

    async fn verified(
        &self,
        provider: &Provider,
        params: &BTreeMap<String, String>,
        base_url: Option<&Url>,
        secret: Option<&Secret>,
    ) -> Result<Result<Reading, Failure>, AppError> {
        let Some(secret) = secret else {
            return Err(AppError::NotVerified(Failure::new(
                FailureKind::KeyMissing,
                "The environment variable is not set",
            )));
        };
        let target = Target { provider, params, base_url };
        let transport: &dyn Transport = self.options.transport.as_ref();
        match probe::probe(&target, secret, transport).await {
            // An empty account's key is a good key.
            Err(failure) if failure.kind != FailureKind::OutOfCredits => Err(AppError::NotVerified(failure)),
            outcome => Ok(outcome),
        }
    }

    /// Keeps the outcome of the first poll and reports it. The settings have changed since this was opened.
    async fn first_report(&self, id: &AccountId, outcome: Result<Reading, Failure>) -> Result<AccountReport, AppError> {
        let settings = self.accounts.load().await?;
        let account = settings.account(id).cloned().ok_or_else(|| AppError::UnknownAccount(id.clone()))?;
        let (data, now) = (self.options.folders.data.clone(), self.options.clock.now());
        let (opened, lock) = blocking(move || (History::open(&data, now), PollerLock::acquire(&data))).await?;
        let history = Arc::new(opened?.history);
        let (past, memory) = past(&history, id).await?;
        let mut running = Running::new(account, &settings, &self.catalog, Some(past), memory);
        running.observe(outcome, now);
        keep(&history, &running, lock.is_ok_and(|lock| lock.is_some())).await?;
        Ok(AccountReport::from(&running.picture(false, now)))
    }

    fn wanted(&self, ids: &[AccountId], with_paused: bool) -> Result<Vec<AccountId>, AppError> {
        if let Some(unknown) = ids.iter().find(|id| self.settings.account(id).is_none()) {
            return Err(AppError::UnknownAccount(unknown.clone()));
        }
        let chosen =
            self.settings.accounts.iter().filter(|account| {
                if ids.is_empty() { with_paused || !account.paused } else { ids.contains(&account.id) }
            });
        Ok(chosen.map(|account| account.id.clone()).collect())
    }

    async fn running(&self, wanted: &[AccountId], history: Option<Arc<History>>) -> Vec<Polled> {
        let mut all = Vec::new();
        for id in wanted {
            let Some(account) = self.settings.account(id).cloned() else { continue };
            let (past, memory) = match &history {
                Some(history) => past(history, id).await.unwrap_or_default(),
                None => (Latest::default(), Memory::default()),
            };
            all.push((Running::new(account, &self.settings, &self.catalog, Some(past), memory), None));
        }
        all
    }

    async fn poll(&self, running: &mut [Polled], timeout: Duration) {
        let jobs = running
            .iter()
            .filter_map(|(running, _)| {
                running.job(&self.options.transport, &self.options.secrets, &self.options.environment)
            })
            .collect();
        let outcomes = engine::ask_all(jobs, timeout).await;
        let now = self.options.clock.now();
        for (id, outcome) in outcomes {
            if let Some((running, belief)) = running.iter_mut().find(|(running, _)| running.account.id == id) {
                *belief = Some(running.observe(outcome, now));
            }
        }
    }

    fn report(&self, running: &[Running]) -> Report {
        let now = self.options.clock.now();
        Report { accounts: running.iter().map(|one| AccountReport::from(&one.picture(false, now))).collect() }
    }
}

type Polled = (Running, Option<Belief>);

async fn past(history: &Arc<History>, id: &AccountId) -> Result<(Latest, Memory), AppError> {
    let (history, id) = (Arc::clone(history), id.clone());
    let (latest, memory) = blocking(move || Ok::<_, AppError>((history.latest(&id)?, history.memory(&id)?))).await??;
    // An unreadable memory starts anew, as in the engine.
    let memory = memory.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok((latest, memory))
}

/// Keeps the last outcome. A doubted reading is kept only as a doubt.
async fn keep(history: &Arc<History>, running: &Running, with_memory: bool) -> Result<(), AppError> {
    let Some(at) = running.checked_at else { return Ok(()) };
    let memory = if with_memory { serde_json::to_string(&running.memory).ok() } else { None };
    let (history, id, doubted) = (Arc::clone(history), running.account.id.clone(), running.memory.doubt.is_some());
    let outcome = match (&running.failure, &running.reading) {
        (Some(failure), _) => Err(failure.clone()),
        (None, Some(reading)) if !doubted => Ok(Arc::clone(reading)),
        _ => {
            return match memory {
                Some(memory) => Ok(blocking(move || history.set_memory(&id, &memory)).await??),
                None => Ok(()),
            };
        }
    };
    let recorded =
        blocking(move || history.record(&id, at, outcome.as_deref().map_err(|failure| failure), memory.as_deref()));
    Ok(recorded.await??)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|_panicked| AppError::Ending)
}

/// Reads and validates one definition from a file: all that is wrong with it.
pub fn validate_provider(path: &Path) -> Result<Provider, CatalogErrors> {
    let shown = path.display().to_string();
    let unreadable = |reason: String| {
        CatalogErrors(vec![catalog::CatalogError { file: shown.clone(), line: None, field: String::new(), reason }])
    };
    let text = std::fs::read_to_string(path).map_err(|why| unreadable(why.to_string()))?;
    catalog::parse(&shown, &text)
}
