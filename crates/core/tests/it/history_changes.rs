//! Rises, statuses, grants and decisions; what becomes of old samples; and charts that lose nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use lowtide_core::alert::{Concern, Decision, HeldBecause, Rule, Severity};
use lowtide_core::amount::{Decimal, Unit};
use lowtide_core::forecast::{Ledger, Rise, RiseKind};
use lowtide_core::history::{ChartQuery, DecisionQuery, Gap, History, Note, Poll, Retention};
use lowtide_core::reading::{Meter, Plan, Reading};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::history::{at, credits, id, open};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn fresh() -> (TempDir, History) {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    (folder, history)
}

fn all() -> ChartQuery {
    ChartQuery { since: None, until: None, columns: 200 }
}

fn rise(seconds: i64, before: i64, after: i64, kind: RiseKind) -> Rise {
    Rise {
        at: at(seconds),
        meter: "credits".into(),
        unit: Unit::Credits,
        before: before.into(),
        after: after.into(),
        kind,
    }
}

fn poll(history: &History, seconds: i64, left: i64, rises: &[Rise]) {
    let reading = credits(&left.to_string());
    let poll = Poll { outcome: Ok(&reading), memory: None, rises, decisions: &[] };
    history.record_poll(&id("a"), at(seconds), &poll).unwrap();
}

fn runs(history: &History) -> Vec<(i64, i64, i64, Option<RiseKind>)> {
    let second = |time: lowtide_core::time::Timestamp| time.as_second() - at(0).as_second();
    let runs = history.runs(&id("a"), "credits", &Unit::Credits, None).unwrap();
    runs.into_iter()
        .map(|run| {
            let left = run.figures.remaining.try_into().unwrap();
            (second(run.first_at), second(run.last_at), left, run.known_rise)
        })
        .collect()
}

#[test]
fn a_rise_may_be_given_another_name() {
    let (_folder, history) = fresh();
    poll(&history, 0, 100, &[]);
    poll(&history, 60, 500, &[rise(60, 100, 500, RiseKind::TopUp)]);
    poll(&history, 120, 500, &[]);
    let stored = history.rises(&id("a"), None).unwrap().pop().unwrap();
    assert_eq!((&stored.rise, stored.kind()), (&rise(60, 100, 500, RiseKind::TopUp), RiseKind::TopUp));
    assert_eq!(history.relabel(stored.id, Some(RiseKind::Refund)).unwrap(), Some(id("a")));
    assert_eq!(history.rises(&id("a"), Some(at(60))).unwrap().pop().unwrap().kind(), RiseKind::Refund);
    assert_eq!(runs(&history), [(0, 0, 100, None), (60, 120, 500, Some(RiseKind::Refund))]);
    history.relabel(stored.id, None).unwrap();
    assert_eq!(history.rises(&id("a"), None).unwrap(), [stored]);
    assert_eq!(history.relabel(99, None).unwrap(), None);
    assert_eq!(history.rises(&id("a"), Some(at(61))).unwrap(), []);
    history.remove(&id("a")).unwrap();
    assert_eq!(history.rises(&id("a"), None).unwrap(), []);
}

#[test]
fn polls_that_lie_far_apart_are_no_one_run() {
    let (_folder, history) = fresh();
    for seconds in [0, 60, 60 + 6 * HOUR, 121 + 12 * HOUR, 181 + 12 * HOUR] {
        poll(&history, seconds, 100, &[]);
    }
    assert_eq!(
        runs(&history),
        [(0, 60 + 6 * HOUR, 100, None), (121 + 12 * HOUR, 181 + 12 * HOUR, 100, None)],
        "six hours are still one"
    );
    let chart = history.chart(&id("a"), "credits", &Unit::Credits, &all()).unwrap();
    assert_eq!(chart.gaps, [Gap { from: at(60 + 6 * HOUR), until: at(121 + 12 * HOUR) }]);
}

