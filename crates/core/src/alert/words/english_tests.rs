//! What is said in English, word for word.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::alert::*;
use crate::amount::Decimal;
use crate::failure::{Failure, FailureKind};
use crate::language::Language;
use crate::reading::{Meter, Plan, Reading};
use crate::time::Timestamp;

fn now() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

fn meter(id: &str, unit: &str, remaining: i64, limit: Option<i64>) -> Meter {
    Meter {
        id: id.into(),
        label: if id == "storage" { "Storage".into() } else { "Credits".into() },
        unit: unit.parse().unwrap(),
        primary: id != "storage",
        remaining: Some(remaining.into()),
        used: None,
        limit: limit.map(Decimal::from),
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    }
}

/// What is said to an account's first reading: title, body, and every sentence of the record.
fn said(rules: Rules, reading: Reading) -> (String, String, Vec<String>) {
    said_to(rules, vec![Observation::Reading(Arc::new(reading))])
}

fn said_to(rules: Rules, observations: Vec<Observation>) -> (String, String, Vec<String>) {
    let mut watch = Watch::new(rules);
    for observation in observations {
        watch.observe(observation, now(), &TimeZone::UTC);
    }
    let outlook =
        watch.outlook(&Circumstances { now: now(), zone: &TimeZone::UTC, pause: Pause::No }, Voice::default());
    let words = watch.words("Work (SRTGen)", &outlook.tell, now(), Voice::default());
    let sentences =
        watch.told(&outlook.tell, now(), Voice::default()).into_iter().map(|decision| decision.sentence).collect();
    (words.title, words.body, sentences)
}

fn amounts(warning: i64, critical: i64) -> Rules {
    let levels = Levels { warning: Some(warning.into()), critical: Some(critical.into()) };
    Rules { amount: Some(levels), ..Rules::default() }
}

fn with(meters: Vec<Meter>) -> Reading {
    Reading { meters, ..Reading::default() }
}

#[test]
fn an_amount_names_what_is_left_and_the_threshold() {
    let (title, body, sentences) = said(amounts(1000, 200), with(vec![meter("credits", "credits", 812, None)]));
    assert_eq!(title, "Work (SRTGen): 812 credits left");
    assert_eq!(body, "Below your 1,000.");
    assert_eq!(sentences, ["812 credits left, below your 1,000"]);
    let (title, _, sentences) = said(amounts(25, 5), with(vec![meter("balance", "USD", 4, None)]));
    assert_eq!(title, "Work (SRTGen): 4.00 USD left");
    assert_eq!(sentences, ["4.00 USD left, below your 5"]);
}

#[test]
fn a_share_names_the_whole() {
    let (title, body, sentences) = said(Rules::default(), with(vec![meter("credits", "credits", 240, Some(1250))]));
    assert_eq!(title, "Work (SRTGen): 240 credits left");
    assert_eq!(body, "That is 19.2 % of the 1,250 of the plan, below your 20 %.");
    assert_eq!(sentences, ["240 credits left, 19.2 % of the 1,250 of the plan, below your 20 %"]);
}

#[test]
fn rules_that_hold_at_once_share_one_notification() {
    let (title, body, sentences) = said(amounts(1000, 50), with(vec![meter("credits", "credits", 240, Some(1250))]));
    assert_eq!(title, "Work (SRTGen): 240 credits left");
    assert_eq!(body, "Below your 1,000.\nThat is 19.2 % of the 1,250 of the plan, below your 20 %.");
    assert_eq!(sentences.len(), 2);
}

#[test]
fn empty_says_what_follows() {
    let (title, body, _) = said(Rules::default(), with(vec![meter("credits", "credits", 0, Some(100))]));
    assert_eq!(title, "Work (SRTGen) is empty");
    assert_eq!(body, "0 credits left. Calls with this key fail until you top up.");
    let failure = Failure::new(FailureKind::OutOfCredits, "SRTGen says that nothing is left.");
    let (_, body, _) = said_to(Rules::default(), vec![Observation::Failure(failure)]);
    assert_eq!(body, "SRTGen says that nothing is left. Calls with this key fail until you top up.");
}

