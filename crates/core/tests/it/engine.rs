//! The engine under paused time: a pretended day takes milliseconds.

use std::sync::Arc;
use std::time::Duration;

use lowtide_core::alert::State;
use lowtide_core::engine::{Poller, ProblemKind, Seed};
use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::notifier::{NotifyError, Urgency};
use lowtide_core::secret::Secret;
use lowtide_core::secrets::{Condition, SecretStore};
use lowtide_core::settings::KeyRef;

use crate::support::world::{Answer, World, account, left};

const HOUR: u64 = 3600;

#[tokio::test(start_paused = true)]
async fn polls_at_the_interval_all_day() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(24 * HOUR).await;
    let asked = world.asked("a.example");
    assert!((87..=97).contains(&asked.len()), "every 15 minutes, up to a tenth later: {}", asked.len());
    assert!(asked.windows(2).all(|pair| (900..=995).contains(&(pair[1] - pair[0]))), "{asked:?}");
    assert_eq!(left(&engine, "one").as_deref(), Some("1000"));
    assert_eq!(account(&engine, "one").state, State::Ok);
}

#[tokio::test(start_paused = true)]
async fn a_rejected_key_is_not_sent_again_until_it_is_replaced() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Status(401, "{}", None));
    world.pass(24 * HOUR).await;
    assert_eq!(world.asked("a.example").len(), 2);
    let seen = account(&engine, "one");
    assert_eq!((seen.state, seen.due.at), (State::Failing, None));
    assert_eq!(seen.failure.unwrap().kind, FailureKind::Unauthorized);
    assert_eq!(left(&engine, "one").as_deref(), Some("1000"), "the last good reading stays");

    engine.refresh(None, true).await.unwrap();
    world.pass(60).await;
    assert_eq!(world.asked("a.example").len(), 2, "opening the popup does not send it either");

    world.secrets.put(&"one-entry".parse().unwrap(), &Secret::parse("key-new".into()).unwrap()).await.unwrap();
    world.settings.lock().unwrap().accounts[0].key_revision = 1;
    world.answer("a.example", Answer::Balance("700"));
    engine.reload(None).await.unwrap();
    world.pass(5).await;
    assert_eq!(world.keys_sent("a.example").last().unwrap(), "key-new");
    assert_eq!(account(&engine, "one").state, State::Ok);
    let titles: Vec<_> = world.notifier.shown().into_iter().map(|notice| notice.title).collect();
    assert_eq!(titles, ["Crun: key rejected"], "said once");
}

#[tokio::test(start_paused = true)]
async fn a_rejection_is_remembered_over_a_restart_and_a_new_key_is_tried() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.answer("a.example", Answer::Status(401, "{}", None));
    let engine = world.start().await;
    world.pass(60).await;
    engine.shutdown().await;
    let engine = world.start().await;
    world.pass(HOUR).await;
    assert_eq!(world.asked("a.example").len(), 1, "a restart is no reason to send it again");
    engine.shutdown().await;
    world.settings.lock().unwrap().accounts[0].key_revision = 1; // while the app was not running
    let _engine = world.start().await;
    world.pass(60).await;
    assert_eq!(world.asked("a.example").len(), 2);
    assert_eq!(world.notifier.shown().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_obeyed_in_seconds_and_as_a_date() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.account("two", "b.example").await;
    world.answer("a.example", Answer::Status(429, "{}", Some(("retry-after", "120"))));
    world.answer("b.example", Answer::Status(429, "{}", Some(("retry-after", "Fri, 20 Nov 2026 10:30:00 GMT"))));
    let engine = world.start().await;
    world.pass(10).await;
    assert_eq!(account(&engine, "one").state, State::Unknown, "a limit is no failure of the account");
    engine.refresh(None, false).await.unwrap();
    world.pass(100).await;
    assert_eq!(world.asked("a.example").len(), 1, "nor does the refresh button override it");
    world.pass(40).await;
    assert_eq!(world.asked("a.example").len(), 2);
    assert!((120..=123).contains(&world.asked("a.example")[1]), "{:?}", world.asked("a.example"));
    world.pass(HOUR).await;
    assert!((1800..=1802).contains(&world.asked("b.example")[1]), "{:?}", world.asked("b.example"));
}

