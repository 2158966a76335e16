//! The façade: everything that the desktop shell and the command line may ask for.
//!
//! [`App`] runs the engine for as long as it lives (the desktop). [`OneShot`] does one thing and ends (the command line);
//! both share configuration, keychain and history.

mod accounts;
mod alert_form;
mod alerts;
mod changes;
mod commands;
mod configuration;
mod describe;
mod drafts;
mod error;
mod explain;
mod keys;
mod look;
mod one_shot;
pub(crate) mod render;
mod render_past;
pub mod replay;
mod settings;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tokio::sync::watch;
use url::Url;

use crate::address::parse_base_url;
use crate::catalog::{Catalog, Provider};
use crate::contract::{AppProblemKind, Command, Folder, IpcError, Page, Snapshot};
use crate::engine::{self, Environment, Handle, Parts, Picture, Poller, ProblemKind, Seed};
use crate::history::{History, PollerLock};
use crate::ids::ProviderId;
use crate::notifier::{AppIdentity, DesktopNotifier, Notifier};
use crate::probe::{HttpOptions, HttpTransport, Transport};
use crate::secrets::{KeychainStore, SecretStore};
use crate::settings::{Folders, SettingsFile, SettingsWatch};
use crate::time::{Clock, SystemClock};

use accounts::Accounts;
use drafts::Drafts;

pub use crate::engine::Press;
pub use accounts::Random;
pub use configuration::Locales;
pub use describe::{
    ErrorRuleReport, FactRuleReport, KeyReport, MeterRuleReport, ParamReport, ProviderReport, validate_provider,
};
pub use error::{AppError, StartError};
pub use look::{Overview, Seen, Share, Trouble};
pub use one_shot::{AccountEntry, AddAccount, Added, Done, KeyInput, OneShot, open_catalog};
pub use settings::ShellSettings;

/// What the app works with: the world, passed in.
#[derive(Clone)]
pub struct AppOptions {
    /// Where configuration and data are kept.
    pub folders: Folders,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Holds the keys.
    pub secrets: Arc<dyn SecretStore>,
    /// Shows notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Sends requests.
    pub transport: Arc<dyn Transport>,
    /// Looks up environment variables.
    pub environment: Environment,
    /// Names the locales of the system.
    pub locales: Locales,
    /// Gives numbers that are not used twice.
    pub random: Random,
    /// Whether this is the demo.
    pub demo: bool,
    /// How often every account is polled, whatever the configuration says: the demo tells its story in half a minute.
    pub pace: Option<Duration>,
}

impl AppOptions {
    /// The real world: the person's folders, clock, keychain, notification server and network.
    pub fn for_desktop() -> Result<Self, StartError> {
        let folders = Folders::from_env(|name| std::env::var_os(name))?;
        Self::in_folders(folders)
    }

    /// The real world with other folders.
    pub fn in_folders(folders: Folders) -> Result<Self, StartError> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let transport = HttpTransport::new(Arc::clone(&clock), HttpOptions::default())?;
        Ok(Self {
            folders,
            clock,
            secrets: Arc::new(KeychainStore::new()),
            notifier: Arc::new(DesktopNotifier::new(AppIdentity::default())),
            transport: Arc::new(transport),
            environment: Arc::new(|name| std::env::var(name).ok()),
            locales: Arc::new(|| sys_locale::get_locales().collect()),
            // Names only need to differ; each `RandomState` is seeded by the system.
            random: Arc::new(|| RandomState::new().build_hasher().finish()),
            demo: false,
            pace: None,
        })
    }

    fn accounts(&self) -> Accounts {
        Accounts {
            file: SettingsFile::new(&self.folders.config),
            secrets: Arc::clone(&self.secrets),
            random: Arc::clone(&self.random),
        }
    }
}

/// The running app. Cheap to clone; [`App::shutdown`] ends it.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    engine: Handle<Snapshot>,
    shell: watch::Receiver<ShellSettings>,
    options: AppOptions,
    accounts: Accounts,
    /// As last loaded by the engine.
    catalog: Arc<RwLock<Catalog>>,
    history: Option<Arc<History>>,
    drafts: Drafts,
}

