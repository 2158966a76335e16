//! How the core stands: its services, its folders, its file; and a try of the keychain.

use std::path::Path;

use super::render::time;
use super::{App, AppError};
use crate::contract::{AppProblemKind, Diagnostics, Folder, HistoryFileView, ServiceState, ServiceView};
use crate::history::History;
use crate::notifier::NotifyError;
use crate::secret::Secret;
use crate::secrets::{KeyEntry, SecretsError};

impl App {
    /// Where the person finds their files. None of these folders need exist yet.
    pub fn folder(&self, folder: Folder) -> &Path {
        let options = &self.0.options;
        match folder {
            Folder::Config => &options.folders.config,
            Folder::Data => &options.folders.data,
            Folder::Exports => &options.exports,
        }
    }

    /// Asks every service how it is; none of them asks the person anything.
    pub(super) async fn diagnostics(&self) -> Result<Diagnostics, AppError> {
        let options = &self.0.options;
        let (keychain, notifications) = tokio::join!(options.secrets.status(), options.notifier.status());
        let snapshot = self.0.engine.snapshots().borrow().clone();
        let problem = |kind| snapshot.problems.iter().find(|problem| problem.kind == kind);
        let untold = problem(AppProblemKind::NotificationsUnavailable).map(|problem| problem.message.clone());
        Ok(Diagnostics {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            config_file: self.0.accounts.file.path().display().to_string(),
            data_folder: options.folders.data.display().to_string(),
            keychain: keychain_view(options.secrets.name(), keychain),
            notifications: notifications_view(notifications, untold),
            history: self.history_view().await?,
            polls: problem(AppProblemKind::AnotherPoller).is_none(),
        })
    }

    async fn history_view(&self) -> Result<HistoryFileView, AppError> {
        let path = History::file_in(&self.0.options.folders.data).display().to_string();
        let missing = HistoryFileView { state: ServiceState::Missing, bytes: None, since: None, path: path.clone() };
        let Some(history) = self.0.history.clone() else { return Ok(missing) };
        super::look::blocking(move || match history.since() {
            Ok(since) => HistoryFileView {
                state: ServiceState::Works,
                bytes: Some(history.bytes()),
                since: since.map(time),
                path,
            },
            Err(why) => {
                tracing::warn!(%why, "the history could not be looked at");
                HistoryFileView { bytes: Some(history.bytes()), ..missing }
            }
        })
        .await
    }

    /// Puts a value into the keychain, reads it back and removes it, so that the person sees whether keys can be kept. It
    /// is no key, and stands under a name that no account has.
    pub(super) async fn test_keychain(&self) -> Result<(), AppError> {
        let (secrets, random) = (&self.0.options.secrets, &self.0.options.random);
        let unavailable = |reason: String| AppError::Secrets(SecretsError::Unavailable { reason });
        let entry: KeyEntry =
            format!("lowtide-test-{:016x}", random()).parse().map_err(|why| unavailable(format!("{why}")))?;
        let value = Secret::parse(format!("{:016x}{:016x}", random(), random()))?;
        secrets.put(&entry, &value).await?;
        let kept = secrets.get(&entry).await;
        // Whatever was read, nothing is left behind.
        let removed = secrets.delete(&entry).await;
        match kept {
            Ok(kept) if kept.expose() == value.expose() => Ok(removed?),
            Ok(_) => Err(unavailable("it gave back another value than was put into it".to_owned())),
            Err(SecretsError::Missing) => Err(unavailable("it did not keep what was put into it".to_owned())),
            Err(why) => Err(why.into()),
        }
    }
}

fn keychain_view(name: &str, status: Result<(), SecretsError>) -> ServiceView {
    let (state, message) = match status {
        Ok(()) => (ServiceState::Works, None),
        Err(why @ SecretsError::Locked { .. }) => (ServiceState::Locked, Some(why.to_string())),
        Err(why @ (SecretsError::Unavailable { .. } | SecretsError::Missing)) => {
            (ServiceState::Missing, Some(why.to_string()))
        }
    };
    ServiceView { state, name: Some(name.to_owned()), message }
}

/// A service that answers may still have refused the last notice: that is worth knowing.
fn notifications_view(status: Result<String, NotifyError>, untold: Option<String>) -> ServiceView {
    match status {
        Ok(name) => ServiceView { state: ServiceState::Works, name: Some(name), message: untold },
        Err(why) => ServiceView { state: ServiceState::Missing, name: None, message: Some(why.to_string()) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_told_apart_by_what_helps() {
        let reason = || "as told".to_owned();
        for (status, state) in [
            (Ok(()), ServiceState::Works),
            (Err(SecretsError::Locked { reason: reason() }), ServiceState::Locked),
            (Err(SecretsError::Unavailable { reason: reason() }), ServiceState::Missing),
        ] {
            let is_fine = status.is_ok();
            let view = keychain_view("Keychain", status);
            assert_eq!((view.state, view.message.is_none(), view.name.as_deref()), (state, is_fine, Some("Keychain")));
        }
        let view = notifications_view(Ok("dunst 1.9.0".to_owned()), Some("it was away".to_owned()));
        assert_eq!((view.state, view.message.as_deref()), (ServiceState::Works, Some("it was away")));
        for why in [
            NotifyError::NoServer { reason: reason() },
            NotifyError::Refused { reason: reason() },
            NotifyError::TimedOut { seconds: 5 },
        ] {
            let view = notifications_view(Err(why.clone()), None);
            assert_eq!((view.state, view.message), (ServiceState::Missing, Some(why.to_string())));
        }
    }
}
