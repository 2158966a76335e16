//! When spending is called unusual, and when not.

use lowtide_core::amount::Decimal;
use lowtide_core::forecast::{Figures, Ledger};

use super::forecast::{at, drain, figures};
use super::forecast_classes::{CLASSES, Class, Life};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

#[test]
fn no_false_alarm_in_sixty_days_of_any_class() {
    for (name, class) in CLASSES {
        for seed in 0..12 {
            let life = Life::of(class, 60, seed);
            // Little is left in the end, so that what is spent weighs the more.
            let readings = life.readings(class, life.daily() * 5, seed);
            let mut ledger = Ledger::default();
            let mut alarms = Vec::new();
            for (at, figures) in &readings {
                ledger.observe(*at, figures);
                alarms.extend(ledger.unusual(*at).map(|unusual| (*at, unusual)));
            }
            if class == Class::OneHugeJob {
                // That one is unusual indeed: told while it runs and within the hour after, and never else.
                let span = alarms
                    .first()
                    .zip(alarms.last())
                    .map_or(0, |((first, _), (last, _))| last.as_second() - first.as_second());
                assert!(span <= 8 * 3_600, "{name}, seed {seed}: {alarms:?}");
            } else {
                assert!(alarms.is_empty(), "{name}, seed {seed}: {:?}", alarms.first());
            }
        }
    }
}

#[test]
fn a_leak_is_noticed_within_the_hour_in_every_class() {
    for (name, class) in CLASSES {
        // A bursty account's own jobs are as large as a leak; what can be told from them is tested below.
        if matches!(class, Class::Bursty | Class::OneHugeJob) {
            continue;
        }
        let life = Life::of(class, 30, 7);
        let readings = life.readings(class, life.daily() * 20, 7);
        let mut ledger = Ledger::default();
        for (at, figures) in &readings {
            ledger.observe(*at, figures);
        }
        let (asked, last) = readings.last().unwrap();
        assert_eq!(ledger.unusual(*asked), None, "{name}: nothing yet");
        // Three days' worth in an hour.
        let leaked = Figures { remaining: last.remaining - Decimal::new(life.daily() * 3, 6), ..last.clone() };
        let now = lowtide_core::time::Timestamp::from_second(asked.as_second() + 3_600).unwrap();
        ledger.observe(now, &leaked);
        let unusual = ledger.unusual(now).unwrap_or_else(|| panic!("{name}: a leak"));
        assert!(unusual.spent > unusual.usual && unusual.usual > Decimal::ZERO, "{name}: {unusual:?}");
    }
}

#[test]
fn it_says_how_much_in_how_long() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 10_000, 10);
    for (minutes, spent) in [(15, 100), (30, 180), (45, 280)] {
        ledger.observe(at(10 * DAY + minutes), &figures(remaining - spent));
    }
    let unusual = ledger.unusual(at(10 * DAY + 45)).unwrap();
    assert_eq!(unusual.spent, Decimal::from(290), "the last hour's, the ordinary 10 counted");
    assert_eq!(unusual.since, at(10 * DAY - HOUR));
    assert!(unusual.usual >= Decimal::from(20) && unusual.usual < Decimal::from(100), "{unusual:?}");
    assert_eq!(ledger.unusual(at(10 * DAY + 3 * HOUR)), None, "it is over");
}

#[test]
fn it_is_quiet_while_it_learns_and_about_trifles() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 6 * DAY, 10_000, 10);
    ledger.observe(at(6 * DAY + 30), &figures(remaining - 900));
    assert_eq!(ledger.unusual(at(6 * DAY + 30)), None, "six days are no habit");

    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 1_000_000, 10);
    ledger.observe(at(10 * DAY + 30), &figures(remaining - 900));
    assert_eq!(ledger.unusual(at(10 * DAY + 30)), None, "a thousandth of what there is worries nobody");

    let mut ledger = Ledger::default();
    for (from, until, remaining) in [(0, 2, 1_000), (2, 4, 990), (4, 6, 980), (6, 10, 970)] {
        drain(&mut ledger, from * DAY + HOUR, until * DAY, remaining, 0);
    }
    ledger.observe(at(10 * DAY + 30), &figures(400));
    assert_eq!(ledger.unusual(at(10 * DAY + 30)), None, "a handful of active hours is no habit either");
}

#[test]
fn a_dormant_key_that_spends_is_unusual() {
    let mut ledger = Ledger::default();
    drain(&mut ledger, 0, 15 * DAY, 1_000, 0);
    let mut trifle = ledger.clone();
    trifle.observe(at(15 * DAY + 30), &figures(910));
    assert_eq!(trifle.unusual(at(15 * DAY + 30)), None, "less than a tenth");
    ledger.observe(at(15 * DAY + 30), &figures(890));
    let unusual = ledger.unusual(at(15 * DAY + 30)).unwrap();
    assert_eq!((unusual.spent, unusual.usual), (Decimal::from(110), Decimal::ZERO));

    let mut young = Ledger::default();
    drain(&mut young, 0, 10 * DAY, 1_000, 0);
    young.observe(at(10 * DAY + 30), &figures(500));
    assert_eq!(young.unusual(at(10 * DAY + 30)), None, "ten days are not long enough to be called dormant");
}

#[test]
fn big_jobs_are_usual_where_they_are_the_habit() {
    let mut ledger = Ledger::default();
    let mut remaining = 50_000;
    for hour in 0..20 * 24 {
        remaining -= if hour % 30 == 29 { 800 } else { 0 };
        ledger.observe(at(hour * HOUR), &figures(remaining));
        assert_eq!(ledger.unusual(at(hour * HOUR)), None, "hour {hour}");
    }
    ledger.observe(at(20 * DAY), &figures(remaining - 6_000));
    assert!(ledger.unusual(at(20 * DAY)).is_some(), "several times the largest of them is not");
}

#[test]
fn what_a_long_sleep_cost_is_judged_by_the_hour() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 10_000, 10);
    let mut ordinary = ledger.clone();
    ordinary.observe(at(10 * DAY + 14 * HOUR), &figures(remaining - 250));
    assert_eq!(ordinary.unusual(at(10 * DAY + 14 * HOUR)), None, "fourteen hours' worth, and a little more");
    ledger.observe(at(10 * DAY + 14 * HOUR), &figures(remaining - 2_800));
    let unusual = ledger.unusual(at(10 * DAY + 14 * HOUR)).unwrap();
    assert_eq!(unusual.spent, Decimal::from(2_800));
    assert_eq!(unusual.since, at(10 * DAY));
    assert!(unusual.usual > Decimal::from(250), "as much as is usual in fourteen hours: {unusual:?}");
}

#[test]
fn what_was_given_back_was_not_spent() {
    let mut ledger = Ledger::default();
    let remaining = drain(&mut ledger, 0, 10 * DAY, 10_000, 10);
    ledger.observe(at(10 * DAY + 15), &figures(remaining - 900));
    assert!(ledger.unusual(at(10 * DAY + 15)).is_some());
    ledger.observe(at(10 * DAY + 30), &figures(remaining));
    assert_eq!(ledger.unusual(at(10 * DAY + 30)), None);
}
