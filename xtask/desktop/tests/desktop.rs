//! A real desktop, where `LOWTIDE_DESKTOP_SESSION=1` says that one can be started; `cargo xtask test` installs what it takes.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test panics where it fails, and says when it is not run"
)]

use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use virtual_desktop::{Area, Desktop, Part, Picture, wait_for};

/// Whether a desktop can be started; says so where it cannot, because the test is then not run.
fn is_session() -> bool {
    let session = std::env::var_os("LOWTIDE_DESKTOP_SESSION").is_some_and(|value| value == "1");
    if !session {
        println!("not run, LOWTIDE_DESKTOP_SESSION is not 1");
    }
    session
}

#[test]
fn a_desktop_has_a_tray_a_notification_daemon_and_a_keychain_and_leaves_nothing_behind() {
    if !is_session() {
        return;
    }
    let desktop = Desktop::start(&[Part::Keychain, Part::Notifications, Part::Tray]).unwrap();
    assert_eq!(desktop.tray_items().unwrap(), Vec::<String>::new());

    let mut store = desktop.tool("secret-tool");
    store.args(["store", "--label", "A test", "service", "desktop-test"]).stdin(Stdio::piped());
    let mut storing = store.spawn().unwrap();
    storing.stdin.take().unwrap().write_all(b"hidden").unwrap();
    assert!(storing.wait().unwrap().success(), "the keychain is unlocked and takes a secret without asking");
    let found = desktop.tool("secret-tool").args(["lookup", "service", "desktop-test"]).output().unwrap();
    assert_eq!(String::from_utf8(found.stdout).unwrap(), "hidden");

    let empty = desktop.screenshot().unwrap();
    let nothing = Area { x: 100, y: 200, width: 300, height: 200 };
    let picture = desktop.settled("what is not there", nothing, Duration::from_secs(2));
    assert!(picture.is_err(), "where nothing is painted there is nothing to keep a picture of");
    notify(&desktop, "One", "the first");
    notify(&desktop, "Two", "the second");
    wait_for("both notifications", Duration::from_secs(5), || {
        Ok::<_, virtual_desktop::Error>((desktop.notice_count()? == 2).then_some(()))
    })
    .unwrap();
    let shown = &desktop.windows("Dunst").unwrap()[0];
    let picture: Picture = desktop.settled("the notification", shown.area, Duration::from_secs(5)).unwrap();
    assert!(!picture.is_blank(), "the notification is painted");
    assert_ne!(desktop.screenshot().unwrap(), empty);
    let notices = desktop.take_notices().unwrap();
    let summaries: Vec<_> = notices.iter().map(|notice| notice.summary.as_str()).collect();
    assert_eq!(summaries, ["One", "Two"]);
    assert_eq!(notices[0].body, "the first");

    let home = desktop.home().to_owned();
    let begun = Instant::now();
    drop(desktop);
    assert!(begun.elapsed() < Duration::from_secs(10), "it ends without having to be killed");
    assert!(!home.exists(), "its folder is removed");
    let mark = format!("XDG_RUNTIME_DIR={}", home.join("run").display()).into_bytes();
    for process in std::fs::read_dir("/proc").unwrap().flatten() {
        let environment = std::fs::read(process.path().join("environ")).unwrap_or_default();
        assert!(
            !environment.split(|byte| *byte == 0).any(|entry| entry == mark),
            "{} is left",
            process.path().display()
        );
    }
}

#[test]
fn parts_may_come_late_and_go() {
    if !is_session() {
        return;
    }
    let mut desktop = Desktop::start(&[]).unwrap();
    assert!(desktop.tray_items().is_err(), "there is no tray");
    assert!(desktop.notice_count().is_err(), "there is no notification daemon, and asking for one starts none");
    assert!(!desktop.has_name("org.freedesktop.secrets").unwrap(), "there is no keychain");
    for part in [Part::Notifications, Part::Keychain, Part::Tray] {
        desktop.add(part).unwrap();
    }
    assert_eq!(desktop.notice_count().unwrap(), 0);
    desktop.remove(Part::Notifications).unwrap();
    desktop.remove(Part::Tray).unwrap();
    assert!(desktop.notice_count().is_err(), "the daemon is gone");
    desktop.add(Part::Notifications).unwrap();
    assert_eq!(desktop.notice_count().unwrap(), 0);
}

#[test]
fn a_notification_is_pressed_as_a_person_would() {
    if !is_session() {
        return;
    }
    let desktop = Desktop::start(&[Part::Notifications]).unwrap();
    let signals = ["--user", "monitor", "--json=short", "--match", "interface='org.freedesktop.Notifications'"];
    let monitor = desktop.launch("busctl", |command| command.args(signals)).unwrap();
    let heard = |text: &str| {
        wait_for(text, Duration::from_secs(10), || {
            let log = std::fs::read_to_string(monitor.log()).unwrap();
            Ok::<_, virtual_desktop::Error>(log.contains(text).then_some(()))
        })
        .unwrap();
    };
    let actions = ["default", "Open", "later", "Not now (really)"];
    wait_for("the monitor", Duration::from_secs(10), || {
        notify_with(&desktop, "Ping", "", &[]);
        Ok::<_, virtual_desktop::Error>(std::fs::read_to_string(monitor.log()).unwrap().contains("Ping").then_some(()))
    })
    .unwrap();
    desktop.take_notices().unwrap();
    notify_with(&desktop, "Half", "half", &actions);
    notify_with(&desktop, "Full", "entirely", &actions);
    desktop.press_notice("Half", "Not now (really)").unwrap();
    heard(r#""later"]"#);
    assert!(desktop.press_notice("Half", "Never").is_err(), "there is no such button");
    desktop.take_notices().unwrap();
    notify_with(&desktop, "Over", "", &actions);
    desktop.click_notice().unwrap();
    heard(r#""default"]"#);
    heard("NotificationClosed");
}

fn notify(desktop: &Desktop, summary: &str, body: &str) {
    notify_with(desktop, summary, body, &[]);
}

fn notify_with(desktop: &Desktop, summary: &str, body: &str, actions: &[&str]) {
    let arguments = ["--user", "call", "org.freedesktop.Notifications", "/org/freedesktop/Notifications"];
    let mut call = desktop.tool("busctl");
    call.args(arguments).args(["org.freedesktop.Notifications", "Notify", "susssasa{sv}i"]);
    call.args(["test", "0", "", summary, body, &actions.len().to_string()]).args(actions);
    call.args(["0", "--", "-1"]);
    assert!(call.output().unwrap().status.success());
}
