//! What the history keeps and gives back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use lowtide_core::amount::{Decimal, Unit};
use lowtide_core::failure::{Failure, FailureKind};
use lowtide_core::history::{History, Latest, StoredFailure, StoredReading};
use lowtide_core::ids::AccountId;
use lowtide_core::reading::{Fact, FactValue, Meter, Oddity, Period, Plan, Reading};
use lowtide_core::time::Timestamp;
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

pub(crate) fn id(text: &str) -> AccountId {
    text.parse().unwrap()
}

/// That many seconds after a beginning.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

pub(crate) fn open(folder: &Path) -> History {
    let opened = History::open(folder, at(0)).unwrap();
    assert_eq!(opened.set_aside, None);
    opened.history
}

fn fresh() -> (TempDir, History) {
    let folder = tempfile::tempdir().unwrap();
    let history = open(&folder.path().join("data"));
    (folder, history)
}

fn meter(id: &str, remaining: &str) -> Meter {
    Meter {
        id: id.to_owned(),
        label: id.to_uppercase(),
        unit: Unit::Credits,
        primary: id == "credits",
        remaining: Some(remaining.parse().unwrap()),
        used: None,
        limit: None,
        limit_is_lifetime: false,
        unlimited: false,
        period: None,
        resets_at: None,
        expires_at: None,
    }
}

pub(crate) fn credits(remaining: &str) -> Reading {
    Reading { meters: vec![meter("credits", remaining)], ..Reading::default() }
}

fn stored(reading: &Reading, first_at: i64, last_at: i64) -> StoredReading {
    StoredReading { reading: reading.clone(), first_at: at(first_at), last_at: at(last_at) }
}

fn unauthorized(message: &str) -> Failure {
    Failure::new(FailureKind::Unauthorized, message).with_status(401)
}

