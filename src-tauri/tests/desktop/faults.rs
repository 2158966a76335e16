//! A desktop that lacks something, or gets it late.

use std::time::Duration;

use virtual_desktop::Part;

use crate::leaks::keys_in_the_keychain;
use crate::page::Page;
use crate::place::{KEY, PROVIDER, Place, SOON, wait};

/// How long to watch that nothing happens.
const A_WHILE: Duration = Duration::from_secs(3);

#[test]
fn without_a_tray_it_starts_and_is_reached_by_starting_it_again() {
    let Some(mut place) = Place::new("no-tray", &[Part::Keychain, Part::Notifications]) else { return };
    place.configure_account();
    let mut app = place.start(&["--hidden"]);
    place.wait_for_poll(0);
    assert_eq!(place.window_count(), 0, "--hidden opens nothing");

    let mut second = place.start(&[]);
    let area = place.main_window();
    place.desktop.settled("the window", area, SOON).unwrap();
    wait("the end of the second start", || second.ended().unwrap().is_some());
    assert!(second.ended().unwrap().unwrap().success(), "it handed over and is done");
    app.check().unwrap();

    // A tray that appears later gets its icon.
    place.desktop.add(Part::Tray).unwrap();
    wait("a tray item", || !place.desktop.tray_items().unwrap().is_empty());
    // And so does one that was restarted.
    place.desktop.remove(Part::Tray).unwrap();
    place.desktop.add(Part::Tray).unwrap();
    wait("a tray item again", || !place.desktop.tray_items().unwrap().is_empty());
    app.check().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_that_nobody_could_show_is_shown_once_somebody_can() {
    let Some(mut place) = Place::new("no-notifications", &[Part::Keychain, Part::Tray]) else { return };
    place.configure_account();
    let popup = Page::open(&place, &["--popup"]).await;
    popup.wait_for_text("amount-voice", "1,000").await;
    place.server.handle().set_balance(PROVIDER, KEY, 100);
    popup.find("refresh").await.click().await.unwrap();
    popup.wait_for_attribute("card-voice", "data-state", "low").await;
    popup.wait_for_text("problems", "otification").await;

    place.desktop.add(Part::Notifications).unwrap();
    place.wait_for_notices(1);
    let notices = place.notices_after_a_while(1);
    assert!(notices[0].summary.contains("Voice"), "{notices:?}");
    popup.close(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_appears_late_is_used_without_a_restart() {
    let Some(mut place) = Place::new("late-keychain", &[Part::Keychain, Part::Notifications, Part::Tray]) else {
        return;
    };
    let window = Page::open(&place, &["--show"]).await;
    let account = window.add_account(&place, "Voice").await;
    window.close(&place).await;
    assert_eq!(keys_in_the_keychain(&place.desktop), [KEY]);
    place.desktop.remove(Part::Keychain).unwrap();
    place.server.handle().set_balance(PROVIDER, KEY, 900);

    // Without a keychain the last balance stays, and the person is told why there is none newer.
    let polls = place.polls();
    let popup = Page::open(&place, &["--popup"]).await;
    let card = format!("card-{account}");
    popup.wait_for_text(&card, "1,000").await;
    popup.find("refresh").await.click().await.unwrap();
    popup.wait_for_attribute(&card, "data-state", "failing").await;
    popup.wait_for_text(&card, "1,000").await;
    popup.wait_for_text(&card, "keychain").await;
    std::thread::sleep(A_WHILE);
    assert_eq!(place.polls(), polls, "without its key the provider is not asked");

    place.desktop.add(Part::Keychain).unwrap();
    popup.wait_for_text(&card, "900").await;
    popup.wait_for_attribute(&card, "data-state", "ok").await;
    assert_eq!(place.desktop.notice_count().unwrap(), 0, "a missing keychain is not the account's fault");
    popup.close(&place).await;
}
