//! What the engine makes of the past, under paused time: forecasts over restarts, relabelled rises, the pace of polling.

use std::time::Duration;

use lowtide_core::alert::{HeldBecause, Levels, Rule, Severity};
use lowtide_core::amount::Decimal;
use lowtide_core::engine::Refused;
use lowtide_core::failure::FailureKind;
use lowtide_core::forecast::{ForecastState, RiseKind};
use lowtide_core::history::History;
use lowtide_core::time::Clock;

use crate::support::world::{Answer, World, account, left};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

#[tokio::test(start_paused = true)]
async fn a_restart_forecasts_as_if_there_had_been_none() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.drain("a.example", 10_000, 20);
    let engine = world.start().await;
    world.pass(2 * DAY).await;
    world.answer("a.example", Answer::Fails(FailureKind::ServerError));
    world.pass(5 * HOUR).await;
    world.drain("a.example", 8_900, 35);
    world.pass(DAY).await;
    world.sleep_machine(Duration::from_secs(9 * HOUR));
    world.pass(DAY).await;
    world.drain("a.example", 25_000, 30); // a top-up
    world.pass(DAY).await;
    let before = account(&engine, "one");
    assert_eq!(before.forecast.state, ForecastState::Steady, "{:?}", before.forecast);
    let burn = before.forecast.burn_per_day.unwrap();
    assert!((400.0..1_000.0).contains(&burn), "{burn}");
    engine.shutdown().await;
    let engine = world.start().await;
    let after = account(&engine, "one");
    assert_eq!(after.read_at, before.read_at);
    assert_eq!(after.forecast, before.forecast);
    engine.shutdown().await;

    let history = History::open(world.folder.path(), world.clock.now()).unwrap().history;
    history.set_memory(&"one".parse().unwrap(), "of a version that is not understood").unwrap();
    drop(history);
    let engine = world.start().await;
    world.pass(HOUR).await;
    let forecast = account(&engine, "one").forecast;
    assert_eq!(forecast.state, ForecastState::Steady, "what was spent is in the history, not in the memory");
}

#[tokio::test(start_paused = true)]
async fn the_forecast_follows_what_the_person_says_a_rise_was() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.drain("a.example", 10_000, 20);
    let engine = world.start().await;
    world.pass(2 * DAY).await;
    world.drain("a.example", 9_500, 20);
    world.pass(DAY).await;
    let rises = world.history().rises(&"one".parse().unwrap(), None).unwrap();
    let [rise] = rises.as_slice() else { panic!("one rise: {rises:?}") };
    let before = account(&engine, "one").forecast.burn_per_day.unwrap();
    assert!(matches!(engine.relabel(rise.id + 1_000, None).await, Err(Refused::UnknownChange)));
    let other = if rise.kind() == RiseKind::Refund { RiseKind::TopUp } else { RiseKind::Refund };
    engine.relabel(rise.id, Some(other)).await.unwrap();
    world.pass(1).await;
    let after = account(&engine, "one").forecast.burn_per_day.unwrap();
    assert!((after - before).abs() > before * 0.02, "{before} a day, then {after}");
    engine.shutdown().await;
    let engine = world.start().await;
    let restarted = account(&engine, "one").forecast.burn_per_day.unwrap();
    assert!((restarted - after).abs() < f64::EPSILON, "{after}, and {restarted} after a restart");
    engine.relabel(rise.id, None).await.unwrap();
    world.pass(1).await;
    let undone = account(&engine, "one").forecast.burn_per_day.unwrap();
    assert!((undone - before).abs() < before * 0.01, "{before}, and {undone} when it is taken back");
}

