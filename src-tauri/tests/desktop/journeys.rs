//! What a person does with Lowtide once there is an account: looks closer, changes a key, a rule or the language, takes the
//! figures elsewhere.

use lowtide_demo::Profile;
use virtual_desktop::Part;

use crate::leaks::{assert_absent, assert_nowhere};
use crate::page::Page;
use crate::place::{KEY, Place, SOON};

/// A provider that answers with several figures.
const DETAILED: &str = "srtgen";

const WHOLE: &[Part] = &[Part::Keychain, Part::Notifications, Part::Tray];

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_shown_in_full_with_its_polls_and_what_was_answered() {
    let Some(place) = Place::new("breakdown", WHOLE) else { return };
    place.server.handle().set_balance(DETAILED, KEY, 1_250);
    let window = Page::open(&place, &["--show"]).await;
    window.add_account_at(&place, DETAILED, "Captions", "1,250").await;
    window.wait_for_text("meter-monthly", "1,000").await;
    window.wait_for_text("meter-extra", "250").await;
    window.wait_for_text("meter-storage", "of 10").await;
    window.wait_for_text("account-page", "Starter Plan").await;
    place.keep_picture("breakdown.png");

    // Each poll is a line, the latest first.
    window.unfold("poll-log").await;
    let before = window.wait_for_lines("poll-log", "tbody tr", |rows| !rows.is_empty()).await.len();
    // A provider that repeats the key must not get it onto the page.
    let profile = Profile { user_name: format!("Alex, who holds {KEY}"), ..Profile::default() };
    place.server.handle().set_profile(DETAILED, KEY, profile);
    place.server.handle().set_balance(DETAILED, KEY, 1_240);
    window.click("check-now").await;
    window.wait_for_text("primary-amount", "1,240").await;
    let rows = window.wait_for_lines("poll-log", "tbody tr", |rows| rows.len() > before).await;
    assert!(rows[0].contains("1,240") && rows[1].contains("1,250"), "{rows:?}");

    // What came back, laid out, and without the key.
    window.unfold("last-answer").await;
    let answer = window.wait_for_text("answer-body", "Alex, who holds").await;
    let json: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(json["credits"]["totalBalance"], 1_240);
    assert!(answer.contains("\n    \"totalBalance\": 1240"), "{answer}");
    place.desktop.settled("the window", place.main_window(), SOON).unwrap();
    place.keep_picture("answer.png");
    assert_absent(KEY, &window.everything().await);
    window.close(&place).await;
    assert_nowhere(KEY, place.desktop.home());
}