/// A meter's rows: figures and times, in order.
fn samples(folder: &Path, meter: &str) -> Vec<(Option<String>, i64, i64)> {
    let connection = Connection::open(folder.join("history.sqlite3")).unwrap();
    let sql = "SELECT remaining, first_at, last_at FROM sample JOIN meter ON meter.id = sample.meter
               WHERE name = ?1 ORDER BY reading";
    let mut statement = connection.prepare(sql).unwrap();
    let second = |milliseconds: i64| Timestamp::from_millisecond(milliseconds).unwrap().as_second() - at(0).as_second();
    statement
        .query_map([meter], |row| Ok((row.get(0)?, second(row.get(1)?), second(row.get(2)?))))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn an_account_that_was_never_polled_has_nothing() {
    let (_folder, history) = fresh();
    assert_eq!(history.latest(&id("a")).unwrap(), Latest::default());
    assert_eq!(history.latest_all().unwrap(), BTreeMap::new());
    assert_eq!(history.readings(&id("a"), None).unwrap(), []);
    assert_eq!(history.failures(&id("a"), None).unwrap(), []);
    assert_eq!(history.memory(&id("a")).unwrap(), None);
    history.remove(&id("a")).unwrap();
}

#[test]
fn a_row_only_when_something_changed() {
    let (_folder, history) = fresh();
    let a = id("a");
    let (full, less) = (credits("100"), credits("90"));
    for second in [0, 60, 120] {
        history.record_reading(&a, at(second), &full).unwrap();
    }
    history.record_reading(&a, at(180), &less).unwrap();
    history.record_reading(&a, at(240), &less).unwrap();
    assert_eq!(history.readings(&a, None).unwrap(), [stored(&full, 0, 120), stored(&less, 180, 240)]);
    let latest = history.latest(&a).unwrap();
    assert_eq!(latest.reading, Some(stored(&less, 180, 240)));
    assert_eq!(latest.previous, Some(stored(&full, 0, 120)));
    assert_eq!((latest.failure, latest.checked_at), (None, Some(at(240))));

    assert_eq!(history.readings(&a, Some(at(120))).unwrap().len(), 2, "still given then");
    assert_eq!(history.readings(&a, Some(at(121))).unwrap(), [stored(&less, 180, 240)]);
    assert_eq!(history.readings(&a, Some(at(241))).unwrap(), []);
}

#[test]
fn a_newer_as_of_alone_is_no_change_and_is_kept() {
    let (_folder, history) = fresh();
    let a = id("a");
    let mut reading = credits("100");
    for second in [0, 60] {
        reading.as_of = Some(at(second - 7));
        history.record_reading(&a, at(second), &reading).unwrap();
    }
    assert_eq!(history.readings(&a, None).unwrap(), [stored(&reading, 0, 60)]);
    reading.as_of = None;
    history.record_reading(&a, at(120), &reading).unwrap();
    assert_eq!(history.readings(&a, None).unwrap(), [stored(&reading, 0, 120)]);
}

#[test]
fn a_fact_a_plan_a_status_or_an_oddity_is_a_change() {
    let (_folder, history) = fresh();
    let a = id("a");
    let mut reading = credits("100");
    let mut expected = 1;
    let changes: [fn(&mut Reading); 5] = [
        |reading| reading.status = Some("past_due".to_owned()),
        |reading| {
            let value = FactValue::Text("a@example.com".to_owned());
            reading.facts.push(Fact { id: "email".to_owned(), label: "E-mail".to_owned(), value });
        },
        |reading| {
            reading.plans.push(Plan {
                name: "Starter".to_owned(),
                status: None,
                remaining: None,
                limit: None,
                resets_at: None,
                expires_at: None,
            });
        },
        |reading| {
            let (path, expected, found) = ("$.x".to_owned(), "a number".to_owned(), "nothing".to_owned());
            reading.oddities.push(Oddity { path, expected, found });
        },
        |reading| reading.meters[0].label = "Kredite".to_owned(),
    ];
    history.record_reading(&a, at(0), &reading).unwrap();
    for change in changes {
        change(&mut reading);
        history.record_reading(&a, at(60), &reading).unwrap();
        expected += 1;
        assert_eq!(history.readings(&a, None).unwrap().len(), expected);
        assert_eq!(history.latest(&a).unwrap().reading.unwrap().reading, reading);
    }
}

#[test]
fn other_digits_of_the_same_amount_are_no_change_but_are_shown() {
    let (folder, history) = fresh();
    let a = id("a");
    for (second, digits) in [(0, "100"), (60, "100.00"), (120, "100.0")] {
        history.record_reading(&a, at(second), &credits(digits)).unwrap();
    }
    let readings = history.readings(&a, None).unwrap();
    assert_eq!(readings.len(), 1);
    assert_eq!(readings[0].reading.meters[0].remaining.unwrap().to_string(), "100.0", "as last answered");
    assert_eq!(samples(&folder.path().join("data"), "credits").len(), 1);
}

#[test]
fn a_failure_keeps_the_reading_and_ends_with_the_next_one() {
    let (_folder, history) = fresh();
    let a = id("a");
    history.record_reading(&a, at(0), &credits("100")).unwrap();
    history.record_failure(&a, at(60), &unauthorized("first")).unwrap();
    history.record_failure(&a, at(120), &unauthorized("second")).unwrap();
    let expected = StoredFailure { failure: unauthorized("second"), since: at(60), last_at: at(120), count: 2 };
    let latest = history.latest(&a).unwrap();
    assert_eq!(latest.failure, Some(expected.clone()), "what the last of the polls said");
    assert_eq!(latest.reading, Some(stored(&credits("100"), 0, 0)), "the last good reading stays");
    assert_eq!(latest.checked_at, Some(at(120)));

    history.record_reading(&a, at(180), &credits("100")).unwrap();
    let latest = history.latest(&a).unwrap();
    assert_eq!(latest.failure, None);
    assert_eq!(latest.reading, Some(stored(&credits("100"), 0, 180)), "the same answer as before the failure");

    let timeout = Failure::new(FailureKind::Timeout, "no answer").with_retry_at(Some(at(999)));
    history.record_failure(&a, at(240), &unauthorized("third")).unwrap();
    history.record_failure(&a, at(300), &timeout).unwrap();
    let failures = history.failures(&a, None).unwrap();
    let shapes: Vec<_> = failures.iter().map(|f| (f.failure.kind, f.count, f.since == at(240))).collect();
    assert_eq!(
        shapes,
        [(FailureKind::Unauthorized, 2, false), (FailureKind::Unauthorized, 1, true), (FailureKind::Timeout, 1, false)],
        "a row for each run of one kind"
    );
    assert_eq!(failures[0], expected);
    assert_eq!(history.latest(&a).unwrap().failure.unwrap().failure, timeout);
    assert_eq!(history.failures(&a, Some(at(241))).unwrap().len(), 1);
}

#[test]
fn every_kind_of_failure_reads_back() {
    let (_folder, history) = fresh();
    for kind in FailureKind::ALL {
        let failure = Failure::new(kind, format!("it was {}", kind.as_str()));
        history.record_failure(&id("a"), at(0), &failure).unwrap();
        assert_eq!(history.latest(&id("a")).unwrap().failure.unwrap().failure, failure);
    }
    assert_eq!(history.failures(&id("a"), None).unwrap().len(), FailureKind::ALL.len());
}

#[test]
fn the_memory_is_kept_with_the_outcome_or_alone() {
    let (_folder, history) = fresh();
    let (a, b) = (id("a"), id("b"));
    history.set_memory(&b, "{}").unwrap();
    assert_eq!(history.latest(&b).unwrap(), Latest::default(), "a memory is no poll");
    history.record(&a, at(0), Ok(&credits("1")), Some("one")).unwrap();
    history.record(&a, at(1), Ok(&credits("2")), None).unwrap();
    assert_eq!(history.memory(&a).unwrap().as_deref(), Some("one"), "none given is none changed");
    history.record(&a, at(2), Err(&unauthorized("no")), Some("two")).unwrap();
    assert_eq!(history.memory(&a).unwrap().as_deref(), Some("two"));
    history.set_memory(&a, "three").unwrap();
    assert_eq!(history.memory(&a).unwrap().as_deref(), Some("three"));
    assert_eq!(history.latest(&a).unwrap().checked_at, Some(at(2)), "and nothing else has changed");
    assert_eq!(history.memory(&b).unwrap().as_deref(), Some("{}"));
}

#[test]
fn order_survives_a_clock_that_is_set_back() {
    let (folder, history) = fresh();
    let a = id("a");
    history.record_reading(&a, at(10_000), &credits("100")).unwrap();
    history.record_reading(&a, at(0), &credits("90")).unwrap();
    history.record_reading(&a, at(60), &credits("80")).unwrap();
    let amounts: Vec<_> =
        history.readings(&a, None).unwrap().into_iter().map(|r| r.reading.meters[0].remaining.unwrap()).collect();
    assert_eq!(amounts, [100.into(), 90.into(), 80.into()].map(|n: i64| Decimal::from(n)));
    let latest = history.latest(&a).unwrap();
    assert_eq!(latest.reading, Some(stored(&credits("80"), 60, 60)));
    assert_eq!(latest.previous, Some(stored(&credits("90"), 0, 0)));
    assert_eq!(latest.checked_at, Some(at(60)));

    history.record_reading(&a, at(30), &credits("80")).unwrap();
    history.record_failure(&a, at(50), &unauthorized("x")).unwrap();
    history.record_failure(&a, at(40), &unauthorized("x")).unwrap();
    let latest = history.latest(&a).unwrap();
    assert_eq!(latest.reading, Some(stored(&credits("80"), 30, 30)), "no row ends before it begins");
    let failure = latest.failure.unwrap();
    assert_eq!((failure.since, failure.last_at, failure.count), (at(40), at(40), 2));
    let sample = samples(&folder.path().join("data"), "credits").pop().unwrap();
    assert_eq!(sample, (Some("80".to_owned()), 30, 30));
}

#[test]
fn each_meter_has_samples_of_its_own() {
    let (folder, history) = fresh();
    let a = id("a");
    let polls = [
        (0, vec![meter("credits", "100"), meter("extra", "5")]),
        (60, vec![meter("credits", "90"), meter("extra", "5.0")]),
        (120, vec![meter("credits", "90")]),
        (180, vec![meter("credits", "80"), meter("extra", "5")]),
        (240, vec![meter("credits", "80"), meter("extra", "5")]),
    ];
    for (second, meters) in polls {
        history.record_reading(&a, at(second), &Reading { meters, ..Reading::default() }).unwrap();
    }
    let text = |digits: &str| Some(digits.to_owned());
    let data = folder.path().join("data");
    assert_eq!(samples(&data, "credits"), [(text("100"), 0, 0), (text("90"), 60, 120), (text("80"), 180, 240)]);
    assert_eq!(samples(&data, "extra"), [(text("5"), 0, 60), (text("5"), 180, 240)], "it was not there in between");

    let mut renamed = meter("credits", "80");
    renamed.label = "Kredite".to_owned();
    renamed.unit = Unit::Requests;
    renamed.remaining = None;
    let reading = Reading { meters: vec![renamed.clone(), renamed], ..Reading::default() };
    history.record_reading(&a, at(300), &reading).unwrap();
    let rows = samples(&data, "credits");
    assert_eq!(rows.len(), 4, "another unit is another meter, and twice the same is one: {rows:?}");
    assert_eq!(rows[3], (None, 300, 300));
}

#[test]
fn remove_forgets_everything_of_one_account() {
    let (folder, history) = fresh();
    let (a, b) = (id("a"), id("b"));
    for account in [&a, &b] {
        for step in 0..50 {
            let mut reading = credits(&step.to_string());
            reading.status = Some(format!("of-{account}-alone"));
            history.record_reading(account, at(step), &reading).unwrap();
            history.record(account, at(step), Err(&unauthorized(&format!("of-{account}-alone"))), Some("x")).unwrap();
        }
    }
    let kept = history.latest(&b).unwrap();
    history.remove(&a).unwrap();
    assert_eq!(history.latest(&a).unwrap(), Latest::default());
    assert_eq!(history.memory(&a).unwrap(), None);
    assert_eq!(history.latest_all().unwrap(), BTreeMap::from([(b.clone(), kept)]));
    let data = folder.path().join("data");
    let connection = Connection::open(data.join("history.sqlite3")).unwrap();
    for (table, rows) in [("account", 1), ("reading", 50), ("meter", 1), ("sample", 50), ("failure", 50)] {
        let count: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(count, rows, "{table}");
    }
    let free: i64 = connection.pragma_query_value(None, "freelist_count", |row| row.get(0)).unwrap();
    assert_eq!(free, 0, "the file has shrunk");
    history.record_reading(&a, at(99), &credits("1")).unwrap();
    assert_eq!(history.readings(&a, None).unwrap().len(), 1, "it can begin anew");
}

#[test]
fn a_row_that_is_not_understood_hides_nothing_else() {
    let (folder, history) = fresh();
    let a = id("a");
    history.record_reading(&a, at(0), &credits("2")).unwrap();
    history.record_reading(&a, at(1), &credits("1")).unwrap();
    history.record_failure(&a, at(2), &unauthorized("x")).unwrap();
    let connection = Connection::open(folder.path().join("data/history.sqlite3")).unwrap();
    connection.execute("UPDATE reading SET body = '{\"from\":\"later\"}' WHERE id = 2", []).unwrap();
    connection.execute("UPDATE failure SET body = '{\"kind\":\"from_later\"}'", []).unwrap();
    let latest = history.latest(&a).unwrap();
    assert_eq!((latest.reading, latest.failure), (None, None));
    assert_eq!(latest.previous, Some(stored(&credits("2"), 0, 0)));
    assert_eq!(history.readings(&a, None).unwrap().len(), 1);
    history.record_reading(&a, at(3), &credits("1")).unwrap();
    assert_eq!(history.latest(&a).unwrap().reading, Some(stored(&credits("1"), 3, 3)));
}

#[test]
fn threads_that_write_at_once_lose_nothing() {
    let (folder, history) = fresh();
    let second = open(&folder.path().join("data"));
    thread::scope(|scope| {
        for (number, history) in [&history, &history, &second, &second].into_iter().enumerate() {
            scope.spawn(move || {
                for step in 0..50 {
                    let account = id(&format!("a{number}"));
                    history.record(&account, at(step), Ok(&credits(&step.to_string())), Some("x")).unwrap();
                    history.record_failure(&id("shared"), at(step), &unauthorized("x")).unwrap();
                }
            });
        }
    });
    for number in 0..4 {
        assert_eq!(history.readings(&id(&format!("a{number}")), None).unwrap().len(), 50);
    }
    assert_eq!(second.latest(&id("shared")).unwrap().failure.unwrap().count, 200);
}

fn time() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000, 0i32..1_000_000_000)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

