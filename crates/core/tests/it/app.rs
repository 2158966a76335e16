//! The façade against the demo's providers over real HTTP: what the page asks for, and what it must never learn.

use std::sync::Arc;
use std::time::Duration;

use lowtide_core::app::{App, AppOptions};
use lowtide_core::contract::{
    AccountState, AppProblemKind, Command, ErrorCode, IpcError, KeyCheck, Page, PastedKey, ProviderView, Snapshot,
};
use lowtide_core::failure::FailureKind;
use lowtide_core::notifier::RecordingNotifier;
use lowtide_core::probe::{HttpOptions, HttpTransport};
use lowtide_core::secrets::{Condition, MemoryStore};
use lowtide_core::settings::Folders;
use lowtide_core::time::SystemClock;
use lowtide_demo::{DemoServer, Fault, Scenario, Script};
use serde_json::Value;

struct Desk {
    app: App,
    server: DemoServer,
    secrets: Arc<MemoryStore>,
    notifier: Arc<RecordingNotifier>,
    folder: tempfile::TempDir,
}

const KEY: &str = "sk-good-0123456789";

impl Desk {
    async fn new() -> Self {
        let server = DemoServer::start(Scenario::scripted().account("crun", KEY, Script::steady(1_250))).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(MemoryStore::new());
        let notifier = Arc::new(RecordingNotifier::new());
        let app = App::start(options(&folder, &secrets, &notifier)).await.unwrap();
        Self { app, server, secrets, notifier, folder }
    }

    async fn restart(self) -> Self {
        let Self { app, server, secrets, notifier, folder } = self;
        app.shutdown().await;
        let app = App::start(options(&folder, &secrets, &notifier)).await.unwrap();
        Self { app, server, secrets, notifier, folder }
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, command: Command) -> Result<T, IpcError> {
        self.app.handle(command).await.map(|value| serde_json::from_value(value).unwrap())
    }

    async fn check_key(&self, key: &str) -> Result<KeyCheck, IpcError> {
        self.ask(Command::CheckKey {
            provider: "crun".parse().unwrap(),
            key: PastedKey::new(key.to_owned()),
            params: std::collections::BTreeMap::default(),
            base_url: Some(self.server.base_url("crun")),
        })
        .await
    }

    async fn add(&self, label: &str) -> String {
        let draft = self.check_key(KEY).await.unwrap().draft.unwrap();
        self.ask(Command::SaveAccount { draft, label: Some(label.to_owned()), alerts: None }).await.unwrap()
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.app.snapshots().borrow().clone()
    }

    /// Waits until the snapshot is as wanted.
    async fn until(&self, what: &str, wanted: impl Fn(&Snapshot) -> bool) {
        let mut snapshots = self.app.snapshots();
        let seen = tokio::time::timeout(Duration::from_secs(30), snapshots.wait_for(|snapshot| wanted(snapshot))).await;
        assert!(seen.is_ok(), "{what} never came about: {:#?}", self.snapshot());
    }