#[tokio::test(start_paused = true)]
async fn a_passing_failure_is_retried_ever_more_rarely_up_to_the_interval() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.answer("a.example", Answer::Fails(FailureKind::Timeout));
    let engine = world.start().await;
    world.pass(2 * HOUR).await;
    let asked = world.asked("a.example");
    let waits: Vec<_> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1] + 1), "{waits:?}");
    assert!(waits[0] <= 66, "{waits:?}");
    assert!(waits.iter().all(|wait| *wait <= 995), "{waits:?}");
    assert_eq!(account(&engine, "one").state, State::Failing);
}

#[tokio::test(start_paused = true)]
async fn a_night_asleep_costs_one_poll_and_a_failed_one_overwrites_nothing() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.account("two", "b.example").await;
    let engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Fails(FailureKind::NetworkDns));
    world.sleep_machine(Duration::from_secs(8 * HOUR));
    world.pass(40).await;
    assert_eq!(world.asked("b.example").len(), 2, "one poll after waking, not thirty-two");
    assert!(world.asked("a.example").len() <= 3);
    assert_eq!(left(&engine, "one").as_deref(), Some("1000"));
    assert_eq!(account(&engine, "two").state, State::Ok);
}

#[tokio::test(start_paused = true)]
async fn a_clock_set_back_keeps_nobody_waiting() {
    let world = World::new();
    world.account("one", "a.example").await;
    let _engine = world.start().await;
    world.pass(60).await;
    world.clock_back(Duration::from_secs(48 * HOUR));
    world.pass(HOUR).await;
    assert!(world.asked("a.example").len() >= 3, "{:?}", world.asked("a.example"));
}

#[tokio::test(start_paused = true)]
async fn a_providers_own_time_moves_with_a_clock_set_back() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.answer("a.example", Answer::Status(429, "{}", Some(("retry-after", "120"))));
    let engine = world.start().await;
    world.pass(60).await;
    world.clock_back(Duration::from_secs(48 * HOUR));
    world.answer("a.example", Answer::Balance("7"));
    world.pass(45).await;
    assert_eq!(world.asked("a.example").len(), 1, "still not before it was told to");
    world.pass(60).await;
    assert_eq!(left(&engine, "one").as_deref(), Some("7"), "and not two days later either");
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_one_poll_is_that_accounts_failure_alone() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.account("two", "b.example").await;
    world.answer("a.example", Answer::Panics);
    let engine = world.start().await;
    world.pass(HOUR).await;
    assert_eq!(account(&engine, "one").failure.unwrap().kind, FailureKind::Internal);
    assert_eq!(account(&engine, "two").state, State::Ok);
    world.answer("a.example", Answer::Balance("5"));
    world.pass(4 * HOUR).await;
    assert_eq!(left(&engine, "one").as_deref(), Some("5"));
}

#[tokio::test(start_paused = true)]
async fn at_most_eight_in_flight_and_one_at_a_time_per_host() {
    let world = World::new();
    for number in 0..20 {
        world.account(&format!("many-{number}"), &format!("h{number}.example")).await;
        world.answer(&format!("h{number}.example"), Answer::Slow(Duration::from_secs(3), "1"));
    }
    let engine = world.start().await;
    world.pass(60).await;
    assert_eq!(world.most_in_flight(), 8);
    assert!((0..20).all(|number| left(&engine, &format!("many-{number}")).is_some()), "all had their turn");

    let world = World::new();
    for number in 0..5 {
        world.account(&format!("same-{number}"), "one.example").await;
    }
    world.answer("one.example", Answer::Slow(Duration::from_secs(3), "1"));
    let engine = world.start().await;
    world.pass(60).await;
    assert_eq!(world.most_in_flight(), 1);
    assert!((0..5).all(|number| left(&engine, &format!("same-{number}")).is_some()));
}

