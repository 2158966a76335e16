//! What the tray says, as tables.

use lowtide_core::contract::{AppProblemKind, PauseView};
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
    let cases = [
        ("0", "credits", "0 credits"),
        ("1", "credits", "1 credit"),
        ("1000", "pages", "1,000 pages"),
        ("-1234.5678", "seconds", "−1,234.5678 seconds"),
        ("45.5", "percent", "45.5 %"),
        ("12.50", "USD", "12.50 USD"),
        ("1000", "sparks", "1,000 sparks"),
        ("n/a", "credits", "n/a credits"),
    ];
    for (amount, unit, text) in cases {
        assert_eq!(with_unit(amount, unit, Language::English), text);
    }
    assert_eq!(with_unit("-1234.50", "credits", Language::German), "−1.234,50 Credits");
    assert_eq!(with_unit("1234.5", "percent", Language::Spanish), "1234,5\u{a0}%");
}

/// An account of every state, in words that no language would use by itself.
fn all_states() -> Vec<serde_json::Value> {
    let mut accounts: Vec<_> = ["empty", "critical", "failing", "low", "ok", "unknown", "paused"]
        .into_iter()
        .map(|state| account(state, state, Some("12345.6"), Some(0.7)))
        .collect();
    for (place, account) in accounts.iter_mut().enumerate() {
        account["label"] = json!(format!("Q{place}"));
    }
    accounts[3]["snoozedUntil"] = json!("2026-11-21T10:00:00Z");
    accounts[4]["muted"] = json!(true);
    accounts[5]["reading"] = json!(null);
    accounts
}

fn speaking(language: Language, accounts: &[serde_json::Value]) -> Snapshot {
    let mut snapshot = snapshot(accounts);
    snapshot.interface.language = language;
    snapshot
}

#[test]
fn every_line_is_in_the_language_of_the_person() {
    let said = |language| -> Vec<String> {
        of(&speaking(language, &all_states())).lines.into_iter().map(|line| line.text).collect()
    };
    let cases: [(Language, [&str; 7]); 6] = [
        (
            Language::English,
            [
                "Crun · Q0: 12,345.6 credits – empty",
                "Crun · Q1: 12,345.6 credits – critical",
                "Crun · Q2: 12,345.6 credits – the key was rejected",
                "Crun · Q3: 12,345.6 credits – low, alerts snoozed",
                "Crun · Q4: 12,345.6 credits – alerts muted",
                "Crun · Q5: not read yet",
                "Crun · Q6: 12,345.6 credits – paused",
            ],
        ),
        (
            Language::German,
            [
                "Crun · Q0: 12.345,6 Credits – leer",
                "Crun · Q1: 12.345,6 Credits – kritisch",
                "Crun · Q2: 12.345,6 Credits – Schlüssel abgelehnt",
                "Crun · Q3: 12.345,6 Credits – knapp, Warnungen ruhen",
                "Crun · Q4: 12.345,6 Credits – Warnungen stumm",
                "Crun · Q5: noch nicht abgerufen",
                "Crun · Q6: 12.345,6 Credits – pausiert",
            ],
        ),
        (
            Language::Chinese,
            [
                "Crun · Q0：12,345.6 积分 – 已用完",
                "Crun · Q1：12,345.6 积分 – 余额告急",
                "Crun · Q2：12,345.6 积分 – 密钥被拒绝",
                "Crun · Q3：12,345.6 积分 – 余额偏低，提醒已推迟",
                "Crun · Q4：12,345.6 积分 – 提醒已静音",
                "Crun · Q5：尚未读取",
                "Crun · Q6：12,345.6 积分 – 已暂停",
            ],
        ),
        (
            Language::Korean,
            [
                "Crun · Q0: 12,345.6 크레딧 – 소진",
                "Crun · Q1: 12,345.6 크레딧 – 매우 부족",
                "Crun · Q2: 12,345.6 크레딧 – 키가 거부됨",
                "Crun · Q3: 12,345.6 크레딧 – 부족, 알림 미룸",
                "Crun · Q4: 12,345.6 크레딧 – 알림 꺼짐",
                "Crun · Q5: 아직 읽지 않음",
                "Crun · Q6: 12,345.6 크레딧 – 일시 중지됨",
            ],
        ),
        (
            Language::Japanese,
            [
                "Crun · Q0：12,345.6クレジット – 残高なし",
                "Crun · Q1：12,345.6クレジット – 残りごくわずか",
                "Crun · Q2：12,345.6クレジット – キーが拒否されました",
                "Crun · Q3：12,345.6クレジット – 残り少なめ、アラートはスヌーズ中",
                "Crun · Q4：12,345.6クレジット – アラートはミュート中",
                "Crun · Q5：未取得",
                "Crun · Q6：12,345.6クレジット – 一時停止中",
            ],
        ),
        (
            Language::Spanish,
            [
                "Crun · Q0: 12.345,6 créditos – sin saldo",
                "Crun · Q1: 12.345,6 créditos – crítico",
                "Crun · Q2: 12.345,6 créditos – Clave rechazada",
                "Crun · Q3: 12.345,6 créditos – bajo, alertas pospuestas",
                "Crun · Q4: 12.345,6 créditos – alertas silenciadas",
                "Crun · Q5: sin leer todavía",
                "Crun · Q6: 12.345,6 créditos – en pausa",
            ],
        ),
    ];
    for (language, lines) in cases {
        assert_eq!(said(language), lines);
    }
}

