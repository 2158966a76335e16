//! What a person does without ever opening a window first: from the tray's menu, and from a notification.

use virtual_desktop::Part;

use crate::page::Page;
use crate::place::{KEY, PROVIDER, Place, SOON, wait};

/// The homepage of the tests' provider, whose definition names no billing page.
const PROVIDERS_PAGE: &str = "https://supertoneapi.com/";

#[test]
fn the_menu_alone_is_enough() {
    let Some(mut place) = Place::new("menu", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    let mut app = place.start(&["--hidden"]);
    place.wait_for_poll(0);
    place.desktop.choose_in_tray_menu(&["Refresh now"], SOON).unwrap();
    place.wait_for_poll(1);
    let menu = place.desktop.tray_menu().unwrap();
    assert!(menu.iter().any(|line| line.label.contains("Voice: 1,000 credits")), "{menu:?}");
    place.desktop.choose_in_tray_menu(&["Open Lowtide"], SOON).unwrap();
    place.main_window();
    app.check().unwrap();
    place.desktop.choose_in_tray_menu(&["Quit"], SOON).unwrap();
    place.wait_for_the_end();
}

#[test]
fn every_button_of_a_notification_does_what_it_says() {
    let Some(mut place) = Place::new("buttons", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    place.add_browser();
    let mut app = place.start(&["--hidden"]);
    place.wait_for_poll(0);
    let balance = |amount| {
        let polls = place.polls();
        place.server.handle().set_balance(PROVIDER, KEY, amount);
        place.desktop.choose_in_tray_menu(&["Refresh now"], SOON).unwrap();
        place.wait_for_poll(polls);
    };
    balance(150);
    place.wait_for_notices(1);
    place.keep_picture("buttons.png");
    assert_eq!(place.window_count(), 0, "--hidden opens nothing, and neither does a notification");

    // The provider's page, in the browser and not in a window of ours.
    place.desktop.press_notice("Voice", "Top up").unwrap();
    wait("the browser", || place.opened().lines().eq([PROVIDERS_PAGE]));
    assert_eq!(place.window_count(), 0);

    // The window, at the account.
    place.desktop.press_notice("Voice", "Show").unwrap();
    place.main_window();
    place.desktop.press("alt+F4").unwrap();
    wait("the end of the window", || place.window_count() == 0);

    // Silence, also when it gets worse.
    place.desktop.press_notice("Voice", "Snooze 1 day").unwrap();
    wait("the snooze", || place.menu_says("snoozed"));
    balance(10);
    place.notices_after_a_while(1);
    app.check().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_a_notification_shows_the_account_that_it_names() {
    let Some(mut place) = Place::new("click", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    // Without the notification, the window would begin with the first of the accounts.
    place.add_to_configuration(&format!(
        "[accounts.aloud]\nprovider = \"{PROVIDER}\"\nlabel = \"Aloud\"\nkey = {{ env = \"TEST_KEY\" }}\npaused = true\n"
    ));
    place.server.handle().set_balance(PROVIDER, KEY, 0);
    let window = Page::open_by(&place, &["--hidden"], || {
        place.wait_for_notices(1);
        assert_eq!(place.window_count(), 0);
        place.desktop.click_notice().unwrap();
        place.main_window();
    })
    .await;
    let shown = window.find("account-page").await.attr("data-account").await.unwrap();
    assert_eq!(shown.as_deref(), Some("voice"));
    window.close(&place).await;
}

#[test]
fn alerts_are_paused_and_resumed_from_the_menu() {
    let Some(mut place) = Place::new("pause", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    let mut app = place.start(&["--hidden"]);
    place.wait_for_poll(0);
    place.desktop.choose_in_tray_menu(&["Pause alerts", "Until I resume them"], SOON).unwrap();
    wait("the pause", || place.menu_says("Alerts paused until you resume them"));

    let polls = place.polls();
    place.server.handle().set_balance(PROVIDER, KEY, 0);
    place.desktop.choose_in_tray_menu(&["Refresh now"], SOON).unwrap();
    place.wait_for_poll(polls);
    wait("the empty account", || place.menu_says("empty"));
    place.notices_after_a_while(0);

    // A restart does not forget it.
    place.desktop.choose_in_tray_menu(&["Quit"], SOON).unwrap();
    wait("the end", || app.ended().unwrap().is_some());
    let mut app = place.start(&["--hidden"]);
    place.desktop.choose_in_tray_menu(&["Resume alerts"], SOON).unwrap();
    place.wait_for_notices(1);
    assert!(!place.menu_says("paused"));
    app.check().unwrap();
}
