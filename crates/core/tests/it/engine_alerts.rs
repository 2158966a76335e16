//! When the engine speaks, under paused time: at once or together, later, again, or never.

use std::sync::Arc;
use std::time::Duration;

use lowtide_core::alert::{HeldBecause, Levels, Pause, QuietHours, Rule, Severity};
use lowtide_core::amount::Decimal;
use lowtide_core::engine::{Poller, Press, Refused};
use lowtide_core::failure::FailureKind;
use lowtide_core::history::PollerLock;
use lowtide_core::ids::AccountId;
use lowtide_core::language::{Language, Locale};
use lowtide_core::notifier::{Action, NotifyError, Pressed, Response, Urgency};
use lowtide_core::time::Timestamp;

use crate::support::world::{Answer, FIRST, World, account, left};

const HOUR: u64 = 3600;

/// Accounts that warn below 1,000 and are critical below 200, and say nothing of shares and days.
async fn world(accounts: &[(&str, &str)]) -> World {
    let world = World::new();
    for (id, host) in accounts {
        world.account(id, host).await;
    }
    let mut settings = world.settings.lock().unwrap();
    let levels = Levels { warning: Some(Decimal::from(1000)), critical: Some(Decimal::from(200)) };
    settings.alerts.amount = Some(Some(levels));
    settings.alerts.share = Some(None);
    settings.alerts.runway = Some(None);
    settings.alerts.unusual_spend = Some(false);
    drop(settings);
    world
}

fn id(name: &str) -> AccountId {
    name.parse().unwrap()
}

fn at(hours: i64) -> Timestamp {
    Timestamp::from_second(FIRST.parse::<Timestamp>().unwrap().as_second() + hours * 3600).unwrap()
}

const WARNED: (Rule, Severity, Option<HeldBecause>) = (Rule::Amount, Severity::Warning, None);

fn held(because: HeldBecause) -> (Rule, Severity, Option<HeldBecause>) {
    (Rule::Amount, Severity::Warning, Some(because))
}

#[tokio::test(start_paused = true)]
async fn accounts_that_turn_at_once_are_told_in_one_notice() {
    let world = world(&[("a", "a.example"), ("b", "b.example"), ("c", "c.example"), ("d", "d.example")]).await;
    world.settings.lock().unwrap().accounts[0].label = Some("Studio".into());
    world.answer("a.example", Answer::Balance("800"));
    world.answer("b.example", Answer::Slow(Duration::from_secs(3), "150"));
    world.answer("c.example", Answer::Balance("5000"));
    world.answer("d.example", Answer::Slow(Duration::from_secs(10), "700"));
    let _engine = world.start().await;
    world.pass(5).await;
    assert!(world.notifier.shown().is_empty(), "others are still being read");
    world.pass(1).await;
    let shown = world.notifier.take();
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!(shown[0].title, "2 accounts need a look, 1 of them now");
    assert_eq!(shown[0].body, "Crun: 150 credits left\nStudio (Crun): 800 credits left", "the gravest first");
    assert_eq!((shown[0].urgency, &shown[0].account), (Urgency::Critical, &None));
    assert_eq!(shown[0].actions, [(Action::Show, "Show".to_owned())]);
    world.pass(10).await;
    let shown = world.notifier.take();
    assert_eq!(shown.len(), 1, "who takes longer than five seconds is told of alone");
    assert_eq!(shown[0].account, Some(id("d")));
    world.pass(24 * HOUR).await;
    assert!(world.notifier.shown().is_empty(), "nothing is said twice");
    assert_eq!(world.decisions("a"), [WARNED]);
    assert_eq!(world.decisions("b"), [(Rule::Amount, Severity::Critical, None)]);
    assert!(world.decisions("c").is_empty());
}

