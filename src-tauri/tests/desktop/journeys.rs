//! What a person does with Lowtide once there is an account: looks closer, changes a key, a rule or the language, takes the
//! figures elsewhere.

use lowtide_demo::Profile;
use virtual_desktop::Part;

use crate::leaks::{assert_absent, assert_nowhere, keys_in_the_keychain};
use crate::page::Page;
use crate::place::{KEY, PROVIDER, Place, SOON, wait};

/// A provider that answers with several figures.
const DETAILED: &str = "srtgen";
/// What takes the place of the tests' key, as different from it as can be.
const OTHER_KEY: &str = "sk-ebb-40d81b7c92e35fa6";

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

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_key_is_replaced_and_the_history_goes_on() {
    let Some(place) = Place::new("replace", WHOLE) else { return };
    let window = Page::open(&place, &["--show"]).await;
    let account = window.add_account(&place, "Voice").await;
    top_up(&place, &window).await;

    place.server.handle().reject(PROVIDER, KEY);
    window.click("refresh-account").await;
    window.wait_for_attribute("account-page", "data-state", "failing").await;
    window.wait_for_text("failure", "Key rejected").await;
    window.wait_for_text("primary-amount", "900").await;
    place.wait_for_notices(1);
    place.keep_picture("rejected.png");

    // A key that is rejected as well takes nobody's place.
    place.server.handle().set_balance(PROVIDER, OTHER_KEY, 880);
    place.server.handle().reject(PROVIDER, OTHER_KEY);
    window.click("replace-key").await;
    window.find("key-input").await.send_keys(OTHER_KEY).await.unwrap();
    window.click("confirm-replace").await;
    window.wait_for_text("replace-dialog", "rejected").await;
    place.keep_picture("dialog.png");
    assert_eq!(keys_in_the_keychain(&place.desktop), [KEY]);

    place.server.handle().resume(PROVIDER, OTHER_KEY);
    window.find("key-input").await.send_keys(OTHER_KEY).await.unwrap();
    window.click("confirm-replace").await;
    window.wait_for_text("primary-amount", "880").await;
    window.wait_for_attribute("account-page", "data-state", "ok").await;
    assert_eq!(window.value("return document.querySelector('dialog')").await, serde_json::Value::Null);
    assert_eq!(keys_in_the_keychain(&place.desktop), [OTHER_KEY], "the old key is gone");

    // The account is the same, and so is its past.
    let shown = window.find("account-page").await.attr("data-account").await.unwrap();
    assert_eq!(shown.as_deref(), Some(account.as_str()));
    window.wait_for_lines("rises", "li", |rises| rises.len() == 1 && rises[0].contains("+300")).await;
    place.keep_picture("replaced.png");
    window.click("to-history").await;
    window.wait_for_lines("rises", "li", |rises| rises.len() == 1 && rises[0].contains("+300")).await;
    place.desktop.settled("the window", place.main_window(), SOON).unwrap();
    place.keep_picture("history.png");
    place.notices_after_a_while(1);
    let everything = window.everything().await;
    window.close(&place).await;
    for key in [KEY, OTHER_KEY] {
        assert_absent(key, &everything);
        assert_nowhere(key, place.desktop.home());
    }
}

