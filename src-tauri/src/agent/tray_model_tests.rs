//! What the tray says, as tables.

use lowtide_core::contract::PauseView;
use serde_json::json;

use super::*;

/// An account as the wire has it, so that the tests also see a change of the contract.
fn account(id: &str, state: &str, remaining: Option<&str>, share: Option<f64>) -> serde_json::Value {
    json!({
        "id": id, "provider": "crun", "providerName": "Crun", "label": id, "state": state, "stale": false,
        "refreshing": false, "keySource": {"kind": "keychain"}, "checkedAt": null, "readAt": null,
        "nextCheckAt": null, "baseUrl": null, "snoozedUntil": null, "muted": false,
        "forecast": {"state": "learning", "daysLeft": null, "daysLeftLow": null, "daysLeftHigh": null,
            "burnPerDay": null, "confidence": null, "daysShortOfReset": null},
        "failure": if state == "failing" {
            json!({"kind": "unauthorized", "message": "the key was rejected", "httpStatus": 401, "retryAt": null})
        } else { json!(null) },
        "level": share.map(|share| json!({"share": share, "basis": "limit", "warning": 0.2, "critical": 0.05})),
        "reading": remaining.map(|remaining| json!({
            "meters": [{"id": "credits", "label": "Credits", "unit": "credits", "primary": true,
                "remaining": remaining, "used": null, "limit": null, "limitIsLifetime": false, "unlimited": false,
                "period": null, "resetsAt": null, "expiresAt": null}],
            "plans": [], "facts": [], "status": null, "asOf": null, "oddities": []})),
    })
}

fn snapshot(accounts: &[serde_json::Value]) -> Snapshot {
    serde_json::from_value(json!({
        "at": "2026-11-20T10:00:00Z", "demo": false, "offline": false, "refreshing": false, "alertsPaused": null,
        "interface": {"theme": "system", "language": "en", "locale": "en", "hideAmounts": false, "order": null},
        "accounts": accounts, "problems": [],
    }))
    .unwrap()
}

fn of(snapshot: &Snapshot) -> TrayModel {
    TrayModel::of(snapshot, &TimeZone::get("Europe/Berlin").unwrap())
}

fn picture_of(accounts: &[serde_json::Value]) -> Picture {
    of(&snapshot(accounts)).picture
}

#[test]
fn the_worst_account_makes_the_picture() {
    let ok = || account("a", "ok", Some("900"), Some(0.95));
    let cases = [
        ("empty", Picture::Empty),
        ("critical", Picture::Critical(Level::of_share(0.1))),
        ("failing", Picture::Failing),
        ("low", Picture::Low(Level::of_share(0.25))),
        ("unknown", Picture::Ok(Level::FULL)),
        ("paused", Picture::Ok(Level::FULL)),
    ];
    for (state, picture) in cases {
        assert_eq!(picture_of(&[ok(), account("b", state, None, None)]), picture, "{state}");
    }
    assert_eq!(picture_of(&[account("a", "paused", None, None)]), Picture::Paused);
    assert_eq!(picture_of(&[account("a", "unknown", None, None)]), Picture::Unknown);
    assert_eq!(picture_of(&[]), Picture::Unknown);
}

#[test]
fn while_all_is_well_the_glass_shows_the_lowest_level() {
    for share in [1.0, 0.6, 0.39, 0.01] {
        let accounts = [account("a", "ok", Some("1"), Some(share)), account("b", "ok", Some("1"), None)];
        assert_eq!(picture_of(&accounts), Picture::Ok(Level::of_share(share)), "{share}");
    }
}

#[test]
fn of_what_worries_the_glass_shows_the_lowest_level_too() {
    let share = |state: &str, share| account(state, state, Some("1"), share);
    let low = [share("ok", Some(0.3)), share("low", Some(0.4)), share("low", Some(0.2))];
    assert_eq!(picture_of(&low), Picture::Low(Level::of_share(0.2)));
    assert_eq!(picture_of(&[share("critical", Some(0.1)), low[2].clone()]), Picture::Critical(Level::of_share(0.1)));
    let unknown = picture_of(&[share("low", None)]);
    assert_eq!(unknown.name(), "low-2", "without a share: about a quarter");
    assert_eq!(picture_of(&[share("critical", None)]).name(), "critical-1");
}

#[test]
fn offline_is_one_state_of_the_app() {
    let mut offline = snapshot(&[account("a", "low", Some("1"), None)]);
    offline.offline = true;
    let model = of(&offline);
    assert_eq!(model.picture, Picture::Offline);
    assert!(model.tooltip.starts_with("No network"), "{}", model.tooltip);
}

