//! What a person does with Lowtide, from the first key to the warning, and after a restart.

use virtual_desktop::{Button, Part};

use crate::leaks::{assert_absent, assert_nowhere, keys_in_the_keychain};
use crate::page::Page;
use crate::place::{KEY, PROVIDER, Place, SOON, wait};

#[tokio::test]
#[ignore = "needs a desktop and WebDriver: run `cargo xtask test --only desktop`"]
async fn a_key_is_added_its_balance_read_and_its_end_announced_once() {
    let place = Place::new("journey", &[Part::Keychain, Part::Notifications, Part::Tray]);
    let home = place.desktop.home().to_owned();
    let empty_panel = place.desktop.screenshot().unwrap();

    // The key goes in through the page, lands in the keychain, and stays nowhere else.
    let window = Page::open(&place, &["--show"]).await;
    assert_eq!(keys_in_the_keychain(&place.desktop), Vec::<String>::new());
    let account = window.add_account(&place, "Voice").await;
    assert_eq!(keys_in_the_keychain(&place.desktop), [KEY]);
    assert_absent(KEY, &window.everything().await);
    assert_nowhere(KEY, &home);
    place.keep_picture("account.png");
    window.close(&place).await;
    assert_nowhere(KEY, &home);

    // The popup shows the balance; refreshing shows that it has dropped to a tenth, and the person is told.
    let popup = Page::open(&place, &["--popup"]).await;
    let amount = format!("amount-{account}");
    popup.wait_for_text(&amount, "1,000").await;
    assert_eq!(place.desktop.notice_count().unwrap(), 0, "enough is left");
    place.server.handle().set_balance(PROVIDER, KEY, 100);
    popup.find("refresh").await.click().await.unwrap();
    popup.wait_for_text(&amount, "100").await;
    popup.wait_for_attribute(&format!("card-{account}"), "data-state", "low").await;
    place.wait_for_notices(1);
    let notices = place.notices_after_a_while(1);
    let text = format!("{} {}", notices[0].summary, notices[0].body);
    assert!(text.contains("Voice") && text.contains("100"), "account and amount are named: {text}");
    assert_absent(KEY, &text);
    assert_absent(KEY, &popup.everything().await);
    popup.close(&place).await;

    // After a restart it knows that it has spoken.
    let polls = place.polls();
    let mut app = place.start(&["--hidden"]);
    let icon = place.desktop.find_tray_item(&empty_panel, SOON).unwrap();
    place.wait_for_poll(polls);
    place.notices_after_a_while(1);
    assert_eq!(place.window_count(), 0, "--hidden opens nothing");

    // A click on the tray icon opens the popup at the icon; Escape closes it.
    place.desktop.click(icon.center(), Button::Left).unwrap();
    let area = place.popup();
    let (x, _) = icon.center();
    assert!(area.x <= x && x <= area.x + area.width, "the popup is at the icon: {area:?}, icon {icon:?}");
    place.desktop.settled("the popup", area, SOON).unwrap();
    place.keep_picture("popup.png");
    place.desktop.press("Escape").unwrap();
    wait("the end of the popup", || place.window_count() == 0);
    app.check().unwrap();
    app.stop();
    assert_nowhere(KEY, &home);
}
