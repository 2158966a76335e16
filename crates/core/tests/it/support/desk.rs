//! A running app on the demo's providers: folders of its own, keys in memory, and an environment and a clock of the test's
//! choice.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use lowtide_core::app::{App, AppOptions};
use lowtide_core::contract::{Command, IpcError, Snapshot};
use lowtide_core::history::History;
use lowtide_core::notifier::RecordingNotifier;
use lowtide_core::secrets::MemoryStore;
use lowtide_core::settings::Folders;
use lowtide_core::time::{Clock, SystemClock, Timestamp};
use lowtide_demo::{DemoServer, Scenario, Script};
use serde_json::Value;

/// A key that the pretended provider takes.
pub(crate) const KEY: &str = "sk-good-0123456789";

/// The system's clock, or one that stands still; either can be put forward.
pub(crate) struct DeskClock {
    stands_at: Option<Timestamp>,
    zone: TimeZone,
    ahead_s: AtomicI64,
}

impl DeskClock {
    pub(crate) fn running() -> Self {
        Self { stands_at: None, zone: TimeZone::UTC, ahead_s: AtomicI64::new(0) }
    }

    pub(crate) fn standing(at: Timestamp, zone: TimeZone) -> Self {
        Self { stands_at: Some(at), zone, ahead_s: AtomicI64::new(0) }
    }
}

impl Clock for DeskClock {
    fn now(&self) -> Timestamp {
        let now = self.stands_at.unwrap_or_else(|| SystemClock.now());
        now + SignedDuration::from_secs(self.ahead_s.load(Ordering::SeqCst))
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }
}

/// What the app works with, so that it can be started again.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) server: DemoServer,
    pub(crate) secrets: Arc<MemoryStore>,
    pub(crate) notifier: Arc<RecordingNotifier>,
    pub(crate) folder: tempfile::TempDir,
    clock: Arc<DeskClock>,
    variables: &'static [(&'static str, &'static str)],
}

impl Desk {
    /// Without accounts.
    pub(crate) async fn new() -> Self {
        Self::with(&[], DeskClock::running(), |_| ()).await
    }

    /// With these variables, that clock, and folders that were prepared.
    pub(crate) async fn with(
        variables: &'static [(&'static str, &'static str)],
        clock: DeskClock,
        prepare: impl FnOnce(&Path),
    ) -> Self {
        let clock = Arc::new(clock);
        let server = DemoServer::start(Scenario::scripted().account("crun", KEY, Script::steady(1_250))).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let (secrets, notifier) = (Arc::new(MemoryStore::new()), Arc::new(RecordingNotifier::new()));
        let app = App::start(options(folder.path(), &secrets, &notifier, &clock, variables)).await.unwrap();
        Self { app, server, secrets, notifier, folder, clock, variables }
    }

    /// The same folders and keys after the program has ended.
    pub(crate) async fn restart(self) -> Self {
        self.app.clone().shutdown().await;
        let app = options(self.folder.path(), &self.secrets, &self.notifier, &self.clock, self.variables);
        Self { app: App::start(app).await.unwrap(), ..self }
    }

    /// Asks as the page does.
    pub(crate) async fn ask<T: serde::de::DeserializeOwned>(&self, name: &str, args: Value) -> Result<T, IpcError> {
        let command: Command = serde_json::from_value(serde_json::json!({ "name": name, "args": args })).unwrap();
        self.app.handle(command).await.map(|value| serde_json::from_value(value).unwrap())
    }

    /// Asks for what takes no arguments.
    pub(crate) async fn ask_for<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, IpcError> {
        let command: Command = serde_json::from_value(serde_json::json!({ "name": name })).unwrap();
        self.app.handle(command).await.map(|value| serde_json::from_value(value).unwrap())
    }

    pub(crate) fn base_url(&self) -> String {
        self.server.base_url("crun")
    }

    /// Adds an account with the good key.
    pub(crate) async fn add(&self, label: &str) -> String {
        let args = serde_json::json!({ "provider": "crun", "key": KEY, "baseUrl": self.base_url() });
        let check: Value = self.ask("check_key", args).await.unwrap();
        self.ask("save_account", serde_json::json!({ "draft": check["draft"], "label": label })).await.unwrap()
    }

    /// Polls once more, and waits until that is done.
    pub(crate) async fn poll(&self) {
        let before = self.snapshot().accounts[0].checked_at.clone();
        // The button may be pressed again only after a moment.
        self.clock.ahead_s.fetch_add(20, Ordering::SeqCst);
        let args = serde_json::json!({ "accounts": null, "onlyStale": false });
        self.ask::<Value>("refresh", args).await.unwrap();
        self.until("the poll", |snapshot| {
            !snapshot.accounts[0].refreshing && snapshot.accounts[0].checked_at != before
        })
        .await;
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.app.snapshots().borrow().clone()
    }

    /// Waits until the snapshot is as wanted.
    pub(crate) async fn until(&self, what: &str, wanted: impl Fn(&Snapshot) -> bool) {
        let mut snapshots = self.app.snapshots();
        let seen = tokio::time::timeout(Duration::from_secs(30), snapshots.wait_for(|snapshot| wanted(snapshot))).await;
        assert!(seen.is_ok(), "{what} never came about: {:#?}", self.snapshot());
    }

    pub(crate) fn config(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("config/config.toml")).unwrap_or_default()
    }

    /// Where exported files are.
    pub(crate) fn exports(&self) -> PathBuf {
        self.folder.path().join("data/exports")
    }

    /// Everything that lies below the folders.
    pub(crate) fn files(&self) -> String {
        let mut text = String::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    text.push_str(&String::from_utf8_lossy(&std::fs::read(entry).unwrap()));
                }
            }
        }
        text
    }
}

/// The history in the folder of a desk that is being prepared.
pub(crate) fn past_in(folder: &Path, now: Timestamp) -> History {
    History::open(&folder.join("data"), now).unwrap().history
}

fn options(
    folder: &Path,
    secrets: &Arc<MemoryStore>,
    notifier: &Arc<RecordingNotifier>,
    clock: &Arc<DeskClock>,
    variables: &'static [(&'static str, &'static str)],
) -> AppOptions {
    let folders = Folders { config: folder.join("config"), data: folder.join("data") };
    let value = |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
    AppOptions {
        secrets: Arc::clone(secrets) as _,
        notifier: Arc::clone(notifier) as _,
        clock: Arc::clone(clock) as _,
        environment: Arc::new(value),
        ..AppOptions::in_folders(folders).unwrap()
    }
}