#[test]
fn a_ledger_made_of_the_history_is_the_one_that_was_fed() {
    let (_folder, history) = fresh();
    let mut fed = Ledger::default();
    let mut left = 50_000;
    for step in 0..2_000 {
        let seconds = step * 900 + if step > 900 { 80 * HOUR } else { 0 };
        left -= if step % 7 == 0 { 0 } else { step % 50 };
        left += if step == 1_500 { 30_000 } else { 0 };
        let reading = credits(&left.to_string());
        let figures = lowtide_core::forecast::Figures::of(&reading.meters[0]).unwrap();
        fed.observe(at(seconds), &figures);
        poll(&history, seconds, left, &[]);
    }
    let made = Ledger::from_runs(history.runs(&id("a"), "credits", &Unit::Credits, None).unwrap());
    assert_eq!(made, fed);
}

fn plan(name: &str, status: Option<&str>, expires: Option<i64>) -> Plan {
    Plan {
        name: name.into(),
        status: status.map(Into::into),
        remaining: Some(10.into()),
        limit: None,
        resets_at: None,
        expires_at: expires.map(at),
    }
}

#[test]
fn every_change_of_a_status_is_kept() {
    let (_folder, history) = fresh();
    let reading = |status: &str, plans: Vec<Plan>| Reading { status: Some(status.into()), plans, ..credits("5") };
    let polls = [
        reading("active", vec![plan("Starter", Some("active"), None)]),
        reading("active", vec![plan("Starter", Some("past_due"), None)]),
        reading("active", vec![plan("Starter", Some("past_due"), None), plan("Gift", None, None)]),
        reading("cancelled", vec![plan("Gift", None, None)]),
    ];
    for (number, reading) in (0..).zip(&polls) {
        history.record_reading(&id("a"), at(number * 60), reading).unwrap();
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let kept: Vec<String> = history
        .transitions(&id("a"), None)
        .unwrap()
        .iter()
        .map(|change| {
            let minute = (change.at.as_second() - at(0).as_second()) / 60;
            format!("{minute} {}: {} > {}", text(&change.subject), text(&change.from), text(&change.to))
        })
        .collect();
    assert_eq!(
        kept,
        ["1 Starter: active > past_due", "2 Gift: - > -", "3 -: active > cancelled", "3 Starter: past_due > -"]
    );
    assert_eq!(history.transitions(&id("a"), Some(at(121))).unwrap().len(), 2);
}

#[test]
fn grants_are_kept_with_every_date_they_had() {
    let (_folder, history) = fresh();
    // A date that is reckoned anew with each answer is one date.
    for (number, expires) in [(0, DAY), (1, DAY + 60), (2, 31 * DAY), (3, 31 * DAY + 60)] {
        let plans = vec![plan("Gift", None, Some(expires)), plan("Other", None, None)];
        let reading = Reading { plans, ..credits(&(100 - number).to_string()) };
        history.record_reading(&id("a"), at(number * 60), &reading).unwrap();
    }
    let grants = history.grants(&id("a")).unwrap();
    let dates: Vec<_> = grants.iter().map(|grant| (grant.expires_at, grant.first_at, grant.last_at)).collect();
    assert_eq!(dates, [(at(DAY + 60), at(0), at(60)), (at(31 * DAY + 60), at(120), at(180))]);
    assert_eq!((grants[0].name.as_str(), grants[0].remaining), ("Gift", Some(10.into())));
}

fn decision(seconds: i64, rule: Rule, held: Option<HeldBecause>) -> Decision {
    Decision {
        at: at(seconds),
        concern: Concern { rule, subject: if rule == Rule::Storage { "disk".into() } else { String::new() } },
        severity: Severity::Warning,
        held,
        sentence: format!("{} it is", rule.as_str()),
    }
}

#[test]
fn every_decision_is_kept_and_read_back_in_pages() {
    let (folder, history) = fresh();
    let reading = credits("5");
    let both = [decision(0, Rule::Amount, None), decision(0, Rule::Storage, Some(HeldBecause::QuietHours))];
    let poll = Poll { outcome: Ok(&reading), memory: Some("m"), rises: &[], decisions: &both };
    history.record_poll(&id("a"), at(0), &poll).unwrap();
    let note = |account: &str, decisions| Note { account: id(account), memory: Some("n".into()), decisions };
    history
        .note_all(&[
            note("a", vec![decision(60, Rule::Empty, None)]),
            note("b", vec![decision(60, Rule::Runway, None)]),
        ])
        .unwrap();
    let query = |account: Option<&str>, before, limit| DecisionQuery { account: account.map(id), before, limit };
    let newest = history.decisions(&query(None, None, 2)).unwrap();
    assert_eq!(newest.iter().map(|stored| stored.account.to_string()).collect::<Vec<_>>(), ["b", "a"]);
    let rest = history.decisions(&query(None, Some(newest[1].id), 10)).unwrap();
    assert_eq!(
        rest.iter().map(|stored| stored.decision.clone()).collect::<Vec<_>>(),
        [both[1].clone(), both[0].clone()]
    );
    assert_eq!(history.decisions(&query(Some("a"), None, 10)).unwrap().len(), 3);
    assert_eq!(history.memory(&id("b")).unwrap().as_deref(), Some("n"), "an account may be noted before it was polled");
    let connection = Connection::open(folder.path().join("history.sqlite3")).unwrap();
    connection.execute("UPDATE decision SET concern = 'of a later version' WHERE id = 1", []).unwrap();
    assert_eq!(
        history.decisions(&query(Some("a"), None, 10)).unwrap().len(),
        2,
        "what is not understood hides nothing"
    );
    let forgotten = history.tidy_up(Retention { decisions: Duration::from_secs(30), ..Retention::default() }, at(61));
    assert_eq!(forgotten.unwrap().removed, 2);
}

#[test]
fn whole_answers_are_kept_for_a_while_and_figures_for_ever() {
    let (_folder, history) = fresh();
    for number in 0..200 {
        poll(&history, number * 60, 1000 - number, &[]);
    }
    assert_eq!(history.readings(&id("a"), None).unwrap().len(), 50);
    assert_eq!(runs(&history).len(), 200);
    let latest = history.latest(&id("a")).unwrap();
    assert_eq!(latest.reading.unwrap().reading, credits("801"));
    assert_eq!(latest.previous.unwrap().reading, credits("802"));
}

#[test]
fn a_state_is_kept_by_name() {
    let (_folder, history) = fresh();
    assert_eq!(history.state("paused").unwrap(), None);
    history.set_state("paused", Some("until noon")).unwrap();
    history.set_state("paused", Some("until one")).unwrap();
    assert_eq!(history.state("paused").unwrap().as_deref(), Some("until one"));
    history.set_state("paused", None).unwrap();
    assert_eq!(history.state("paused").unwrap(), None);
}

#[test]
fn a_meter_that_only_tells_what_was_used_has_a_chart_too() {
    let (_folder, history) = fresh();
    for (number, used) in [(0, 10), (1, 20)] {
        let storage = Meter {
            id: "disk".into(),
            unit: Unit::Bytes,
            primary: false,
            remaining: None,
            used: Some(used.into()),
            ..credits("1").meters.remove(0)
        };
        let reading = Reading { meters: vec![credits("1").meters.remove(0), storage], ..Reading::default() };
        history.record_reading(&id("a"), at(number * 60), &reading).unwrap();
    }
    let names: Vec<String> = history.meters(&id("a")).unwrap().into_iter().map(|meter| meter.id).collect();
    assert_eq!(names, ["credits", "disk"]);
    for _ in 0..2 {
        let chart = history.chart(&id("a"), "disk", &Unit::Bytes, &all()).unwrap();
        assert_eq!(chart.points.iter().map(|point| point.last).collect::<Vec<_>>(), [Decimal::from(10), 20.into()]);
        assert!(history.runs(&id("a"), "disk", &Unit::Bytes, None).unwrap().is_empty());
        history.tidy_up(Retention { raw: Duration::ZERO, ..Retention::default() }, at(30)).unwrap();
    }
}

/// The least and the most of a chart, over all of it.
fn extremes(history: &History, query: &ChartQuery) -> Option<(Decimal, Decimal)> {
    let chart = history.chart(&id("a"), "credits", &Unit::Credits, query).unwrap();
    let (least, most) =
        (chart.points.iter().map(|point| point.min).min(), chart.points.iter().map(|point| point.max).max());
    least.zip(most)
}

/// Polls over weeks: minutes since the one before, and what was left.
fn polls() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let wait = prop_oneof![6 => 1i64..60, 2 => 60i64..400, 1 => 400i64..20_000];
    proptest::collection::vec((wait, prop_oneof![3 => 0i64..1_000, 1 => Just(500)]), 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_extreme_and_no_rise_is_lost_however_old_it_is(polls in polls(), columns in 1usize..50, age in 0i64..40) {
        let (_folder, history) = fresh();
        let (mut seconds, mut before) = (0, None);
        let mut rises = Vec::new();
        for (wait, left) in &polls {
            seconds += wait * 60;
            let rose: Vec<Rise> =
                before.filter(|before| left > before).map(|before| rise(seconds, before, *left, RiseKind::TopUp)).into_iter().collect();
            poll(&history, seconds, *left, &rose);
            rises.extend(rose);
            before = Some(*left);
        }
        let expected = polls.iter().map(|(_, left)| Decimal::from(*left)).min()
            .zip(polls.iter().map(|(_, left)| Decimal::from(*left)).max());
        let ages = [Duration::from_secs(3_600 * 24 * 14), Duration::from_secs(3_600 * 24 * 7)];
        let retention = Retention { hourly: ages[0], raw: ages[1], ..Retention::default() };
        let query = ChartQuery { columns, ..all() };
        for step in 0..3 {
            let chart = history.chart(&id("a"), "credits", &Unit::Credits, &query).unwrap();
            prop_assert!(chart.points.len() <= columns, "{} points in {} columns", chart.points.len(), columns);
            prop_assert_eq!(extremes(&history, &query), expected);
            prop_assert_eq!(chart.rises.iter().map(|stored| stored.rise.clone()).collect::<Vec<_>>(), rises.clone());
            prop_assert_eq!(chart.points.first().unwrap().first, Decimal::from(polls[0].1));
            prop_assert_eq!(chart.points.last().unwrap().last, Decimal::from(polls[polls.len() - 1].1));
            prop_assert!(chart.points.windows(2).all(|pair| pair[0].until <= pair[1].at));
            history.tidy_up(retention, at(seconds + (age + step * 10) * DAY)).unwrap();
        }
        // Every day in which something was read still tells its own extremes.
        let mut days: BTreeMap<i64, (Decimal, Decimal)> = BTreeMap::new();
        let mut seconds = 0;
        for (wait, left) in &polls {
            seconds += wait * 60;
            let left = Decimal::from(*left);
            let day = days.entry(at(seconds).as_second().div_euclid(DAY)).or_insert((left, left));
            *day = (day.0.min(left), day.1.max(left));
        }
        for (day, (least, most)) in days {
            let start = lowtide_core::time::Timestamp::from_second(day * DAY).unwrap();
            let end = lowtide_core::time::Timestamp::from_second((day + 1) * DAY - 1).unwrap();
            let found = extremes(&history, &ChartQuery { since: Some(start), until: Some(end), columns: 9 }).unwrap();
            prop_assert!(found.0 <= least && found.1 >= most, "{:?} within {:?}", (least, most), found);
        }
    }

    #[test]
    fn tidying_again_changes_nothing(polls in polls()) {
        let (_folder, history) = fresh();
        let mut seconds = 0;
        for (wait, left) in &polls {
            seconds += wait * 60;
            poll(&history, seconds, *left, &[]);
        }
        let now = at(seconds + 40 * DAY);
        let retention = Retention { raw: Duration::from_secs(86_400), ..Retention::default() };
        prop_assert!(history.tidy_up(retention, now).unwrap().folded > 0);
        let once = history.chart(&id("a"), "credits", &Unit::Credits, &all()).unwrap();
        prop_assert_eq!(history.tidy_up(retention, now).unwrap().folded, 0);
        prop_assert_eq!(history.chart(&id("a"), "credits", &Unit::Credits, &all()).unwrap(), once);
    }
}
