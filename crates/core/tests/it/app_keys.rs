//! Keys from environment variables, thresholds proposed at the first reading, and rules saved with a new account.

use lowtide_core::contract::{AlertRulesView, EnvironmentKey, ErrorCode, KeyCheck};
use lowtide_core::failure::FailureKind;
use serde_json::{Value, json};

use crate::support::desk::{Desk, DeskClock, KEY};

const VARIABLES: &[(&str, &str)] = &[
    ("CRUN_API_KEY", KEY),
    ("CRUN_TOKEN", "sk-wrong"),
    ("CRUN_KEY", "  "),
    ("CRUN_API_TOKEN", "two\nlines"),
    ("SRTGEN_KEY", "sk-other-0123456789"),
    ("GITHUB_TOKEN", "ghp-belongs-to-somebody-else"),
];

async fn desk() -> Desk {
    Desk::with(VARIABLES, DeskClock::running(), |_| ()).await
}

async fn environment_keys(desk: &Desk) -> Vec<(String, String, Option<String>)> {
    let keys: Vec<EnvironmentKey> = desk.ask_for("environment_keys").await.unwrap();
    let told = |key: EnvironmentKey| (key.variable, key.provider.to_string(), key.used_by.map(|id| id.to_string()));
    keys.into_iter().map(told).collect()
}

fn check(desk: &Desk, variable: &str, keep: &str) -> Value {
    json!({ "provider": "crun", "variable": variable, "keep": keep, "baseUrl": desk.base_url() })
}

fn found(variable: &str, provider: &str, used_by: Option<&str>) -> (String, String, Option<String>) {
    (variable.to_owned(), provider.to_owned(), used_by.map(str::to_owned))
}

#[tokio::test]
async fn variables_that_could_hold_a_key_are_named_and_their_values_never() {
    let desk = desk().await;
    let mut keys = environment_keys(&desk).await;
    keys.sort();
    assert_eq!(
        keys,
        [found("CRUN_API_KEY", "crun", None), found("CRUN_TOKEN", "crun", None), found("SRTGEN_KEY", "srtgen", None)],
        "neither empty ones, nor what can be no key, nor what is named after nobody"
    );
    let told: Value = desk.ask_for("environment_keys").await.unwrap();
    for (_, value) in VARIABLES.iter().filter(|(_, value)| !value.trim().is_empty()) {
        assert!(!told.to_string().contains(value), "{told}");
    }
}

#[tokio::test]
async fn a_variable_is_read_each_time_or_copied_once() {
    let desk = desk().await;
    let read: KeyCheck = desk.ask("check_variable", check(&desk, "CRUN_API_KEY", "read_each_time")).await.unwrap();
    assert_eq!(read.reading.as_ref().unwrap().meters[0].remaining.as_deref(), Some("1250"));
    let id: String = desk.ask("save_account", json!({ "draft": read.draft, "label": "Read" })).await.unwrap();
    assert!(desk.config().contains(r#"key = { env = "CRUN_API_KEY" }"#), "{}", desk.config());
    assert!(environment_keys(&desk).await.contains(&found("CRUN_API_KEY", "crun", Some(&id))));

    let copied: KeyCheck = desk.ask("check_variable", check(&desk, "CRUN_API_KEY", "copy_to_keychain")).await.unwrap();
    desk.ask::<String>("save_account", json!({ "draft": copied.draft, "label": "Copied" })).await.unwrap();
    assert_eq!(desk.config().matches("CRUN_API_KEY").count(), 1, "{}", desk.config());
    assert!(desk.config().contains("key = { keychain = "), "{}", desk.config());
    assert!(!desk.files().contains(KEY) && !serde_json::to_string(&*desk.snapshot()).unwrap().contains(KEY));
    // Both are polled with it after a restart too.
    let desk = desk.restart().await;
    desk.poll().await;
    desk.until("both readings", |snapshot| snapshot.accounts.iter().all(|account| account.failure.is_none())).await;
}

#[tokio::test]
async fn a_variable_that_gives_no_key_is_said_at_its_field() {
    let desk = desk().await;
    for (variable, why) in [
        ("CRUN_API_KEY_2", "CRUN_API_KEY_2 is not named after crun"),
        ("NOT_SET", "NOT_SET is not named after crun"),
        ("CRUN_KEY", "the key is empty"),
        ("CRUN_API_TOKEN", "a line break"),
        ("GITHUB_TOKEN", "sent to no other address"),
    ] {
        let refusal = desk.ask::<Value>("check_variable", check(&desk, variable, "read_each_time")).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::InvalidInput, Some("variable")), "{variable}");
        assert!(refusal.message.contains(why), "{}", refusal.message);
    }
    for (variable, why) in [("NOT_SET", "NOT_SET is not set"), ("sk-pasted-here", "not the key itself"), ("", "name")] {
        let args = json!({ "provider": "crun", "variable": variable, "keep": "copy_to_keychain" });
        let refusal = desk.ask::<Value>("check_variable", args).await.unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::InvalidInput, Some("variable")), "{variable}");
        assert!(refusal.message.contains(why) && !refusal.message.contains("pasted"), "{}", refusal.message);
    }
    assert_eq!(desk.server.handle().request_count(), 0, "nothing was sent anywhere");
    let wrong: KeyCheck = desk.ask("check_variable", check(&desk, "CRUN_TOKEN", "read_each_time")).await.unwrap();
    assert_eq!((wrong.draft, wrong.failure.unwrap().kind), (None, FailureKind::Unauthorized));
}

#[tokio::test]
async fn the_first_reading_proposes_thresholds() {
    let desk = desk().await;
    let checked: KeyCheck = desk.ask("check_variable", check(&desk, "CRUN_API_KEY", "read_each_time")).await.unwrap();
    let proposal = checked.proposal.unwrap();
    assert_eq!((proposal.warning.as_str(), proposal.critical.as_str()), ("250", "50"));
    desk.server.handle().set_balance("crun", KEY, 0);
    let empty: KeyCheck = desk.ask("check_variable", check(&desk, "CRUN_API_KEY", "read_each_time")).await.unwrap();
    assert_eq!(empty.proposal, None, "of nothing there is no share");
}

#[tokio::test]
async fn an_account_is_saved_with_its_rules_or_not_at_all() {
    let desk = desk().await;
    let checked: KeyCheck = desk.ask("check_variable", check(&desk, "CRUN_API_KEY", "copy_to_keychain")).await.unwrap();
    let save = |amount: Value| json!({ "draft": checked.draft, "label": "Work", "alerts": { "amount": amount } });
    let refusal =
        desk.ask::<Value>("save_account", save(json!({ "warning": "50", "critical": "250" }))).await.unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::InvalidInput, Some("alerts.amount")));
    assert!(desk.config().is_empty() && desk.snapshot().accounts.is_empty(), "nothing was saved");
    let id: String = desk
        .ask("save_account", save(json!({ "warning": "1300", "critical": "50" })))
        .await
        .expect("the draft is kept");
    let rules: AlertRulesView = desk.ask("alert_rules", json!({ "account": id })).await.unwrap();
    assert_eq!(serde_json::to_value(&rules.own).unwrap()["amount"], json!({ "warning": "1300", "critical": "50" }));
    // What follows from the rules may be noted before the snapshot is there.
    desk.until("a threshold above what is left", |snapshot| {
        let level = snapshot.accounts.first().and_then(|account| account.level.as_ref());
        level.is_some_and(|level| level.warning.is_some_and(|warning| warning > 0.99))
    })
    .await;
    assert_eq!(desk.config().matches("[accounts.").count(), 2, "one account, one table of rules: {}", desk.config());
}