fn amount() -> impl Strategy<Value = Decimal> {
    (any::<i128>(), 0u32..=28).prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa >> 32, scale))
}

fn arbitrary_meter() -> impl Strategy<Value = Meter> {
    let unit = proptest::sample::select(vec!["credits", "USD", "bytes", "percent", "CNY", "seconds"]);
    let amounts = proptest::array::uniform3(proptest::option::of(amount()));
    let times = proptest::array::uniform4(proptest::option::of(time()));
    ("[a-c]", "(?s).{0,12}", unit, any::<[bool; 4]>(), amounts, times).prop_map(
        |(id, label, unit, [primary, limit_is_lifetime, unlimited, has_period], amounts, times)| {
            let [remaining, used, limit] = amounts;
            let [start, end, resets_at, expires_at] = times;
            Meter {
                id,
                label,
                unit: unit.parse().unwrap(),
                primary,
                remaining,
                used,
                limit,
                limit_is_lifetime,
                unlimited,
                period: has_period.then_some(Period { start, end }),
                resets_at,
                expires_at,
            }
        },
    )
}

fn arbitrary_reading() -> impl Strategy<Value = Reading> {
    let text = || "(?s).{0,12}".boxed();
    let plan = (text(), proptest::option::of(amount()), proptest::option::of(time())).prop_map(
        |(name, remaining, resets_at)| Plan {
            status: Some(name.clone()),
            name,
            remaining,
            limit: remaining,
            resets_at,
            expires_at: resets_at,
        },
    );
    let value = prop_oneof![
        text().prop_map(FactValue::Text),
        (amount(), proptest::option::of(text())).prop_map(|(amount, unit)| FactValue::Number { amount, unit }),
        time().prop_map(FactValue::Time)
    ];
    let fact = (text(), value).prop_map(|(label, value)| Fact { id: "f".to_owned(), label, value });
    let oddity = text().prop_map(|text| Oddity { path: text.clone(), expected: text.clone(), found: text });
    (
        proptest::collection::vec(arbitrary_meter(), 0..4),
        proptest::collection::vec(plan, 0..3),
        proptest::collection::vec(fact, 0..3),
        proptest::option::of(text()),
        proptest::option::of(time()),
        proptest::collection::vec(oddity, 0..2),
    )
        .prop_map(|(meters, plans, facts, status, as_of, oddities)| Reading {
            meters,
            plans,
            facts,
            status,
            as_of,
            oddities,
        })
}