#[test]
fn the_menu_has_a_line_per_account_the_most_urgent_first() {
    let model = of(&snapshot(&[
        account("a", "ok", Some("1234567.50"), None),
        account("b", "failing", Some("12"), None),
        account("c", "empty", Some("-3"), None),
        account("d", "unknown", None, None),
    ]));
    let texts: Vec<_> = model.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Crun · c: −3 credits – empty",
            "Crun · b: 12 credits – the key was rejected",
            "Crun · a: 1,234,567.50 credits",
            "Crun · d: not read yet",
        ]
    );
    assert_eq!(model.lines[0].account.as_ref().map(AccountId::as_str), Some("c"));
}

#[test]
fn the_tooltip_names_the_worrying_accounts_only() {
    let model = of(&snapshot(&[account("a", "ok", Some("5"), None), account("b", "low", Some("2"), None)]));
    assert_eq!(model.tooltip, "Crun · b: 2 credits – low");
    let calm = of(&snapshot(&[account("a", "ok", Some("5"), None), account("b", "ok", None, None)]));
    assert_eq!(calm.tooltip, "All 2 accounts are fine");
    assert_eq!(of(&snapshot(&[])).tooltip, "No keys yet");
}

#[test]
fn a_pause_of_all_alerts_is_said_and_can_be_ended() {
    let mut snapshot = snapshot(&[account("a", "ok", Some("5"), None)]);
    assert_eq!(of(&snapshot).alerts, Alerts::Given);
    let until = |until: Option<&str>| Some(PauseView { until: until.map(str::to_owned) });
    let cases = [
        (until(Some("2026-11-20T13:05:00Z")), "Alerts paused until 14:05"),
        (until(Some("2026-11-21T07:00:00Z")), "Alerts paused until Sat 08:00"),
        (until(None), "Alerts paused until you resume them"),
    ];
    for (pause, sentence) in cases {
        snapshot.alerts_paused = pause;
        let model = of(&snapshot);
        assert_eq!(model.alerts, Alerts::Paused(sentence.to_owned()));
        assert_eq!(model.tooltip, format!("Crun · a: 5 credits\n{sentence}"), "or it would be forgotten");
        assert_eq!(model.picture, Picture::Ok(Level::FULL), "the balances are watched as before");
    }
}

#[test]
fn an_account_that_is_silent_says_so() {
    let mut snapshot = snapshot(&[account("a", "low", Some("2"), None), account("b", "ok", Some("5"), None)]);
    snapshot.accounts[0].snoozed_until = Some("2026-11-21T10:00:00Z".into());
    snapshot.accounts[1].muted = true;
    let texts: Vec<_> = of(&snapshot).lines.into_iter().map(|line| line.text).collect();
    assert_eq!(texts, ["Crun · a: 2 credits – low, alerts snoozed", "Crun · b: 5 credits – alerts muted"]);
}

#[test]
fn many_accounts_fit_the_menu_and_the_tooltip() {
    let accounts: Vec<_> = (0..50).map(|n| account(&format!("a{n}"), "low", Some("1"), None)).collect();
    let model = of(&snapshot(&accounts));
    assert_eq!(model.lines.len(), 21);
    assert_eq!(model.lines[20], Line { account: None, text: "… and 30 more".into() });
    assert_eq!(model.tooltip.lines().count(), 9);
}

#[test]
fn what_came_from_outside_is_one_plain_line() {
    let mut hostile = snapshot(&[account("a", "ok", Some("5"), None)]);
    hostile.accounts[0].label = "<b>x</b>\n\u{202e}y".into();
    let model = of(&hostile);
    assert_eq!(model.tooltip, "Crun · ‹b›x‹/b› y: 5 credits");
    assert_eq!(model.lines[0].text, "Crun · <b>x</b> y: 5 credits");
}

#[test]
fn amounts_keep_their_digits() {
    for (amount, text) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234.5678", "−1,234.5678"), ("n/a", "n/a")]
    {
        assert_eq!(grouped(amount), text);
    }
    assert_eq!(with_unit("45.5", "percent"), "45.5 %");
    assert_eq!(with_unit("12.50", "USD"), "12.50 USD");
}

#[test]
fn an_unchanged_snapshot_changes_nothing() {
    let first = snapshot(&[account("a", "ok", Some("5"), Some(0.7))]);
    let mut later = first.clone();
    later.at = "2026-11-20T10:05:00Z".into();
    later.refreshing = true;
    assert_eq!(of(&first), of(&later));
}
