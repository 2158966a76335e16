//! What a person does with a notification comes back: exactly, against a server that does what the test tells it (wherever a
//! message bus can be started), and for real, against dunst (in a desktop session). Each test on a session bus of its own.

use std::os::unix::fs::PermissionsExt as _;

use lowtide_core::notifier::{
    Action, AppIdentity, DesktopNotifier, Notice, Notifier, NotifyError, Pressed, Response, Urgency,
};
use tokio::sync::mpsc::UnboundedReceiver;
use zbus::Connection;
use zbus::fdo::DBusProxy;

use crate::support::child::{is_child, run_again};
use crate::support::desktop::{Bus, Daemon, has_bus, is_session};
use crate::support::notifications::{SERVICE, Server, Tells, emit, settle};

const ABLE: &[&str] = &["body", "body-markup", "actions"];
const EVERYTHING: [Pressed; 4] =
    [Pressed::Action(Action::TopUp), Pressed::Action(Action::Snooze), Pressed::Action(Action::Show), Pressed::Clicked];

/// Runs the test again in a process whose session bus is new; `None` in the process that started it.
fn on_a_bus_of_its_own(test: &str, can_run: fn(&str) -> bool) -> Option<Bus> {
    let test = format!("notifier_actions::{test}");
    if is_child() {
        return Some(Bus::of_this_process());
    }
    if can_run(&test) {
        let home = tempfile::tempdir().unwrap();
        let bus = Bus::bare(home.path().to_str().unwrap());
        run_again(&test, &[("DBUS_SESSION_BUS_ADDRESS", Some(&bus.address))]);
    }
    None
}

fn notice(account: &str) -> Notice {
    Notice {
        title: format!("{account}: 120 credits left"),
        body: "about 2 days left".into(),
        urgency: Urgency::Critical,
        account: Some(account.parse().unwrap()),
        icon: None,
        actions: vec![
            (Action::TopUp, "Top up".into()),
            (Action::Snooze, "Snooze 1 day".into()),
            (Action::Show, "Show".into()),
        ],
    }
}

fn key(what: Pressed) -> &'static str {
    match what {
        Pressed::Clicked => "default",
        Pressed::Action(Action::TopUp) => "top-up",
        Pressed::Action(Action::Snooze) => "snooze",
        Pressed::Action(Action::Show) => "show",
    }
}

/// A notifier and what comes back.
fn listening() -> (DesktopNotifier, UnboundedReceiver<Response>) {
    let notifier = DesktopNotifier::new(AppIdentity::default());
    let responses = notifier.responses().unwrap();
    assert!(notifier.responses().is_none(), "they are taken once");
    (notifier, responses)
}

async fn next(responses: &mut UnboundedReceiver<Response>) -> (Option<String>, Pressed) {
    let response = responses.recv().await.unwrap();
    (response.account.map(|account| account.to_string()), response.what)
}

fn of(account: &str, what: Pressed) -> (Option<String>, Pressed) {
    (Some(account.to_owned()), what)
}

#[tokio::test]
async fn every_button_of_every_notice_comes_back_with_its_account() {
    let Some(_bus) = on_a_bus_of_its_own("every_button_of_every_notice_comes_back_with_its_account", has_bus) else {
        return;
    };
    for tells in [Tells::Everybody, Tells::Sender] {
        let server = Server::start(tells, ABLE).await;
        let (notifier, mut responses) = listening();
        notifier.show(&notice("work")).await.unwrap();
        notifier.show(&notice("play")).await.unwrap();
        let summary = Notice { account: None, ..notice("all") };
        notifier.show(&summary).await.unwrap();

        let taken = server.taken();
        let titles: Vec<_> = taken.iter().map(|taken| taken.summary.split(':').next().unwrap()).collect();
        assert_eq!(titles, ["work", "play", "all"], "in the order in which they were given");
        let actions = ["default", "Show", "top-up", "Top up", "snooze", "Snooze 1 day", "show", "Show"];
        assert!(taken.iter().all(|taken| taken.actions == actions), "{taken:?}");
        assert!(
            taken.iter().all(|other| other.sender == taken[0].sender),
            "one connection sent them all, so that it hears of them all: {taken:?}"
        );
        // The earlier ones too, after others were shown and pressed.
        for what in EVERYTHING {
            for (number, account) in [(2, Some("play")), (1, Some("work")), (3, None)] {
                server.press(number, key(what)).await;
                assert_eq!(next(&mut responses).await, (account.map(str::to_owned), what), "{tells:?}");
            }
        }
        server.stop().await;
    }
}

