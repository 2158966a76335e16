//! What the command line does, with a keychain that can be watched and told to fail.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use lowtide_core::amount::Decimal;
use lowtide_core::app::{AddAccount, AppError, AppOptions, KeyInput, OneShot};
use lowtide_core::contract::KeySource;
use lowtide_core::failure::FailureKind;
use lowtide_core::history::{History, PollerLock};
use lowtide_core::reading::Reading;
use lowtide_core::secret::Secret;
use lowtide_core::secrets::{Condition, KeyEntry, MemoryStore, SecretStore};
use lowtide_core::settings::Folders;
use lowtide_core::time::{Clock, SystemClock};
use lowtide_demo::{Canned, DemoServer, Scenario};

const KEY: &str = "sk-good-0123456789";
const OTHER: &str = "sk-other-0123456789";
const PROVIDER: &str = "crun";

struct Desk {
    server: DemoServer,
    secrets: Arc<MemoryStore>,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let server = DemoServer::start_blocking(Scenario::scripted()).unwrap();
        server.handle().set_balance(PROVIDER, KEY, 1250);
        Self { server, secrets: Arc::default(), folder: tempfile::tempdir().unwrap() }
    }

    /// As a command begins: the configuration read anew.
    fn open(&self) -> OneShot {
        let folders = Folders { config: self.folder.path().join("config"), data: self.folder.path().join("data") };
        let options =
            AppOptions { secrets: Arc::clone(&self.secrets) as _, ..AppOptions::in_folders(folders).unwrap() };
        let (one_shot, trouble) = OneShot::open(options).unwrap();
        assert!(trouble.is_empty(), "{trouble:?}");
        one_shot
    }

    fn new_account(&self, key: &str, verify: bool) -> AddAccount {
        AddAccount {
            provider: PROVIDER.parse().unwrap(),
            id: None,
            label: None,
            params: BTreeMap::new(),
            base_url: Some(self.server.base_url(PROVIDER)),
            key: pasted(key),
            verify,
        }
    }

    /// The key of the only account, from wherever the configuration says it is.
    async fn stored_key(&self) -> Option<String> {
        let text = std::fs::read_to_string(self.folder.path().join("config/config.toml")).unwrap();
        let entry = text.split("keychain = \"").nth(1)?.split('"').next()?;
        self.secrets.get(&entry.parse::<KeyEntry>().unwrap()).await.ok().map(|key| key.expose().to_owned())
    }
}

fn pasted(key: &str) -> KeyInput {
    KeyInput::Pasted(Secret::parse(key.to_owned()).unwrap())
}

fn remaining(report: &lowtide_core::report::AccountReport) -> &str {
    report.meters[0].remaining.as_ref().unwrap().get()
}

#[tokio::test]
async fn a_pasted_key_is_tried_stored_and_polled_with() {
    let desk = Desk::new();
    let added = desk.open().add(desk.new_account(KEY, true)).await.unwrap();
    assert!(added.trouble.is_empty());
    assert_eq!(remaining(&added.result.seen.unwrap().report), "1250");
    assert_eq!(desk.stored_key().await.as_deref(), Some(KEY));
    assert_eq!(desk.open().accounts()[0].key, KeySource::Keychain);
    let overview = desk.open().check(&[], None).await.unwrap();
    assert_eq!(remaining(&overview.accounts[0].report), "1250");
    assert!(overview.accounts[0].read_at.is_some());
    let share = overview.accounts[0].share.unwrap();
    assert_eq!((share.left.to_string().as_str(), share.of_limit), ("1", false));
}

#[tokio::test]
async fn a_refused_key_leaves_nothing_behind() {
    let desk = Desk::new();
    let Err(AppError::NotVerified(failure)) = desk.open().add(desk.new_account(OTHER, true)).await else {
        panic!("the key was taken")
    };
    assert_eq!(failure.kind, FailureKind::Unauthorized);
    assert!(!desk.folder.path().join("config").exists());
    let untried = desk.open().add(desk.new_account(OTHER, false)).await.unwrap();
    assert!(untried.result.seen.is_none(), "nobody was asked");
    assert_eq!(desk.stored_key().await.as_deref(), Some(OTHER));
}