#[tokio::test(start_paused = true)]
async fn presses_of_the_refresh_button_are_coalesced_and_none_is_lost() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(2).await;
    for _ in 0..20 {
        engine.refresh(None, false).await.unwrap();
    }
    world.pass(1).await;
    assert_eq!(world.asked("a.example").len(), 1, "within the cool-down");
    assert!(account(&engine, "one").refreshing, "but it is seen to be coming");
    world.pass(12).await;
    assert_eq!(world.asked("a.example").len(), 2, "once, when the cool-down ends");
    world.pass(30).await;
    engine.refresh(None, true).await.unwrap();
    world.pass(2).await;
    assert_eq!(world.asked("a.example").len(), 2, "the popup finds it fresh");
    world.pass(60).await;
    engine.refresh(None, true).await.unwrap();
    world.pass(2).await;
    assert_eq!(world.asked("a.example").len(), 3, "the popup finds it older than a minute");
}

#[tokio::test(start_paused = true)]
async fn a_lost_network_is_one_state_and_is_tried_by_one() {
    let world = World::new();
    let hosts = ["a.example", "b.example", "c.example", "d.example"];
    for (number, host) in hosts.into_iter().enumerate() {
        world.account(&format!("n-{number}"), host).await;
    }
    let engine = world.start().await;
    world.pass(60).await;
    for host in hosts {
        world.answer(host, Answer::Fails(FailureKind::NetworkDns));
    }
    world.pass(HOUR).await;
    let snapshots = engine.snapshots();
    assert!(snapshots.borrow().offline);
    assert_eq!(account(&engine, "n-0").state, State::Ok, "offline is the app's state, not four failures");
    let before: usize = hosts.iter().map(|host| world.asked(host).len()).sum();
    world.pass(HOUR).await;
    let tries = hosts.iter().map(|host| world.asked(host).len()).sum::<usize>() - before;
    assert!((8..=16).contains(&tries), "one try for all, every five minutes: {tries}");
    for host in hosts {
        world.answer(host, Answer::Balance("900"));
    }
    world.pass(330).await;
    assert!(!snapshots.borrow().offline);
    for number in 0..4 {
        assert_eq!(left(&engine, &format!("n-{number}")).as_deref(), Some("900"), "all are read at once again");
    }
    assert!(world.notifier.shown().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_alert_is_delivered_once_over_restarts_or_retried() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.notifier.fail_with(Some(NotifyError::NoServer { reason: "no server yet".into() }));
    let engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Balance("150"));
    world.pass(HOUR).await;
    assert!(world.notifier.shown().is_empty());
    let problem = engine.snapshots().borrow().problems.first().cloned().unwrap();
    assert_eq!(problem.kind, ProblemKind::NotificationsUnavailable);
    assert!(problem.message.contains("no server yet"), "the server's own words: {}", problem.message);
    engine.shutdown().await;

    let engine = world.start().await;
    world.pass(60).await;
    world.notifier.fail_with(None);
    world.pass(600).await;
    let shown = world.notifier.shown();
    assert_eq!(shown.len(), 1, "delivered late, not never: {shown:?}");
    assert_eq!(shown[0].title, "Crun: 150 credits left");
    assert_eq!(shown[0].urgency, Urgency::Normal);
    assert!(engine.snapshots().borrow().problems.is_empty());
    engine.shutdown().await;

    for _ in 0..3 {
        let engine = world.start().await;
        world.pass(HOUR).await;
        engine.shutdown().await;
    }
    assert_eq!(world.notifier.shown().len(), 1, "a restart repeats nothing");
}

