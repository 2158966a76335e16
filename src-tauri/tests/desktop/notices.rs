//! What a person does without ever opening a window first: from the tray's menu, and from a notification.

use virtual_desktop::Part;

use crate::place::{Place, SOON};

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