impl App {
    /// Starts the app on the current Tokio runtime. Whatever is wrong with configuration, keychain, history or
    /// notifications becomes a problem in the snapshot; only what leaves nothing to run is an error.
    pub async fn start(options: AppOptions) -> Result<Self, StartError> {
        let builtin = Catalog::builtin().map_err(|errors| StartError::Catalog(errors.to_string()))?;
        let accounts = options.accounts();
        let catalog = Arc::new(RwLock::new(builtin.clone()));
        let load = configuration::loader(
            accounts.file.clone(),
            builtin,
            Arc::clone(&catalog),
            Arc::clone(&options.locales),
            options.pace,
        );
        let (data, now) = (options.folders.data.clone(), options.clock.now());
        let opened = tokio::task::spawn_blocking(move || (History::open(&data, now), PollerLock::acquire(&data))).await;
        let mut problems = Vec::new();
        let (history, lock) = match opened {
            Ok((opened, lock)) => {
                let history = match opened {
                    Ok(opened) => {
                        if let Some(path) = opened.set_aside {
                            let message = format!("the old file was corrupt and is kept as {}", path.display());
                            problems.push((ProblemKind::HistorySetAside, message));
                        }
                        Some(Arc::new(opened.history))
                    }
                    Err(why) => {
                        problems.push((ProblemKind::HistoryUnavailable, why.to_string()));
                        None
                    }
                };
                (history, lock)
            }
            Err(_panicked) => (None, Ok(None)),
        };
        let poller = match lock {
            Ok(Some(lock)) => Poller::Owner(lock),
            Ok(None) => {
                let message = format!("another Lowtide polls for {}", options.folders.data.display());
                problems.push((ProblemKind::AnotherPoller, message));
                let data = options.folders.data.clone();
                Poller::Follower(Arc::new(move || PollerLock::acquire(&data).ok().flatten()))
            }
            // Without the folder there is no history either, and nobody else can poll for it.
            Err(_) => Poller::Alone,
        };
        let watch = match SettingsWatch::start(accounts.file.clone()) {
            Ok((watch, _loaded_anew_by_the_engine)) => Some(watch),
            Err(why) => {
                tracing::warn!(%why, "changes of the configuration by hand are not noticed");
                None
            }
        };
        let parts = Parts {
            clock: Arc::clone(&options.clock),
            transport: Arc::clone(&options.transport),
            secrets: Arc::clone(&options.secrets),
            environment: Arc::clone(&options.environment),
            notifier: Arc::clone(&options.notifier),
            history: history.clone(),
            configuration: load,
            watch,
            poller,
        };
        let demo = options.demo;
        let (shell_sender, shell) = watch::channel(ShellSettings::default());
        // What the shell is told goes with the picture, so that both always say the same.
        let rendered = move |picture: &Picture| {
            let now = ShellSettings::of(picture);
            shell_sender.send_if_modified(|told| std::mem::replace(told, now) != now);
            render::snapshot(picture, demo)
        };
        let engine = engine::start(parts, rendered, render::same).await;
        for (kind, message) in problems {
            let _only_fails_when_it_ended = engine.set_problem(kind, Some(message));
        }
        Ok(Self(Arc::new(Inner { engine, shell, accounts, catalog, history, drafts: Drafts::default(), options })))
    }

    /// The state of everything; changes only when something did.
    pub fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.0.engine.snapshots()
    }

    /// Carries out a command of the page. [`Command::OpenPage`] is the shell's: it opens [`App::page_url`].
    pub async fn handle(&self, command: Command) -> Result<Value, IpcError> {
        self.carry_out(command).await.map_err(IpcError::from)
    }

    /// The address of a provider's page, from its definition.
    pub fn page_url(&self, provider: &ProviderId, page: Page) -> Result<Url, IpcError> {
        let provider = self.provider(provider)?;
        let url = match page {
            Page::Home => provider.homepage.clone(),
            Page::Docs => Some(provider.docs.clone()),
            Page::Keys => provider.keys_page.clone(),
            Page::Billing => provider.billing_page.clone(),
        };
        Ok(url.ok_or(AppError::PageMissing)?)
    }

    /// Where the person finds their files. None of these folders need exist yet.
    pub fn folder(&self, folder: Folder) -> &std::path::Path {
        let folders = &self.0.options.folders;
        match folder {
            Folder::Config => &folders.config,
            Folder::Data | Folder::Exports => &folders.data, // exports have no folder of their own yet
        }
    }

    /// What the person asks for from a notification and the shell has to do; `None` when it was taken before.
    pub fn take_presses(&self) -> Option<tokio::sync::mpsc::UnboundedReceiver<Press>> {
        self.0.engine.take_presses()
    }

    /// Says that something outside the core is wrong (no tray, say), or no longer is.
    pub fn set_problem(&self, kind: AppProblemKind, message: Option<String>) {
        let _only_fails_when_it_ended = self.0.engine.set_problem(kind.into(), message);
    }

    /// Ends the engine once what is being written is written.
    pub async fn shutdown(self) {
        self.0.engine.shutdown().await;
    }

    async fn reload(&self, seed: Option<Seed>) -> Result<Value, AppError> {
        self.0.engine.reload(seed).await?;
        Ok(Value::Null)
    }

    fn catalog(&self) -> Catalog {
        self.0.catalog.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn provider(&self, id: &ProviderId) -> Result<Arc<Provider>, AppError> {
        self.catalog().get(id).cloned().ok_or_else(|| AppError::UnknownProvider(id.clone()))
    }
}

fn parsed_base_url(text: Option<String>) -> Result<Option<Url>, AppError> {
    trimmed(text)
        .map(|text| parse_base_url(&text))
        .transpose()
        .map_err(|why| AppError::Invalid { field: "baseUrl", message: why.to_string() })
}

fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn json(value: &impl Serialize) -> Value {
    // The contract's types have string keys and no fallible parts; null would only be seen if one of them grew some.
    serde_json::to_value(value).unwrap_or(Value::Null)
}