#[tokio::test(start_paused = true)]
async fn a_sudden_zero_is_read_again_before_it_is_believed() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Balance("0"));
    engine.refresh(None, false).await.unwrap();
    world.pass(3).await;
    assert_eq!(left(&engine, "one").as_deref(), Some("1000"), "in doubt, the last believed figure is shown");
    world.answer("a.example", Answer::Balance("990"));
    world.pass(120).await;
    assert_eq!(left(&engine, "one").as_deref(), Some("990"));
    assert!(world.notifier.shown().is_empty());

    world.answer("a.example", Answer::Balance("0"));
    engine.refresh(None, false).await.unwrap();
    world.pass(120).await;
    assert_eq!(left(&engine, "one").as_deref(), Some("0"));
    assert_eq!(account(&engine, "one").state, State::Empty);
    assert_eq!(world.notifier.shown().len(), 1);
    assert_eq!(world.notifier.shown()[0].urgency, Urgency::Critical);
}

#[tokio::test(start_paused = true)]
async fn a_locked_keychain_is_its_own_state_and_recovers_by_itself() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.secrets.set_condition(Condition::Locked);
    let engine = world.start().await;
    world.pass(30).await;
    assert!(world.asked("a.example").is_empty());
    assert_eq!(account(&engine, "one").failure.unwrap().kind, FailureKind::KeychainLocked);
    assert_eq!(engine.snapshots().borrow().problems[0].kind, ProblemKind::KeychainLocked);
    world.secrets.set_condition(Condition::Open);
    world.pass(180).await;
    assert_eq!(account(&engine, "one").state, State::Ok);
    assert!(engine.snapshots().borrow().problems.is_empty());
}

