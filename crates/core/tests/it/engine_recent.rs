//! The last polls of an account and its provider's last answer, under paused time.

use std::time::Duration;

use lowtide_core::engine::{Handle, MOST_POLLS, Picture, Recent};
use lowtide_core::failure::FailureKind;
use lowtide_core::secret::Secret;
use lowtide_core::secrets::{Condition, SecretStore};
use lowtide_core::time::Timestamp;

use crate::support::world::{Answer, FIRST, World};

const HOUR: u64 = 3600;

async fn recent(engine: &Handle<Picture>) -> Recent {
    engine.recent("one".parse().unwrap()).await.unwrap().unwrap()
}

/// What each poll gave, the oldest first.
fn told(recent: &Recent) -> Vec<String> {
    let told = recent.polls.iter().map(|poll| match (&poll.failure, &poll.remaining) {
        (Some(failure), None) => failure.kind.as_str().to_owned(),
        (None, Some(left)) => format!("{left} {}", poll.unit.as_ref().unwrap()),
        other => panic!("{other:?}"),
    });
    told.collect()
}

#[tokio::test(start_paused = true)]
async fn every_poll_is_there_with_how_long_it_took() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.answer("a.example", Answer::Slow(Duration::from_millis(2_500), "1000"));
    let engine = world.start().await;
    world.pass(HOUR / 2).await;
    world.answer("a.example", Answer::Fails(FailureKind::Timeout));
    world.pass(HOUR / 4).await;
    let recent = recent(&engine).await;
    assert_eq!(told(&recent)[..2], ["1000 credits", "1000 credits"]);
    assert_eq!(told(&recent).last().unwrap(), "timeout");
    assert_eq!(recent.polls[0].took, Some(Duration::from_millis(2_500)));
    assert_eq!(recent.polls.back().unwrap().took, Some(Duration::from_millis(100)));
    assert_eq!(recent.polls.len(), world.asked("a.example").len(), "one for each time it was asked");
    assert!(engine.recent("two".parse().unwrap()).await.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn a_doubted_reading_is_a_poll_too() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(60).await;
    world.answer("a.example", Answer::Balance("3"));
    world.pass(HOUR).await;
    let told = told(&recent(&engine).await);
    assert_eq!(told[..3], ["1000 credits", "3 credits", "3 credits"], "doubted, then read again");
    let known = world.history().polls(&"one".parse().unwrap(), None, 100).unwrap();
    assert!(known.len() < told.len(), "the doubt itself is not in the history");
}

#[tokio::test(start_paused = true)]
async fn only_the_last_fifty() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.drain("a.example", 100_000, 60);
    let engine = world.start().await;
    world.pass(24 * HOUR).await;
    let recent = recent(&engine).await;
    assert_eq!(recent.polls.len(), MOST_POLLS);
    assert!(recent.polls.iter().zip(recent.polls.iter().skip(1)).all(|(one, next)| one.at < next.at));
    let asked = world.asked("a.example");
    let last = recent.polls.back().unwrap().at.as_second() - FIRST.parse::<Timestamp>().unwrap().as_second();
    assert!((last - asked.last().unwrap()).abs() <= 1, "the latest among them");
}

#[tokio::test(start_paused = true)]
async fn a_poll_without_a_key_is_one_without_an_answer() {
    let world = World::new();
    world.account("one", "a.example").await;
    world.secrets.set_condition(Condition::Locked);
    let engine = world.start().await;
    world.pass(5).await;
    let recent = recent(&engine).await;
    assert_eq!((told(&recent), recent.heard), (vec!["keychain_locked".to_owned()], None));
}

#[tokio::test(start_paused = true)]
async fn the_last_answer_is_there_for_failures_too_and_goes_with_its_key() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(5).await;
    let heard = recent(&engine).await.heard.unwrap();
    assert_eq!((heard.status, heard.truncated), (200, false));
    assert_eq!(heard.text, r#"{"code":200,"message":"success","data":{"balance":1000}}"#);

    world.answer("a.example", Answer::Fails(FailureKind::NetworkConnect));
    world.pass(HOUR).await;
    assert_eq!(recent(&engine).await.heard, Some(heard), "no answer says nothing new");

    world.answer("a.example", Answer::Status(401, "{\"error\": \"key-of-one\\u002e is wrong\"}", None));
    world.pass(HOUR).await;
    let heard = recent(&engine).await.heard.unwrap();
    assert_eq!((heard.status, heard.text.as_str()), (401, "{\"error\": \"•••\\u002e is wrong\"}"));

    world.settings.lock().unwrap().accounts[0].label = Some("Another name".into());
    engine.reload(None).await.unwrap();
    assert!(recent(&engine).await.heard.is_some(), "a name changes nothing");
    world.secrets.put(&"one-entry".parse().unwrap(), &Secret::parse("key-new".into()).unwrap()).await.unwrap();
    world.settings.lock().unwrap().accounts[0].key_revision = 1;
    engine.reload(None).await.unwrap();
    let recent = recent(&engine).await;
    assert_eq!(recent.heard, None, "it was the answer to another key");
    assert!(!recent.polls.is_empty(), "the polls stay");
}

#[tokio::test(start_paused = true)]
async fn after_a_restart_the_last_poll_is_known_without_its_duration() {
    let world = World::new();
    world.account("one", "a.example").await;
    let engine = world.start().await;
    world.pass(HOUR).await;
    let before = recent(&engine).await;
    engine.shutdown().await;
    drop(engine);
    world.answer("a.example", Answer::Balance("900"));
    let engine = world.start().await;
    world.pass(5).await;
    let after = recent(&engine).await;
    let (first, last) = (&after.polls[0], before.polls.back().unwrap());
    assert_eq!((first.at, first.took, &first.remaining), (last.at, None, &last.remaining));
}