#[tokio::test]
async fn no_key_leaves_before_it_is_known_that_it_can_be_kept() {
    let desk = Desk::new();
    desk.secrets.set_condition(Condition::Unavailable);
    assert!(matches!(desk.open().has_keychain().await, Err(AppError::Secrets(_))));
    let refused = desk.open().add(desk.new_account(KEY, true)).await;
    assert!(matches!(refused, Err(AppError::Secrets(_))));
    assert_eq!(desk.server.handle().request_count(), 0);
    // Storing may unlock a locked one; here it does not, and the account is not added.
    desk.secrets.set_condition(Condition::Locked);
    desk.open().has_keychain().await.unwrap();
    assert!(matches!(desk.open().add(desk.new_account(KEY, true)).await, Err(AppError::Secrets(_))));
    assert!(desk.open().accounts().is_empty());
}

#[tokio::test]
async fn a_new_key_takes_the_old_ones_place_only_when_it_is_accepted() {
    let desk = Desk::new();
    let id = desk.open().add(desk.new_account(KEY, true)).await.unwrap().result.id;
    assert!(matches!(desk.open().set_key(&id, pasted(OTHER), true).await, Err(AppError::NotVerified(_))));
    assert_eq!(desk.stored_key().await.as_deref(), Some(KEY));
    desk.server.handle().set_balance(PROVIDER, OTHER, 3);
    let replaced = desk.open().set_key(&id, pasted(OTHER), true).await.unwrap();
    assert_eq!(remaining(&replaced.result.unwrap().report), "3", "the fall is confirmed by a second poll");
    assert_eq!(desk.stored_key().await.as_deref(), Some(OTHER));
    let status = desk.open().status(&[]).await.unwrap();
    assert_eq!(remaining(&status.accounts[0].report), "3");
}

#[tokio::test]
async fn an_account_is_added_even_when_its_reading_cannot_be_kept() {
    let desk = Desk::new();
    std::fs::write(desk.folder.path().join("data"), "no folder").unwrap();
    let added = desk.open().add(desk.new_account(KEY, true)).await.unwrap();
    assert_eq!(added.trouble.len(), 1);
    assert!(added.trouble[0].line().starts_with("the history could not be used: "), "{}", added.trouble[0].line());
    assert_eq!(desk.open().accounts().len(), 1);
    let removed = desk.open().remove(&added.result.id, false).await.unwrap();
    assert_eq!(removed.trouble.len(), 1, "removed, and said that its history may not be");
    assert!(desk.open().accounts().is_empty());
}

#[tokio::test]
async fn removing_forgets_key_and_history_but_not_behind_a_locked_keychain() {
    let desk = Desk::new();
    let id = desk.open().add(desk.new_account(KEY, true)).await.unwrap().result.id;
    desk.secrets.set_condition(Condition::Locked);
    assert!(matches!(desk.open().remove(&id, false).await, Err(AppError::Secrets(_))));
    assert_eq!(desk.open().accounts().len(), 1);
    desk.secrets.set_condition(Condition::Open);
    assert_eq!(desk.stored_key().await.as_deref(), Some(KEY));
    desk.open().remove(&id, false).await.unwrap();
    desk.open().add(desk.new_account(KEY, false)).await.unwrap();
    let status = desk.open().status(&[]).await.unwrap();
    assert!(status.accounts[0].report.checked_at.is_none() && status.accounts[0].read_at.is_none());
}

#[tokio::test]
async fn beside_a_running_app_readings_are_added_and_its_memory_is_left_alone() {
    let desk = Desk::new();
    desk.open().add(desk.new_account(KEY, true)).await.unwrap();
    let lock = PollerLock::acquire(&desk.folder.path().join("data")).unwrap().unwrap();
    desk.server.handle().set_balance(PROVIDER, KEY, 2000);
    let overview = desk.open().check(&[], None).await.unwrap();
    assert_eq!(remaining(&overview.accounts[0].report), "2000");
    drop(lock);
    let status = desk.open().status(&[]).await.unwrap();
    assert_eq!(remaining(&status.accounts[0].report), "2000", "the reading was kept");
    let data = desk.folder.path().join("data");
    let rises = || History::open_read_only(&data).unwrap().unwrap().rises(&PROVIDER.parse().unwrap(), None).unwrap();
    assert!(rises().is_empty(), "what rose is noted by the app, with what it read itself");
    // The most that was seen is a part of the memory, which is still that of the first poll.
    assert_eq!(status.accounts[0].share.unwrap().left.normalize().to_string(), "1.6");
    desk.server.handle().set_balance(PROVIDER, KEY, 2500);
    desk.open().check(&[], None).await.unwrap();
    assert_eq!(rises().len(), 1, "alone, it notes it");
}