    /// Everything that lies below the two folders.
    fn files(&self) -> String {
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

fn options(folder: &tempfile::TempDir, secrets: &Arc<MemoryStore>, notifier: &Arc<RecordingNotifier>) -> AppOptions {
    let transport = HttpTransport::new(Arc::new(SystemClock), HttpOptions::default()).unwrap();
    let folders = Folders { config: folder.path().join("config"), data: folder.path().join("data") };
    AppOptions {
        secrets: Arc::clone(secrets) as _,
        notifier: Arc::clone(notifier) as _,
        transport: Arc::new(transport),
        ..AppOptions::in_folders(folders).unwrap()
    }
}

fn left(snapshot: &Snapshot, index: usize) -> Option<&str> {
    snapshot.accounts[index].reading.as_ref()?.meters.first()?.remaining.as_deref()
}

#[tokio::test]
async fn a_key_is_checked_saved_and_kept_nowhere_but_in_the_keychain() {
    let desk = Desk::new().await;
    let check = desk.check_key(&format!("  {KEY}\n")).await.unwrap();
    assert_eq!(check.reading.unwrap().meters[0].remaining.as_deref(), Some("1250"));
    assert!(!check.saved && check.failure.is_none());
    assert!(desk.snapshot().accounts.is_empty(), "checking stores nothing");

    let id = desk.add("Work").await;
    let snapshot = desk.snapshot();
    assert_eq!((snapshot.accounts.len(), id.as_str()), (1, "crun-work"));
    assert_eq!(snapshot.accounts[0].state, AccountState::Ok);
    assert_eq!(left(&snapshot, 0), Some("1250"), "what the check read is shown at once");
    let polls = desk.server.handle().polls("crun", KEY);
    let again = desk.add("Work").await;
    assert_eq!(again, "crun-work-2");
    assert_eq!(desk.server.handle().polls("crun", KEY), polls + 1, "one request for each check, none for saving");

    let shown = serde_json::to_string(&*desk.snapshot()).unwrap();
    assert!(!shown.contains(KEY) && !desk.files().contains(KEY));
    let desk = desk.restart().await;
    assert_eq!(left(&desk.snapshot(), 0), Some("1250"), "known at once after a restart");
    desk.server.handle().set_balance("crun", KEY, 1_200);
    tokio::time::sleep(Duration::from_millis(10)).await;
    desk.ask::<Value>(Command::Refresh { accounts: None, only_stale: false }).await.unwrap();
    desk.until("the new balance", |snapshot| left(snapshot, 0) == Some("1200")).await;
}

#[tokio::test]
async fn what_cannot_be_a_key_is_said_at_the_field_and_sent_nowhere() {
    let desk = Desk::new().await;
    for (key, code) in [
        ("", ErrorCode::KeyEmpty),
        ("  \n ", ErrorCode::KeyEmpty),
        ("sk-one\nsk-two", ErrorCode::KeyControlCharacter),
        ("sk-…", ErrorCode::KeyNotAscii),
        ("ключ", ErrorCode::KeyNotAscii),
    ] {
        let refusal = desk.check_key(key).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some("key")), "{key:?}");
        assert!(key.trim().is_empty() || !refusal.message.contains(key.trim()), "{}", refusal.message);
    }
    assert_eq!(desk.server.handle().request_count(), 0);
}

#[tokio::test]
async fn a_wrong_key_is_told_so_and_cannot_be_saved() {
    let desk = Desk::new().await;
    let check = desk.check_key("sk-wrong").await.unwrap();
    assert_eq!(check.failure.unwrap().kind, FailureKind::Unauthorized);
    assert_eq!((check.draft, check.reading), (None, None));
    let refusal =
        desk.ask::<String>(Command::SaveAccount { draft: "none".into(), label: None, alerts: None }).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::DraftExpired);
}

#[tokio::test]
async fn a_key_that_could_not_be_tried_may_be_saved_all_the_same() {
    let desk = Desk::new().await;
    desk.server.handle().fail_with("crun", KEY, Fault::Server);
    let check = desk.check_key(KEY).await.unwrap();
    assert_eq!(check.failure.unwrap().kind, FailureKind::ServerError);
    let id: String =
        desk.ask(Command::SaveAccount { draft: check.draft.unwrap(), label: None, alerts: None }).await.unwrap();
    assert_eq!(id, "crun");
    let snapshot = desk.snapshot();
    assert_eq!(snapshot.accounts[0].state, AccountState::Failing);
    assert_eq!(snapshot.accounts[0].label, "Crun");
}