#[tokio::test]
async fn the_right_to_take_the_focus_is_passed_on() {
    let Some(_bus) = on_a_bus_of_its_own("the_right_to_take_the_focus_is_passed_on", has_bus) else { return };
    let server = Server::start(Tells::Sender, ABLE).await;
    let (notifier, mut responses) = listening();
    notifier.show(&notice("work")).await.unwrap();
    server.press_with_token(1, "default", "wayland-4711").await;
    let response = responses.recv().await.unwrap();
    assert_eq!((response.what, response.activation.as_deref()), (Pressed::Clicked, Some("wayland-4711")));
    server.press(1, "default").await;
    assert_eq!(responses.recv().await.unwrap().activation, None, "it was good for one press");
}

#[tokio::test]
async fn what_is_not_ours_does_nothing() {
    let Some(_bus) = on_a_bus_of_its_own("what_is_not_ours_does_nothing", has_bus) else { return };
    let server = Server::start(Tells::Everybody, ABLE).await;
    // A notice of the program that ran before: the desktop still shows it.
    let (before, old_responses) = listening();
    before.show(&notice("before")).await.unwrap();
    drop((before, old_responses));
    let (notifier, mut responses) = listening();
    notifier.show(&notice("work")).await.unwrap();
    let ours = server.taken()[1].clone();
    assert_eq!(ours.number, 2);

    server.press(1, "top-up").await; // the former program's
    server.press(77, "top-up").await; // another program's
    server.press(2, "reply").await; // not a button of ours
    // Not the server: any program on the bus can send us this.
    let stranger = Connection::session().await.unwrap();
    emit(&stranger, Some(&ours.sender), "ActionInvoked", &(2_u32, "top-up")).await;
    emit(&stranger, Some(&ours.sender), "NotificationClosed", &(2_u32, 2_u32)).await;
    emit(&stranger, Some(&ours.sender), "ActionInvoked", &"nonsense").await;
    settle(&stranger).await;
    server.press(2, "show").await;
    assert_eq!(next(&mut responses).await, of("work", Pressed::Action(Action::Show)), "and nothing before it");

    // Closed by the person, its number may be given to another program's; expired, it stands in a list.
    server.close(2, 1).await;
    server.press(2, "snooze").await;
    assert_eq!(next(&mut responses).await, of("work", Pressed::Action(Action::Snooze)));
    notifier.show(&notice("play")).await.unwrap();
    server.close(2, 2).await;
    server.press(2, "top-up").await;
    server.press(3, "default").await;
    assert_eq!(next(&mut responses).await, of("play", Pressed::Clicked), "and nothing before it");
    notifier.show(&notice("work")).await.unwrap();
    let last = server.taken().pop().unwrap();
    assert_eq!((last.number, last.replaces), (4, 0), "there is nothing left to take the place of");
}

#[tokio::test]
async fn a_server_that_was_restarted_counts_anew() {
    let Some(_bus) = on_a_bus_of_its_own("a_server_that_was_restarted_counts_anew", has_bus) else { return };
    let first = Server::start(Tells::Everybody, ABLE).await;
    let (notifier, mut responses) = listening();
    notifier.show(&notice("work")).await.unwrap();
    let sender = first.taken()[0].sender.clone();
    first.stop().await;

    let second = Server::start(Tells::Everybody, ABLE).await;
    second.press(1, "top-up").await; // there 1 is another program's
    notifier.show(&notice("play")).await.unwrap();
    let taken = second.taken();
    assert_eq!((taken[0].number, taken[0].replaces), (1, 0));
    assert_eq!(taken[0].sender, sender, "the connection stays");
    second.press(1, "snooze").await;
    assert_eq!(next(&mut responses).await, of("play", Pressed::Action(Action::Snooze)), "and nothing before it");
    notifier.show(&notice("work")).await.unwrap();
    assert_eq!(second.taken()[1].replaces, 0, "the first server's number for it means nothing here");
}

#[tokio::test]
async fn a_server_without_buttons_gets_none() {
    let Some(_bus) = on_a_bus_of_its_own("a_server_without_buttons_gets_none", has_bus) else { return };
    let server = Server::start(Tells::Everybody, &["body"]).await;
    let (notifier, mut responses) = listening();
    notifier.show(&notice("work")).await.unwrap();
    assert_eq!(server.taken()[0].actions, Vec::<String>::new());
    assert_eq!(notifier.status().await.unwrap(), "pretended 1");
    // It says so and takes a click nevertheless.
    server.press(1, "default").await;
    assert_eq!(next(&mut responses).await, of("work", Pressed::Clicked));
}