/// All of a reading with all digits: equality alone takes 1.0 for 1.
fn exact(reading: &Reading) -> String {
    format!("{reading:?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_reading_reads_back_exactly(reading in arbitrary_reading(), when in time()) {
        let (folder, history) = fresh();
        history.record_reading(&id("a"), when, &reading).unwrap();
        let stored = history.latest(&id("a")).unwrap().reading.unwrap();
        prop_assert_eq!(exact(&stored.reading), exact(&reading));
        prop_assert_eq!(stored.first_at.as_millisecond(), when.as_millisecond());
        drop(history);
        let reopened = History::open_read_only(&folder.path().join("data")).unwrap().unwrap();
        let stored = reopened.readings(&id("a"), None).unwrap().pop().unwrap();
        prop_assert_eq!(exact(&stored.reading), exact(&reading));
    }

    #[test]
    fn whatever_came_is_what_is_known(
        polls in proptest::collection::vec((0usize..2, 0usize..4, 0i64..100), 1..30),
    ) {
        // A model of what the history promises, kept beside it.
        let (_folder, history) = fresh();
        let accounts = [id("a"), id("b")];
        let mut model = vec![(Vec::<StoredReading>::new(), Vec::<StoredFailure>::new(), false, None); 2];
        for (account, outcome, second) in polls {
            let (readings, failures, is_failing, checked_at) = &mut model[account];
            let kinds = [FailureKind::Timeout, FailureKind::Unauthorized];
            let is_failure = outcome < 2;
            if is_failure {
                let failure = Failure::new(kinds[outcome], format!("at {second}"));
                history.record_failure(&accounts[account], at(second), &failure).unwrap();
                let running = failures.last_mut().filter(|last| *is_failing && last.failure.kind == failure.kind);
                if let Some(last) = running {
                    last.failure = failure;
                    last.last_at = at(second);
                    last.since = last.since.min(at(second));
                    last.count += 1;
                } else {
                    let (since, last_at) = (at(second), at(second));
                    failures.push(StoredFailure { failure, since, last_at, count: 1 });
                }
            } else {
                let mut reading = credits(&outcome.to_string());
                reading.as_of = Some(at(second));
                history.record_reading(&accounts[account], at(second), &reading).unwrap();
                match readings.last_mut().filter(|last| last.reading.meters == reading.meters) {
                    Some(last) => {
                        last.reading = reading;
                        last.last_at = at(second);
                        last.first_at = last.first_at.min(at(second));
                    }
                    None => readings.push(stored(&reading, second, second)),
                }
            }
            *is_failing = is_failure;
            *checked_at = Some(at(second));
        }
        let all = history.latest_all().unwrap();
        for (account, (readings, failures, is_failing, checked_at)) in accounts.iter().zip(model) {
            let mut newest = readings.iter().rev().cloned();
            let expected = Latest {
                reading: newest.next(),
                previous: newest.next(),
                failure: failures.last().cloned().filter(|_| is_failing),
                checked_at,
            };
            prop_assert_eq!(&history.latest(account).unwrap(), &expected);
            prop_assert_eq!(all.get(account), checked_at.map(|_| &expected));
            prop_assert_eq!(history.readings(account, None).unwrap(), readings);
            prop_assert_eq!(history.failures(account, None).unwrap(), failures);
        }
    }
}