#[tokio::test(start_paused = true)]
async fn what_runs_out_is_asked_more_often_and_what_stands_still_more_rarely() {
    let world = World::new();
    for (id, host) in [("low", "a.example"), ("still", "b.example"), ("exact", "c.example")] {
        world.account(id, host).await;
    }
    {
        let mut settings = world.settings.lock().unwrap();
        settings.alerts.amount = Some(Some(Levels { warning: None, critical: Some(Decimal::from(5_000)) }));
        settings.accounts[1].alerts.amount = Some(None);
        settings.accounts[2].interval = Some(Duration::from_secs(900));
    }
    world.drain("a.example", 4_000, 4);
    world.answer("b.example", Answer::Balance("700"));
    world.drain("c.example", 4_000, 4);
    let engine = world.start().await;
    world.pass(4 * DAY).await;
    let waits = |host: &str, from: i64| {
        let asked = world.asked(host);
        let waits: Vec<_> = asked.windows(2).filter(|pair| pair[0] > from).map(|pair| pair[1] - pair[0]).collect();
        (waits.iter().copied().min().unwrap(), waits.iter().copied().max().unwrap())
    };
    let within = |(least, most): (i64, i64), range: std::ops::RangeInclusive<i64>| {
        assert!(range.contains(&least) && range.contains(&most), "{least} to {most}, not within {range:?}");
    };
    within(waits("a.example", 60), 300..=332);
    within(waits("c.example", 60), 900..=992);
    within(waits("b.example", i64::try_from(3 * DAY + HOUR).unwrap()), 1_800..=1_982);
    engine.shutdown().await;
    let restarted_at = world.clock.seconds();
    let _engine = world.start().await;
    world.pass(6 * HOUR).await;
    within(waits("b.example", restarted_at), 1_800..=1_982);
}

#[tokio::test(start_paused = true)]
async fn three_months_of_one_account_speak_once_for_each_level_of_each_month() {
    let world = World::new();
    world.account("one", "a.example").await;
    {
        let mut settings = world.settings.lock().unwrap();
        let levels = Levels { warning: Some(Decimal::from(1_000)), critical: Some(Decimal::from(200)) };
        settings.alerts.amount = Some(Some(levels));
        settings.alerts.share = Some(None);
        settings.alerts.runway = Some(None);
        settings.accounts[0].interval = Some(Duration::from_secs(3 * HOUR));
    }
    for month in 0..3 {
        world.drain("a.example", 3_000, 4);
        for part in [400 + 37 * month, 250 - 37 * month, 70] {
            let engine = world.start().await;
            world.pass(part * HOUR).await;
            engine.shutdown().await;
        }
    }
    let spoken: Vec<_> = world.decisions("one");
    let a_month = [(Rule::Amount, Severity::Warning, None), (Rule::Amount, Severity::Critical, None)];
    let top_up = (Rule::ToppedUp, Severity::Info, Some(HeldBecause::SwitchedOff));
    let expected = [&a_month[..], &[top_up], &a_month, &[top_up], &a_month].concat();
    assert_eq!(spoken, expected);
    assert_eq!(world.notifier.shown().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_doubted_reading_is_in_the_memory_and_not_in_the_history() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Balance("0"));
    engine.refresh(None, false).await.unwrap();
    world.pass(3).await;
    let id = "one".parse().unwrap();
    assert_eq!(world.history().readings(&id, None).unwrap().len(), 1);
    assert!(world.history().memory(&id).unwrap().unwrap().contains("\"doubt\":{"));
    engine.shutdown().await;
    let engine = world.start().await;
    world.pass(60).await;
    assert_eq!(left(&engine, "one").as_deref(), Some("0"), "the second reading decides, also after a restart");
}

#[tokio::test(start_paused = true)]
async fn the_history_is_tidied_some_minutes_after_the_start_and_then_daily() {
    let world = World::new();
    world.account("one", "a.example").await;
    {
        let mut settings = world.settings.lock().unwrap();
        settings.history.decisions = Duration::from_secs(DAY);
        settings.alerts.amount = Some(Some(Levels { warning: Some(Decimal::from(2_000)), critical: None }));
        settings.alerts.share = Some(None);
        settings.accounts[0].interval = Some(Duration::from_secs(6 * HOUR));
    }
    let engine = world.start().await;
    world.pass(60).await;
    assert_eq!(world.decisions("one").len(), 1);
    world.pass(DAY).await;
    assert_eq!(world.decisions("one").len(), 1, "not yet a day old when it was tidied");
    world.pass(DAY).await;
    assert!(world.decisions("one").is_empty());
    engine.shutdown().await;
}
