//! Settings that change while the engine runs: pace, proxy, language and look.

use lowtide_core::engine::{Handle, Picture};
use lowtide_core::failure::FailureKind;
use lowtide_core::language::{Language, Locale};
use lowtide_core::probe::ProxySource;
use lowtide_core::settings::{Interface, Settings, Theme};

use crate::support::world::{Answer, World};

const HOUR: u64 = 3600;

async fn change(world: &World, engine: &Handle<Picture>, change: impl FnOnce(&mut Settings)) {
    change(&mut world.settings.lock().unwrap());
    engine.reload(None).await.unwrap();
}

/// The times between polls from a moment on, in whole minutes: the jitter is below a tenth.
fn minutes_between(world: &World, since: i64) -> Vec<i64> {
    let asked: Vec<_> = world.asked("a.example").into_iter().filter(|at| *at >= since).collect();
    asked.windows(2).map(|pair| (pair[1] - pair[0]) * 10 / 11 / 60).collect()
}

#[tokio::test(start_paused = true)]
async fn who_wants_no_other_pace_is_polled_at_the_interval() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(4 * 24 * HOUR).await;
    let still = world.clock.seconds();
    world.pass(12 * HOUR).await;
    let paced = minutes_between(&world, still);
    assert!(paced.iter().all(|minutes| (27..=30).contains(minutes)), "nothing moves: {paced:?}");

    change(&world, &engine, |settings| settings.polling.adaptive = false).await;
    let fixed = world.clock.seconds();
    world.pass(12 * HOUR).await;
    let even = minutes_between(&world, fixed);
    assert!(even.len() > 40 && even.iter().all(|minutes| (13..=15).contains(minutes)), "{even:?}");

    engine.refresh(None, true).await.unwrap();
    let looked = world.clock.seconds();
    world.pass(HOUR).await;
    let even = minutes_between(&world, looked);
    assert!(even.iter().all(|minutes| (13..=15).contains(minutes)), "a look asks once and no more: {even:?}");

    change(&world, &engine, |settings| settings.polling.adaptive = true).await;
    let again = world.clock.seconds();
    world.pass(12 * HOUR).await;
    let paced = minutes_between(&world, again);
    assert!(paced.iter().all(|minutes| (27..=30).contains(minutes)), "{paced:?}");
}

#[tokio::test(start_paused = true)]
async fn what_runs_dry_is_asked_no_faster_either() {
    for (adaptive, expected) in [(true, 4..=5), (false, 13..=15)] {
        let world = World::new();
        world.account("one", "a.example").await;
        world.settings.lock().unwrap().polling.adaptive = adaptive;
        world.drain("a.example", 1_000, 10);
        let _engine = world.start().await;
        world.pass(90 * HOUR).await;
        let short = world.clock.seconds();
        world.pass(3 * HOUR).await;
        let minutes = minutes_between(&world, short);
        assert!(!minutes.is_empty() && minutes.iter().all(|minutes| expected.contains(minutes)), "{minutes:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn another_proxy_counts_at_once_and_is_tried_for_whoever_was_cut_off() {
    let world = World::new();
    for (id, host) in [("cut-off", "a.example"), ("paused", "b.example"), ("fine", "c.example")] {
        world.account(id, host).await;
    }
    world.answer("a.example", Answer::Fails(FailureKind::NetworkConnect));
    world.answer("b.example", Answer::Fails(FailureKind::Timeout));
    let engine = world.start().await;
    assert_eq!(world.proxies(), ProxySource::System);
    world.pass(2 * HOUR).await;
    change(&world, &engine, |settings| settings.accounts[1].paused = true).await;
    // Past the last retry, so that the next one is minutes away.
    let last = *world.asked("a.example").last().unwrap();
    world.pass(u64::try_from(last + 1_000 - world.clock.seconds()).unwrap()).await;
    let counts = || ["a.example", "b.example", "c.example"].map(|host| world.asked(host).len());
    let [cut_off, paused, fine] = counts();

    let proxy: ProxySource = "http://proxy.test:3128".parse().unwrap();
    world.answer("a.example", Answer::Balance("7"));
    change(&world, &engine, |settings| settings.network.proxy = proxy.clone()).await;
    assert_eq!(world.proxies(), proxy);
    world.pass(15).await;
    assert_eq!(counts(), [cut_off + 1, paused, fine]);

    change(&world, &engine, |settings| settings.interface.theme = Theme::Dark).await;
    world.pass(15).await;
    assert_eq!(counts(), [cut_off + 1, paused, fine], "another change asks nobody");
}

#[tokio::test(start_paused = true)]
async fn while_the_network_is_gone_another_proxy_is_tried_at_once() {
    let world = World::new();
    for (id, host) in [("one", "a.example"), ("two", "b.example")] {
        world.account(id, host).await;
        world.answer(host, Answer::Fails(FailureKind::NetworkDns));
    }
    let engine = world.start().await;
    world.pass(3 * HOUR).await;
    assert!(engine.snapshots().borrow().offline);
    for host in ["a.example", "b.example"] {
        world.answer(host, Answer::Balance("7"));
    }
    change(&world, &engine, |settings| settings.network.proxy = ProxySource::Never).await;
    world.pass(15).await;
    assert!(!engine.snapshots().borrow().offline);
}

#[tokio::test(start_paused = true)]
async fn language_and_look_are_part_of_the_picture() {
    let world = World::new();
    let engine = world.start().await;
    let seen = || {
        let snapshots = engine.snapshots();
        let picture = snapshots.borrow();
        (picture.locale.clone(), picture.interface.clone())
    };
    assert_eq!(seen(), (Locale::default(), Interface::default()));
    let interface = Interface { language: Some(Language::Korean), hide_amounts: true, ..Interface::default() };
    change(&world, &engine, |settings| settings.interface = interface.clone()).await;
    world.pass(1).await;
    assert_eq!(seen(), (Locale::from(Language::Korean), interface));
}
