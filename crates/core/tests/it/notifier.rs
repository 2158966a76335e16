//! Notifications against a real dunst, each test on a session bus of its own.

use std::time::{Duration, Instant};

use lowtide_core::notifier::{AppIdentity, DesktopNotifier, Notice, Notifier, NotifyError, Urgency};
use serde_json::Value;

use crate::support::child::{is_child, run_again};
use crate::support::desktop::{Bus, Daemon, is_session};

const SERVICE: &str = "org.freedesktop.Notifications";

/// Runs the test again in a process whose session bus is new; `None` in the process that started it.
fn on_a_bus_of_its_own(test: &str) -> Option<Bus> {
    let test = format!("notifier::{test}");
    if is_child() {
        return Some(Bus::of_this_process());
    }
    if is_session(&test) {
        let home = tempfile::tempdir().unwrap();
        let bus = Bus::bare(home.path().to_str().unwrap());
        run_again(&test, &[("DBUS_SESSION_BUS_ADDRESS", Some(&bus.address))]);
    }
    None
}

fn dunst(bus: &Bus) -> Daemon {
    let daemon = Daemon::start("dunst", &[], bus, "");
    bus.wait_for(SERVICE, true);
    daemon
}

fn notice(title: &str, body: &str, urgency: Urgency) -> Notice {
    Notice {
        title: title.into(),
        body: body.into(),
        urgency,
        account: Some("crun".parse().unwrap()),
        icon: None,
        actions: Vec::new(),
    }
}

/// Closes what is shown and reads everything back, the latest first.
fn history(bus: &Bus) -> Vec<Value> {
    bus.run("dunstctl", &["close-all"]);
    std::thread::sleep(Duration::from_millis(300));
    let text = bus.run("dunstctl", &["history"]);
    let history: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    history["data"][0].as_array().unwrap().clone()
}

fn field<'a>(notice: &'a Value, name: &str) -> &'a str {
    notice[name]["data"].as_str().unwrap_or_else(|| panic!("no {name}: {notice}"))
}

#[tokio::test]
async fn a_notice_is_shown_as_it_was_written() {
    let Some(bus) = on_a_bus_of_its_own("a_notice_is_shown_as_it_was_written") else { return };
    let _dunst = dunst(&bus);
    let notifier = DesktopNotifier::new(AppIdentity::default());
    assert!(notifier.status().await.unwrap().starts_with("dunst "), "with its version");
    let body = "R&D <b>key</b>\nabout 2 days left";
    let mut shown = notice("Work: <120> credits left", body, Urgency::Critical);
    notifier.show(&shown).await.unwrap();
    shown = Notice { account: None, urgency: Urgency::Low, ..shown };
    notifier.show(&shown).await.unwrap();

    let history = history(&bus);
    let mut timeouts = Vec::new();
    for entry in &history {
        assert_eq!(field(entry, "summary"), "Work: <120> credits left");
        assert_eq!(field(entry, "appname"), "Lowtide");
        // dunst keeps the markup it was given: what was escaped is what a person sees.
        let seen = field(entry, "body").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(seen, body);
        assert!(!field(entry, "body").contains('<'), "{entry}");
        assert!(field(entry, "icon_path").is_empty() || field(entry, "icon_path").contains("lowtide"), "{entry}");
        timeouts.push(entry["timeout"]["data"].as_u64().unwrap());
    }
    timeouts.sort_unstable();
    assert!(timeouts[0] == 0 && timeouts[1] > 0, "the critical one stays, the other does not: {timeouts:?}");
}

#[tokio::test]
async fn a_later_notice_about_an_account_takes_the_place_of_the_earlier_one() {
    let test = "a_later_notice_about_an_account_takes_the_place_of_the_earlier_one";
    let Some(bus) = on_a_bus_of_its_own(test) else { return };
    let first = dunst(&bus);
    let notifier = DesktopNotifier::new(AppIdentity::default());
    notifier.show(&notice("low", "", Urgency::Normal)).await.unwrap();
    notifier.show(&notice("critical", "", Urgency::Critical)).await.unwrap();
    notifier
        .show(&Notice { account: Some("other".parse().unwrap()), ..notice("other", "", Urgency::Low) })
        .await
        .unwrap();
    assert_eq!(bus.run("dunstctl", &["count", "displayed"]).trim(), "2");

    // A new server counts anew: the number of our first notice is another program's now.
    drop(first);
    bus.wait_for(SERVICE, false);
    let _second = dunst(&bus);
    let method = "org.freedesktop.Notifications.Notify";
    let mut call = vec!["call", "--session", "--dest", SERVICE, "--object-path", "/org/freedesktop/Notifications"];
    call.extend(["--method", method, "mail", "0", "", "You have mail", "", "[]", "{}", "0"]);
    let taken = bus.run("gdbus", &call);
    assert!(taken.contains("uint32"), "{taken}");
    notifier.show(&notice("empty", "", Urgency::Critical)).await.unwrap();
    let history = history(&bus);
    let mut titles: Vec<&str> = history.iter().map(|entry| field(entry, "summary")).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["You have mail", "empty"]);
}

#[tokio::test]
async fn a_server_that_comes_later_is_found() {
    let Some(bus) = on_a_bus_of_its_own("a_server_that_comes_later_is_found") else { return };
    let notifier = DesktopNotifier::new(AppIdentity::default());
    let nobody = async || {
        let shown = notifier.show(&notice("low", "", Urgency::Normal)).await.unwrap_err();
        assert!(matches!(shown, NotifyError::NoServer { .. }), "{shown:?}");
        assert!(matches!(notifier.status().await, Err(NotifyError::NoServer { .. })));
    };
    nobody().await;
    let server = dunst(&bus);
    notifier.show(&notice("low", "", Urgency::Normal)).await.unwrap();
    assert_eq!(history(&bus).len(), 1);
    drop(server);
    bus.wait_for(SERVICE, false);
    nobody().await;
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up() {
    let Some(_bus) = on_a_bus_of_its_own("a_server_that_hangs_is_given_up") else { return };
    let mute = zbus::Connection::session().await.unwrap();
    mute.request_name(SERVICE).await.unwrap();
    let start = Instant::now();
    let shown = DesktopNotifier::new(AppIdentity::default()).show(&notice("low", "", Urgency::Normal)).await;
    assert_eq!(shown.unwrap_err(), NotifyError::TimedOut { seconds: 5 });
    assert!(start.elapsed() < Duration::from_secs(7), "{:?}", start.elapsed());
}

#[tokio::test]
async fn without_a_bus_there_is_no_server() {
    if !is_child() {
        let nowhere = [("DBUS_SESSION_BUS_ADDRESS", Some("unix:path=/nonexistent/bus"))];
        return run_again("notifier::without_a_bus_there_is_no_server", &nowhere);
    }
    let notifier = DesktopNotifier::new(AppIdentity::default());
    let shown = notifier.show(&notice("low", "", Urgency::Normal)).await;
    assert!(matches!(shown, Err(NotifyError::NoServer { .. })), "{shown:?}");
}