#[tokio::test(start_paused = true)]
async fn changed_settings_keep_what_is_known_and_drop_what_is_gone() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.account("two", "b.example").await;
    let engine = world.start().await;
    world.pass(60).await;
    {
        let mut settings = world.settings.lock().unwrap();
        settings.accounts.remove(1);
        settings.accounts[0].label = Some("Renamed".into());
        settings.accounts[0].paused = true;
    }
    engine.reload(None).await.unwrap();
    world.pass(HOUR).await;
    assert_eq!(engine.snapshots().borrow().accounts.len(), 1);
    let seen = account(&engine, "one");
    assert_eq!(seen.account.label.as_deref(), Some("Renamed"));
    assert_eq!((seen.state, seen.due.at), (State::Paused, None));
    assert_eq!(left(&engine, "one").as_deref(), Some("1000"));
    assert_eq!((world.asked("a.example").len(), world.asked("b.example").len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_answer_to_the_old_key_says_nothing_about_the_new_one() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.answer("a.example", Answer::Slow(Duration::from_secs(10), "1"));
    let engine = world.start().await;
    world.pass(2).await;
    world.secrets.put(&"one-entry".parse().unwrap(), &Secret::parse("key-new".into()).unwrap()).await.unwrap();
    world.settings.lock().unwrap().accounts[0].key_revision = 7;
    engine.reload(None).await.unwrap();
    world.answer("a.example", Answer::Balance("2"));
    world.pass(30).await;
    assert_eq!(world.keys_sent("a.example"), ["key-of-one", "key-new"]);
    assert_eq!(left(&engine, "one").as_deref(), Some("2"));
}

#[tokio::test(start_paused = true)]
async fn a_checked_key_is_not_asked_again_at_once() {
    let world = World::new();
    let engine = world.start().await;
    world.account("one", "a.example").await;
    let outcome = Err(Failure::new(FailureKind::Timeout, "slow"));
    let key = Some(Arc::new(Secret::parse("key-of-one".into()).unwrap()));
    engine.reload(Some(Seed { account: "one".parse().unwrap(), key, asked: outcome.into() })).await.unwrap();
    assert_eq!(account(&engine, "one").failure.unwrap().kind, FailureKind::Timeout, "known as soon as it is saved");
    world.pass(20).await;
    assert!(world.asked("a.example").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_key_in_a_variable_is_read_there_and_a_missing_one_is_said() {
    let world = World::new();
    world.account("set", "a.example").await;
    world.account("unset", "b.example").await;
    {
        let mut settings = world.settings.lock().unwrap();
        settings.accounts[0].key = KeyRef::Environment("SET_VARIABLE".into());
        settings.accounts[1].key = KeyRef::Environment("UNSET_VARIABLE".into());
    }
    let engine = world.start().await;
    world.pass(10).await;
    assert_eq!(world.keys_sent("a.example"), ["key-in-variable"]);
    let failure = account(&engine, "unset").failure.unwrap();
    assert_eq!(failure.kind, FailureKind::KeyMissing);
    assert!(failure.message.contains("UNSET_VARIABLE"), "{}", failure.message);
}

#[tokio::test(start_paused = true)]
async fn who_does_not_have_the_lock_reads_along_and_takes_over() {
    let world = World::new();
    world.account("one", "a.example").await;
    let owner = world.start().await;
    let folder = world.folder.path().to_owned();
    let take_over = Arc::new(move || lowtide_core::history::PollerLock::acquire(&folder).ok().flatten());
    let follower = world.start_as(Poller::Follower(take_over)).await;
    world.pass(HOUR).await;
    let by_owner = world.asked("a.example").len();
    assert!((4..=5).contains(&by_owner), "one of the two polls: {by_owner}");
    assert_eq!(left(&follower, "one").as_deref(), Some("1000"), "the other sees what it reads");
    owner.shutdown().await;
    world.pass(HOUR).await;
    assert!(world.asked("a.example").len() > by_owner, "and goes on when it ends");
}

#[tokio::test(start_paused = true)]
async fn waiting_costs_next_to_nothing() {
    let world = World::new();
    for number in 0..20 {
        world.account(&format!("many-{number}"), &format!("h{number}.example")).await;
        world.answer(&format!("h{number}.example"), Answer::Slow(Duration::from_secs(19), "1"));
    }
    let _engine = world.start().await;
    let before = world.clock.looks();
    world.pass(15).await; // eight in flight, twelve due and waiting for their turn
    let looks = world.clock.looks() - before;
    assert!(looks < 400, "no busy waiting: {looks} looks at the clock");
    world.pass(300).await;
    let before = world.clock.looks();
    world.pass(400).await; // nothing is due
    let looks = world.clock.looks() - before;
    assert!(looks < 400, "one look around every half minute: {looks} looks at the clock");
}

#[tokio::test(start_paused = true)]
async fn a_delivery_under_way_at_the_end_is_not_repeated() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.answer("a.example", Answer::Status(401, "{}", None));
    let engine = world.start().await;
    world.notifier.take_time(Duration::from_secs(3));
    world.pass(1).await;
    engine.shutdown().await;
    assert_eq!(world.notifier.shown().len(), 1);
    let engine = world.start().await;
    world.pass(60).await;
    assert_eq!(world.notifier.shown().len(), 1);
    engine.shutdown().await;
}

#[tokio::test(start_paused = true)]
async fn refreshing_ends_while_the_network_is_gone() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.account("two", "b.example").await;
    world.answer("a.example", Answer::Fails(FailureKind::NetworkDns));
    world.answer("b.example", Answer::Fails(FailureKind::NetworkDns));
    let engine = world.start().await;
    world.pass(30).await;
    engine.refresh(None, false).await.unwrap();
    world.pass(20).await;
    assert!(!account(&engine, "one").refreshing && !account(&engine, "two").refreshing);
}

#[tokio::test(start_paused = true)]
async fn an_unknown_provider_is_said_and_asks_nobody() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.settings.lock().unwrap().accounts[0].provider = "no-such".parse().unwrap();
    let engine = world.start().await;
    world.pass(HOUR).await;
    let failure = account(&engine, "one").failure.unwrap();
    assert!(failure.message.contains("no-such"), "{}", failure.message);
    assert!(world.asked("a.example").is_empty());
}