#[tokio::test]
async fn a_locked_keychain_keeps_the_draft_for_a_second_try() {
    let desk = Desk::new().await;
    let draft = desk.check_key(KEY).await.unwrap().draft.unwrap();
    let save = || Command::SaveAccount { draft: draft.clone(), label: None, alerts: None };
    desk.secrets.set_condition(Condition::Locked);
    assert_eq!(desk.ask::<String>(save()).await.unwrap_err().code, ErrorCode::KeychainLocked);
    desk.secrets.set_condition(Condition::Unavailable);
    assert_eq!(desk.ask::<String>(save()).await.unwrap_err().code, ErrorCode::KeychainUnavailable);
    assert!(desk.snapshot().accounts.is_empty());
    desk.secrets.set_condition(Condition::Open);
    assert_eq!(desk.ask::<String>(save()).await.unwrap(), "crun");
    assert_eq!(desk.ask::<String>(save()).await.unwrap_err().code, ErrorCode::DraftExpired, "each draft once");
}

#[tokio::test]
async fn a_broken_configuration_is_named_left_alone_and_costs_no_key() {
    let desk = Desk::new().await;
    desk.add("Work").await;
    let path = desk.folder.path().join("config/config.toml");
    let good = std::fs::read_to_string(&path).unwrap();
    let broken = format!("{good}\n[polling]\ninterval = \"soon\"\n");
    std::fs::write(&path, &broken).unwrap();
    desk.until("the problem", |snapshot| {
        snapshot
            .problems
            .iter()
            .any(|problem| problem.kind == AppProblemKind::ConfigBroken && problem.message.contains("polling.interval"))
    })
    .await;
    assert_eq!(desk.snapshot().accounts.len(), 1, "the last good settings stay in force");
    let draft = desk.check_key(KEY).await.unwrap().draft.unwrap();
    let refusal = desk.ask::<String>(Command::SaveAccount { draft, label: None, alerts: None }).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::ConfigBroken);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), broken, "untouched");
    std::fs::write(&path, good).unwrap();
    desk.until("the end of the problem", |snapshot| snapshot.problems.is_empty()).await;
}

#[tokio::test]
async fn edits_by_hand_are_picked_up() {
    let desk = Desk::new().await;
    desk.add("Work").await;
    let path = desk.folder.path().join("config/config.toml");
    let edited = std::fs::read_to_string(&path).unwrap().replace("\"Work\"", "\"Night shift\"");
    std::fs::write(&path, edited).unwrap();
    desk.until("the new label", |snapshot| snapshot.accounts[0].label == "Night shift").await;
}

#[tokio::test]
async fn a_replaced_key_keeps_the_history_and_a_bad_one_replaces_nothing() {
    let desk = Desk::new().await;
    let account = desk.add("Work").await.parse().unwrap();
    let replace = |key: &str, anyway| Command::ReplaceKey {
        account: "crun-work".parse().unwrap(),
        key: PastedKey::new(key.to_owned()),
        anyway,
    };
    let check: KeyCheck = desk.ask(replace("sk-wrong", true)).await.unwrap();
    assert!(!check.saved, "not even when told to: a rejected key never takes a good one's place");
    assert_eq!(check.failure.unwrap().kind, FailureKind::Unauthorized);

    desk.server.handle().set_balance("crun", "sk-second", 77_000);
    let check: KeyCheck = desk.ask(replace("sk-second", false)).await.unwrap();
    assert!(check.saved);
    assert_eq!(left(&desk.snapshot(), 0), Some("77000"));
    assert!(!desk.files().contains("sk-second"));

    desk.server.handle().fail_with("crun", "sk-third", Fault::Server);
    let check: KeyCheck = desk.ask(replace("sk-third", false)).await.unwrap();
    assert!(!check.saved && check.failure.unwrap().kind == FailureKind::ServerError);
    let check: KeyCheck = desk.ask(replace("sk-third", true)).await.unwrap();
    assert!(check.saved);
    assert_eq!(left(&desk.snapshot(), 0), Some("77000"), "the last good reading stays");
    desk.ask::<Value>(Command::RenameAccount { account, label: "Renamed".into() }).await.unwrap();
    assert_eq!(desk.snapshot().accounts[0].label, "Renamed");
}