#[tokio::test]
async fn a_server_that_hangs_keeps_neither_a_press_nor_the_end_waiting() {
    let test = "a_server_that_hangs_keeps_neither_a_press_nor_the_end_waiting";
    let Some(_bus) = on_a_bus_of_its_own(test, has_bus) else { return };
    let server = Server::start(Tells::Sender, ABLE).await;
    let (notifier, mut responses) = listening();
    notifier.show(&notice("work")).await.unwrap();
    let sender = server.taken()[0].sender.clone();
    server.hang();
    let second = notice("play");
    let mut hanging = notifier.show(&second);
    tokio::select! {
        _ = &mut hanging => panic!("it was not answered"),
        () = server.wait_for_hanging() => {}
    }
    server.press(1, "default").await;
    tokio::select! {
        _ = &mut hanging => panic!("it was not answered"),
        pressed = next(&mut responses) => assert_eq!(pressed, of("work", Pressed::Clicked)),
    }
    assert_eq!(hanging.await, Err(NotifyError::TimedOut { seconds: 5 }));

    // The notifier ends although its call was never answered, and leaves no connection behind.
    let observer = Connection::session().await.unwrap();
    let bus = DBusProxy::new(&observer).await.unwrap();
    assert!(bus.name_has_owner(sender.as_str().try_into().unwrap()).await.unwrap());
    drop(notifier);
    assert!(responses.recv().await.is_none(), "the thread has let go of the other end");
    Bus::of_this_process().wait_for(&sender, false);
}

#[tokio::test]
async fn a_bus_that_was_restarted_is_found_again() {
    let test = "a_bus_that_was_restarted_is_found_again";
    if !is_child() {
        if has_bus(test) {
            let home = tempfile::tempdir().unwrap();
            let address = format!("unix:path={}", home.path().join("bus").display());
            run_again(&format!("notifier_actions::{test}"), &[("DBUS_SESSION_BUS_ADDRESS", Some(&address))]);
        }
        return;
    }
    let address = std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap();
    let home = address.strip_prefix("unix:path=").unwrap().strip_suffix("/bus").unwrap();
    let (notifier, mut responses) = listening();
    for round in 0..2 {
        let bus = Bus::bare_at(home, &address);
        let server = Server::start(Tells::Sender, ABLE).await;
        notifier.show(&notice("work")).await.unwrap();
        server.press(1, "snooze").await;
        assert_eq!(next(&mut responses).await, of("work", Pressed::Action(Action::Snooze)), "{round}");
        drop(bus);
        let lost = notifier.show(&notice("work")).await.unwrap_err();
        assert!(matches!(lost, NotifyError::NoServer { .. } | NotifyError::Refused { .. }), "{lost:?}");
    }
}

/// dunst, whose menu of actions answers with the line in the file `choice`.
fn dunst_with_a_menu(bus: &Bus, folder: &std::path::Path) -> Daemon {
    let menu = folder.join("menu");
    std::fs::write(&menu, format!("#!/bin/sh\nexec grep -F -f '{}'\n", folder.join("choice").display())).unwrap();
    std::fs::set_permissions(&menu, std::fs::Permissions::from_mode(0o755)).unwrap();
    let settings = folder.join("dunstrc");
    std::fs::write(&settings, format!("[global]\n    dmenu = {}\n", menu.display())).unwrap();
    let daemon = Daemon::start("dunst", &["-conf", settings.to_str().unwrap()], bus, "");
    bus.wait_for(SERVICE, true);
    daemon
}

#[tokio::test]
async fn on_a_real_server_every_button_works_also_when_other_notices_came_after() {
    let test = "on_a_real_server_every_button_works_also_when_other_notices_came_after";
    let Some(bus) = on_a_bus_of_its_own(test, is_session) else { return };
    let folder = tempfile::tempdir().unwrap();
    let _dunst = dunst_with_a_menu(&bus, folder.path());
    let (notifier, mut responses) = listening();
    notifier.show(&notice("work")).await.unwrap();
    notifier.show(&notice("play")).await.unwrap();
    assert_eq!(bus.run("dunstctl", &["count", "displayed"]).trim(), "2");
    for account in ["work", "play", "work"] {
        for what in EVERYTHING {
            // dunst's line: #label (summary) [number,key]
            let label = match what {
                Pressed::Action(Action::TopUp) => "#Top up",
                Pressed::Action(Action::Snooze) => "#Snooze 1 day",
                Pressed::Action(Action::Show) | Pressed::Clicked => "#Show",
            };
            let number = if account == "work" { 2 } else { 3 };
            let line = format!("{label} ({account}: 120 credits left) [{number},{}]", key(what));
            std::fs::write(folder.path().join("choice"), line).unwrap();
            bus.run("dunstctl", &["context"]);
            assert_eq!(next(&mut responses).await, of(account, what));
        }
    }
    // The one that is on top, by its own button.
    bus.run("dunstctl", &["action"]);
    assert_eq!(next(&mut responses).await.1, Pressed::Clicked);
}