#[tokio::test]
async fn the_forecast_comes_from_the_history_and_is_counted_from_now() {
    let desk = Desk::new();
    desk.open().add(desk.new_account(KEY, false)).await.unwrap();
    let status = desk.open().status(&[]).await.unwrap();
    assert_eq!(status.accounts[0].report.forecast.state, "learning");
    let now = SystemClock.now();
    let history = History::open(&desk.folder.path().join("data"), now).unwrap().history;
    for hours_ago in (24..=20 * 24_i64).rev() {
        let left = Decimal::from(10 * hours_ago + 2_400);
        let meter = serde_json::json!({
            "id": "credits", "label": "Credits", "unit": "credits", "primary": true, "unlimited": false,
            "remaining": left.to_string(), "used": null, "limit": null, "period": null, "resets_at": null,
            "expires_at": null
        });
        let reading = Reading { meters: vec![serde_json::from_value(meter).unwrap()], ..Reading::default() };
        let at = now - SignedDuration::from_hours(hours_ago);
        history.record_reading(&PROVIDER.parse().unwrap(), at, &reading).unwrap();
    }
    history.set_memory(&PROVIDER.parse().unwrap(), r#"{"meter":"credits/credits","remaining":"2640"}"#).unwrap();
    drop(history);
    let status = desk.open().status(&[]).await.unwrap();
    let forecast = status.accounts[0].report.forecast;
    assert_eq!(forecast.state, "steady");
    // 2,640 were left a day ago, and 240 go each day: eleven days, one of which has passed.
    let days = forecast.days_left.unwrap();
    assert!((9.5..10.5).contains(&days), "{forecast:?}");
    assert!(forecast.days_left_low.unwrap() <= days && days <= forecast.days_left_high.unwrap());
    let text = serde_json::to_value(forecast).unwrap();
    let digits = text["days_left"].to_string();
    assert!(digits.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{digits}");
    desk.server.handle().set_balance(PROVIDER, KEY, 2_400);
    let checked = desk.open().check(&[], None).await.unwrap();
    let days = checked.accounts[0].report.forecast.days_left.unwrap();
    assert!((9.5..10.5).contains(&days), "as expected, so nothing changes: {days}");
}

#[tokio::test]
async fn an_account_without_its_provider_is_told_and_its_past_stays() {
    let desk = Desk::new();
    desk.open().add(desk.new_account(KEY, true)).await.unwrap();
    let before = desk.open().status(&[]).await.unwrap();
    let file = desk.folder.path().join("config/config.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("provider = \"crun\"", "provider = \"gone\"")).unwrap();
    let checked = desk.open().check(&[], None).await.unwrap();
    assert_eq!(checked.accounts[0].report.failure.as_ref().unwrap().kind, "internal");
    std::fs::write(&file, text).unwrap();
    let after = desk.open().status(&[]).await.unwrap();
    assert_eq!(after.accounts[0].report.checked_at, before.accounts[0].report.checked_at);
    assert!(after.accounts[0].report.failure.is_none(), "nobody was asked, so nothing failed");
}

#[tokio::test]
async fn a_failure_keeps_the_time_of_the_figures() {
    let desk = Desk::new();
    desk.open().add(desk.new_account(KEY, true)).await.unwrap();
    let read_at = desk.open().status(&[]).await.unwrap().accounts[0].read_at;
    desk.server.handle().respond_with(PROVIDER, KEY, Canned::json(500, "{}"));
    let failed = desk.open().check(&[], None).await.unwrap();
    assert_eq!(failed.accounts[0].read_at, read_at);
    assert!(failed.accounts[0].report.checked_at > read_at);
    assert_eq!(remaining(&failed.accounts[0].report), "1250");
}