#[test]
fn nothing_in_the_tray_stays_english_in_another_language() {
    let english: Vec<&str> = vec![
        "account", "accounts", "alerts", "all", "and", "are", "balance", "cannot", "credits", "fine", "for", "hour",
        "key", "keys", "known", "last", "low", "more", "network", "no", "not", "now", "of", "open", "others", "paused",
        "quit", "read", "refresh", "resume", "settings", "the", "these", "until", "used", "yet", "you",
    ];
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        let mut many: Vec<_> = (0..50).map(|place| account(&format!("q{place}"), "low", Some("1"), None)).collect();
        many.extend(all_states());
        let mut busy = speaking(language, &many);
        busy.offline = true;
        busy.problems = vec![AppProblem { kind: AppProblemKind::ConfigBroken, message: "line 3 of the file".into() }];
        let calm = |accounts: &[serde_json::Value]| of(&speaking(language, accounts));
        let ok = || account("q1", "ok", Some("5"), None);
        let models = [
            of(&busy),
            calm(&[]),
            calm(&[ok(), ok()]),
            calm(&[ok(), account("q2", "paused", None, None)]),
            calm(&[account("q1", "unknown", None, None), account("q2", "paused", None, None)]),
            calm(&[account("q1", "failing", None, None)]),
            TrayModel::starting(language),
            TrayModel::broken("EIO", language),
        ];
        for model in models {
            let lines: Vec<_> = model.lines.iter().map(|line| line.text.clone()).collect();
            let text = format!("{}\n{}", model.tooltip, lines.join("\n"));
            let lower = text.to_lowercase();
            let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
            let borrowed = |word: &&&str| language == Language::German && word.starts_with("credit");
            let left: Vec<_> = english.iter().filter(|word| words.contains(*word) && !borrowed(word)).collect();
            // Spanish has this word too.
            let left: Vec<_> =
                left.into_iter().filter(|word| language != Language::Spanish || **word != "no").collect();
            assert!(left.is_empty(), "{language:?}: {left:?} in {text}");
            assert!(!text.contains("  "), "{text:?}");
        }
    }
}

#[test]
fn another_language_is_another_model() {
    let accounts = [account("a", "ok", Some("5"), None)];
    let (english, german) = (of(&snapshot(&accounts)), of(&speaking(Language::German, &accounts)));
    assert_ne!(english, german);
    assert_eq!((english.language, german.language), (Language::English, Language::German), "for the menu's labels");
    assert_eq!(german.tooltip, "Crun · a: 5 Credits");
}

#[test]
fn amounts_are_covered_on_request() {
    for language in Language::ALL {
        let mut covered = speaking(language, &all_states());
        covered.interface.hide_amounts = true;
        let model = of(&covered);
        let text = format!("{}\n{:?}", model.tooltip, model.lines);
        assert!(!text.contains("345"), "{language:?}: {text}");
    }
    let said = |accounts: &[serde_json::Value]| -> Vec<String> {
        let mut covered = snapshot(accounts);
        covered.interface.hide_amounts = true;
        of(&covered).lines.into_iter().map(|line| line.text).collect()
    };
    let mut unlimited = account("a", "ok", Some("5"), None);
    unlimited["reading"]["meters"][0]["unlimited"] = json!(true);
    let lines = said(&[
        account("a", "low", Some("5"), None),
        account("b", "failing", Some("5"), None),
        account("c", "ok", Some("5"), None),
        unlimited,
    ]);
    assert_eq!(
        lines,
        ["Crun · b: Key rejected", "Crun · a: low", "Crun · c: fine", "Crun · a: unlimited"],
        "a message may hold an amount, a kind never does"
    );
}

#[test]
fn an_unchanged_snapshot_changes_nothing() {
    let first = snapshot(&[account("a", "ok", Some("5"), Some(0.7))]);
    let mut later = first.clone();
    later.at = "2026-11-20T10:05:00Z".into();
    later.refreshing = true;
    assert_eq!(of(&first), of(&later));
}
