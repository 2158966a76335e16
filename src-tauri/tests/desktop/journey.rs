//! What a person does with Lowtide, from the first key to the warning, and after a restart.

use virtual_desktop::{Button, Part};

use crate::leaks::{assert_absent, assert_nowhere, keys_in_the_keychain};
use crate::page::Page;
use crate::place::{KEY, PROVIDER, Place, SOON, wait};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_added_its_balance_read_and_its_end_announced_once() {
    let Some(place) = Place::new("journey", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
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

    // A click on the tray icon opens the popup at the icon, with the balance.
    let popup = Page::open_by(&place, &["--hidden"], || {
        let icon = place.desktop.find_tray_item(&empty_panel, SOON).unwrap().center();
        assert_eq!(place.window_count(), 0, "--hidden opens nothing");
        place.desktop.click(icon, Button::Left).unwrap();
        let area = place.popup();
        assert!(area.x <= icon.0 && icon.0 <= area.x + area.width, "the popup is at the icon: {area:?}, {icon:?}");
    })
    .await;
    let amount = format!("amount-{account}");
    popup.wait_for_text(&amount, "1,000").await;
    place.desktop.settled("the popup", place.popup(), SOON).unwrap();
    place.keep_picture("popup.png");
    assert_eq!(place.desktop.notice_count().unwrap(), 0, "enough is left");

    // It drops to a tenth; refreshing shows that, and the person is told.
    place.server.handle().set_balance(PROVIDER, KEY, 100);
    popup.find("refresh").await.click().await.unwrap();
    popup.wait_for_attribute(&format!("card-{account}"), "data-state", "low").await;
    let shown = popup.wait_for_text(&amount, "100").await;
    assert!(!shown.contains("1,000"), "{shown}");
    place.wait_for_notices(1);
    place.keep_picture("low.png");
    let notices = place.notices_after_a_while(1);
    let text = format!("{} {}", notices[0].summary, notices[0].body);
    assert!(text.contains("Voice") && text.contains("100"), "account and amount are named: {text}");
    assert_absent(KEY, &text);
    assert_absent(KEY, &popup.everything().await);

    // Escape closes it; the agent stays.
    place.desktop.press("Escape").unwrap();
    wait("the end of the popup", || place.window_count() == 0);
    assert_eq!(place.desktop.tray_items().unwrap().len(), 1, "the agent outlives its window");
    popup.close(&place).await;

    // After a restart it knows that it has spoken, also when it reads the same again.
    let polls = place.polls();
    let popup = Page::open(&place, &["--popup"]).await;
    popup.wait_for_text(&amount, "100").await;
    popup.find("refresh").await.click().await.unwrap();
    place.wait_for_poll(polls);
    place.notices_after_a_while(1);
    popup.close(&place).await;
    assert_nowhere(KEY, &home);
}
