//! How the windows look before their pages do, and how large they are.

use std::time::Instant;

use virtual_desktop::{Area, Part};

use crate::page::Page;
use crate::place::{PROVIDER, Place, SOON, wait};

/// More of a dark window than this is never bright: its letters are.
const LETTERS: f64 = 0.3;

#[test]
fn no_window_is_white_for_a_moment_when_dark_was_chosen() {
    let Some(mut place) = Place::new("dark", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    place.add_to_configuration("[interface]\ntheme = \"dark\"\n");
    let mut app = place.start(&["--hidden"]);
    place.wait_for_poll(0);
    // The desktop's own theme is light, so only the choice can make them dark.
    for (arguments, is_popup) in [(["--popup"], true), (["--show"], false)] {
        let mut second = place.start(&arguments);
        let area = watch_for_white(&place, is_popup);
        place.desktop.settled("the window", area, SOON).unwrap();
        place.keep_picture(if is_popup { "popup.png" } else { "window.png" });
        wait("the end of the second start", || second.ended().unwrap().is_some());
        app.check().unwrap();
    }
}

/// Looks at the screen as fast as it can until a window has been there for a while; fails when it was ever bright.
fn watch_for_white(place: &Place, is_popup: bool) -> Area {
    let begun = Instant::now();
    let mut seen: Option<(Area, u32)> = None;
    loop {
        assert!(begun.elapsed() < SOON, "no window");
        let window = place.windows().into_iter().find(|window| (window.area.width < 480) == is_popup);
        let Some(window) = window else { continue };
        let brightness = place.desktop.screenshot().unwrap().crop(window.area).brightness();
        if brightness > LETTERS {
            place.keep_picture("white.png");
        }
        // The window may be gone from where it was by the time that the picture is taken, but not be white there.
        assert!(brightness <= LETTERS, "{:.0} % of {window:?} is bright", brightness * 100.0);
        match seen {
            Some((area, 10)) => return area,
            Some((_, count)) => seen = Some((window.area, count + 1)),
            None => seen = Some((window.area, 1)),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_window_follows_the_theme_that_is_chosen() {
    let Some(mut place) = Place::new("theme", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    place.configure_account();
    place.add_to_configuration("[interface]\ntheme = \"system\"\n");
    let window = Page::open(&place, &["--show"]).await;
    window.wait_for_scheme("light").await;
    let file = place.config().join("config.toml");
    for (from, to, scheme) in [("system", "dark", "dark"), ("dark", "light", "light"), ("light", "system", "light")] {
        let text = std::fs::read_to_string(&file).unwrap();
        let changed = text.replace(&format!("theme = \"{from}\""), &format!("theme = \"{to}\""));
        assert_ne!(changed, text);
        std::fs::write(&file, changed).unwrap();
        window.wait_for_scheme(scheme).await;
    }
    window.close(&place).await;
}

#[test]
fn the_popup_of_sixty_accounts_has_one_height_and_keeps_it() {
    let Some(place) = Place::new("sixty", &[Part::Keychain, Part::Notifications, Part::Tray]) else { return };
    let base_url = place.server.base_url(PROVIDER);
    for number in 0..60 {
        place.add_to_configuration(&format!(
            "[accounts.voice-{number}]\nprovider = \"{PROVIDER}\"\nlabel = \"Voice {number}\"\n\
             key = {{ env = \"TEST_KEY\" }}\nbase_url = \"{base_url}\"\n"
        ));
    }
    let mut app = place.start(&["--popup"]);
    let first = place.popup();
    place.desktop.settled("the popup", first, SOON).unwrap();
    let area = place.popup();
    assert!((300..=720).contains(&area.height), "{area:?}");
    for _ in 0..20 {
        assert_eq!(place.popup(), area, "it is as high as before");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    place.keep_picture("popup.png");
    app.check().unwrap();
}
