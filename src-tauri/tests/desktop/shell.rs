//! What the shell does for a person beside the windows: the icon, starting with the session, the shortcut, the log.

use serde_json::json;
use virtual_desktop::Part;

use crate::leaks::assert_absent;
use crate::page::Page;
use crate::place::{KEY, PROVIDER, Place, SOON, wait};

#[tokio::test(flavor = "multi_thread")]
async fn the_desktop_is_told_what_the_person_switches() {
    let Some(mut place) = Place::new("shell", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    let window = Page::open(&place, &["--show"]).await;

    let desktop = window.command("desktop", json!(null)).await.unwrap();
    assert_eq!(desktop["tray"]["state"], "works", "{desktop}");
    assert_eq!((&desktop["session"], &desktop["desktop"]), (&json!("x11"), &json!("XFCE")));
    assert!(desktop["webEngine"].as_str().unwrap().starts_with("WebKitGTK 2."), "{desktop}");
    assert_eq!((&desktop["autostart"], &desktop["hidesWhenShared"]), (&json!(false), &json!(false)));
    assert_eq!(desktop["shortcut"]["state"], "off");

    // Starting with the session is a file where every desktop looks.
    let file = place.desktop.home().join("config/autostart/lowtide-desktop.desktop");
    window.command("set_autostart", json!({ "on": true })).await.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let exec = format!("Exec=\"{}\" --hidden\n", env!("CARGO_BIN_EXE_lowtide-desktop"));
    assert!(text.contains(&exec), "{text}");
    assert_eq!(window.command("desktop", json!(null)).await.unwrap()["autostart"], true);
    window.command("set_autostart", json!({ "on": false })).await.unwrap();
    assert!(!file.exists());

    // The icon shows where it is, for a while, and then what it showed before.
    let icon = || place.desktop.tray_icon_name().unwrap();
    wait("the account's level", || icon() == "lowtide-ok-8");
    window.command("test_tray", json!(null)).await.unwrap();
    assert_eq!(icon(), "lowtide-here");
    place.keep_picture("here.png");
    wait("the account's level again", || icon() == "lowtide-ok-8");

    // Without a panel there is nothing to see, and that is said.
    place.desktop.remove(Part::Tray).unwrap();
    place.wait_for_log("tray there=false");
    let refused = window.command("test_tray", json!(null)).await.unwrap_err();
    assert!(refused.contains("no tray"), "{refused}");
    assert_eq!(window.command("desktop", json!(null)).await.unwrap()["tray"]["state"], "missing");
    place.desktop.add(Part::Tray).unwrap();
    wait("the icon on the new panel", || place.desktop.tray_items().is_ok_and(|items| !items.is_empty()));

    // A folder is opened by whatever the person has for folders.
    place.add_browser();
    window.command("open_folder", json!({ "folder": "config" })).await.unwrap();
    wait("the file browser", || place.opened().trim() == place.config().to_string_lossy());
    window.close(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_on_the_page_has_no_key_in_it() {
    let Some(place) = Place::new("log", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    let window = Page::open(&place, &["--show"]).await;
    window.add_account(&place, "Voice").await;
    // One that the provider rejects, too.
    let wrong = json!({
        "provider": PROVIDER, "key": format!("{KEY}-wrong"), "params": {}, "baseUrl": place.server.base_url(PROVIDER),
    });
    drop(window.command("check_key", wrong).await);
    let lines = window.command("recent_log", json!(null)).await.unwrap();
    let lines = lines.as_array().unwrap();
    assert!(lines.iter().any(|line| line["text"].as_str().unwrap().contains("tray")), "{lines:#?}");
    assert!(lines.iter().all(|line| line["at"].is_string() && line["level"].is_string()));
    assert_absent(KEY, &json!(lines).to_string());
    window.close(&place).await;
}

#[test]
fn the_panel_gets_the_icon_at_every_size_and_by_name() {
    let Some(mut place) = Place::new("icon", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    let empty_panel = place.desktop.screenshot().unwrap();
    let mut app = place.start(&["--hidden"]);
    place.desktop.find_tray_item(&empty_panel, SOON).unwrap();
    assert_eq!(place.desktop.tray_icon_sizes().unwrap(), [16, 22, 24, 32, 44, 48, 64]);
    let folder = place.desktop.tray_icon_folder().unwrap();
    assert!(folder.starts_with(place.desktop.home().join("run")), "{}", folder.display());
    let mut shows = |balance, name: &str| {
        place.server.handle().set_balance(PROVIDER, KEY, balance);
        place.desktop.choose_in_tray_menu(&["Refresh now"], SOON).unwrap();
        wait(name, || place.desktop.tray_icon_name().unwrap() == name);
        assert!(folder.join(format!("{name}.svg")).is_file(), "{name}");
        place.keep_picture(&format!("{name}.png"));
        app.check().unwrap();
    };
    shows(1_000, "lowtide-ok-8");
    shows(550, "lowtide-ok-4");
    shows(150, "lowtide-low-1");
    shows(0, "lowtide-empty");
}

#[test]
fn the_shortcut_opens_and_closes_the_popup_and_follows_the_settings() {
    let Some(mut place) = Place::new("shortcut", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    place.add_to_configuration("[interface]\nshortcut = \"Ctrl+Alt+L\"\n");
    let mut app = place.start(&["--hidden"]);
    place.wait_for_log("the shortcut works shortcut=Ctrl+Alt+L");
    place.desktop.press("ctrl+alt+l").unwrap();
    let popup = place.popup();
    place.desktop.settled("the popup", popup, SOON).unwrap();
    place.keep_picture("shortcut.png");
    place.desktop.press("ctrl+alt+l").unwrap();
    wait("the end of the popup", || place.window_count() == 0);

    // Other keys, while it runs: the new ones work and the old ones are given back.
    let file = place.config().join("config.toml");
    let change = |from: &str, to: &str| {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    };
    change("Ctrl+Alt+L", "Super+F9");
    place.wait_for_log("the shortcut works shortcut=Super+F9");
    place.desktop.press("super+F9").unwrap();
    place.popup();
    place.desktop.press("Escape").unwrap();
    wait("the end of the popup", || place.window_count() == 0);
    place.desktop.press("ctrl+alt+l").unwrap();

    // Keys that the window manager has are refused, and said to be.
    change("Super+F9", "Alt+F4");
    place.wait_for_log("the shortcut does not work shortcut=Alt+F4 refusal=another program uses these keys already");
    assert_eq!(place.window_count(), 0, "keys that were given back open nothing");
    app.check().unwrap();
}

#[test]
fn what_is_bound_to_keys_instead_opens_and_closes_the_popup_as_well() {
    let Some(mut place) = Place::new("bound", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    let mut app = place.start(&["--hidden"]);
    place.wait_for_poll(0);
    let mut bound = place.start(&["--popup"]);
    place.desktop.settled("the popup", place.popup(), SOON).unwrap();
    wait("the end of the second start", || bound.ended().unwrap().is_some());
    let mut again = place.start(&["--popup"]);
    wait("the end of the popup", || place.window_count() == 0);
    wait("the end of the third start", || again.ended().unwrap().is_some());
    app.check().unwrap();
}