#[tokio::test(start_paused = true)]
async fn another_language_is_spoken_from_the_next_alert_on_and_the_record_stays() {
    let world = world(&[("a", "a.example")]).await;
    world.answer("a.example", Answer::Balance("812.5"));
    let engine = world.start().await;
    world.pass(6).await;
    assert_eq!(world.notifier.take()[0].title, "Crun: 812.5 credits left");
    *world.locale.lock().unwrap() = Locale { language: Language::German, tag: "de-AT".into() };
    engine.reload(None).await.unwrap();
    world.answer("a.example", Answer::Balance("150"));
    world.pass(2 * HOUR).await;
    let notice = world.notifier.take().pop().unwrap();
    assert_eq!(
        (notice.title.as_str(), notice.body.as_str()),
        ("Crun: noch 150 Credits", "Unter deiner Grenze von 200.")
    );
    let labels: Vec<_> = notice.actions.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(labels, ["Aufladen", "1 Tag Ruhe", "Anzeigen"]);
    assert_eq!(
        world.sentences("a"),
        ["812.5 credits left, below your 1,000", "Noch 150 Credits, unter deiner Grenze von 200"]
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_pressed_is_done_however_late_and_an_account_that_is_gone_does_no_harm() {
    let world = world(&[("a", "a.example")]).await;
    world.answer("a.example", Answer::Balance("812"));
    let engine = world.start().await;
    let mut presses = engine.take_presses().unwrap();
    assert!(engine.take_presses().is_none(), "they are taken once");
    world.pass(6).await;
    let notice = world.notifier.take().pop().unwrap();
    let labels: Vec<_> = notice.actions.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(labels, ["Top up", "Snooze 1 day", "Show"]);
    assert_eq!((notice.account, notice.urgency), (Some(id("a")), Urgency::Normal));

    world.pass(72 * HOUR).await; // the notice still stands
    world.notifier.press(Some(&id("a")), Pressed::Action(Action::TopUp));
    world.pass(1).await;
    let Press::OpenPage(page) = presses.try_recv().unwrap() else { panic!("no page") };
    assert_eq!(page.as_str(), "https://crun.ai/", "no billing page is documented, so the front page");
    let activation = Some("token".to_owned());
    let response = Response { account: Some(id("a")), what: Pressed::Clicked, activation: activation.clone() };
    world.notifier.respond(response);
    world.pass(1).await;
    assert_eq!(presses.try_recv().unwrap(), Press::ShowAccount { account: Some(id("a")), activation });

    world.notifier.press(Some(&id("a")), Pressed::Action(Action::Snooze));
    world.pass(1).await;
    let snoozed_at = world.clock.seconds() - 1;
    world.answer("a.example", Answer::Balance("150"));
    let until = account(&engine, "a").snoozed_until.unwrap();
    assert_eq!((until.as_second() - at(0).as_second() - snoozed_at).abs() / 2, 12 * 3600);
    world.pass(24 * HOUR - 10).await;
    assert!(world.notifier.shown().is_empty());
    world.pass(20).await;
    assert_eq!(world.titles(), ["Crun: 150 credits left"], "told when the snooze ends");
    assert_eq!(account(&engine, "a").snoozed_until, None);

    for what in [Pressed::Action(Action::Snooze), Pressed::Action(Action::TopUp), Pressed::Action(Action::Show)] {
        world.notifier.press(Some(&id("gone")), what);
    }
    world.notifier.press(None, Pressed::Clicked);
    world.pass(1).await;
    let nothing = Press::ShowAccount { account: None, activation: None };
    assert_eq!([presses.try_recv().unwrap(), presses.try_recv().unwrap()], [nothing.clone(), nothing]);
    assert!(presses.try_recv().is_err());
}

#[tokio::test(start_paused = true)]
async fn the_end_of_quiet_hours_is_met_exactly_though_nothing_is_polled() {
    let world = world(&[("a", "a.example"), ("b", "b.example")]).await;
    {
        let mut settings = world.settings.lock().unwrap();
        let time = |hour, minute| jiff::civil::Time::constant(hour, minute, 0, 0);
        settings.alerts.quiet_hours =
            Some(Some(QuietHours { from: time(9, 0), to: time(12, 30), critical_passes: true }));
        settings.accounts.iter_mut().for_each(|account| account.interval = Some(Duration::from_secs(24 * HOUR)));
    }
    world.answer("a.example", Answer::Balance("812"));
    world.answer("b.example", Answer::Balance("150"));
    let _engine = world.start().await;
    world.pass(6).await;
    assert_eq!(world.notifier.take().len(), 1, "critical passes");
    tokio::time::sleep_until(world.start_of_time() + Duration::from_millis(9_000_000 - 10)).await;
    assert!(world.notifier.shown().is_empty());
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(world.titles(), ["Crun: 812 credits left"], "at half past twelve, to the moment");
    assert_eq!(world.asked("a.example").len(), 1);
    assert_eq!(world.decisions("a"), [held(HeldBecause::QuietHours), WARNED]);
}

#[tokio::test(start_paused = true)]
async fn what_no_longer_holds_when_the_quiet_hours_end_is_never_told() {
    let world = world(&[("a", "a.example")]).await;
    let hours = |from, to| QuietHours {
        from: jiff::civil::Time::constant(from, 0, 0, 0),
        to: jiff::civil::Time::constant(to, 0, 0, 0),
        critical_passes: true,
    };
    world.settings.lock().unwrap().alerts.quiet_hours = Some(Some(hours(9, 12)));
    world.answer("a.example", Answer::Balance("812"));
    let engine = world.start().await;
    world.pass(HOUR).await;
    world.answer("a.example", Answer::Balance("5000"));
    engine.refresh(None, false).await.unwrap();
    world.pass(6 * HOUR).await;
    assert!(world.notifier.shown().is_empty());
    assert_eq!(world.decisions("a")[0], held(HeldBecause::QuietHours));
}

#[tokio::test(start_paused = true)]
async fn a_pause_of_all_alerts_outlives_a_restart_and_ends_when_told_or_at_its_time() {
    let world = world(&[("a", "a.example")]).await;
    let engine = world.start().await;
    engine.pause_alerts(Pause::UntilResumed).await.unwrap();
    world.answer("a.example", Answer::Balance("812"));
    engine.refresh(None, false).await.unwrap();
    world.pass(HOUR).await;
    engine.shutdown().await;
    let engine = world.start().await;
    assert_eq!(engine.snapshots().borrow().alerts_paused, Pause::UntilResumed);
    world.pass(HOUR).await;
    assert!(world.notifier.shown().is_empty());
    engine.pause_alerts(Pause::No).await.unwrap();
    tokio::time::sleep(Duration::from_millis(10)).await;
    assert_eq!(world.titles(), ["Crun: 812 credits left"], "at once");
    assert_eq!(world.decisions("a"), [held(HeldBecause::Paused), WARNED]);

    let until = at(9);
    engine.pause_alerts(Pause::Until(until)).await.unwrap();
    world.answer("a.example", Answer::Balance("150"));
    engine.refresh(None, false).await.unwrap();
    world.pass(HOUR).await;
    engine.shutdown().await;
    let engine = world.start().await;
    assert_eq!(engine.snapshots().borrow().alerts_paused, Pause::Until(until));
    tokio::time::sleep_until(world.start_of_time() + Duration::from_millis(9 * 3_600_000 - 10)).await;
    assert_eq!(world.notifier.shown().len(), 1);
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(world.notifier.shown().len(), 2, "to the moment");
    assert_eq!(engine.snapshots().borrow().alerts_paused, Pause::No);
    engine.shutdown().await;
    let engine = world.start().await;
    assert_eq!(engine.snapshots().borrow().alerts_paused, Pause::No);
}

#[tokio::test(start_paused = true)]
async fn a_muted_account_speaks_again_once_it_was_topped_up() {
    let world = world(&[("a", "a.example")]).await;
    let engine = world.start().await;
    world.pass(5).await;
    assert!(matches!(engine.mute(id("gone"), true).await, Err(Refused::UnknownAccount(_))));
    engine.mute(id("a"), true).await.unwrap();
    world.answer("a.example", Answer::Balance("812"));
    world.pass(HOUR).await;
    assert!(account(&engine, "a").muted);
    engine.shutdown().await;
    let engine = world.start().await;
    world.pass(HOUR).await;
    assert!(world.notifier.shown().is_empty(), "a restart ends it as little");
    world.answer("a.example", Answer::Balance("5000"));
    world.pass(HOUR).await;
    assert!(!account(&engine, "a").muted);
    world.answer("a.example", Answer::Balance("812"));
    world.pass(HOUR).await;
    assert_eq!(world.titles(), ["Crun: 812 credits left"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_takes_nothing_is_asked_again_at_once_for_an_account_that_was_just_read() {
    let world = world(&[("a", "a.example"), ("b", "b.example")]).await;
    world.answer("a.example", Answer::Balance("812"));
    world.answer("b.example", Answer::Balance("5000"));
    world.notifier.fail_with(Some(NotifyError::NoServer { reason: "none".into() }));
    let engine = world.start().await;
    world.pass(2 * HOUR).await;
    assert_eq!(world.decisions("a"), [held(HeldBecause::DeliveryFailed)], "said once, tried often");
    // Far from the next try by itself, as long as that is up to five minutes away.
    world.notifier.fail_with(None);
    engine.refresh(Some(vec![id("a")]), false).await.unwrap();
    world.pass(2).await;
    assert_eq!(world.titles(), ["Crun: 812 credits left"]);
    assert_eq!(world.decisions("a"), [held(HeldBecause::DeliveryFailed), WARNED]);
}

#[tokio::test(start_paused = true)]
async fn neither_a_sleeping_machine_nor_a_lost_network_makes_an_account_unreachable() {
    let world = world(&[("a", "a.example"), ("b", "b.example")]).await;
    let _engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Fails(FailureKind::Timeout));
    world.pass(HOUR).await;
    world.sleep_machine(Duration::from_secs(48 * HOUR));
    world.pass(4 * HOUR).await;
    assert!(world.notifier.shown().is_empty(), "asleep it was not asked");

    for host in ["a.example", "b.example"] {
        world.answer(host, Answer::Fails(FailureKind::NetworkDns));
    }
    world.pass(48 * HOUR).await;
    assert!(world.notifier.shown().is_empty(), "offline is the app's state: {:?}", world.titles());

    world.answer("b.example", Answer::Balance("5000"));
    world.answer("a.example", Answer::Fails(FailureKind::ServerError));
    world.pass(5 * HOUR).await;
    assert!(world.notifier.shown().is_empty());
    world.pass(2 * HOUR).await;
    assert_eq!(world.titles(), ["Crun cannot be read"], "six hours in which it could have been");
}

#[tokio::test(start_paused = true)]
async fn changed_rules_are_in_force_at_once() {
    let world = world(&[("a", "a.example")]).await;
    world.settings.lock().unwrap().accounts[0].interval = Some(Duration::from_secs(24 * HOUR));
    world.answer("a.example", Answer::Balance("5000"));
    let engine = world.start().await;
    world.pass(60).await;
    assert!(world.notifier.shown().is_empty());
    let levels = Levels { warning: Some(Decimal::from(6000)), critical: None };
    world.settings.lock().unwrap().accounts[0].alerts.amount = Some(Some(levels));
    engine.reload(None).await.unwrap();
    world.pass(1).await;
    assert_eq!(world.notifier.shown()[0].body.lines().next(), Some("Below your 6,000."));
    assert_eq!(world.asked("a.example").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn who_only_reads_along_shows_the_others_pause_and_grants_nothing() {
    let world = world(&[("a", "a.example")]).await;
    let owner = world.start().await;
    let folder = world.folder.path().to_owned();
    let take_over = Arc::new(move || PollerLock::acquire(&folder).ok().flatten());
    let follower = world.start_as(Poller::Follower(take_over)).await;
    owner.pause_alerts(Pause::UntilResumed).await.unwrap();
    owner.snooze(id("a"), Some(at(48))).await.unwrap();
    world.pass(65).await;
    assert_eq!(follower.snapshots().borrow().alerts_paused, Pause::UntilResumed);
    assert_eq!(account(&follower, "a").snoozed_until, Some(at(48)));
    assert!(matches!(follower.pause_alerts(Pause::No).await, Err(Refused::AnotherPoller)));
    assert!(matches!(follower.snooze(id("a"), None).await, Err(Refused::AnotherPoller)));
    assert_eq!(left(&follower, "a").as_deref(), Some("1000"));
}

#[test]
fn a_program_killed_while_it_tells_does_not_tell_again() {
    let in_a_life = |life: &dyn Fn() -> std::pin::Pin<Box<dyn Future<Output = World>>>| {
        // Dropping the runtime ends every task where it stands, as a kill does.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(life())
    };
    let first = in_a_life(&|| {
        Box::pin(async {
            let world = world(&[("a", "a.example"), ("b", "b.example")]).await;
            world.answer("a.example", Answer::Balance("812"));
            world.answer("b.example", Answer::Balance("5000"));
            world.notifier.take_time(Duration::from_secs(3));
            let engine = world.start().await;
            world.pass(2).await;
            assert_eq!(world.notifier.shown().len(), 1, "on the screen, and not yet taken");
            assert!(world.decisions("a").is_empty());
            std::mem::forget(engine); // its end would wait for the delivery
            world
        })
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let second = first.reborn().await;
        let engine = second.start().await;
        second.pass(24 * HOUR).await;
        assert!(second.notifier.shown().is_empty(), "{:?}", second.titles());
        assert_eq!(second.decisions("a"), [held(HeldBecause::Interrupted)]);
        second.answer("a.example", Answer::Balance("150"));
        second.pass(HOUR).await;
        assert_eq!(second.titles(), ["Crun: 150 credits left"], "the next level speaks as ever");
        engine.shutdown().await;
    });
}