/// Lets the account fall from 1,000 to 600 and rise to 900.
async fn top_up(place: &Place, window: &Page) {
    for (balance, shown) in [(600, "600"), (900, "900")] {
        place.server.handle().set_balance(PROVIDER, KEY, balance);
        window.click("refresh-account").await;
        window.wait_for_text("primary-amount", shown).await;
    }
    window.wait_for_lines("rises", "li", |rises| rises.len() == 1 && rises[0].contains("+300")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_threshold_is_changed_and_fires_once() {
    let Some(place) = Place::new("threshold", WHOLE) else { return };
    let window = Page::open(&place, &["--show"]).await;
    let account = window.add_account(&place, "Voice").await;
    window.click("to-alerts").await;
    window.wait_for_attribute("alerts-page", "data-scope", &account).await;
    window.enter("amount-warning", "1500").await;
    let file = place.config().join("config.toml");
    wait("the rule in the settings", || std::fs::read_to_string(&file).unwrap().contains("1500"));
    refresh(&place);
    place.wait_for_notices(1);
    let told = |rows: &[String]| {
        rows.len() == 1 && ["Voice", "1,000", "Warning", "Told"].iter().all(|part| rows[0].contains(part))
    };
    window.wait_for_lines("record-rows", "li", told).await;
    place.keep_picture("threshold.png");

    // The same again is nothing new.
    refresh(&place);
    let notices = place.notices_after_a_while(1);
    let text = format!("{} {}", notices[0].summary, notices[0].body);
    assert!(text.contains("Voice") && text.contains("1,000") && text.contains("1,500"), "{text}");
    window.wait_for_lines("record-rows", "li", told).await;
    window.click("section-accounts").await;
    window.wait_for_attribute("account-page", "data-state", "low").await;
    place.keep_picture("low.png");
    window.close(&place).await;
}

/// Reads the account again, by the keys for it.
fn refresh(place: &Place) {
    let polls = place.polls();
    place.desktop.press("ctrl+r").unwrap();
    place.wait_for_poll(polls);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_is_exported_to_the_folder_for_downloads() {
    let Some(place) = Place::new("export", WHOLE) else { return };
    let downloads = place.name_downloads();
    place.add_browser();
    let window = Page::open(&place, &["--show"]).await;
    let account = window.add_account(&place, "Voice, \"loud\"").await;
    top_up(&place, &window).await;
    window.click("to-history").await;
    let files = || {
        let entries = std::fs::read_dir(&downloads).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    assert!(files().is_empty());

    window.click("export-csv").await;
    let said = window.wait_for_text("exported", "Saved to").await;
    let [file] = files().try_into().unwrap();
    assert!(said.contains(&*file.to_string_lossy()), "{said}");
    let is_seen =
        "return document.querySelector(`[data-testid='exported']`).getBoundingClientRect().bottom <= innerHeight";
    assert_eq!(window.value(is_seen).await, true, "where it is said to be is not below the window");
    place.desktop.settled("the window", place.main_window(), SOON).unwrap();
    place.keep_picture("exported.png");
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<_> = text.split_terminator("\r\n").collect();
    let place_of = |name: &str| lines[0].split(',').position(|column| column == name).unwrap();
    let remaining: Vec<_> = lines[1..].iter().map(|line| line.split(',').nth(place_of("remaining")).unwrap()).collect();
    assert_eq!(remaining, ["1000", "600", "900"], "{text}");
    let named = format!(",{account},\"Voice, \"\"loud\"\"\",{PROVIDER},");
    assert!(lines[1..].iter().all(|line| line.contains(&named)), "{text}");

    window.click("export-json").await;
    wait("the second file", || files().len() == 2);
    window.wait_for_text("exported", ".json").await;
    let second = files().into_iter().find(|path| *path != file).unwrap();
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(second).unwrap()).unwrap();
    assert_eq!(json["label"], "Voice, \"loud\"");
    let rows = json["rows"].as_array().unwrap().iter();
    assert_eq!(rows.map(|row| row["remaining"].to_string()).collect::<Vec<_>>(), ["1000", "600", "900"]);

    window.click("open-exports").await;
    wait("the file browser", || place.opened().trim() == downloads.to_string_lossy());
    window.close(&place).await;
    // The files are below it.
    assert_nowhere(KEY, place.desktop.home());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_waits_for_the_end_of_quiet_hours() {
    let Some(place) = Place::new("quiet", WHOLE) else { return };
    let window = Page::open(&place, &["--show"]).await;
    window.add_account(&place, "Voice").await;
    window.click("section-alerts").await;
    window.click("switch-quietHours").await;
    // Hours around now, by the clock of the page, which is the person's.
    let hour = window.value("return new Date().getHours()").await.as_u64().unwrap();
    let (from, to) = ((hour + 23) % 24, (hour + 3) % 24);
    set_time(&window, "quiet-from", from).await;
    set_time(&window, "quiet-to", to).await;
    let file = place.config().join("config.toml");
    let saved = [format!("{from:02}:00"), format!("{to:02}:00")];
    wait("the quiet hours in the settings", || {
        let text = std::fs::read_to_string(&file).unwrap();
        saved.iter().all(|time| text.contains(time))
    });
    place.keep_picture("hours.png");

    place.server.handle().set_balance(PROVIDER, KEY, 150);
    refresh(&place);
    // By an amount and by a share: both are reached.
    let held = |rows: &[String]| rows.len() == 2 && rows.iter().all(|row| row.contains("Held back: quiet hours"));
    window.wait_for_lines("record-rows", "li", held).await;
    place.notices_after_a_while(0);
    window.click("section-accounts").await;
    window.wait_for_attribute("account-page", "data-state", "low").await;
    window.wait_for_lines("record", "li", held).await;
    place.keep_picture("held.png");

    // What is critical is told nevertheless.
    place.server.handle().set_balance(PROVIDER, KEY, 10);
    refresh(&place);
    place.wait_for_notices(1);
    window.close(&place).await;
}

/// Types a full hour into a field for a time of day, and leaves it.
async fn set_time(window: &Page, id: &str, hour: u64) {
    window.enter(id, &format!("{hour:02}:00")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_language_is_spoken_at_once_everywhere() {
    let Some(place) = Place::new("language", WHOLE) else { return };
    let window = Page::open(&place, &["--show"]).await;
    window.add_account(&place, "Stimme").await;
    wait("the menu", || place.menu_says("Stimme: 1,000 credits"));
    window.click("section-settings").await;
    window.wait_for_text("settings-page", "Settings").await;
    // What a new load of the page would not have.
    window.value("window.before = true").await;
    window.choose("language", "de").await;
    window.wait_for_text("settings-page", "Einstellungen").await;
    window.wait_for_text("section-accounts", "Konten").await;
    assert_eq!(
        window.value("return [document.documentElement.lang, window.before]").await.to_string(),
        "[\"de\",true]"
    );
    place.keep_picture("settings.png");
    wait("the menu in German", || place.menu_says("Stimme: 1.000 Credits") && place.menu_says("Beenden"));
    assert!(!place.menu_says("Quit"));

    window.click("section-accounts").await;
    window.wait_for_text("primary-amount", "1.000").await;
    place.server.handle().set_balance(PROVIDER, KEY, 150);
    window.click("refresh-account").await;
    place.wait_for_notices(1);
    window.wait_for_lines("record", "li", |rows| rows.iter().any(|row| row.contains("Gemeldet"))).await;
    place.desktop.settled("the window", place.main_window(), SOON).unwrap();
    place.keep_picture("german.png");
    let notices = place.notices_after_a_while(1);
    assert!(notices[0].summary.contains("noch 150 Credits"), "{notices:?}");
    assert!(notices[0].body.contains("nter deiner Grenze"), "{notices:?}");
    window.close(&place).await;
}
