//! How the core says that it stands, and the try of the keychain.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use lowtide_core::app::{App, AppOptions};
use lowtide_core::contract::{Command, Diagnostics, ErrorCode, Folder, ServiceState};
use lowtide_core::notifier::NotifyError;
use lowtide_core::secret::Secret;
use lowtide_core::secrets::{Condition, KeyEntry, MemoryStore, SecretStore, SecretsError};
use lowtide_core::settings::Folders;
use lowtide_core::time::Timestamp;
use serde_json::Value;

use crate::support::desk::{Desk, DeskClock};

async fn diagnostics(desk: &Desk) -> Diagnostics {
    desk.ask_for("diagnostics").await.unwrap()
}

#[tokio::test]
async fn services_folders_and_the_history() {
    let desk = Desk::new().await;
    let seen = diagnostics(&desk).await;
    assert_eq!(seen.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(seen.system, format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    assert!(seen.config_file.ends_with("config.toml") && seen.data_folder.ends_with("data"));
    assert_eq!((seen.keychain.state, seen.keychain.name.as_deref()), (ServiceState::Works, Some("memory")));
    assert_eq!(
        (seen.notifications.state, seen.notifications.name.as_deref()),
        (ServiceState::Works, Some("recording"))
    );
    assert!(seen.history.path.ends_with("history.sqlite3") && seen.history.bytes.unwrap() > 4_000);
    assert_eq!((seen.history.state, seen.history.since, seen.polls), (ServiceState::Works, None, true));

    desk.add("Work").await;
    desk.secrets.set_condition(Condition::Locked);
    desk.notifier.fail_with(Some(NotifyError::NoServer { reason: "nobody listens".into() }));
    let seen = diagnostics(&desk).await;
    assert_eq!(seen.keychain.state, ServiceState::Locked);
    assert_eq!(seen.notifications.state, ServiceState::Missing);
    assert!(seen.notifications.message.unwrap().contains("nobody listens"));
    let read_at: Timestamp = desk.snapshot().accounts[0].read_at.as_ref().unwrap().parse().unwrap();
    let since: Timestamp = seen.history.since.unwrap().parse().unwrap();
    assert_eq!(since.as_millisecond(), read_at.as_millisecond());
    assert_eq!(desk.app.folder(Folder::Exports), desk.exports());
    assert_eq!(desk.app.folder(Folder::Data), desk.folder.path().join("data"));
}

#[tokio::test]
async fn one_that_follows_another_says_that_it_does_not_poll() {
    let desk = Desk::new().await;
    let folders = Folders { config: desk.folder.path().join("config"), data: desk.folder.path().join("data") };
    let options = AppOptions {
        secrets: Arc::new(MemoryStore::new()),
        notifier: Arc::clone(&desk.notifier) as _,
        ..AppOptions::in_folders(folders).unwrap()
    };
    let second = App::start(options).await.unwrap();
    let mut snapshots = second.snapshots();
    snapshots.wait_for(|snapshot| !snapshot.problems.is_empty()).await.unwrap();
    let seen: Diagnostics = serde_json::from_value(second.handle(Command::Diagnostics).await.unwrap()).unwrap();
    assert!(!seen.polls);
    assert!(diagnostics(&desk).await.polls);
    second.shutdown().await;
}

#[tokio::test]
async fn without_a_history_that_is_said() {
    let desk = Desk::with(&[], DeskClock::running(), |folder| {
        std::fs::write(folder.join("data"), "a file in the way").unwrap();
    })
    .await;
    let seen = diagnostics(&desk).await;
    assert_eq!((seen.history.state, seen.history.bytes), (ServiceState::Missing, None));
    let refusal = desk.ask_for::<Value>("trends").await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::History);
}

#[tokio::test]
async fn the_keychain_is_tried_and_left_as_it_was() {
    let desk = Desk::new().await;
    assert_eq!(desk.ask_for::<Value>("test_keychain").await.unwrap(), Value::Null);
    for (condition, code) in
        [(Condition::Locked, ErrorCode::KeychainLocked), (Condition::Unavailable, ErrorCode::KeychainUnavailable)]
    {
        desk.secrets.set_condition(condition);
        assert_eq!(desk.ask_for::<Value>("test_keychain").await.unwrap_err().code, code);
    }
}

/// Takes everything and gives it back as told.
struct Odd {
    gives: fn(&Secret) -> Result<Secret, SecretsError>,
    kept: Mutex<Vec<(KeyEntry, Secret)>>,
    names: Mutex<Vec<String>>,
}

#[async_trait]
impl SecretStore for Odd {
    async fn get(&self, entry: &KeyEntry) -> Result<Secret, SecretsError> {
        let kept = self.kept.lock().unwrap();
        (self.gives)(&kept.iter().find(|(name, _)| name == entry).ok_or(SecretsError::Missing)?.1)
    }

    async fn put(&self, entry: &KeyEntry, secret: &Secret) -> Result<(), SecretsError> {
        self.names.lock().unwrap().push(entry.to_string());
        let copy = Secret::parse(secret.expose().to_owned()).unwrap();
        self.kept.lock().unwrap().push((entry.clone(), copy));
        Ok(())
    }

    async fn delete(&self, entry: &KeyEntry) -> Result<(), SecretsError> {
        self.kept.lock().unwrap().retain(|(name, _)| name != entry);
        Ok(())
    }

    fn name(&self) -> &'static str {
        "odd"
    }

    async fn status(&self) -> Result<(), SecretsError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_keychain_that_forgets_or_lies_is_found_out() {
    type Gives = fn(&Secret) -> Result<Secret, SecretsError>;
    let honest: Gives = |secret| Ok(Secret::parse(secret.expose().to_owned()).unwrap());
    let forgets: Gives = |_| Err(SecretsError::Missing);
    let lies: Gives = |_| Ok(Secret::parse("another".to_owned()).unwrap());
    for (gives, told) in [(honest, None), (forgets, Some("did not keep")), (lies, Some("another value"))] {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders { config: folder.path().join("config"), data: folder.path().join("data") };
        let odd = Arc::new(Odd { gives, kept: Mutex::default(), names: Mutex::default() });
        let options = AppOptions { secrets: Arc::clone(&odd) as _, ..AppOptions::in_folders(folders).unwrap() };
        let app = App::start(options).await.unwrap();
        let refusal = app.handle(Command::TestKeychain).await.err();
        assert_eq!(refusal.is_some(), told.is_some());
        if let (Some(refusal), Some(told)) = (refusal, told) {
            assert_eq!(refusal.code, ErrorCode::KeychainUnavailable);
            assert!(refusal.message.contains(told), "{}", refusal.message);
        }
        assert!(odd.kept.lock().unwrap().is_empty(), "nothing stays behind");
        assert!(odd.names.lock().unwrap()[0].starts_with("lowtide-test-"), "clearly named");
        app.shutdown().await;
    }
}