#[tokio::test]
async fn removing_takes_key_and_readings_unless_they_are_to_stay() {
    let desk = Desk::new().await;
    let first = desk.add("First").await;
    let second = desk.add("Second").await;
    desk.secrets.set_condition(Condition::Unavailable);
    let remove = |id: &str, keep_history| Command::RemoveAccount { account: id.parse().unwrap(), keep_history };
    let refusal = desk.ask::<Value>(remove(&first, false)).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::KeychainUnavailable);
    assert_eq!(desk.snapshot().accounts.len(), 2, "no key is left behind unseen");
    desk.secrets.set_condition(Condition::Open);
    desk.ask::<Value>(remove(&first, false)).await.unwrap();
    desk.ask::<Value>(remove(&second, true)).await.unwrap();
    assert!(desk.snapshot().accounts.is_empty());
    let history = lowtide_core::history::History::open_read_only(&desk.folder.path().join("data")).unwrap().unwrap();
    assert!(history.latest(&first.parse().unwrap()).unwrap().reading.is_none());
    assert!(history.latest(&second.parse().unwrap()).unwrap().reading.is_some());
    let refusal = desk.ask::<Value>(remove(&first, false)).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::UnknownAccount);
}

#[tokio::test]
async fn the_catalogue_has_pages_only_where_they_are_documented() {
    let desk = Desk::new().await;
    let providers: Vec<ProviderView> = desk.ask(Command::Providers).await.unwrap();
    assert!(providers.len() >= 5);
    for provider in &providers {
        assert!(provider.icon.as_deref().is_some_and(|icon| icon.contains("<svg")), "{}", provider.name);
        for page in [Page::Home, Page::Docs, Page::Keys, Page::Billing] {
            let url = desk.app.page_url(&provider.id, page);
            assert_eq!(url.is_ok(), provider.pages.contains(&page), "{} {page:?}", provider.name);
            assert!(url.is_err_and(|why| why.code == ErrorCode::PageMissing) || provider.pages.contains(&page));
        }
    }
}

#[tokio::test]
async fn an_alert_reaches_the_person_once() {
    let desk = Desk::new().await;
    desk.add("Work").await;
    desk.server.handle().set_balance("crun", KEY, 240);
    desk.ask::<Value>(Command::Refresh { accounts: None, only_stale: false }).await.unwrap();
    desk.until("the low state", |snapshot| snapshot.accounts[0].state == AccountState::Low).await;
    for _ in 0..50 {
        if !desk.notifier.shown().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let titles: Vec<_> = desk.notifier.shown().into_iter().map(|notice| notice.title).collect();
    assert_eq!(titles, ["Work (Crun): 240 credits left"]);
    let desk = desk.restart().await;
    desk.ask::<Value>(Command::Refresh { accounts: None, only_stale: false }).await.unwrap();
    desk.until("a poll after the restart", |snapshot| !snapshot.refreshing).await;
    desk.ask::<Value>(Command::TestNotification).await.unwrap();
    assert_eq!(desk.notifier.shown().len(), 2, "the test and nothing else");
}

#[tokio::test]
async fn two_at_once_do_not_poll_twice() {
    let desk = Desk::new().await;
    desk.add("Work").await;
    let second = App::start(options(&desk.folder, &desk.secrets, &desk.notifier)).await.unwrap();
    let mut snapshots = second.snapshots();
    let follows = |snapshot: &Arc<Snapshot>| {
        snapshot.problems.iter().any(|problem| problem.kind == AppProblemKind::AnotherPoller)
    };
    tokio::time::timeout(Duration::from_secs(10), snapshots.wait_for(|snapshot| follows(snapshot)))
        .await
        .expect("the second says that it only shows")
        .unwrap();
    assert_eq!(second.snapshots().borrow().accounts.len(), 1);
    second.shutdown().await;
}