#[test]
fn a_rejected_key_names_the_remedy() {
    let failure = Failure::new(FailureKind::Unauthorized, "SRTGen rejected the key (HTTP 401).");
    let (title, body, sentences) = said_to(Rules::default(), vec![Observation::Failure(failure)]);
    assert_eq!(title, "Work (SRTGen): key rejected");
    assert_eq!(
        body,
        "SRTGen rejected the key (HTTP 401). Its balance is not watched until you replace the key in Lowtide."
    );
    assert_eq!(sentences, ["SRTGen rejected the key (HTTP 401)"]);
}

#[test]
fn a_runway_names_the_time_that_is_left() {
    let mut watch = Watch::new(Rules { share: None, ..Rules::default() });
    let mut told = Vec::new();
    for hour in 0..24 * 12 {
        let at = now() + jiff::SignedDuration::from_hours(hour);
        let reading = with(vec![meter("credits", "credits", 2_905 - 10 * hour, None)]);
        watch.observe(Observation::Reading(Arc::new(reading)), at, &TimeZone::UTC);
        let outlook =
            watch.outlook(&Circumstances { now: at, zone: &TimeZone::UTC, pause: Pause::No }, Voice::default());
        if !outlook.tell.is_empty() {
            told.push(watch.words("Work", &outlook.tell, at, Voice::default()).body);
            told.extend(watch.told(&outlook.tell, at, Voice::default()).into_iter().map(|decision| decision.sentence));
        }
    }
    assert_eq!(
        told,
        [
            "About 2.9 days at this pace, below your 3 days.",
            "715 credits left, about 2.9 days at this pace, below your 3 days",
            "About 23 hours at this pace, below your 1 day.",
            "235 credits left, about 23 hours at this pace, below your 1 day",
        ]
    );
}

#[test]
fn plans_storage_and_expiry_are_named() {
    let mut reading = with(vec![
        meter("credits", "credits", 100, None),
        Meter { used: Some(92.into()), remaining: None, ..meter("storage", "bytes", 0, Some(100)) },
    ]);
    reading.plans = vec![
        Plan {
            name: "Starter".into(),
            status: Some("past_due".into()),
            remaining: Some(1000.into()),
            limit: None,
            resets_at: None,
            expires_at: None,
        },
        Plan {
            name: "Gift".into(),
            status: Some("active".into()),
            remaining: Some(50.into()),
            limit: None,
            resets_at: None,
            expires_at: Some("2026-11-25T10:00:00Z".parse().unwrap()),
        },
    ];
    let week = std::time::Duration::from_secs(7 * 86_400);
    let (title, body, sentences) = said(Rules { expiry: Some(week), ..Rules::default() }, reading);
    assert_eq!(title, "Work (SRTGen): Starter is past due");
    assert_eq!(
        body,
        "Check the payment at the provider.\nStorage is 92 % full, your limit is 90 %.\n50 credits of Gift expire in 5 days."
    );
    assert_eq!(
        sentences,
        ["Starter is past due", "Storage is 92 % full, your limit is 90 %", "50 credits of Gift expire in 5 days"]
    );
}

#[test]
fn a_summary_names_every_account() {
    let words = |title: &str| Words { title: title.into(), body: String::new() };
    let low = (words("Work: 812 credits left"), Severity::Warning);
    let empty = (words("Home is empty"), Severity::Critical);
    let said = summary(&[empty.clone(), low.clone()], Language::English);
    assert_eq!(said.title, "2 accounts need a look, 1 of them now");
    assert_eq!(said.body, "Home is empty\nWork: 812 credits left");
    assert_eq!(summary(&[low.clone(), low], Language::English).title, "2 accounts need a look");
    assert_eq!(summary(&[empty.clone(), empty], Language::English).title, "2 accounts need you now");
}
