//! The demo: pretended providers on this machine, folders that are gone afterwards, and keys in memory only.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use lowtide_core::address::{BaseUrlError, parse_base_url};
use lowtide_core::alert::{Levels, RuleOverrides};
use lowtide_core::app::{App, AppOptions, StartError};
use lowtide_core::history::HistoryError;
use lowtide_core::ids::{InvalidId, ProviderId};
use lowtide_core::secret::{InvalidSecret, Secret};
use lowtide_core::secrets::{KeyEntry, MemoryStore, SecretStore, SecretsError};
use lowtide_core::settings::{Account, Folders, KeyRef, SettingsError, SettingsFile};
use lowtide_demo::{DemoAccount, DemoServer, Scenario};
use tempfile::TempDir;

use super::demo_past;

/// The demo tells its story in half a minute, so it asks more often than any provider would like.
const PACE: Duration = Duration::from_secs(5);

/// What the demo needs for as long as it runs.
pub(crate) struct Demo {
    _server: DemoServer,
    _folder: TempDir,
}

/// The demo could not be set up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// The pretended providers or the folders.
    #[error("the demo has nowhere to run: {0}")]
    Io(#[from] std::io::Error),
    /// The app itself.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The pretended accounts.
    #[error("the demo's accounts: {0}")]
    Settings(#[from] SettingsError),
    /// Their keys.
    #[error("the demo's keys: {0}")]
    Secrets(#[from] SecretsError),
    /// One of their names.
    #[error(transparent)]
    Id(#[from] InvalidId),
    /// One of their keys.
    #[error(transparent)]
    Key(#[from] InvalidSecret),
    /// Their past.
    #[error("the demo's past: {0}")]
    History(#[from] HistoryError),
    /// Where they are polled.
    #[error("the demo's address: {0}")]
    BaseUrl(#[from] BaseUrlError),
}

/// Starts the pretended providers and the app on them.
pub(crate) async fn start() -> Result<(App, Demo), DemoError> {
    let server = DemoServer::start(Scenario::demo()).await?;
    let folder = tempfile::Builder::new().prefix("lowtide-demo-").tempdir()?;
    let folders = Folders { config: folder.path().join("config"), data: folder.path().join("data") };
    let secrets = Arc::new(MemoryStore::new());
    configure(&folders.config, &server, &secrets).await?;
    let options = AppOptions { secrets, demo: true, pace: Some(PACE), ..AppOptions::in_folders(folders)? };
    remember(&options, &server).await?;
    let app = App::start(options).await?;
    Ok((app, Demo { _server: server, _folder: folder }))
}

async fn configure(folder: &Path, server: &DemoServer, secrets: &MemoryStore) -> Result<(), DemoError> {
    let mut accounts = Vec::new();
    for (pretended, number) in server.accounts().iter().zip(0..) {
        let provider: ProviderId = pretended.provider.parse()?;
        let entry = KeyEntry::fresh(&provider, number);
        secrets.put(&entry, &Secret::parse(pretended.key.clone())?).await?;
        accounts.push(account(pretended, provider, &entry, &server.base_url(&pretended.provider))?);
    }
    SettingsFile::new(folder).edit(|file| accounts.iter().try_for_each(|account| file.add_account(account)))?;
    Ok(())
}

/// Gives the accounts a month to look back on, so that no chart of the demo is empty.
async fn remember(options: &AppOptions, server: &DemoServer) -> Result<(), DemoError> {
    let (data, accounts) = (options.folders.data.clone(), server.accounts().to_vec());
    let now = options.clock.now().to_zoned(options.clock.zone());
    let remembered = tokio::task::spawn_blocking(move || demo_past::remember(&data, &accounts, &now));
    // One that panicked has left an incomplete past, which is no reason to show nothing.
    Ok(remembered.await.unwrap_or(Ok(()))?)
}

fn account(
    pretended: &DemoAccount,
    provider: ProviderId,
    entry: &KeyEntry,
    base_url: &str,
) -> Result<Account, DemoError> {
    let key = KeyRef::Keychain(entry.as_str().to_owned());
    let warning = pretended.warn_below.and_then(|amount| amount.to_string().parse().ok());
    Ok(Account {
        label: Some(pretended.label.clone()),
        base_url: Some(parse_base_url(base_url)?),
        alerts: RuleOverrides {
            amount: warning.map(|warning| Some(Levels { warning: Some(warning), critical: None })),
            ..RuleOverrides::default()
        },
        ..Account::new(pretended.id.parse()?, provider, key)
    })
}

#[cfg(test)]
mod tests {
    use lowtide_core::contract::AccountState;

    use super::*;

    #[tokio::test]
    async fn every_pretended_account_is_read() {
        let (app, demo) = start().await.unwrap();
        let mut snapshots = app.snapshots();
        let read = tokio::time::timeout(
            Duration::from_secs(20),
            snapshots.wait_for(|snapshot| {
                snapshot.demo
                    && snapshot.accounts.len() == Scenario::demo().accounts().len()
                    && snapshot.accounts.iter().all(|account| account.reading.is_some())
            }),
        )
        .await;
        assert!(read.is_ok(), "{:#?}", app.snapshots().borrow());
        drop(read);
        let states: Vec<_> = app.snapshots().borrow().accounts.iter().map(|account| account.state).collect();
        assert!(states.contains(&AccountState::Ok), "{states:?}");
        app.shutdown().await;
        drop(demo);
    }
}
